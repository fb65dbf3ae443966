// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { Absence } from '@/api/types';

/** When a person is away, today and to come. */
export const absencesQuery = (personId: number) =>
  queryOptions({
    queryKey: ['absences', personId],
    queryFn: async () => {
      const params = { path: { id: personId }, query: { limit: 50 } };
      return (await data(api.GET('/api/v1/people/{id}/absences', { params }))).items;
    },
  });

/** Who may check in for a person at any time. */
export const delegatesQuery = (personId: number) =>
  queryOptions({
    queryKey: ['delegates', personId],
    queryFn: async () => {
      const params = { path: { id: personId }, query: { limit: 50 } };
      return (await data(api.GET('/api/v1/people/{id}/delegates', { params }))).items;
    },
  });

export type AbsenceBody = Pick<Absence, 'first_day' | 'last_day' | 'deputy_id'>;

/** Notes that a person will be away, or changes what was noted. */
export const saveAbsence = (personId: number, absence: Absence | undefined, body: AbsenceBody) =>
  absence
    ? data(
        api.PATCH('/api/v1/absences/{id}', {
          params: { path: { id: absence.id }, header: ifMatch(absence.version) },
          body,
        }),
      )
    : data(api.POST('/api/v1/people/{id}/absences', { params: { path: { id: personId } }, body }));

export const deleteAbsence = ({ id, version }: Absence) =>
  data(api.DELETE('/api/v1/absences/{id}', { params: { path: { id }, header: ifMatch(version) } }));

export const addDelegate = (personId: number, delegateId: number) =>
  data(
    api.POST('/api/v1/people/{id}/delegates', {
      params: { path: { id: personId } },
      body: { delegate_id: delegateId },
    }),
  );

export const endDelegate = (id: number) =>
  data(api.DELETE('/api/v1/delegations/{id}', { params: { path: { id } } }));
