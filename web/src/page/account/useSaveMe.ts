// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MePatch } from '@/api/types';
import { meQuery, updateMe } from '@/feature/session/query';

/**
 * Saves one of my own settings as soon as it is chosen. The version is read when it is sent: two
 * choices shortly after each other must not meet as strangers.
 */
export function useSaveMe() {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'me' },
    mutationFn: async (changes: MePatch) => {
      const me = client.getQueryData(meQuery.queryKey);
      if (!me) throw new Error('nobody is signed in');
      const person = await updateMe(me, changes);
      client.setQueryData(meQuery.queryKey, (old) => old && { ...old, person });
    },
    onError: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}
