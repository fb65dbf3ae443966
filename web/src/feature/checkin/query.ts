// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { CheckInNew, CheckInPatch } from '@/api/types';

/** What the person who asks owes, most pressing first. */
export const dueQuery = queryOptions({
  queryKey: ['due'],
  queryFn: () => data(api.GET('/api/v1/me/due', { params: { query: { days: 7 } } })),
});

export const checkInsQuery = (keyResultId: number) =>
  queryOptions({
    queryKey: ['check-ins', keyResultId],
    queryFn: async () => {
      const params = { path: { id: keyResultId }, query: { limit: 200 } };
      const page = await data(api.GET('/api/v1/key-results/{id}/check-ins', { params }));
      return page.items;
    },
  });

/** Where a key result ends at the pace of its last check-ins; under the key of these. */
export const forecastQuery = (keyResultId: number) =>
  queryOptions({
    queryKey: ['check-ins', keyResultId, 'forecast'],
    queryFn: () =>
      data(api.GET('/api/v1/key-results/{id}/forecast', { params: { path: { id: keyResultId } } })),
  });

export const checkInQuery = (id: number) =>
  queryOptions({
    queryKey: ['check-in', id],
    queryFn: () => data(api.GET('/api/v1/check-ins/{id}', { params: { path: { id } } })),
  });

/** What it said before it was corrected, and who did that. */
export const checkInHistoryQuery = (keyResultId: number, id: number) =>
  queryOptions({
    queryKey: ['check-ins', keyResultId, 'history', id],
    queryFn: () => data(api.GET('/api/v1/check-ins/{id}/history', { params: { path: { id } } })),
  });

export const correctCheckIn = (id: number, version: number, body: CheckInPatch) =>
  data(
    api.PATCH('/api/v1/check-ins/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );

/**
 * Saves a check-in. `key` makes a second try harmless: the server answers the same request under
 * the same key once.
 */
export const saveCheckIn = (keyResultId: number, key: string, body: CheckInNew) =>
  data(
    api.POST('/api/v1/key-results/{id}/check-ins', {
      params: { path: { id: keyResultId } },
      headers: { 'Idempotency-Key': key },
      body,
    }),
  );
