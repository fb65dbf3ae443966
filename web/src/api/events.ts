// SPDX-License-Identifier: Apache-2.0
/*
 * One event stream for all tabs of a browser.
 *
 * Over HTTP/1.1 a browser opens six connections to a server; a stream in each tab would starve the
 * rest. So the tab that holds a Web Lock reads the stream and tells the others by a
 * BroadcastChannel. When it closes, the lock passes to another tab.
 */
import { readStream } from './stream';

/** A row of the event log as the stream tells it: what kind, about which thing. */
export type LiveEvent = { id: number; kind: string; subject: string; subject_id: number };

const LOCK = 'koers-events';
const CHANNEL = 'koers-events';

type Listener = (event: LiveEvent) => void;

function parse(text: string): LiveEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as LiveEvent) : null;
  } catch {
    return null;
  }
}

/** Reads the stream for all tabs. */
function lead(channel: BroadcastChannel, listener: Listener, signal: AbortSignal): Promise<void> {
  return readStream('/api/v1/events', signal, (data) => {
    const event = parse(data);
    if (!event) return;
    channel.postMessage(event);
    listener(event);
  });
}

/** Calls `listener` for every event of the organisation; returns how to stop. */
export function listenToEvents(listener: Listener): () => void {
  const ending = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (message) => listener(message.data as LiveEvent);
  const read = () => lead(channel, listener, ending.signal);
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
