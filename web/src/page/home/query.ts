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

/** Of administrators: is the example there, and what have people added to it? */
export const exampleQuery = queryOptions({
  queryKey: ['example'],
  queryFn: () => data(api.GET('/api/v1/example')),
});

export const fillExample = () => data(api.POST('/api/v1/example'));

export const removeExample = (own_count: number) =>
  data(api.DELETE('/api/v1/example', { params: { query: { own_count } } }));
