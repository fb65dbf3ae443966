// SPDX-License-Identifier: Apache-2.0
/*
 * Reads server-sent events. EventSource hears only events whose name was announced, and ours are
 * named by what happened; so we read the stream ourselves. It comes back after a break, from where
 * it was.
 */
export type StreamEvent = { id: string; name: string; data: string };

/** The server does not tell again what was missed. */
const LEFT_OUT = 'left_out';

/** How long to wait before coming back, doubled with each failure in a row. */
const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 60_000;

/** Cuts what has arrived into whole events; what remains is the beginning of the next one. */
export function cut(text: string): { events: StreamEvent[]; rest: string } {
  const blocks = text.split(/\r?\n\r?\n/);
  const rest = blocks.pop() ?? '';
  const events: StreamEvent[] = [];
  for (const block of blocks) {
    const event = { id: '', name: '', data: '' };
    for (const line of block.split(/\r?\n/)) {
      const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (name === 'id') event.id = value;
      else if (name === 'event') event.name = value;
      else if (name === 'data') event.data += value;
    }
    if (event.id !== '' || event.data !== '') events.push(event);
  }
  return { events, rest };
}

export type Reading = {
  /** Something came over the stream that was asked for at `sent`, if only that it is still open. */
  reached: (sent: number) => void;
  /** Where the stream is gone on with; '' before it ever said where it stands. */
  last: () => string;
  /** It was opened, and does not tell what happened before: it had stood nowhere, or too far back. */
  begun: () => void;
  /** An event, or where the stream stands, without data. */
  hear: (event: StreamEvent) => void;
};

async function readOnce(url: string, signal: AbortSignal, reading: Reading): Promise<void> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' };
  const last = reading.last();
  if (last !== '') headers['Last-Event-ID'] = last;
  const sent = performance.now();
  const response = await fetch(url, { headers, signal });
  reading.reached(sent);
  if (!response.ok || !response.body) throw new Error(`events: HTTP ${response.status}`);
  if (last === '') reading.begun();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    reading.reached(sent);
    const { events, rest } = cut(text + value);
    text = rest;
    for (const event of events) {
      if (event.name === LEFT_OUT) reading.begun();
      else reading.hear(event);
    }
  }
}

const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Hears the events of `url` until `signal` aborts. */
export async function readStream(
  url: string,
  signal: AbortSignal,
  reading: Reading,
): Promise<void> {
  let wait = WAIT_MS_MIN;
  const hear = (event: StreamEvent) => {
    wait = WAIT_MS_MIN;
    reading.hear(event);
  };
  while (!signal.aborted) {
    try {
      await readOnce(url, signal, { ...reading, hear });
    } catch {
      // The server stops, the session ended or the network is away: come back later.
      wait = Math.min(wait * 2, WAIT_MS_MAX);
    }
    await sleep(wait, signal);
  }
}
