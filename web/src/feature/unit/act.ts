// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data } from '@/api/client';
import type { UnitType } from '@/api/types';

export const createUnit = (parentId: number | null, name: string, type: UnitType) =>
  data(
    api.POST('/api/v1/units', {
      body: { parent_id: parentId, name, type, zone: null, valid_from: null },
    }),
  );

export const addMember = (unitId: number, personId: number, title: string | null) =>
  data(
    api.POST('/api/v1/units/{id}/members', {
      params: { path: { id: unitId } },
      body: { person_id: personId, title, main: true, valid_from: null },
    }),
  );

export const endMembership = (id: number) =>
  data(
    api.POST('/api/v1/memberships/{id}/end', {
      params: { path: { id } },
      body: { valid_until: null },
    }),
  );

/** Reads again whatever shows units. */
export function useUnitChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['units', 'unit', 'tree', 'person', 'me'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
