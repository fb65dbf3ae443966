// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import type { Person, PersonPatch } from '@/api/types';

type Named = Pick<Person, 'id' | 'version'>;
const of = ({ id, version }: Named) => ({ path: { id }, header: ifMatch(version) });

export const createPerson = (name: string, email: string) =>
  data(api.POST('/api/v1/people', { body: { name, email } }));

export const updatePerson = (person: Named, body: PersonPatch) =>
  data(api.PATCH('/api/v1/people/{id}', { params: of(person), body }));

/** A one-time link, to be handed to the person; it is shown once. */
export const createLinkFor = (id: number, kind: 'invitation' | 'reset') =>
  data(api.POST('/api/v1/people/{id}/link', { params: { path: { id } }, body: { kind } }));

export const deactivatePerson = (person: Named) =>
  data(api.POST('/api/v1/people/{id}/deactivate', { params: of(person) }));

export const reactivatePerson = (person: Named) =>
  data(api.POST('/api/v1/people/{id}/reactivate', { params: of(person) }));

/** Into the leadership group, from today on. */
export const joinLeadership = (personId: number) =>
  data(api.POST('/api/v1/leadership', { body: { person_id: personId, valid_from: null } }));

export const leaveLeadership = (id: number) =>
  data(
    api.POST('/api/v1/leadership/{id}/end', {
      params: { path: { id } },
      body: { valid_until: null },
    }),
  );

/** Says that an imported name is this person; everything the name held changes hands. */
export const mergePerson = (imported: Named, intoId: number) =>
  data(api.POST('/api/v1/people/{id}/merge', { params: of(imported), body: { into_id: intoId } }));

export const unmergePerson = (imported: Named) =>
  data(api.POST('/api/v1/people/{id}/unmerge', { params: of(imported) }));

/** Reads again whatever names people. */
export function usePersonChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['people', 'person', 'objective', 'objectives', 'unit', 'tree'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
