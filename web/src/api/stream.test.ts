// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { cut } from './stream';

test('whole events are cut off, the rest waits', () => {
  const { events, rest } = cut('id: 0-1\nevent: x\ndata: {"a":1}\n\nid: 0-2\nda');
  expect(events).toEqual([{ id: '0-1', data: '{"a":1}' }]);
  expect(rest).toBe('id: 0-2\nda');
});

test('where the stream stands is an id alone', () => {
  expect(cut('retry: 3000\n: koers\n\nid: 0-7\n\n').events).toEqual([{ id: '0-7', data: '' }]);
});

test('comments keep the line open and say nothing', () => {
  expect(cut(': still here\n\n').events).toEqual([]);
  expect(cut(':\n\ndata:x\n\n').events).toEqual([{ id: '', data: 'x' }]);
});
