// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconClockCheck,
  IconHourglass,
  IconMinus,
} from '@tabler/icons-react';
import type { StepState } from '@/api/types';
import { ToneBadge } from '@/ui/ToneBadge';
import type { Tone } from '@/ui/tone';

type Look = { tone: Tone; icon: typeof IconClock; label: MessageDescriptor };

/** A state by icon and word; the colour only repeats it. */
export const stepStates: Record<StepState, Look> = {
  waiting: { tone: 'idle', icon: IconHourglass, label: msg`Waits` },
  blocked: { tone: 'bad', icon: IconCircleX, label: msg`Held up` },
  coming: { tone: 'idle', icon: IconCircleDashed, label: msg`Later` },
  due: { tone: 'accent', icon: IconClock, label: msg`Now` },
  late: { tone: 'bad', icon: IconAlertTriangle, label: msg`Late` },
  done: { tone: 'good', icon: IconCircleCheck, label: msg({ message: 'Done', context: 'a step' }) },
  done_late: { tone: 'warn', icon: IconClockCheck, label: msg`Done late` },
  not_needed: { tone: 'idle', icon: IconMinus, label: msg`Not needed` },
};

type Props = { state: StepState; compact?: boolean | 'narrow' };

export function StepStateBadge({ state, compact }: Props) {
  const { t } = useLingui();
  const { tone, icon, label } = stepStates[state];
  return <ToneBadge tone={tone} icon={icon} label={t(label)} compact={compact} />;
}
