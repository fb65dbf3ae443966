// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import type { HealthSignal, UnitType } from '@/api/types';
import { wholePercent } from '@/locale/format';
import type { Tone } from '@/ui/tone';

export const healthQuery = (unitId: number, cycleId: number) =>
  queryOptions({
    queryKey: ['practice-health', unitId, cycleId],
    queryFn: () =>
      data(
        api.GET('/api/v1/units/{id}/practice-health', {
          params: { path: { id: unitId }, query: { cycle_id: cycleId } },
        }),
      ),
  });

/** Units beside each other: all of a type, or the top of the tree. */
export const healthLevelQuery = (cycleId: number, type?: UnitType) =>
  queryOptions({
    queryKey: ['practice-health', 'level', cycleId, type ?? ''],
    queryFn: () =>
      data(api.GET('/api/v1/practice-health', { params: { query: { cycle_id: cycleId, type } } })),
  });

/** 0 to 100, by the rule of all fractions. */
export const points = (score: number): number => wholePercent(score);

/** A colour that repeats the number; it judges the practice of a unit, never a person. */
export function healthTone(score: number | null): Tone {
  if (score === null) return 'idle';
  if (score >= 0.75) return 'good';
  return score >= 0.5 ? 'accent' : 'warn';
}

/** What a signal is called, what it counts, and in which order they stand. */
export const signalWords: Record<
  HealthSignal,
  { name: ReturnType<typeof msg>; counts: ReturnType<typeof msg> }
> = {
  steps: { name: msg`Steps on time`, counts: msg`steps done by their day, of those that were due` },
  check_ins: {
    name: msg`Check-ins`,
    counts: msg`rounds with a check-in, of all that passed for each key result`,
  },
  writing: {
    name: msg`Writing`,
    counts: msg`five for each objective, less one for each finding of the writing help`,
  },
  alignment: {
    name: msg`Alignment`,
    counts: msg`objectives under a theme or another objective, of all`,
  },
  fresh: { name: msg`Kept up to date`, counts: msg`key results that are not outdated, of all` },
  meetings: {
    name: msg`Meetings`,
    counts: msg`check-in meetings held, of the rounds of units with objectives`,
  },
};
