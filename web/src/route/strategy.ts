// SPDX-License-Identifier: Apache-2.0
/* Strategy: its versions, its gaps and its themes. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id, number, type Search } from './address';
import { inside } from './root';

const strategy = createRoute({
  getParentRoute: () => inside,
  path: '/strategy',
  component: lazyRouteComponent(() => import('@/page/strategy/StrategyPage')),
});

const strategyGaps = createRoute({
  getParentRoute: () => inside,
  path: '/strategy/gaps',
  validateSearch: (search: Search): { of?: 'units' | 'objectives' } => ({
    of: search.of === 'units' ? 'units' : undefined,
  }),
  component: lazyRouteComponent(() => import('@/page/strategy/GapsPage')),
});

const strategyVersions = createRoute({
  getParentRoute: () => inside,
  path: '/strategy/versions',
  component: lazyRouteComponent(() => import('@/page/strategy/VersionsPage')),
});

const strategyVersion = createRoute({
  getParentRoute: () => inside,
  path: '/strategy/versions/$id',
  params: id,
  validateSearch: (search: Search): { against?: number } => ({ against: number(search.against) }),
  component: lazyRouteComponent(() => import('@/page/strategy/VersionPage')),
});

const strategyVersionEdit = createRoute({
  getParentRoute: () => inside,
  path: '/strategy/versions/$id/edit',
  params: id,
  component: lazyRouteComponent(() => import('@/page/strategy/VersionEditPage')),
});

const theme = createRoute({
  getParentRoute: () => inside,
  path: '/themes/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/theme/ThemePage')),
});

export const strategyRoutes = [
  strategy,
  strategyGaps,
  strategyVersions,
  strategyVersion,
  strategyVersionEdit,
  theme,
] as const;
