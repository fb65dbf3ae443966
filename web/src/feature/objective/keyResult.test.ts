// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { forKind, kindsOffered, NEW_KEY_RESULT, sentOf } from './keyResult';

const step = { id: null, title: 'Pilot', weight: null, due_day: null };

test('only what the kind is measured by is sent', () => {
  const typed = { ...NEW_KEY_RESULT, worst_value: 1, low_value: 2, milestones: [step] };
  expect(forKind(typed)).toMatchObject({ target_value: 100, worst_value: null, milestones: [] });
  expect(forKind({ ...typed, kind: 'milestones' })).toMatchObject({
    start_value: null,
    target_value: null,
    low_value: null,
    milestones: [step],
  });
  const shared = { ...typed, kind: 'at_least', period_rule: 'share' } as const;
  expect(forKind(shared)).toMatchObject({ period_rule: 'share', worst_value: null });
  expect(forKind({ ...shared, kind: 'increase' }).period_rule).toBe('latest');
});

test('rows in which nothing was typed are not sent', () => {
  const sent = sentOf({
    milestones: [step, { ...step, title: '  ' }],
    interim_targets: [
      { day: '2031-01-01', value: null },
      { day: '2031-01-02', value: 3 },
    ],
  });
  expect(sent.milestones).toEqual([{ ...step, weight: 100 }]);
  expect(sent.interim_targets).toEqual([{ day: '2031-01-02', value: 3 }]);
  expect(sentOf({ title: 'x' })).toEqual({ title: 'x' });
});

test('after a check-in a number stays a number', () => {
  expect(kindsOffered('committed', null, 'increase')).not.toContain('zones');
  expect(kindsOffered('aspirational', null, 'increase')).toContain('zones');
  expect(kindsOffered('aspirational', 'range', 'range')).toEqual([
    'increase',
    'decrease',
    'at_least',
    'at_most',
    'range',
  ]);
  expect(kindsOffered('aspirational', 'zones', 'zones')).toEqual(['zones']);
});
