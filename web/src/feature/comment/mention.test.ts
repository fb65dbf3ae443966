// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import {
  completeMention,
  mentionName,
  mentionsToBody,
  mentionsToMarkdown,
  mentionsToText,
  stillMeant,
  typedMention,
} from './mention';

const ann = { id: 1, name: 'Ann' };
const jansen = { id: 2, name: 'Ann Jansen' };
const other = { id: 3, name: 'Ann', unit_name: 'Sales' };

test('what is typed behind an @ at the beginning of a word is a mention', () => {
  expect(typedMention('@', 1)).toBe('');
  expect(typedMention('Ask @Ann Ja', 11)).toBe('Ann Ja');
  expect(typedMention('(@Ån', 4)).toBe('Ån');
  expect(typedMention('Ask @Ann and', 6)).toBe('A');
  expect(typedMention('ann@example.org', 15)).toBe(null);
  expect(typedMention('@Ann is not there', 17)).toBe(null);
  expect(typedMention('@Ann\nWell', 9)).toBe(null);
});

test('choosing makes it whole and puts the caret behind it', () => {
  expect(completeMention('Ask @an tomorrow', 7, 'Ann Jansen')).toEqual([
    'Ask @Ann Jansen tomorrow',
    16,
  ]);
  expect(completeMention('@', 1, 'Ann')).toEqual(['@Ann ', 5]);
});

test('whoever is no longer meant is not offered while the answer is on its way', () => {
  expect(stillMeant([ann, jansen], 'Ann j')).toEqual([jansen]);
  expect(stillMeant([{ id: 4, name: 'Ånn' }], 'an')).toHaveLength(1);
  expect(stillMeant([ann], 'Bob')).toEqual([]);
});

test('those of whose name a word begins so come first', () => {
  const people = ['Álvaro Santamaría', 'Bo Máas', 'Marijke Smit'].map((name, id) => ({ id, name }));
  const names = (typed: string) => stillMeant(people, typed).map((one) => one.name);
  expect(names('ma')).toEqual(['Bo Máas', 'Marijke Smit', 'Álvaro Santamaría']);
  expect(names('s')).toEqual(['Álvaro Santamaría', 'Marijke Smit', 'Bo Máas']);
});

test('names become numbers, the longest first', () => {
  const mentioned = { Ann: 1, 'Ann Jansen': 2 };
  expect(mentionsToBody('@Ann and @Ann Jansen, @Ann!', mentioned)).toBe('@[1] and @[2], @[1]!');
});

test('numbers become names, and back to the same', () => {
  const body = '@[1], @[2] and @[3] but not @[9]';
  const { text, mentioned } = mentionsToText(body, [ann, jansen, { id: 3, name: 'Ann' }]);
  expect(text).toBe('@Ann, @Ann Jansen and @Ann (3) but not @[9]');
  expect(mentionsToBody(text, mentioned)).toBe(body);
});

test('two people of one name are told apart', () => {
  expect(mentionName(other, {})).toBe('Ann');
  expect(mentionName(other, { Ann: 1 })).toBe('Ann (Sales)');
  expect(mentionName(other, { Ann: 3 })).toBe('Ann');
});

test('a mention is read as a link to the person', () => {
  expect(mentionsToMarkdown('Ask @[2]', [{ id: 2, name: 'Ann [ext]' }])).toBe(
    'Ask [@Ann ext](/people/2)',
  );
  expect(mentionsToMarkdown('Ask @[8]', [])).toBe('Ask @[8]');
});
