// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { changesOf, conflictsOf, merged } from './merge';

const base = { title: 'a', owner: 1, units: [1], note: null as string | null };

test('a patch says only what differs', () => {
  expect(changesOf(base, { ...base, title: 'b', units: [1] })).toEqual({ title: 'b' });
  expect(changesOf(base, { ...base })).toEqual({});
});

test('only a field that both changed differently is a conflict', () => {
  const mine = { ...base, title: 'mine', owner: 2, note: 'same' };
  const theirs = { ...base, title: 'theirs', units: [2], note: 'same' };
  expect(conflictsOf(base, mine, theirs)).toEqual(['title']);
});

test('a merge keeps both sides, and theirs where chosen', () => {
  const mine = { ...base, title: 'mine', owner: 2 };
  const theirs = { ...base, title: 'theirs', units: [2] };
  expect(merged(base, mine, theirs, new Set())).toEqual({
    ...base,
    title: 'mine',
    owner: 2,
    units: [2],
  });
  expect(merged(base, mine, theirs, new Set(['title']))).toEqual({
    ...base,
    title: 'theirs',
    owner: 2,
    units: [2],
  });
});
