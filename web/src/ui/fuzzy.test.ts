// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { fuzzyFind, fuzzyScore } from './fuzzy';

test('accents, order and beginnings are forgiven', () => {
  expect(fuzzyScore('jorg kai', 'Kaito Jørgensen'.replace('ø', 'o'))).toBe(0);
  expect(fuzzyScore('cerny', 'Yūki Černý')).toBe(0);
  expect(fuzzyScore('rev', 'Grow revenue')).toBe(0);
});

test('slips are forgiven in longer words only', () => {
  expect(fuzzyScore('reveune', 'Grow revenue')).not.toBeNull();
  expect(fuzzyScore('custmer', 'Happy customers')).not.toBeNull();
  expect(fuzzyScore('xyz', 'Happy customers')).toBeNull();
  expect(fuzzyScore('cat', 'car')).toBeNull();
});

test('the nearest comes first', () => {
  const found = fuzzyFind('team', ['Steam engines', 'Great team', 'Tram lines'], (one) => one, 5);
  expect(found.slice(0, 2)).toEqual(['Great team', 'Steam engines']);
});
