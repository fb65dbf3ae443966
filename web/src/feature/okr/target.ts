// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import type { KeyResult } from '@/api/types';
import type { Format } from '@/locale/format';

type Translate = (message: ReturnType<typeof msg>) => string;
export type Measured = Pick<
  KeyResult,
  | 'kind'
  | 'start_value'
  | 'target_value'
  | 'low_value'
  | 'high_value'
  | 'unit_of_measure'
  | 'milestones'
> & { target_text?: string | null };

/** The zones by the value a check-in gives them. */
export const zones = [
  { value: 0, label: msg`Nothing yet`, text: null },
  { value: 0.3, label: msg`Commit`, text: 'commit_text' },
  { value: 0.7, label: msg`Target`, text: 'target_text' },
  { value: 1, label: msg`Stretch`, text: 'stretch_text' },
] as const;

/** What is asked of a key result: "0 → 100 %", "at least 99.5 %", "4 to 5 days", "done". */
export function targetWords(keyResult: Measured, format: Format, t: Translate): string {
  const { kind, start_value: start, target_value: target, unit_of_measure: unit } = keyResult;
  if (kind === 'yes_no') return t(msg`done`);
  if (kind === 'milestones') {
    const count = keyResult.milestones.length;
    return t(msg`all of ${count} milestones`);
  }
  if (kind === 'zones') return keyResult.target_text ?? t(msg`in words`);
  if (kind === 'range') {
    const low = format.decimal(keyResult.low_value ?? 0);
    const high = format.measure(keyResult.high_value ?? 0, unit);
    return t(msg`${low} to ${high}`);
  }
  if (target === null) return '\u2013';
  const goal = format.measure(target, unit);
  if (kind === 'at_least') return t(msg`at least ${goal}`);
  if (kind === 'at_most') return t(msg`at most ${goal}`);
  if (start === null) return goal;
  return `${format.decimal(start)} \u2192 ${goal}`;
}

/** What a check-in said, in the words of the kind: "62 %", "Done", "3 done", "Commit". */
export function valueWords(
  keyResult: Pick<KeyResult, 'kind' | 'unit_of_measure'>,
  value: number,
  format: Format,
  t: Translate,
): string {
  const { kind, unit_of_measure: unit } = keyResult;
  if (kind === 'yes_no') return value === 1 ? t(msg`Done`) : t(msg`Not done`);
  if (kind === 'milestones') {
    const count = format.decimal(value);
    return t(msg`${count} done`);
  }
  const zone = zones.find((one) => one.value === value);
  if (kind === 'zones' && zone) return t(zone.label);
  return format.measure(value, unit);
}

/** Do its check-ins draw a line in time? */
export function hasTrend({ kind }: Pick<KeyResult, 'kind'>): boolean {
  return kind !== 'yes_no' && kind !== 'milestones' && kind !== 'zones';
}

/** A forecast, as finely as the numbers it was made of: from 41 to 70 it is 62, not 61.8214. */
export function asFineAs(value: number, made: readonly (number | null)[]): number {
  const decimals = made.map((one) => String(one ?? 0).split('.')[1]?.length ?? 0);
  return Number(value.toFixed(Math.max(...decimals))) || 0; // never -0
}
