// SPDX-License-Identifier: Apache-2.0
/*
 * What the organisation says of changing what is published, told before one types. The server
 * decides; this asks for the reason it would miss, and says what it would refuse.
 */
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EditRule, Objective } from '@/api/types';
import { useCycles } from '@/feature/cycle/query';
import { settingsQuery } from '@/feature/setting/query';
import { Notice } from '@/ui/Notice';

const STRICTER: readonly EditRule[] = ['freely', 'reason', 'okr_master', 'never'];

export type EditRules = { wording: EditRule; measure: EditRule };

/** The rules that hold for this objective now; everything is free in a draft. */
export function useEditRules(objective: Pick<Objective, 'state' | 'cycle_id'>): EditRules {
  const settings = useQuery(settingsQuery);
  const cycle = useCycles().find((one) => one.id === objective.cycle_id);
  const of = (name: string): EditRule =>
    STRICTER.find(
      (rule) => rule === settings.data?.items.find((one) => one.name === name)?.value,
    ) ?? 'freely';
  if (objective.state !== 'published') return { wording: 'freely', measure: 'freely' };
  const begun = cycle !== undefined && cycle.start_day <= cycle.today;
  const measures = [of('published_measure'), ...(begun ? [of('running_measure')] : [])];
  const strictest = Math.max(...measures.map((rule) => STRICTER.indexOf(rule)));
  return { wording: of('published_wording'), measure: STRICTER[strictest] ?? 'freely' };
}

const wordingBars: Partial<Record<EditRule, MessageDescriptor>> = {
  okr_master: msg`It is published: OKR masters and administrators of the unit alone change its wording.`,
  never: msg`It is published: its wording stays as it is.`,
};
const measureBars: Partial<Record<EditRule, MessageDescriptor>> = {
  okr_master: msg`It is published: OKR masters and administrators of the unit alone change how it is measured.`,
  never: msg`It is published: how it is measured stays as it is.`,
};

/** What will be refused, above the form. */
export function EditBars({ rules, measured = false }: { rules: EditRules; measured?: boolean }) {
  const { t } = useLingui();
  const bars = [wordingBars[rules.wording], measured ? measureBars[rules.measure] : undefined];
  return bars.map(
    (bar) =>
      bar && (
        <Notice key={bar.id} tone="idle">
          {t(bar)}
        </Notice>
      ),
  );
}

type Props = {
  rules: EditRules;
  measured?: boolean;
  value: string;
  onChange: (reason: string) => void;
  error: string | undefined;
};

/** Why it changes, where the organisation wants to know. */
export function EditReason({ rules, measured = false, value, onChange, error }: Props) {
  const { t } = useLingui();
  const asked = rules.wording === 'reason' || (measured && rules.measure === 'reason');
  if (!asked && error === undefined) return null;
  return (
    <Textarea
      label={t`Why does it change?`}
      description={
        measured
          ? t`Asked when the title or the measure changes; everyone can read it in the history.`
          : t`Asked when the title or the kind changes; everyone can read it in the history.`
      }
      dir="auto"
      autosize
      minRows={1}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
