// SPDX-License-Identifier: Apache-2.0
/* Processes that run, their steps, and what is asked of me. */
import {
  infiniteQueryOptions,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { BoardFilter, Cycle, Process, ProcessNew, Step } from '@/api/types';

const path = (id: number) => ({ params: { path: { id } } });
type Known = { id: number; version: number };
const known = ({ id, version }: Known) => ({ params: { path: { id }, header: ifMatch(version) } });

export const processesQuery = queryOptions({
  queryKey: ['process', 'all'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/processes', { params: { query: { limit: 200, after } } })),
    ),
});

/**
 * The process that is shown: the one the address names, else one of the cycle that holds, else one whose cycle
 * has it inside; those of the whole organisation come first.
 */
export function processOf(all: readonly Process[], cycle: Cycle, id?: number): Process | null {
  const holds = (one: Process) => one.start_day <= cycle.start_day && one.end_day >= cycle.end_day;
  const whole = (one: Process) => (one.unit_id === null ? 0 : 1);
  const fitting = all.filter(holds).sort((a, b) => whole(a) - whole(b));
  return fitting.find((one) => one.id === id) ?? fitting[0] ?? null;
}

/** Those that hold in the cycle, and the one that is shown. */
export function useProcess(cycle: Cycle | null, id?: number) {
  const query = useQuery(processesQuery);
  const all = query.data ?? [];
  const process = cycle && processOf(all, cycle, id);
  const others = cycle ? all.filter((one) => processOf([one], cycle) !== null) : [];
  return { ...query, process, others };
}

export const roadQuery = (id: number, cycleId?: number) =>
  queryOptions({
    queryKey: ['process', id, 'road', cycleId ?? null],
    queryFn: () =>
      data(
        api.GET('/api/v1/processes/{id}/road', {
          params: { path: { id }, query: { cycle_id: cycleId } },
        }),
      ),
  });

type BoardAsked = { id: number; cycleId: number; parentId?: number };

/** Units of the board: those right below one, or those at its top. */
export const boardQuery = ({ id, cycleId, parentId }: BoardAsked) =>
  queryOptions({
    queryKey: ['process', id, 'board', cycleId, parentId ?? null],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/processes/{id}/board', {
            params: {
              path: { id },
              query: { cycle_id: cycleId, parent_id: parentId, limit: 200, after },
            },
          }),
        ),
      ),
  });

/** Units of any depth with such a step: in a large organisation thousands, so page by page. */
export const boardFoundQuery = ({ id, cycleId }: BoardAsked, filter: BoardFilter) =>
  infiniteQueryOptions({
    queryKey: ['process', id, 'board', cycleId, filter, 'found'],
    queryFn: ({ pageParam }) =>
      data(
        api.GET('/api/v1/processes/{id}/board', {
          params: {
            path: { id },
            query: { cycle_id: cycleId, filter, limit: 50, after: pageParam },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** How much a start would make; nothing is made. */
export const previewQuery = (body: ProcessNew) =>
  queryOptions({
    queryKey: ['process', 'preview', body],
    queryFn: () => data(api.POST('/api/v1/processes/preview', { body })),
  });

export const stepQuery = (id: number) =>
  queryOptions({
    queryKey: ['process', 'step', id],
    queryFn: () => data(api.GET('/api/v1/steps/{id}', path(id))),
  });

export const rungsQuery = (id: number) =>
  queryOptions({
    queryKey: ['process', 'step', id, 'rungs'],
    queryFn: async () => (await data(api.GET('/api/v1/steps/{id}/rungs', path(id)))).items,
  });

export const myStepsQuery = queryOptions({
  queryKey: ['process', 'mine'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/me/steps', { params: { query: { limit: 200, after } } })),
    ),
});

export const bannerQuery = queryOptions({
  queryKey: ['process', 'banner'],
  queryFn: () => data(api.GET('/api/v1/me/process')),
  staleTime: 60_000,
});

/** Reads again whatever shows running processes. */
export function useStepsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['process'] }), [client]);
}

export const startProcess = (body: ProcessNew) => data(api.POST('/api/v1/processes', { body }));

export const endProcess = (process: Process) =>
  data(api.POST('/api/v1/processes/{id}/end', known(process)));

export const signStep = (step: Step, note: string) =>
  data(api.POST('/api/v1/steps/{id}/sign', { ...known(step), body: { note } }));

export const unsignStep = (step: Step) => data(api.DELETE('/api/v1/steps/{id}/sign', known(step)));

export const placeDocument = (stepId: number, rank: number, url: string | null) =>
  data(api.PUT('/api/v1/steps/{id}/documents', { ...path(stepId), body: { rank, url } }));
