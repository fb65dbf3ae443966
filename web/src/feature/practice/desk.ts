// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  CaseNew,
  CasePatch,
  HandOverNew,
  InterventionNew,
  InterventionPatch,
} from '@/api/types';
import { historyQuery } from '@/feature/history/query';

/** The desk of an OKR master; without one my own. */
export const deskQuery = (cycleId: number, personId?: number) =>
  queryOptions({
    queryKey: ['desk', cycleId, personId ?? 0],
    queryFn: () =>
      data(
        api.GET('/api/v1/squad/desk', {
          params: { query: { cycle_id: cycleId, person_id: personId } },
        }),
      ),
  });

export const loadQuery = queryOptions({
  queryKey: ['desk', 'load'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/squad/load', { params: { query: { limit: 200, after } } })),
    ),
});

/** What the squad works on in a unit. */
export const casesOfUnitQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['desk', 'cases', unitId],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/squad-cases', {
            params: { query: { unit_id: unitId, state: 'open', limit: 200, after } },
          }),
        ),
      ),
  });

/** What was done or is planned lately, in all units that one may read of. */
export const interventionsQuery = queryOptions({
  queryKey: ['desk', 'interventions'],
  queryFn: () => data(api.GET('/api/v1/interventions', { params: { query: { limit: 20 } } })),
});

export const caseQuery = (id: number) =>
  queryOptions({
    queryKey: ['desk', 'case', id, 'now'],
    queryFn: () => data(api.GET('/api/v1/squad-cases/{id}', { params: { path: { id } } })),
  });
export const interventionQuery = (id: number) =>
  queryOptions({
    queryKey: ['desk', 'intervention', id, 'now'],
    queryFn: () => data(api.GET('/api/v1/interventions/{id}', { params: { path: { id } } })),
  });

export const caseHistoryQuery = (id: number) =>
  historyQuery(['desk', 'case', id], (after) =>
    data(
      api.GET('/api/v1/squad-cases/{id}/history', { params: { path: { id }, query: { after } } }),
    ),
  );
export const interventionHistoryQuery = (id: number) =>
  historyQuery(['desk', 'intervention', id], (after) =>
    data(
      api.GET('/api/v1/interventions/{id}/history', { params: { path: { id }, query: { after } } }),
    ),
  );

/** Reads again whatever shows the squad's work. */
export function useDeskChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['desk'] }), [client]);
}

type Versioned = { id: number; version: number };
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

export const createCase = (unitId: number, body: CaseNew) =>
  data(api.POST('/api/v1/units/{id}/squad-cases', { params: { path: { id: unitId } }, body }));
export const updateCase = (one: Versioned, body: CasePatch) =>
  data(api.PATCH('/api/v1/squad-cases/{id}', { params: of(one), body }));

export const createIntervention = (unitId: number, body: InterventionNew) =>
  data(api.POST('/api/v1/units/{id}/interventions', { params: { path: { id: unitId } }, body }));
export const updateIntervention = (one: Versioned, body: InterventionPatch) =>
  data(api.PATCH('/api/v1/interventions/{id}', { params: of(one), body }));

export const offerHandOver = (body: HandOverNew) => data(api.POST('/api/v1/hand-overs', { body }));
export const answerHandOver = (one: Versioned, accept: boolean) =>
  data(api.POST('/api/v1/hand-overs/{id}/answer', { params: of(one), body: { accept } }));
export const withdrawHandOver = (one: Versioned) =>
  data(api.POST('/api/v1/hand-overs/{id}/withdraw', { params: of(one) }));
