// SPDX-License-Identifier: Apache-2.0
/* From a template to what a form holds: of the objective, and of each of its key results. */
import type { Template, TemplateKeyResult } from '@/api/types';
import { type KeyResultValues, NEW_KEY_RESULT, WEIGHT_USUAL } from '@/feature/objective/keyResult';

export const objectiveFrom = ({ title, description, kind }: Template) => ({
  title,
  description,
  kind,
});

/** Numbers that the template leaves open stay open: they are for whoever uses it to say. */
export function keyResultFrom(row: TemplateKeyResult): KeyResultValues {
  const steps = (row.milestones ?? '').split('\n').filter((line) => line.trim() !== '');
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
    milestones: steps.map((title) => ({ id: null, title, weight: WEIGHT_USUAL, due_day: null })),
  };
}
