// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data } from '@/api/client';
import { Problem } from '@/api/problem';
import type { OkrMappingNew, PeopleField } from '@/api/types';

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => data(api.GET('/api/v1/imports', { params: { query: { limit: 10 } } })),
});

type Options = { source: string; dry_run: boolean; leavers: boolean };

/** Sends the file as it is; the server reads its columns and says what would happen, or does it. */
export const importPeople = (file: File, { source, dry_run, leavers }: Options) =>
  data(
    api.POST('/api/v1/imports/people/{source}', {
      params: { path: { source }, query: { file: file.name.slice(0, 200), dry_run, leavers } },
      headers: { 'Content-Type': 'text/csv' },
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as BodyInit,
    }),
  );

export const keepColumns = (source: string, columns: { field: PeopleField; header: string }[]) =>
  data(
    api.PUT('/api/v1/imports/people/{source}/columns', {
      params: { path: { source } },
      body: { columns },
    }),
  );

export const undoImport = () => data(api.POST('/api/v1/imports/undo'));

export const mappingsQuery = queryOptions({
  queryKey: ['imports', 'mappings'],
  queryFn: () => data(api.GET('/api/v1/imports/okrs', { params: { query: { limit: 200 } } })),
});

/** How the exports of a source are read; null where nothing is kept of it. */
export const mappingQuery = (source: string) =>
  queryOptions({
    queryKey: ['imports', 'mapping', source],
    queryFn: () =>
      data(
        api.GET('/api/v1/imports/okrs/{source}/mapping', { params: { path: { source } } }),
      ).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }),
  });

export const keepMapping = (source: string, mapping: OkrMappingNew) =>
  data(
    api.PUT('/api/v1/imports/okrs/{source}/mapping', {
      params: { path: { source } },
      body: mapping,
    }),
  );

export const importOkrs = (file: File, source: string, dry_run: boolean) =>
  data(
    api.POST('/api/v1/imports/okrs/{source}', {
      params: { path: { source }, query: { file: file.name.slice(0, 200), dry_run } },
      headers: { 'Content-Type': file.name.endsWith('.zip') ? 'application/zip' : 'text/csv' },
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as BodyInit,
    }),
  );

/** Reads again whatever an import may have changed. */
export function useImported(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries(), [client]);
}
