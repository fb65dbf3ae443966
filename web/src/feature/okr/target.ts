// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import type { KeyResult } from '@/api/types';
import type { Format } from '@/locale/format';

type Translate = (message: ReturnType<typeof msg>) => string;
type Measured = Pick<KeyResult, 'kind' | 'start_value' | 'target_value' | 'unit_of_measure'>;

/** What is asked of a key result: "0 → 100 %", "at least 99.5 %", "done". */
export function targetWords(keyResult: Measured, format: Format, t: Translate): string {
  const { kind, start_value: start, target_value: target, unit_of_measure: unit } = keyResult;
  if (kind === 'yes_no') return t(msg`done`);
  if (target === null) return '\u2013';
  const goal = format.measure(target, unit);
  if (kind === 'at_least') return t(msg`at least ${goal}`);
  if (kind === 'at_most') return t(msg`at most ${goal}`);
  if (start === null) return goal;
  return `${format.decimal(start)} \u2192 ${goal}`;
}
