// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import { pages } from '@/api/pages';
import type { PersonState } from '@/api/types';

type Filter = { q?: string; state?: PersonState; unit_id?: number; manager_id?: number };

/** One page of people; what a select offers while one types. */
export const peopleQuery = (filter: Filter, limit = 50) =>
  queryOptions({
    queryKey: ['people', filter, limit],
    queryFn: () => data(api.GET('/api/v1/people', { params: { query: { ...filter, limit } } })),
  });

export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: () => data(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });

export const personMembershipsQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id, 'memberships'],
    queryFn: () => data(api.GET('/api/v1/people/{id}/memberships', { params: { path: { id } } })),
  });

/** The leadership group today, or everybody who ever belonged to it. */
export const leadershipQuery = (past: boolean) =>
  queryOptions({
    queryKey: ['people', 'leadership', past],
    queryFn: () =>
      pages((after) =>
        data(api.GET('/api/v1/leadership', { params: { query: { past, limit: 200, after } } })),
      ),
  });

/** Every OKR master with what they keep. */
export const squadQuery = queryOptions({
  queryKey: ['people', 'squad'],
  queryFn: () =>
    pages((after) => data(api.GET('/api/v1/squad', { params: { query: { limit: 200, after } } }))),
});
