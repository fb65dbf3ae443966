// SPDX-License-Identifier: Apache-2.0
/* Where objectives are seen together. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TreeBy } from '@/api/types';
import { exploreSearch } from '@/page/explore/address';
import { dayOfAddress } from '@/ui/day';
import { number, type Search, text } from './address';
import { inside } from './root';

const tree = createRoute({
  getParentRoute: () => inside,
  path: '/tree',
  validateSearch: (
    search: Search,
  ): { by?: TreeBy; open?: string; at?: string; as_of?: string } => ({
    by: search.by === 'unit' ? 'unit' : undefined,
    open: text(search.open),
    at: text(search.at),
    as_of: dayOfAddress(search.as_of),
  }),
  component: lazyRouteComponent(() => import('@/page/tree/TreePage')),
});

const explore = createRoute({
  getParentRoute: () => inside,
  path: '/explore',
  validateSearch: exploreSearch,
  component: lazyRouteComponent(() => import('@/page/explore/ExplorePage')),
});

const heat = createRoute({
  getParentRoute: () => inside,
  path: '/explore/heat',
  validateSearch: (search: Search): { unit?: number; week?: number; of?: number } => ({
    unit: number(search.unit),
    week: number(search.week),
    of: number(search.of),
  }),
  component: lazyRouteComponent(() => import('@/page/heat/HeatPage')),
});

const map = createRoute({
  getParentRoute: () => inside,
  path: '/explore/map',
  validateSearch: (
    search: Search,
  ): { unit?: number; tag?: number; focus?: number; open?: string; as_of?: string } => ({
    as_of: dayOfAddress(search.as_of),
    unit: number(search.unit),
    tag: number(search.tag),
    focus: number(search.focus),
    open: typeof search.open === 'number' ? String(search.open) : text(search.open),
  }),
  component: lazyRouteComponent(() => import('@/page/map/MapPage')),
});

const compare = createRoute({
  getParentRoute: () => inside,
  path: '/explore/compare',
  validateSearch: (search: Search): { unit?: number; before?: number } => ({
    unit: number(search.unit),
    before: number(search.before),
  }),
  component: lazyRouteComponent(() => import('@/page/compare/ComparePage')),
});

const postMortems = createRoute({
  getParentRoute: () => inside,
  path: '/explore/post-mortems',
  validateSearch: (search: Search): { unit?: number; owed?: boolean } => ({
    unit: number(search.unit),
    owed: search.owed === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/page/post-mortems/PostMortemsPage')),
});

export const exploreRoutes = [tree, explore, heat, map, compare, postMortems] as const;
