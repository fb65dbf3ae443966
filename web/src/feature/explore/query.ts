// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { paths } from '@/api/schema';
import type { HeatState, SavedView } from '@/api/types';

export type ExplorerFilter = Omit<
  NonNullable<paths['/api/v1/explorer']['get']['parameters']['query']>,
  'limit' | 'after' | 'format' | 'columns'
>;

const PAGE = 100;

/** The table of objectives, page after page. */
export const explorerQuery = (filter: ExplorerFilter) =>
  infiniteQueryOptions({
    queryKey: ['explore', 'table', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      data(api.GET('/api/v1/explorer', { params: { query: { ...filter, limit: PAGE, after } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** What is found as one types, the newest of each kind. */
export const searchQuery = (q: string, most: number) =>
  queryOptions({
    queryKey: ['search', q, most],
    queryFn: () => data(api.GET('/api/v1/search', { params: { query: { q, most } } })),
  });

export const heatMapQuery = (cycleId: number, unitId: number | undefined) =>
  queryOptions({
    queryKey: ['explore', 'heat', cycleId, unitId ?? 0],
    queryFn: () =>
      data(
        api.GET('/api/v1/heat-map', {
          params: { query: { cycle_id: cycleId, unit_id: unitId } },
        }),
      ),
  });

export const heatListQuery = (filter: {
  cycle_id: number;
  unit_id?: number;
  week: number;
  state?: HeatState;
}) =>
  queryOptions({
    queryKey: ['explore', 'heat list', filter],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/heat-map/key-results', {
            params: { query: { ...filter, limit: 200, after } },
          }),
        ),
      ),
  });

export const attentionQuery = (cycleId: number, unitId: number | undefined) =>
  infiniteQueryOptions({
    queryKey: ['explore', 'attention', cycleId, unitId ?? 0],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      data(
        api.GET('/api/v1/attention', {
          params: { query: { cycle_id: cycleId, unit_id: unitId, limit: 25, after } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const alignmentMapQuery = (
  cycleId: number,
  unitId: number | undefined,
  tagId: number | undefined,
  asOf: string | undefined,
) =>
  queryOptions({
    queryKey: ['explore', 'map', cycleId, unitId ?? 0, tagId ?? 0, asOf ?? ''],
    queryFn: () =>
      data(
        api.GET('/api/v1/alignment-map', {
          params: { query: { cycle_id: cycleId, unit_id: unitId, tag_id: tagId, as_of: asOf } },
        }),
      ),
  });

export const comparisonQuery = (unitId: number, cycleId: number, beforeId: number) =>
  queryOptions({
    queryKey: ['explore', 'comparison', unitId, cycleId, beforeId],
    queryFn: () =>
      data(
        api.GET('/api/v1/comparison', {
          params: { query: { unit_id: unitId, cycle_id: cycleId, before_id: beforeId } },
        }),
      ),
  });

export const savedViewsQuery = (page: string) =>
  queryOptions({
    queryKey: ['explore', 'views', page],
    queryFn: () =>
      pages((after) =>
        data(api.GET('/api/v1/saved-views', { params: { query: { page, limit: 200, after } } })),
      ),
  });

export const createView = (body: { name: string; page: string; query: string; shared: boolean }) =>
  data(api.POST('/api/v1/saved-views', { body }));

export const deleteView = ({ id, version }: Pick<SavedView, 'id' | 'version'>) =>
  data(
    api.DELETE('/api/v1/saved-views/{id}', { params: { path: { id }, header: ifMatch(version) } }),
  );
