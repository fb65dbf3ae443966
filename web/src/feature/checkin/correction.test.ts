// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { CheckIn, KeyResult } from '@/api/types';
import { correctionBody, correctionValues, doneBefore, tickedAnew } from './correction';

const keyResult = { milestones: [{ id: 1 }, { id: 2 }, { id: 3 }] } as KeyResult;
const said = (...ticks: [number, boolean][]) =>
  ({ milestones: ticks.map(([milestone_id, done]) => ({ milestone_id, done })) }) as CheckIn;

test('what was done before is what the newest that speaks of it said', () => {
  const earlier = [said([1, false]), said([1, true], [2, true])];
  expect([1, 2, 3].map((id) => doneBefore(earlier, id))).toEqual([false, true, false]);
});

test('a tick that says nothing new is not said', () => {
  const earlier = [said([1, true])];
  const ticks = [{ id: 2, done: true }];
  expect(tickedAnew(keyResult, earlier, ticks, 3, true)).toEqual([
    { id: 2, done: true },
    { id: 3, done: true },
  ]);
  expect(tickedAnew(keyResult, earlier, ticks, 2, false)).toEqual([]);
  expect(tickedAnew(keyResult, earlier, ticks, 1, false)).toEqual([
    { id: 1, done: false },
    { id: 2, done: true },
  ]);
});

test('its ticks stand in the order of the list', () => {
  const values = correctionValues(keyResult, said([3, true], [1, false]));
  expect(values.milestones).toEqual([
    { id: 1, done: false },
    { id: 3, done: true },
  ]);
});

test('only what changed is sent, and an empty text is none', () => {
  expect(correctionBody({ note: '  ' })).toEqual({ note: null });
  expect(correctionBody({ value: 0, reason: ' Typing error ' })).toEqual({
    value: 0,
    reason: 'Typing error',
  });
});
