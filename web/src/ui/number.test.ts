// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { readNumber, separatorsOf, typedNumber } from './number';
import table from './number-cases.json';

type Case = {
  decimal: string;
  text: string;
  empty?: boolean;
  value?: string;
  other?: string;
  refused?: string;
};

test.each(table.cases as Case[])('reads $text with decimal sign $decimal', (sample) => {
  const group = sample.decimal === '.' ? ',' : '.';
  const reading = readNumber(sample.text, { decimal: sample.decimal, group });
  if (sample.empty) {
    expect(reading).toEqual({ kind: 'empty' });
  } else if (sample.refused) {
    expect(reading).toEqual({ kind: 'refused', why: sample.refused });
  } else if (sample.other) {
    expect(reading).toMatchObject({ kind: 'ambiguous', text: sample.value, other: sample.other });
  } else {
    expect(reading).toMatchObject({ kind: 'number', text: sample.value });
  }
});

test('a field reads back what it was filled with', () => {
  for (const region of ['en-GB', 'nl-NL', 'de-CH', 'pl-PL', 'ar-EG']) {
    const separators = separatorsOf(region);
    for (const value of [0, 1, -1, 0.5, 1.234, 12.345, 1234, 99.5, 650000000, 12345678901.2345]) {
      const reading = readNumber(typedNumber(value, separators), separators);
      expect(reading).toMatchObject({ kind: 'number', value });
    }
  }
});
