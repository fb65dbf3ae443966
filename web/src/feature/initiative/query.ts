// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Initiative, InitiativeNew, InitiativePatch } from '@/api/types';

/** What I have yet to do within two weeks, or should have done. */
export const myInitiativesQuery = queryOptions({
  queryKey: ['initiatives', 'mine'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/me/initiatives', { params: { query: { limit: 200, after } } })),
    ),
});

export const createInitiative = (keyResultId: number, body: InitiativeNew) =>
  data(
    api.POST('/api/v1/key-results/{id}/initiatives', {
      params: { path: { id: keyResultId } },
      body,
    }),
  );

type Named = Pick<Initiative, 'id' | 'version'>;
const of = ({ id, version }: Named) => ({ path: { id }, header: ifMatch(version) });

export const updateInitiative = (initiative: Named, body: InitiativePatch) =>
  data(api.PATCH('/api/v1/initiatives/{id}', { params: of(initiative), body }));
export const removeInitiative = (initiative: Named) =>
  data(api.DELETE('/api/v1/initiatives/{id}', { params: of(initiative) }));
export const restoreInitiative = (initiative: Named) =>
  data(api.POST('/api/v1/initiatives/{id}/restore', { params: of(initiative) }));

/** Reads again whatever shows initiatives. */
export function useInitiativesChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['initiatives', 'objective'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
