// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { faultsByField, pathOf } from './fields';

test('a pointer becomes the path of a value', () => {
  expect(pathOf('/units/0/weight')).toBe('units.0.weight');
  expect(pathOf('/a~1b/c~0d')).toBe('a/b.c~d');
  expect(pathOf('')).toBe('');
});

test('faults go to their fields, the others to the rest', () => {
  const faults = [
    { pointer: '/title', detail: 'Too long.' },
    { pointer: '/title', detail: 'Ends with a space.' },
    { pointer: '/units/1/weight', detail: 'Below 0.' },
    { pointer: '', detail: 'The cycle is closed.' },
  ];
  expect(faultsByField(faults, ['title', 'units'])).toEqual({
    fields: { title: 'Too long. Ends with a space.', units: 'Below 0.' },
    rest: ['The cycle is closed.'],
  });
});
