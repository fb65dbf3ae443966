// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import { pages } from '@/api/pages';
import { historyQuery } from '@/feature/history/query';

/** Units below one, or the top ones; as they are, or as they were on a past day. */
export const unitsBelowQuery = (parentId: number | null, asOf?: string) =>
  queryOptions({
    queryKey: ['units', 'below', parentId ?? 0, asOf ?? ''],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/units', {
            params: {
              query:
                parentId === null
                  ? { top: true, as_of: asOf, limit: 200, after }
                  : { parent_id: parentId, as_of: asOf, limit: 200, after },
            },
          }),
        ),
      ),
  });

/** Units by a part of their name. */
export const unitsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['units', 'found', q],
    queryFn: () =>
      data(api.GET('/api/v1/units', { params: { query: { q: q || undefined, limit: 50 } } })),
  });

export const unitQuery = (id: number) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: () => data(api.GET('/api/v1/units/{id}', { params: { path: { id } } })),
  });

export const membersQuery = (id: number) =>
  queryOptions({
    queryKey: ['unit', id, 'members'],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/units/{id}/members', {
            params: { path: { id }, query: { limit: 200, after } },
          }),
        ),
      ),
  });

export const unitHistoryQuery = (id: number) =>
  historyQuery(['unit', id], (after) =>
    data(api.GET('/api/v1/units/{id}/history', { params: { path: { id }, query: { after } } })),
  );

/** Who holds which role, of a person or for a unit. */
export const grantsQuery = (filter: { person_id?: number; unit_id?: number }) =>
  queryOptions({
    queryKey: ['grants', filter],
    queryFn: () =>
      data(api.GET('/api/v1/grants', { params: { query: { ...filter, limit: 200 } } })),
  });
