// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { Blocker, BlockerSaid } from '@/api/types';

type Filter = {
  key_result_id?: number;
  objective_id?: number;
  unit_id?: number;
  cycle_id?: number;
  state?: 'open' | 'resolved';
  asked_of_me?: boolean;
};

/** Blockers of a place, or those in which help is asked of me; the oldest first. */
export const blockersQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['blockers', filter],
    queryFn: async () => {
      const query = { ...filter, limit: 100 };
      return (await data(api.GET('/api/v1/blockers', { params: { query } }))).items;
    },
  });

/** Open ones in which help is asked of me, or of a unit I lead. */
export const askedOfMeQuery = blockersQuery({ asked_of_me: true, state: 'open' });

export const raiseBlocker = (keyResultId: number, body: BlockerSaid) =>
  data(
    api.POST('/api/v1/key-results/{id}/blockers', { params: { path: { id: keyResultId } }, body }),
  );

const of = ({ id, version }: Blocker) => ({ params: { path: { id }, header: ifMatch(version) } });

export const resolveBlocker = (blocker: Blocker, resolution: string) =>
  data(api.POST('/api/v1/blockers/{id}/resolve', { ...of(blocker), body: { resolution } }));

export const reopenBlocker = (blocker: Blocker) =>
  data(api.POST('/api/v1/blockers/{id}/reopen', of(blocker)));
