// SPDX-License-Identifier: Apache-2.0
/*
 * Whether the server can be reached and whether somebody is signed in: the two things that can
 * change under a page. Kept outside React, because requests outside of components tell them too.
 */
import { useSyncExternalStore } from 'react';

type State = { online: boolean; signedOut: boolean };

let state: State = { online: navigator.onLine, signedOut: false };
const listeners = new Set<() => void>();
let waiting: Array<() => void> = [];
let renewedAt = 0;

function change(next: Partial<State>) {
  const changed = { ...state, ...next };
  if (changed.online === state.online && changed.signedOut === state.signedOut) return;
  state = changed;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('online', () => change({ online: true }));
let lostAt = 0;
window.addEventListener('offline', () => {
  lostAt = performance.now();
  change({ online: false });
});

/** An answer came to what was sent at `sent`; one from before the line was lost says nothing of now. */
export function reached(sent: number): void {
  if (sent >= lostAt) change({ online: true });
}

export function unreached(): void {
  change({ online: false });
}

/**
 * The session has ended while a page was open. Resolves when somebody signed in again in the
 * dialog, so that the request that met the 401 can be sent once more and nothing typed is lost. What
 * was sent before somebody did tells of the session before, and waits for nothing.
 */
export function signedInAgain(sent: number): Promise<void> {
  if (sent < renewedAt) return Promise.resolve();
  const promise = new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
  change({ signedOut: true });
  return promise;
}

export function signedIn(): void {
  const resolvers = waiting;
  waiting = [];
  renewedAt = performance.now();
  change({ signedOut: false });
  for (const resolve of resolvers) resolve();
}

export function useConnection(): State {
  return useSyncExternalStore(subscribe, () => state);
}
