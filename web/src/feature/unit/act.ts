// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import type { Role, UnitType, UnitView } from '@/api/types';

export const createUnit = (parentId: number | null, name: string, type: UnitType) =>
  data(
    api.POST('/api/v1/units', {
      body: { parent_id: parentId, name, type, zone: null, valid_from: null },
    }),
  );

type Versioned = Pick<UnitView, 'id' | 'version'>;
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

type UnitChange = Partial<Pick<UnitView, 'name' | 'type' | 'cadence_days' | 'cadence_locked'>>;

export const updateUnit = (unit: Versioned, body: UnitChange) =>
  data(api.PATCH('/api/v1/units/{id}', { params: of(unit), body }));

/** Ends a unit: `day` is the first on which it is no more. */
export const closeUnit = (unit: Versioned, day: string) =>
  data(api.POST('/api/v1/units/{id}/close', { params: of(unit), body: { valid_until: day } }));

export const addMember = (unitId: number, personId: number, title: string | null, main: boolean) =>
  data(
    api.POST('/api/v1/units/{id}/members', {
      params: { path: { id: unitId } },
      body: { person_id: personId, title, main, valid_from: null },
    }),
  );

export const endMembership = (id: number) =>
  data(
    api.POST('/api/v1/memberships/{id}/end', {
      params: { path: { id } },
      body: { valid_until: null },
    }),
  );

/** A role for a unit and all below it; without a unit, for the whole organisation. */
export const grantRole = (personId: number, role: Role, unitId: number | null) =>
  data(api.POST('/api/v1/grants', { body: { person_id: personId, role, unit_id: unitId } }));

export const revokeRole = (id: number) =>
  data(api.DELETE('/api/v1/grants/{id}', { params: { path: { id } } }));

/** Reads again whatever shows units. */
export function useUnitChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['units', 'unit', 'tree', 'person', 'grants', 'me'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
