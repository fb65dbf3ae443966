// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { AlignmentKind, AlignmentView } from '@/api/types';

type NewLink = {
  child_id: number;
  parent_id: number | null;
  parent_kr_id: number | null;
  kind: AlignmentKind;
  weight: number;
};

export const createLink = (body: NewLink) => data(api.POST('/api/v1/alignments', { body }));

export const endLink = ({ id, version }: Pick<AlignmentView, 'id' | 'version'>) =>
  data(
    api.DELETE('/api/v1/alignments/{id}', { params: { path: { id }, header: ifMatch(version) } }),
  );

/** Where a link leads, or is to lead: an objective, or a key result of it. */
export type Upper = { parent_id: number } | { parent_kr_id: number };

export const moveLink = ({ id, version }: Pick<AlignmentView, 'id' | 'version'>, to: Upper) =>
  data(
    api.POST('/api/v1/alignments/{id}/move', {
      params: { path: { id }, header: ifMatch(version) },
      body: { parent_id: null, parent_kr_id: null, ...to },
    }),
  );

export const upperOf = (link: Pick<AlignmentView, 'objective_id' | 'key_result_id'>): Upper =>
  link.key_result_id === null
    ? { parent_id: link.objective_id }
    : { parent_kr_id: link.key_result_id };

/** A page of what an objective may hang under, each with what bars it. */
export const targetsQuery = (id: number, q: string) =>
  queryOptions({
    queryKey: ['objective', id, 'targets', q],
    queryFn: () => {
      const query = { q: q || undefined, limit: 50 };
      return data(
        api.GET('/api/v1/objectives/{id}/alignment-targets', { params: { path: { id }, query } }),
      );
    },
  });

export const suggestionsQuery = (id: number) =>
  queryOptions({
    queryKey: ['objective', id, 'suggestions'],
    queryFn: () => {
      const params = { path: { id }, query: { limit: 3 } };
      return data(api.GET('/api/v1/objectives/{id}/parent-suggestions', { params }));
    },
  });

/** May `id` hang under this objective, or this key result of it? */
export const alignmentCheckQuery = (id: number, parent_id: number, parent_kr_id?: number) =>
  queryOptions({
    queryKey: ['objective', id, 'check', parent_id, parent_kr_id ?? null],
    queryFn: () => {
      const params = { path: { id }, query: { parent_id, parent_kr_id } };
      return data(api.GET('/api/v1/objectives/{id}/alignment-check', { params }));
    },
  });
