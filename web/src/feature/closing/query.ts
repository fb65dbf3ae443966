// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  CarryOverNew,
  ObjectiveVerdict,
  PostMortem,
  PostMortemPatch,
  Retrospective,
  RetrospectiveNew,
  RetrospectivePatch,
} from '@/api/types';

/** Everything that ends a unit's set in one sitting. */
export const unitClosingQuery = (unitId: number, cycleId: number) =>
  queryOptions({
    queryKey: ['closing', 'unit', unitId, cycleId],
    queryFn: () =>
      data(
        api.GET('/api/v1/units/{id}/closing', {
          params: { path: { id: unitId }, query: { cycle_id: cycleId } },
        }),
      ),
  });

export const objectiveClosingQuery = (id: number) =>
  queryOptions({
    queryKey: ['closing', 'objective', id],
    queryFn: () => data(api.GET('/api/v1/objectives/{id}/closing', { params: { path: { id } } })),
  });

/** The post-mortems I owe. */
export const myPostMortemsQuery = queryOptions({
  queryKey: ['closing', 'post-mortems'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/me/post-mortems', { params: { query: { limit: 200, after } } })),
    ),
});

export type PostMortemFilter = { cycle_id: number; unit_id?: number; owed?: boolean };

/** Those of a cycle, a portion at a time. */
export const postMortemsQuery = (filter: PostMortemFilter) =>
  infiniteQueryOptions({
    queryKey: ['closing', 'post-mortems', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      data(api.GET('/api/v1/post-mortems', { params: { query: { ...filter, after } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

type Named = { id: number; version: number };
const of = ({ id, version }: Named) => ({ path: { id }, header: ifMatch(version) });

export const closeObjective = (objective: Named, body: ObjectiveVerdict) =>
  data(api.POST('/api/v1/objectives/{id}/close', { params: of(objective), body }));

export const writePostMortem = (
  postMortem: Pick<PostMortem, 'id' | 'version'>,
  body: PostMortemPatch,
) => data(api.PATCH('/api/v1/post-mortems/{id}', { params: of(postMortem), body }));

export const decideCarryOver = (keyResultId: number, body: CarryOverNew) =>
  data(
    api.POST('/api/v1/key-results/{id}/carry-over', {
      params: { path: { id: keyResultId } },
      body,
    }),
  );

export const createRetrospective = (unitId: number, body: RetrospectiveNew) =>
  data(api.POST('/api/v1/units/{id}/retrospectives', { params: { path: { id: unitId } }, body }));

export const updateRetrospective = (
  retrospective: Pick<Retrospective, 'id' | 'version'>,
  body: RetrospectivePatch,
) => data(api.PATCH('/api/v1/retrospectives/{id}', { params: of(retrospective), body }));

/** Reads again whatever shows how things end, and what goes on from them. */
export function useClosingChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['closing', 'actions', 'objective', 'objectives', 'key-result', 'tree', 'due'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
