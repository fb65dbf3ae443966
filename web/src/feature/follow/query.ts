// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data } from '@/api/client';
import { pages } from '@/api/pages';
import type { FollowKind } from '@/api/types';

/** An objective or a unit that can be followed. */
export type Followed = { kind: FollowKind; id: number };

export const followersQuery = ({ kind, id }: Followed) =>
  queryOptions({
    queryKey: ['followers', kind, id],
    queryFn: () => {
      const params = { path: { id } };
      return data(
        kind === 'unit'
          ? api.GET('/api/v1/units/{id}/followers', { params })
          : api.GET('/api/v1/objectives/{id}/followers', { params }),
      );
    },
  });

export const followsQuery = (kind: FollowKind) =>
  queryOptions({
    queryKey: ['follows', kind],
    queryFn: () =>
      pages((after) =>
        data(api.GET('/api/v1/me/follows', { params: { query: { kind, limit: 200, after } } })),
      ),
  });

export function setFollowing({ kind, id }: Followed, follows: boolean) {
  const params = { path: { id } };
  if (kind === 'unit') {
    return data(
      follows
        ? api.POST('/api/v1/units/{id}/follow', { params })
        : api.POST('/api/v1/units/{id}/unfollow', { params }),
    );
  }
  return data(
    follows
      ? api.POST('/api/v1/objectives/{id}/follow', { params })
      : api.POST('/api/v1/objectives/{id}/unfollow', { params }),
  );
}

export function useFollowsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['followers', 'follows'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
