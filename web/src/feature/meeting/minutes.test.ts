// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { mailOf, plainOf } from './minutes';

const body = (address: string) => new URL(address).searchParams.get('body');

test('a mail holds the minutes and where they stand', () => {
  const mail = mailOf(
    'Check-in meeting, 3 & 4 Oct',
    'Present: Mia\nWe lost 10%',
    'https://k.example/meetings/7',
  );
  expect(new URL(mail).searchParams.get('subject')).toBe('Check-in meeting, 3 & 4 Oct');
  expect(body(mail)).toBe('Present: Mia\r\nWe lost 10%\r\nhttps://k.example/meetings/7\r\n');
});

test('minutes that some mail program would cut are not begun', () => {
  const place = 'https://k.example/meetings/7';
  expect(body(mailOf('Long', 'Twenty letters or so'.repeat(100), place))).toBe(`${place}\r\n`);
});

test('a plain text has no marks', () => {
  expect(plainOf('# Title\n\n**Present:** Mia\n\n## Moved\n')).toBe(
    'Title\n\nPresent: Mia\n\nMoved\n',
  );
});
