// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg, plural, select } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { IconEqual, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import type {
  Duty,
  Evidence,
  ProcessRule,
  ProcessVersionState,
  StepRhythm,
  StepScope,
} from '@/api/types';
import { useOwnLanguage } from '@/locale/useOwnLanguage';

/** What has a name in each language; one of them may be missing. */
type Named = { name_en: string | null; name_nl: string | null };

/** Names and guidance in the language of the person, or in the one there is. */
export function useLocalWords() {
  const pick = useOwnLanguage();
  return {
    pick,
    name: (one: Named) => pick(one.name_en, one.name_nl),
    guidance: (one: { guidance_en: string | null; guidance_nl: string | null }) =>
      pick(one.guidance_en, one.guidance_nl),
  };
}

export const duties: Record<Duty, MessageDescriptor> = {
  owner: msg`Whoever owns it`,
  leader: msg`Leader of the unit`,
  okr_master: msg`OKR master of the unit`,
  squad_lead: msg`Lead of the OKR squad`,
  sponsor: msg`Board`,
};

/** Whom a rung of the ladder tells; its first is whoever answers for the step. */
export const rungs: Record<Duty, MessageDescriptor> = {
  ...duties,
  owner: msg`Whoever answers for it`,
};

export const scopes: Record<StepScope, MessageDescriptor> = {
  organisation: msg`The organisation`,
  unit: msg`Each unit`,
  leader: msg`Each leader`,
  okr_master: msg`Each OKR master`,
};

export const rhythms: Record<StepRhythm, MessageDescriptor> = {
  cycle: msg`Once in the cycle that is started`,
  inner: msg`Once in each cycle inside it`,
  round: msg`In every check-in round`,
};

export const versionStates: Record<ProcessVersionState, MessageDescriptor> = {
  draft: msg`Draft`,
  published: msg({ message: 'Published', context: 'a version' }),
  retired: msg`Retired`,
};

/** What completes a step, as one chooses it. */
export const evidences: Record<Evidence, MessageDescriptor> = {
  signature: msg`A signature`,
  strategy_published: msg`Strategy published`,
  input_pack: msg`Input pack complete`,
  topline_published: msg`Topline published`,
  objectives_drafted: msg`Objectives drafted`,
  writing_passed: msg`Writing help passed`,
  objectives_reviewed: msg`Objectives reviewed`,
  objectives_published: msg`Objectives published`,
  objectives_linked: msg`Objectives linked`,
  check_ins: msg`Check-ins done`,
  meeting_held: msg`Check-in meeting held`,
  mid_cycle_review: msg`Mid-cycle review held`,
  all_scored: msg`All objectives scored`,
  retrospective_written: msg`Retrospective written`,
  actions_placed: msg`Follow-up actions placed`,
  harmonisation_held: msg`Harmonisation session held`,
  dependencies_agreed: msg`Dependencies agreed`,
  certificates_held: msg`Certificates held`,
  summit_held: msg`Summit held`,
};

type Deadline = Pick<ProcessRule, 'anchor' | 'offset_days' | 'working' | 'rhythm'>;

/** "5 working days before the start of the cycle". `other` is the step its days are counted from. */
export function useDeadlineWords() {
  const { t } = useLingui();
  return ({ anchor, offset_days, working, rhythm }: Deadline, other: string) => {
    const count = Math.abs(offset_days);
    const side = offset_days < 0 ? 'before' : 'after';
    const place = anchor === 'rule' ? 'other' : rhythm === 'round' ? `round_${anchor}` : anchor;
    if (count === 0) {
      return t`${select(place, {
        cycle_start: 'On the first day of the cycle',
        cycle_end: 'On the last day of the cycle',
        round_cycle_start: 'On the first day of the round',
        round_cycle_end: 'On the last day of the round',
        other: `On the same day as “${other}”`,
      })}`;
    }
    if (working) {
      return t`${plural(count, { one: '# working day', other: '# working days' })} ${select(side, { before: 'before', other: 'after' })} ${select(
        place,
        {
          cycle_start: 'the start of the cycle',
          cycle_end: 'the end of the cycle',
          round_cycle_start: 'the start of the round',
          round_cycle_end: 'the end of the round',
          other: `“${other}”`,
        },
      )}`;
    }
    return t`${plural(count, { one: '# day', other: '# days' })} ${select(side, { before: 'before', other: 'after' })} ${select(
      place,
      {
        cycle_start: 'the start of the cycle',
        cycle_end: 'the end of the cycle',
        round_cycle_start: 'the start of the round',
        round_cycle_end: 'the end of the round',
        other: `“${other}”`,
      },
    )}`;
  };
}

/** What became of a phase or a step from one version to another. */
export const versionChanges = {
  added: { tone: 'good', icon: IconPlus, label: msg`New` },
  changed: { tone: 'accent', icon: IconPencil, label: msg`Changed` },
  removed: { tone: 'warn', icon: IconX, label: msg`No more` },
  unchanged: { tone: 'idle', icon: IconEqual, label: msg`Unchanged` },
} as const;

/** What the fields of a phase or a step are called where two versions are compared. */
export const fieldNames: Partial<Record<string, MessageDescriptor>> = {
  name_en: msg`Name in English`,
  name_nl: msg`Name in Dutch`,
  guidance_en: msg`Guidance in English`,
  guidance_nl: msg`Guidance in Dutch`,
  year: msg`Year`,
  phase_id: msg`Phase`,
  scope: msg`For whom it is made`,
  types: msg`Types of units`,
  rhythm: msg`How often`,
  evidence: msg`What completes it`,
  percent: msg`How much of it must be there`,
  documents_en: msg`Documents in English`,
  documents_nl: msg`Documents in Dutch`,
  duty: msg`Who answers for it`,
  deputy: msg`Who may do it as well`,
  anchor: msg`Counted from`,
  anchor_id: msg`Which step`,
  offset_days: msg`Days`,
  working: msg`Working days`,
  lead_days: msg`Opens so many days before`,
  after_ids: msg`Waits for`,
  rungs: msg`Ladder`,
};

const anchors: Record<string, MessageDescriptor> = {
  cycle_start: msg`the first day of the cycle`,
  cycle_end: msg`the last day of the cycle`,
  rule: msg`the deadline of a step`,
};

const chosen: Partial<Record<string, Record<string, MessageDescriptor>>> = {
  scope: scopes,
  rhythm: rhythms,
  evidence: evidences,
  duty: duties,
  deputy: duties,
  anchor: anchors,
  working: { true: msg`yes`, false: msg`no` },
};

/** A value of such a field as people read it: closed words in their language, the rest as it is. */
export function useFieldValue() {
  const { t } = useLingui();
  return (field: string, value: string) => {
    const words = chosen[field]?.[value];
    if (words) return t(words);
    if (field !== 'rungs') return value;
    return value.replaceAll(/[a-z_]+/g, (duty) => {
      const found = duties[duty as Duty];
      return found ? t(found) : duty;
    });
  };
}
