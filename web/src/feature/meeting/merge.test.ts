// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { mergeNotes } from './merge';

describe('mergeNotes', () => {
  test('takes the side that changed', () => {
    expect(mergeNotes('a', 'a', 'b')).toBe('b');
    expect(mergeNotes('a', 'b', 'a')).toBe('b');
    expect(mergeNotes('a', 'b', 'b')).toBe('b');
  });
  test('keeps lines that both added', () => {
    expect(mergeNotes('a', 'a\nmine', 'a\ntheirs')).toBe('a\ntheirs\nmine');
    expect(mergeNotes('', 'mine', 'theirs')).toBe('theirs\nmine');
  });
  test('does not repeat what the other one already has', () => {
    expect(mergeNotes('', 'one\ntwo', 'zero\none')).toBe('zero\none\ntwo');
    expect(mergeNotes('', 'on', 'one')).toBe('one');
  });
});
