// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { adviceOnKeyResult, adviceOnObjective } from './advice';

test('a good objective gets no advice', () => {
  expect(adviceOnObjective('Customers love the first week')).toEqual([]);
  expect(adviceOnObjective('')).toEqual([]);
});

test('numbers belong in key results', () => {
  expect(adviceOnObjective('Grow revenue by 20%')).toHaveLength(1);
  expect(adviceOnObjective('Naar 20 % meer omzet')).toHaveLength(1);
});

test('a key result that names a task is asked for its outcome', () => {
  expect(adviceOnKeyResult('Launch the new app')).toHaveLength(1);
  expect(adviceOnKeyResult('Returning customers in a month')).toEqual([]);
});
