// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  AgendaItemNew,
  AgendaItemPatch,
  HarmonisationNew,
  HarmonisationPatch,
  SessionActionNew,
} from '@/api/types';
import { historyQuery } from '@/feature/history/query';

export const harmonisationsQuery = queryOptions({
  queryKey: ['harmonisation', 'list'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/harmonisations', { params: { query: { limit: 200, after } } })),
    ),
});

export const harmonisationQuery = (id: number) =>
  queryOptions({
    queryKey: ['harmonisation', id],
    queryFn: () => data(api.GET('/api/v1/harmonisations/{id}', { params: { path: { id } } })),
  });

export const sessionHistoryQuery = (id: number) =>
  historyQuery(['harmonisation', id], (after) =>
    data(
      api.GET('/api/v1/harmonisations/{id}/history', {
        params: { path: { id }, query: { after } },
      }),
    ),
  );

/** Reads again whatever shows sessions, and the actions agreed in them. */
export function useSessionChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['harmonisation'] });
    await client.invalidateQueries({ queryKey: ['actions'] });
  }, [client]);
}

type Versioned = { id: number; version: number };
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

export const planSession = (body: HarmonisationNew) =>
  data(api.POST('/api/v1/harmonisations', { body }));
export const updateSession = (session: Versioned, body: HarmonisationPatch) =>
  data(api.PATCH('/api/v1/harmonisations/{id}', { params: of(session), body }));
export const holdSession = (session: Versioned) =>
  data(api.POST('/api/v1/harmonisations/{id}/hold', { params: of(session) }));
export const cancelSession = (session: Versioned) =>
  data(api.POST('/api/v1/harmonisations/{id}/cancel', { params: of(session) }));
export const addItem = (id: number, body: AgendaItemNew) =>
  data(api.POST('/api/v1/harmonisations/{id}/items', { params: { path: { id } }, body }));
export const updateItem = (item: Versioned, body: AgendaItemPatch) =>
  data(api.PATCH('/api/v1/harmonisation-items/{id}', { params: of(item), body }));
export const deleteItem = (item: Versioned) =>
  data(api.DELETE('/api/v1/harmonisation-items/{id}', { params: of(item) }));
export const agreeAction = (id: number, body: SessionActionNew) =>
  data(api.POST('/api/v1/harmonisations/{id}/actions', { params: { path: { id } }, body }));
