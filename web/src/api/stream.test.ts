// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest';
import { cut, readStream } from './stream';

afterEach(() => vi.unstubAllGlobals());

test('whole events are cut off, the rest waits', () => {
  const { events, rest } = cut('id: 0-1\nevent: x\ndata: {"a":1}\n\nid: 0-2\nda');
  expect(events).toEqual([{ id: '0-1', name: 'x', data: '{"a":1}' }]);
  expect(rest).toBe('id: 0-2\nda');
});

test('where the stream stands is an id alone', () => {
  expect(cut('retry: 3000\n: koers\n\nid: 0-7\n\n').events).toEqual([
    { id: '0-7', name: '', data: '' },
  ]);
});

test('comments keep the line open and say nothing', () => {
  expect(cut(': still here\n\n').events).toEqual([]);
  expect(cut(':\n\ndata:x\n\n').events).toEqual([{ id: '', name: '', data: 'x' }]);
});

test('a stream that leaves out what was missed is one that begins', async () => {
  const said = 'retry: 3000\n: koers\n\nevent: left_out\ndata: {}\n\nid: 0-7\n\n';
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(said)));
  const ending = new AbortController();
  const heard: string[] = [];
  await readStream('/api/v1/events', ending.signal, {
    reached: () => {},
    last: () => '0-3',
    begun: () => heard.push('begun'),
    hear: ({ id }) => {
      heard.push(id);
      ending.abort();
    },
  });
  expect(heard).toEqual(['begun', '0-7']);
});
