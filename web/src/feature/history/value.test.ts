// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isInner, saidOf } from './value';

test('a value is said as what it is', () => {
  expect(saidOf('kind', 'increase').kind).toBe('word');
  expect(saidOf('title', 'increase').kind).toBe('text');
  expect(saidOf('due_day', '2026-12-31').kind).toBe('day');
  expect(saidOf('starts_at', '2026-12-31T09:00:00Z').kind).toBe('moment');
  expect(saidOf('target_value', '-12.5').kind).toBe('number');
});

test('numbers of the database are not told', () => {
  expect(isInner('objective_id')).toBe(true);
  expect(isInner('rank')).toBe(true);
  expect(isInner('owner_id')).toBe(false);
  expect(isInner('target_value')).toBe(false);
});
