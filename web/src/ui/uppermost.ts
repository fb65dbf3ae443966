// SPDX-License-Identifier: Apache-2.0
/*
 * Of dialogs that lie over each other, a key is meant for the uppermost; and when it closes, the
 * keyboard goes on where it was before, or in what it uncovers.
 */
import { useEffect, useId, useSyncExternalStore } from 'react';

type Layer = {
  id: string;
  /** Where the keyboard was when it opened, and when those below it did. */
  from: readonly Element[];
};

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
export function lay(id: string, at: Element | null = null) {
  const below = open.at(-1)?.from ?? [];
  const layer = { id, from: at ? [at, ...below] : below };
  become([...open, layer]);
  // What a key closes is the uppermost until everybody has heard that key.
  return (closed?: (from: Layer['from']) => void) => {
    setTimeout(() => {
      const isTop = open.at(-1) === layer;
      become(open.filter((one) => one !== layer));
      if (isTop) closed?.(layer.from);
    });
  };
}

export const top = () => open.at(-1)?.id;

/** The dialog that lies over all others. */
const uppermost = () => [...document.querySelectorAll('section[role="dialog"]')].at(-1);

/** Whether the keyboard is nowhere, as when what had it went away. */
const isLost = () => document.activeElement === null || document.activeElement === document.body;

/** Goes on where the keyboard was, or in the dialog or page that is left; somebody else's choice stays. */
function goBack(from: Layer['from']) {
  const dialog = uppermost();
  const places = from.filter((one) => one !== document.body && (dialog?.contains(one) ?? true));
  for (const place of [...places, dialog ?? document.querySelector('main')]) {
    if (!isLost()) return;
    if (place instanceof HTMLElement && place.isConnected) place.focus({ preventScroll: true });
  }
}

/** Whether what is opened here lies over all else. */
export function useUppermost(opened: boolean): boolean {
  const id = useId();
  useEffect(() => {
    if (!opened) return;
    const close = lay(id, document.activeElement);
    return () => close(goBack);
  }, [opened, id]);
  return useSyncExternalStore(watch, top) === id;
}
