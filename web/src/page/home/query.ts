// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';

/** Whether there is any objective at all: of the cycle, for there are none without one. */
export const firstObjectiveQuery = (cycleId: number | undefined) =>
  queryOptions({
    queryKey: ['objectives', 'first', cycleId ?? 0],
    queryFn: () =>
      cycleId === undefined
        ? { items: [], next: null }
        : data(
            api.GET('/api/v1/objectives', { params: { query: { cycle_id: cycleId, limit: 1 } } }),
          ),
  });
