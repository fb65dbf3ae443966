// SPDX-License-Identifier: Apache-2.0
/*
 * Editing something that others may edit too. What one types is a draft that survives a reload and
 * remembers on which version it was begun; a save that meets a newer one (412) is never an
 * overwrite: fields that only one side changed are merged, the others are asked about.
 */
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import { useDraft } from '@/ui/draft';
import { changesOf, conflictsOf, merged, type Values } from './merge';

type Kept<T> = { values: T; base: T; version: number };

export type Conflict<T> = { fields: (keyof T & string)[]; mine: T; theirs: T };

type Options<T extends Values, R> = {
  draftKey: string;
  base: T;
  version: number;
  /** Nothing is there yet: it is saved whatever was typed. */
  isNew?: boolean;
  /** `values`: all that the form shows, which is what a new one begins with. */
  save: (version: number, changes: Partial<T>, values: T) => Promise<R>;
  /** Reads what is there now, after a save met a newer version. */
  reload: () => Promise<{ values: T; version: number }>;
  /** After a save, with what is there now; and when there was nothing to save. */
  saved: (now?: R) => unknown;
};

export type Edit<T extends Values> = ReturnType<typeof useEdit<T, unknown>>;

export function useEdit<T extends Values, R>(options: Options<T, R>) {
  const { base, version } = options;
  const draft = useDraft<Kept<T>>(options.draftKey, { values: base, base, version });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [conflict, setConflict] = useState<(Conflict<T> & { version: number }) | null>(null);

  const attempt = async (kept: Kept<T>): Promise<void> => {
    const changes = changesOf(kept.base, kept.values);
    try {
      const isSaving = options.isNew || Object.keys(changes).length > 0;
      const now = isSaving ? await options.save(kept.version, changes, kept.values) : undefined;
      draft.drop();
      await options.saved(now);
    } catch (failure) {
      if (!isProblem(failure) || failure.status !== 412) throw failure;
      const now = await options.reload();
      const fields = conflictsOf(kept.base, kept.values, now.values);
      if (fields.length > 0) {
        setConflict({ fields, mine: kept.values, theirs: now.values, version: now.version });
        return;
      }
      const values = merged(kept.base, kept.values, now.values, new Set());
      const next = { values, base: now.values, version: now.version };
      draft.change(next);
      await attempt(next);
    }
  };

  const run = async (kept: Kept<T>) => {
    setBusy(true);
    setError(null);
    try {
      await attempt(kept);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const resolve = (keep: ReadonlySet<string>) => {
    if (!conflict) return;
    const values = merged(draft.value.base, draft.value.values, conflict.theirs, keep);
    const next = { values, base: conflict.theirs, version: conflict.version };
    draft.change(next);
    setConflict(null);
    run(next);
  };

  return {
    values: draft.value.values,
    change: (next: Partial<T>) => draft.change({ values: { ...draft.value.values, ...next } as T }),
    /** What was typed on an earlier visit is shown. */
    found: draft.found,
    discard: draft.drop,
    submit: () => run(draft.value),
    busy,
    error,
    conflict: conflict as Conflict<T> | null,
    resolve,
    cancelMerge: () => setConflict(null),
  };
}
