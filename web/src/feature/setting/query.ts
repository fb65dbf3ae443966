// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { Setting } from '@/api/types';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => data(api.GET('/api/v1/settings', { params: { query: { limit: 200 } } })),
});

export const settingHistoryQuery = (name: string) =>
  queryOptions({
    queryKey: ['settings', name, 'history'],
    queryFn: () => data(api.GET('/api/v1/settings/{name}/history', { params: { path: { name } } })),
  });

export const updateSetting = (
  { name, version }: Pick<Setting, 'name' | 'version'>,
  value: string,
) =>
  data(
    api.PATCH('/api/v1/settings/{name}', {
      params: { path: { name }, header: ifMatch(version) },
      body: { value },
    }),
  );
