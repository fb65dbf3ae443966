// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { parseDay } from './day';

const today = '2026-11-28';

test.each([
  ['31-12-2026', 'nl-NL', '2026-12-31'],
  ['31/12/26', 'en-GB', '2026-12-31'],
  ['12/31/2026', 'en-US', '2026-12-31'],
  ['2027-01-02', 'en-US', '2027-01-02'],
  ['1.2', 'de-DE', '2026-02-01'],
  [' 1 2 ', 'nl-NL', '2026-02-01'],
])('%s in %s is %s', (text, region, day) => {
  expect(parseDay(text, region, today)).toBe(day);
});

test.each([
  ['30-02-2026', 'nl-NL'],
  ['31/12/2026', 'en-US'],
  ['28 Nov 2026', 'en-GB'],
  ['2026', 'nl-NL'],
  ['', 'nl-NL'],
  ['1-2-3-4', 'nl-NL'],
])('%s in %s is no day', (text, region) => {
  expect(parseDay(text, region, today)).toBeNull();
});
