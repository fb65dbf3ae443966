// SPDX-License-Identifier: Apache-2.0
/* What a form holds of a key result, and what of it is sent. */
import type { KeyResult, KeyResultKind, ObjectiveKind, PeriodRule } from '@/api/types';
import { holds } from '@/feature/okr/kind';
import type { InterimValues } from './InterimFields';
import type { MilestoneValues } from './MilestoneFields';

export type KeyResultValues = {
  title: string;
  description: string | null;
  kind: KeyResultKind;
  unit_of_measure: string;
  start_value: number | null;
  target_value: number | null;
  worst_value: number | null;
  low_value: number | null;
  high_value: number | null;
  tolerance: number | null;
  period_rule: PeriodRule;
  commit_text: string | null;
  target_text: string | null;
  stretch_text: string | null;
  milestones: MilestoneValues[];
  interim_targets: InterimValues[];
  owner_id: number | null;
  due_day: string | null;
  weight: number | null;
};

/** What a milestone weighs unless it is said otherwise. */
export const WEIGHT_USUAL = 100;

export const NEW_KEY_RESULT: KeyResultValues = {
  title: '',
  description: null,
  kind: 'increase',
  unit_of_measure: '%',
  start_value: 0,
  target_value: 100,
  worst_value: null,
  low_value: null,
  high_value: null,
  tolerance: null,
  period_rule: 'latest',
  commit_text: null,
  target_text: null,
  stretch_text: null,
  milestones: [],
  interim_targets: [],
  owner_id: null,
  due_day: null,
  weight: null,
};

export const KEY_RESULT_FIELDS = Object.keys(NEW_KEY_RESULT);

export function keyResultValues(keyResult: KeyResult): KeyResultValues {
  const { milestones, interim_targets: interims, ...row } = keyResult;
  const plain = Object.keys(NEW_KEY_RESULT).filter((name) => name in row) as (keyof typeof row)[];
  return {
    ...NEW_KEY_RESULT,
    ...Object.fromEntries(plain.map((name) => [name, row[name]])),
    milestones: milestones.map(({ id, title, weight, due_day }) => ({
      id,
      title,
      weight,
      due_day,
    })),
    interim_targets: interims.map(({ day, value }) => ({ day, value })),
  };
}

/** Only what the kind uses is sent; the rest would be refused or mislead. */
export function forKind(values: KeyResultValues): KeyResultValues {
  const { kind } = values;
  const moves = kind === 'increase' || kind === 'decrease';
  const bound = kind === 'at_least' || kind === 'at_most';
  const shared = values.period_rule === 'share';
  const zones = kind === 'zones';
  return {
    ...values,
    start_value: moves ? values.start_value : null,
    target_value: moves || bound ? values.target_value : null,
    worst_value: bound && !shared ? values.worst_value : null,
    low_value: kind === 'range' ? values.low_value : null,
    high_value: kind === 'range' ? values.high_value : null,
    tolerance: kind === 'range' && !shared ? values.tolerance : null,
    period_rule: holds(kind) ? values.period_rule : 'latest',
    commit_text: zones ? values.commit_text : null,
    target_text: zones ? values.target_text : null,
    stretch_text: zones ? values.stretch_text : null,
    milestones: kind === 'milestones' ? values.milestones : [],
    interim_targets: moves ? values.interim_targets : [],
  };
}

/** The same as the server takes it: without rows of lists in which nothing was typed. */
export function sentOf<T extends Partial<KeyResultValues>>(values: T) {
  const { milestones, interim_targets: interims, ...rest } = values;
  return {
    ...rest,
    ...(milestones && {
      milestones: milestones
        .filter((one) => one.title.trim() !== '')
        .map((one) => ({ ...one, weight: one.weight ?? WEIGHT_USUAL })),
    }),
    ...(interims && {
      interim_targets: interims.flatMap(({ day, value }) =>
        day === null || value === null ? [] : [{ day, value }],
      ),
    }),
  };
}

const KINDS: readonly KeyResultKind[] = [
  'increase',
  'decrease',
  'at_least',
  'at_most',
  'range',
  'milestones',
  'zones',
  'yes_no',
];

/** Kinds whose check-ins are numbers may become each other; others stay what they are. */
const isNumber = (kind: KeyResultKind) =>
  kind !== 'milestones' && kind !== 'zones' && kind !== 'yes_no';

export function kindsOffered(
  objective: ObjectiveKind,
  checkedInAs: KeyResultKind | null,
  now: KeyResultKind,
): KeyResultKind[] {
  return KINDS.filter(
    (kind) =>
      kind === now ||
      ((kind !== 'zones' || objective === 'aspirational') &&
        (checkedInAs === null ||
          kind === checkedInAs ||
          (isNumber(kind) && isNumber(checkedInAs)))),
  );
}
