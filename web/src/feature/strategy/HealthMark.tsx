// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { IconCircleDashed, IconHeartBroken, IconHeartbeat } from '@tabler/icons-react';
import type { HealthMeasure } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { ToneBadge } from '@/ui/ToneBadge';

/** From where to where a measure is healthy, in words. */
export function useRange(): (measure: HealthMeasure) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ low_value, high_value, unit_of_measure }) => {
    const low = low_value === null ? '' : format.measure(low_value, unit_of_measure);
    const high = high_value === null ? '' : format.measure(high_value, unit_of_measure);
    if (low_value === null) return t`at most ${high}`;
    return high_value === null ? t`at least ${low}` : t`${low} to ${high}`;
  };
}

/** Healthy, not healthy, or unknown: silence is a state of its own. */
export function HealthMark({ measure, compact }: { measure: HealthMeasure; compact?: boolean }) {
  const { t } = useLingui();
  const look =
    measure.within === null
      ? { tone: 'idle' as const, icon: IconCircleDashed, label: t`Not recorded` }
      : measure.within
        ? { tone: 'good' as const, icon: IconHeartbeat, label: t`Healthy` }
        : { tone: 'bad' as const, icon: IconHeartBroken, label: t`Outside its range` };
  return <ToneBadge {...look} compact={compact} />;
}
