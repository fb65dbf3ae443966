// SPDX-License-Identifier: Apache-2.0
/*
 * What is checked in one after the other. The queue is taken once, when the page opens: what was
 * saved stays in it, so that "2 of 5" means the same all the way.
 */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Due, KeyResult } from '@/api/types';
import { bodyOf, type CheckInDraft } from '@/feature/checkin/form';
import { dueQuery, saveCheckIn } from '@/feature/checkin/query';
import { keyResultQuery, objectiveQuery, useObjectiveChanged } from '@/feature/objective/query';
import { dropDraft } from '@/ui/draft';

export type QueueItem = {
  keyResult: KeyResult;
  objective: { id: number; title: string };
  /** Whose it is, when one stands in for them. */
  forName?: string | null;
};

export type Outcome =
  | { state: 'saving' }
  | { state: 'saved'; at: Date }
  | { state: 'failed'; error: unknown };

function useWanted(kr: number | undefined, objective: number | undefined): QueueItem[] {
  const client = useQueryClient();
  const { data } = useSuspenseQuery({
    queryKey: ['check-in-queue', kr ?? 0, objective ?? 0],
    // Taken anew at each visit, and never again during one.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async (): Promise<QueueItem[]> => {
      if (objective !== undefined) {
        const whole = await client.fetchQuery(objectiveQuery(objective));
        return whole.key_results
          .filter((one) => one.may_check_in)
          .map((keyResult) => ({ keyResult, objective: whole }));
      }
      const due = await client.fetchQuery(dueQuery);
      const items = due.items.map((row) => ({
        keyResult: row.key_result,
        objective: { id: row.objective_id, title: row.objective_title },
        forName: row.for_name,
      }));
      if (kr === undefined || items.some((item) => item.keyResult.id === kr)) return items;
      const keyResult = await client.fetchQuery(keyResultQuery(kr));
      const above = await client.fetchQuery(objectiveQuery(keyResult.objective_id));
      return [{ keyResult, objective: above }, ...items];
    },
  });
  return data;
}

export function useQueue(kr: number | undefined, objective: number | undefined) {
  const client = useQueryClient();
  const changed = useObjectiveChanged();
  const wanted = useWanted(kr, objective);
  // Moving on changes the address; the queue stays the one the page was opened with.
  const [items] = useState(wanted);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());

  const save = useCallback(
    async (item: QueueItem, draft: CheckInDraft, key: string) => {
      const { id } = item.keyResult;
      const tell = (outcome: Outcome) => setOutcomes((old) => new Map(old).set(id, outcome));
      tell({ state: 'saving' });
      try {
        await saveCheckIn(id, draft.key, bodyOf(item.keyResult, draft));
        dropDraft(key);
        tell({ state: 'saved', at: new Date() });
        client.setQueryData(dueQuery.queryKey, (due) => due && without(due, id));
        await client.invalidateQueries({ queryKey: ['check-ins', id] });
        await changed();
      } catch (error) {
        tell({ state: 'failed', error });
      }
    },
    [client, changed],
  );
  return { items, outcomes, save };
}

/** What is due without one that was just saved, until the server has said it itself. */
function without(due: Due, keyResultId: number): Due {
  const gone = due.items.find((row) => row.key_result.id === keyResultId);
  return {
    ...due,
    items: due.items.filter((row) => row !== gone),
    overdue_count: due.overdue_count - (gone?.state === 'overdue' ? 1 : 0),
    due_count: due.due_count - (gone?.state === 'due' ? 1 : 0),
  };
}
