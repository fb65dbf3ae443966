// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  DuplicateNew,
  KeyResult,
  KeyResultNew,
  KeyResultPatch,
  Objective,
  ObjectiveNew,
  ObjectivePatch,
  TreeBy,
  TreeNode,
} from '@/api/types';
import { historyQuery } from '@/feature/history/query';

export const objectiveQuery = (id: number) =>
  queryOptions({
    queryKey: ['objective', id],
    queryFn: () => data(api.GET('/api/v1/objectives/{id}', { params: { path: { id } } })),
  });

export const objectiveHistoryQuery = (id: number) =>
  historyQuery(['objective', id], (after) =>
    data(
      api.GET('/api/v1/objectives/{id}/history', { params: { path: { id }, query: { after } } }),
    ),
  );

export const whyQuery = (id: number) =>
  queryOptions({
    queryKey: ['objective', id, 'why'],
    queryFn: () => data(api.GET('/api/v1/objectives/{id}/why', { params: { path: { id } } })),
  });

export const keyResultQuery = (id: number) =>
  queryOptions({
    queryKey: ['key-result', id],
    queryFn: () => data(api.GET('/api/v1/key-results/{id}', { params: { path: { id } } })),
  });

type Filter = { cycle_id?: number; unit_id?: number; owner_id?: number; as_of?: string };

export const objectivesQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['objectives', filter],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/objectives', { params: { query: { ...filter, limit: 200, after } } }),
        ),
      ),
  });

/** One level of the tree, also of a past day; without a parent the roots. */
export const branchQuery = (
  cycleId: number,
  by: TreeBy,
  parent: string | undefined,
  asOf?: string,
) =>
  queryOptions({
    queryKey: ['tree', cycleId, by, parent ?? '', asOf ?? ''],
    // The first rows show while those of a long branch still come.
    queryFn: ({ client, queryKey }): Promise<TreeNode[]> => {
      const longer = (items: TreeNode[]) => (had: TreeNode[] | undefined) =>
        had && had.length > items.length ? had : items;
      return pages(
        (after) =>
          data(
            api.GET('/api/v1/tree', {
              params: {
                query: { cycle_id: cycleId, by, parent_id: parent, as_of: asOf, limit: 200, after },
              },
            }),
          ),
        (items) => client.setQueryData<TreeNode[]>(queryKey, longer(items)),
      );
    },
  });

/** Reads again whatever shows objectives, after something of one has changed. */
export function useObjectiveChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['closing', 'objective', 'objectives', 'key-result', 'tree', 'due', 'strategy'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}

export const createObjective = (body: ObjectiveNew) =>
  data(api.POST('/api/v1/objectives', { body }));

export const updateObjective = (id: number, version: number, body: ObjectivePatch) =>
  data(
    api.PATCH('/api/v1/objectives/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );

export const duplicateObjective = (id: number, body: DuplicateNew) =>
  data(api.POST('/api/v1/objectives/{id}/duplicate', { params: { path: { id } }, body }));

type Named = Pick<Objective, 'id' | 'version'>;
const of = ({ id, version }: Named) => ({ path: { id }, header: ifMatch(version) });

export const deleteObjective = (objective: Named) =>
  data(api.DELETE('/api/v1/objectives/{id}', { params: of(objective) }));
export const publishObjective = (objective: Named) =>
  data(api.POST('/api/v1/objectives/{id}/publish', { params: of(objective) }));
export const reopenObjective = (objective: Named) =>
  data(api.POST('/api/v1/objectives/{id}/reopen', { params: of(objective) }));
export const dropObjective = (objective: Named, reason: string) =>
  data(api.POST('/api/v1/objectives/{id}/drop', { params: of(objective), body: { reason } }));
export const archiveObjective = (objective: Named, reason: string) =>
  data(api.POST('/api/v1/objectives/{id}/archive', { params: of(objective), body: { reason } }));
export const restoreObjective = (objective: Named) =>
  data(api.POST('/api/v1/objectives/{id}/restore', { params: of(objective) }));

export const createKeyResult = (body: KeyResultNew) =>
  data(api.POST('/api/v1/key-results', { body }));
export const updateKeyResult = (id: number, version: number, body: KeyResultPatch) =>
  data(
    api.PATCH('/api/v1/key-results/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );
export const deleteKeyResult = (keyResult: Pick<KeyResult, 'id' | 'version'>) =>
  data(api.DELETE('/api/v1/key-results/{id}', { params: of(keyResult) }));
export const dropKeyResult = (keyResult: Pick<KeyResult, 'id' | 'version'>, reason: string) =>
  data(api.POST('/api/v1/key-results/{id}/drop', { params: of(keyResult), body: { reason } }));
export const restoreKeyResult = (keyResult: Pick<KeyResult, 'id' | 'version'>) =>
  data(api.POST('/api/v1/key-results/{id}/restore', { params: of(keyResult) }));
