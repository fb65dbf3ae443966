// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, data } from '@/api/client';
import type { Cycle } from '@/api/types';

/** Every cycle of the organisation, the newest start first; there are few. */
export const cyclesQuery = queryOptions({
  queryKey: ['cycles'],
  queryFn: async () => {
    const page = await data(api.GET('/api/v1/cycles', { params: { query: { limit: 200 } } }));
    return page.items;
  },
  staleTime: 60_000,
});

/**
 * The cycle one sees before choosing: the open one that runs today, the shortest when several do;
 * else the one that ended last; else the newest.
 */
export function defaultCycle(cycles: readonly Cycle[]): Cycle | null {
  const length = (cycle: Cycle) => Date.parse(cycle.end_day) - Date.parse(cycle.start_day);
  const running = cycles
    .filter((cycle) => cycle.week !== null && cycle.state === 'open')
    .sort((a, b) => length(a) - length(b));
  if (running[0]) return running[0];
  const past = cycles
    .filter((cycle) => cycle.end_day < cycle.today)
    .sort((a, b) => b.end_day.localeCompare(a.end_day));
  return past[0] ?? cycles[0] ?? null;
}

/** The cycle of the address, which holds on every page; null when there are no cycles at all. */
export function useCycle(): Cycle | null {
  const { data: cycles } = useSuspenseQuery(cyclesQuery);
  const chosen = useSearch({ strict: false, select: (search) => search.cycle });
  return cycles.find((cycle) => cycle.id === chosen) ?? defaultCycle(cycles);
}

export function useCycles(): Cycle[] {
  return useSuspenseQuery(cyclesQuery).data;
}
