// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Action, ActionNew, ActionPatch } from '@/api/types';

/** What a unit agreed to do for a cycle, and what was still open when the cycle began. */
export const unitActionsQuery = (unitId: number, cycleId: number) =>
  queryOptions({
    queryKey: ['actions', 'unit', unitId, cycleId],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/units/{id}/actions', {
            params: { path: { id: unitId }, query: { cycle_id: cycleId, limit: 200, after } },
          }),
        ),
      ),
  });

/** What I agreed to do and have not done yet. */
export const myActionsQuery = queryOptions({
  queryKey: ['actions', 'mine'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/me/actions', { params: { query: { limit: 200, after } } })),
    ),
});

export const createAction = (unitId: number, body: ActionNew) =>
  data(api.POST('/api/v1/units/{id}/actions', { params: { path: { id: unitId } }, body }));

export const updateAction = ({ id, version }: Pick<Action, 'id' | 'version'>, body: ActionPatch) =>
  data(
    api.PATCH('/api/v1/actions/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );

/** Reads again whatever shows actions. */
export function useActionsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['actions', 'closing', 'harmonisation'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
