// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch, rememberSession } from '@/api/client';
import { signedIn } from '@/api/connection';
import { isProblem } from '@/api/problem';
import type { Me, MePatch } from '@/api/types';

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await data(api.GET('/api/v1/me'));
      rememberSession(true);
      return me;
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Who is signed in, below the part of the client that nobody else reaches. */
export function useMe(): Me {
  const { data: me } = useSuspenseQuery(meQuery);
  if (!me) throw new Error('useMe is for pages behind the sign-in');
  return me;
}

export async function signIn(email: string, password: string): Promise<void> {
  await data(api.POST('/api/v1/session', { body: { email, password } }));
  signedIn();
}

export async function redeemLink(secret: string, password: string): Promise<void> {
  await data(api.POST('/api/v1/links/redeem', { body: { secret, password } }));
}

/** Forgets all that was read for this person, and starts the client anew. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await data(api.DELETE('/api/v1/session'));
    rememberSession(false);
    client.clear();
    window.location.assign('/sign-in');
  }, [client]);
}

export function updateMe(me: Me, body: MePatch): Promise<Me['person']> {
  const params = { header: ifMatch(me.person.version) };
  return data(api.PATCH('/api/v1/me', { params, body }));
}
