// SPDX-License-Identifier: Apache-2.0
/*
 * Of dialogs that lie over each other, a key is meant for the uppermost.
 */
import { useEffect, useId, useSyncExternalStore } from 'react';

type Layer = { id: string };

/** Those that are open, in the order in which they opened. */
let open: readonly Layer[] = [];
const watchers = new Set<() => void>();

function become(next: readonly Layer[]) {
  open = next;
  for (const tell of watchers) tell();
}

function watch(tell: () => void) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Lies over all that are open, until what it returns is called. */
export function lay(id: string) {
  const layer = { id };
  become([...open, layer]);
  // What a key closes is the uppermost until everybody has heard that key.
  return () => {
    setTimeout(() => become(open.filter((one) => one !== layer)));
  };
}

export const top = () => open.at(-1)?.id;

/** Whether what is opened here lies over all else. */
export function useUppermost(opened: boolean): boolean {
  const id = useId();
  useEffect(() => (opened ? lay(id) : undefined), [opened, id]);
  return useSyncExternalStore(watch, top) === id;
}
