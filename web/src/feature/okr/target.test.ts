// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { asFineAs } from './target';

test('a forecast is as fine as the numbers it was made of', () => {
  expect(asFineAs(61.8214, [41, 70, null])).toBe(62);
  expect(asFineAs(3.98214, [4.12, 3.95, 4.1])).toBe(3.98);
  expect(asFineAs(-0.4, [0, 10])).toBe(0);
});
