// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Reorg, ReorgNew, ReorgPatch, ReorgStep, ReorgStepNew } from '@/api/types';

export const reorgsQuery = queryOptions({
  queryKey: ['reorganisations'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/reorganisations', { params: { query: { limit: 200, after } } })),
    ),
});

export const reorgQuery = (id: number) =>
  queryOptions({
    queryKey: ['reorganisation', id],
    queryFn: () => data(api.GET('/api/v1/reorganisations/{id}', { params: { path: { id } } })),
  });

export const reorgPreviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['reorganisation', id, 'preview'],
    queryFn: () =>
      data(api.GET('/api/v1/reorganisations/{id}/preview', { params: { path: { id } } })),
  });

type Versioned = Pick<Reorg, 'id' | 'version'>;
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

export const createReorg = (body: ReorgNew) => data(api.POST('/api/v1/reorganisations', { body }));

export const updateReorg = (plan: Versioned, body: ReorgPatch) =>
  data(api.PATCH('/api/v1/reorganisations/{id}', { params: of(plan), body }));

export const deleteReorg = (plan: Versioned) =>
  data(api.DELETE('/api/v1/reorganisations/{id}', { params: of(plan) }));

export const scheduleReorg = (plan: Versioned) =>
  data(api.POST('/api/v1/reorganisations/{id}/schedule', { params: of(plan) }));

export const withdrawReorg = (plan: Versioned) =>
  data(api.POST('/api/v1/reorganisations/{id}/withdraw', { params: of(plan) }));

/** A step as it is written, from a step as it is read. */
export function stepNew(step: ReorgStep): ReorgStepNew {
  const ids = (kind: string) =>
    step.parts.filter((part) => part.kind === kind).map((part) => part.item_id);
  return {
    kind: step.kind,
    unit_id: step.unit_id,
    name: step.name,
    type: step.type,
    into_id: step.into_id,
    roles_follow: step.roles_follow,
    unit_ids: ids('unit'),
    person_ids: ids('person'),
    objective_ids: ids('objective'),
  };
}

/** Reads again what a plan shows, and once it was applied whatever shows units. */
export function useReorgChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['reorganisations', 'reorganisation', 'units', 'unit', 'tree', 'objectives'];
    await Promise.all(
      [...keys, 'objective', 'person', 'grants', 'me'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
  }, [client]);
}
