// SPDX-License-Identifier: Apache-2.0
/* From a template to what a form holds: of the objective, and of each of its key results. */
import type { Cycle, Template, TemplateKeyResult } from '@/api/types';
import { type KeyResultValues, NEW_KEY_RESULT } from '@/feature/objective/keyResult';

export const objectiveFrom = ({ title, description, kind }: Template) => ({
  title,
  description,
  kind,
});

/** Of what a template fills in, what nobody has typed otherwise since it was asked for. */
export function untyped<T extends object>(filled: T, before: T, now: T): Partial<T> {
  const same = (key: string) => before[key as keyof T] === now[key as keyof T];
  return Object.fromEntries(Object.entries(filled).filter(([key]) => same(key))) as Partial<T>;
}

type Period = Pick<Cycle, 'start_day' | 'end_day'>;

/** So many days after the first of the cycle; one that it does not have stays open. */
function dayOf(after: number | null, { start_day, end_day }: Period): string | null {
  if (after === null) return null;
  const day = new Date(Date.parse(`${start_day}T00:00:00Z`) + after * 86_400_000);
  const text = day.toISOString().slice(0, 10);
  return text <= end_day ? text : null;
}

/** Numbers that the template leaves open stay open: they are for whoever uses it to say. */
export function keyResultFrom(row: TemplateKeyResult, cycle: Period): KeyResultValues {
  return {
    ...NEW_KEY_RESULT,
    title: row.title,
    description: row.description,
    kind: row.kind,
    unit_of_measure: row.unit_of_measure,
    start_value: row.start_value,
    target_value: row.target_value,
    worst_value: row.worst_value,
    low_value: row.low_value,
    high_value: row.high_value,
    tolerance: row.tolerance,
    period_rule: row.period_rule,
    commit_text: row.commit_text,
    target_text: row.target_text,
    stretch_text: row.stretch_text,
    weight: row.weight,
    milestones: row.milestones.map(({ title, weight, due_after }) => ({
      id: null,
      title,
      weight,
      due_day: dayOf(due_after, cycle),
    })),
    interim_targets: row.interim_targets.map(({ day_after, value }) => ({
      day: dayOf(day_after, cycle),
      value,
    })),
  };
}
