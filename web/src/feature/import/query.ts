// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data } from '@/api/client';
import type { PeopleField } from '@/api/types';

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

/** Reads again whatever names people or units. */
export function useImported(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['imports', 'people', 'person', 'units', 'unit', 'tree'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
