// SPDX-License-Identifier: Apache-2.0
/*
 * What somebody types is kept in this browser until it is saved: across a reload, a crash, a
 * session that ends. Drafts are kept per person, because browsers are shared.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

const PREFIX = 'koers-draft';
/** Older drafts are no longer what anybody means. */
const KEEP_MS = 14 * 24 * 3600 * 1000;

type Kept<T> = { at: number; value: T };

export function draftKey(personId: number, what: string): string {
  return `${PREFIX}:${personId}:${what}`;
}

export function readDraft<T>(key: string): T | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null;
    if (kept && Date.now() - kept.at < KEEP_MS) return kept.value;
    localStorage.removeItem(key);
  } catch {
    // Storage is refused or the text is not ours: there is no draft.
  }
  return null;
}

export function writeDraft<T>(key: string, value: T): void {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>));
  } catch {
    // Storage is full or refused: typing goes on without a net.
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

export type Draft<T> = {
  value: T;
  change: (next: Partial<T>) => void;
  /** Forgets the draft: it was saved, or thrown away. */
  drop: () => void;
  /** The value came from an earlier visit. */
  found: boolean;
};

/** State that survives a reload. `initial` is used when there is no draft. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const [state, setState] = useState(() => {
    const kept = readDraft<T>(key);
    return { value: kept ? { ...initial, ...kept } : initial, found: kept !== null };
  });
  const dirty = useRef(false);

  useEffect(() => {
    if (dirty.current) writeDraft(key, state.value);
  }, [key, state.value]);

  const change = useCallback((next: Partial<T>) => {
    dirty.current = true;
    setState((old) => ({ ...old, value: { ...old.value, ...next } }));
  }, []);
  const drop = useCallback(() => {
    dirty.current = false;
    dropDraft(key);
  }, [key]);
  return { ...state, change, drop };
}
