// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Template, TemplateFrom, TemplateNew, TemplatePatch } from '@/api/types';

/** Templates by name; with a unit those it can use. */
export const templatesQuery = (filter: { unit_id?: number; include_archived?: boolean }) =>
  queryOptions({
    queryKey: ['templates', filter],
    queryFn: async () => {
      const rows = await pages((after) =>
        data(api.GET('/api/v1/templates', { params: { query: { ...filter, limit: 200, after } } })),
      );
      return rows.sort((a, b) => a.name.localeCompare(b.name));
    },
  });

export const templateQuery = (id: number) =>
  queryOptions({
    queryKey: ['templates', 'one', id],
    queryFn: () => data(api.GET('/api/v1/templates/{id}', { params: { path: { id } } })),
  });

export const createTemplate = (body: TemplateNew) => data(api.POST('/api/v1/templates', { body }));

export const updateTemplate = (
  { id, version }: Pick<Template, 'id' | 'version'>,
  body: TemplatePatch,
) =>
  data(
    api.PATCH('/api/v1/templates/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );

export const saveTemplate = (objectiveId: number, body: TemplateFrom) =>
  data(
    api.POST('/api/v1/objectives/{id}/template', { params: { path: { id: objectiveId } }, body }),
  );

/** Reads templates again. */
export function useTemplatesChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['templates'] }), [client]);
}
