// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  HealthMeasureNew,
  HealthMeasurePatch,
  HealthValueNew,
  StrategyNew,
  StrategyPatch,
  StrategyThemeNew,
  StrategyThemePatch,
} from '@/api/types';
import { historyQuery } from '@/feature/history/query';

export const strategyMapQuery = (cycleId: number) =>
  queryOptions({
    queryKey: ['strategy', 'map', cycleId],
    queryFn: () =>
      data(api.GET('/api/v1/strategy/map', { params: { query: { cycle_id: cycleId } } })),
  });

export const strategyNowQuery = queryOptions({
  queryKey: ['strategy', 'now'],
  queryFn: () => data(api.GET('/api/v1/strategy')),
});

export const strategiesQuery = queryOptions({
  queryKey: ['strategy', 'versions'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/strategies', { params: { query: { limit: 200, after } } })),
    ),
});

export const strategyQuery = (id: number) =>
  queryOptions({
    queryKey: ['strategy', 'version', id],
    queryFn: () => data(api.GET('/api/v1/strategies/{id}', { params: { path: { id } } })),
  });

export const comparisonQuery = (id: number, older: number) =>
  queryOptions({
    queryKey: ['strategy', 'compare', id, older],
    queryFn: () =>
      data(
        api.GET('/api/v1/strategies/{id}/compare', {
          params: { path: { id }, query: { with: older } },
        }),
      ),
  });

export const strategyHistoryQuery = (id: number) =>
  historyQuery(['strategy', 'version', id], (after) =>
    data(
      api.GET('/api/v1/strategies/{id}/history', { params: { path: { id }, query: { after } } }),
    ),
  );

export const themesQuery = queryOptions({
  queryKey: ['strategy', 'themes'],
  queryFn: () =>
    pages((after) => data(api.GET('/api/v1/themes', { params: { query: { limit: 200, after } } }))),
});

export const themeQuery = (id: number) =>
  queryOptions({
    queryKey: ['strategy', 'theme', id],
    queryFn: () => data(api.GET('/api/v1/themes/{id}', { params: { path: { id } } })),
  });

export const healthValuesQuery = (id: number) =>
  queryOptions({
    queryKey: ['strategy', 'health', id],
    queryFn: () =>
      data(
        api.GET('/api/v1/health-measures/{id}/values', {
          params: { path: { id }, query: { limit: 12 } },
        }),
      ),
  });

/** One level of the trace; without a parent the themes. */
export const traceQuery = (cycleId: number, parent: string | undefined) =>
  queryOptions({
    queryKey: ['strategy', 'trace', cycleId, parent ?? ''],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/strategy/trace', {
            params: { query: { cycle_id: cycleId, parent_id: parent, limit: 200, after } },
          }),
        ),
      ),
  });

export const gapObjectivesQuery = (cycleId: number) =>
  queryOptions({
    queryKey: ['strategy', 'gaps', 'objectives', cycleId],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/strategy/gaps/objectives', {
            params: { query: { cycle_id: cycleId, limit: 200, after } },
          }),
        ),
      ),
  });

export const gapUnitsQuery = (cycleId: number) =>
  queryOptions({
    queryKey: ['strategy', 'gaps', 'units', cycleId],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/strategy/gaps/units', {
            params: { query: { cycle_id: cycleId, limit: 200, after } },
          }),
        ),
      ),
  });

/** Reads again whatever shows the strategy. */
export function useStrategyChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['strategy'] }), [client]);
}

type Versioned = { id: number; version: number };
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

export const createStrategy = (body: StrategyNew) => data(api.POST('/api/v1/strategies', { body }));
export const updateStrategy = (id: number, version: number, body: StrategyPatch) =>
  data(api.PATCH('/api/v1/strategies/{id}', { params: of({ id, version }), body }));
export const deleteStrategy = (strategy: Versioned) =>
  data(api.DELETE('/api/v1/strategies/{id}', { params: of(strategy) }));
export const publishStrategy = (strategy: Versioned) =>
  data(api.POST('/api/v1/strategies/{id}/publish', { params: of(strategy) }));

export const createTheme = (strategyId: number, body: StrategyThemeNew) =>
  data(api.POST('/api/v1/strategies/{id}/themes', { params: { path: { id: strategyId } }, body }));
export const updateTheme = (theme: Versioned, body: StrategyThemePatch) =>
  data(api.PATCH('/api/v1/strategy-themes/{id}', { params: of(theme), body }));
export const deleteTheme = (theme: Versioned) =>
  data(api.DELETE('/api/v1/strategy-themes/{id}', { params: of(theme) }));

export const createHealthMeasure = (themeId: number, body: HealthMeasureNew) =>
  data(
    api.POST('/api/v1/themes/{id}/health-measures', { params: { path: { id: themeId } }, body }),
  );
export const updateHealthMeasure = (measure: Versioned, body: HealthMeasurePatch) =>
  data(api.PATCH('/api/v1/health-measures/{id}', { params: of(measure), body }));
export const endHealthMeasure = (measure: Versioned) =>
  data(api.DELETE('/api/v1/health-measures/{id}', { params: of(measure) }));
export const recordHealth = (measureId: number, body: HealthValueNew) =>
  data(
    api.POST('/api/v1/health-measures/{id}/values', { params: { path: { id: measureId } }, body }),
  );
