// SPDX-License-Identifier: Apache-2.0
/*
 * One event stream for all tabs of a browser.
 *
 * Over HTTP/1.1 a browser opens six connections to a server; a stream in each tab would starve the
 * rest. So the tab that holds a Web Lock reads the stream and tells the others by a
 * BroadcastChannel. When it closes, the lock passes to another tab.
 */
import { reached } from './connection';
import { readStream } from './stream';

/** A row of the event log as the stream tells it: what kind, about which thing. */
export type LiveEvent = { id: number; kind: string; subject: string; subject_id: number };

const LOCK = 'koers-events';
const CHANNEL = 'koers-events';

/** What is told to a tab: events, and that some may have gone by unheard. */
export type Listener = { hear: (event: LiveEvent) => void; missed: () => void };

/** What the tab that reads tells the others: where the stream stands, what it said, or only that it goes on. */
type Message = { at: string; event: LiveEvent | null; missed?: true };

function parse(text: string): LiveEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as LiveEvent) : null;
  } catch {
    return null;
  }
}

/** Listens to the organisation's events; returns how to stop. */
export function listenToEvents({ hear, missed }: Listener): () => void {
  const ending = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  // Whoever reads next goes on where the one before it stopped.
  let at = '';
  const take = (message: Message) => {
    at = message.at || at;
    if (message.missed) missed();
    if (message.event) hear(message.event);
  };
  const tell = (message: Message) => {
    channel.postMessage(message);
    take(message);
  };
  channel.onmessage = (message) => {
    reached(performance.now());
    take(message.data as Message);
  };
  const read = () =>
    readStream('/api/v1/events', ending.signal, {
      reached: (sent) => {
        reached(sent);
        channel.postMessage({ at: '', event: null } satisfies Message);
      },
      last: () => at,
      begun: () => tell({ at: '', event: null, missed: true }),
      hear: ({ id, data }) => tell({ at: id, event: parse(data) }),
    });
  // Over plain HTTP from another machine there are no locks; then each tab reads for itself.
  const turn: Promise<unknown> = navigator.locks
    ? navigator.locks.request(LOCK, { signal: ending.signal }, read)
    : read();
  turn.catch(() => {
    // Aborted while it waited for its turn: this tab is closing.
  });
  return () => {
    ending.abort();
    channel.close();
  };
}
