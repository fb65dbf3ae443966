// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from 'vitest';
import { sentence } from './sentence';

beforeAll(() => {
  i18n.loadAndActivate({
    locale: 'nl',
    messages: {
      'Sign in first.': 'Meld je eerst aan.',
      '{0} has left; choose somebody else.': [['0'], ' is vertrokken; kies iemand anders.'],
      'The unit {0} has ended; choose one that has not.': [
        'Kies een andere eenheid dan ',
        ['0'],
        '.',
      ],
      'The unit {0} has ended.': ['De eenheid ', ['0'], ' is beëindigd.'],
      'You may not {0} here; {1} may.': ['Je mag hier niet ', ['0'], '; dat mogen ', ['1'], '.'],
      'check in': 'inchecken',
      '{0}': [['0']],
    },
  });
});

test('a sentence without places', () => {
  expect(sentence('Sign in first.')).toBe('Meld je eerst aan.');
});

test('names stay as they are, whatever they hold', () => {
  expect(sentence('Ann (Sales) $& has left; choose somebody else.')).toBe(
    'Ann (Sales) $& is vertrokken; kies iemand anders.',
  );
});

test('the sentence with most words of its own wins', () => {
  expect(sentence('The unit Noord has ended; choose one that has not.')).toBe(
    'Kies een andere eenheid dan Noord.',
  );
  expect(sentence('The unit Noord has ended.')).toBe('De eenheid Noord is beëindigd.');
});

test('what is filled in is translated too, where it is known', () => {
  expect(sentence('You may not check in here; everybody else may.')).toBe(
    'Je mag hier niet inchecken; dat mogen everybody else.',
  );
});

test('what the catalogue does not have stays as it came', () => {
  expect(sentence('Nothing of the kind.')).toBe('Nothing of the kind.');
});
