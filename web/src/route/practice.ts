// SPDX-License-Identifier: Apache-2.0
/* The practice itself: how it works, its squad, its health. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id, number, type Search } from './address';
import { inside } from './root';

const wayOfWorking = createRoute({
  getParentRoute: () => inside,
  path: '/way-of-working',
  component: lazyRouteComponent(() => import('@/page/way-of-working/WayOfWorkingPage')),
});

const proposals = createRoute({
  getParentRoute: () => inside,
  path: '/way-of-working/proposals',
  component: lazyRouteComponent(() => import('@/page/way-of-working/ProposalsPage')),
});

const handbooks = createRoute({
  getParentRoute: () => inside,
  path: '/way-of-working/versions',
  component: lazyRouteComponent(() => import('@/page/way-of-working/HandbooksPage')),
});

const handbook = createRoute({
  getParentRoute: () => inside,
  path: '/way-of-working/versions/$id',
  params: id,
  validateSearch: (search: Search): { against?: number } => ({ against: number(search.against) }),
  component: lazyRouteComponent(() => import('@/page/way-of-working/HandbookPage')),
});

const practiceHealth = createRoute({
  getParentRoute: () => inside,
  path: '/practice-health',
  validateSearch: (search: Search): { unit?: number } => ({ unit: number(search.unit) }),
  component: lazyRouteComponent(() => import('@/page/practice-health/HealthPage')),
});

const squad = createRoute({
  getParentRoute: () => inside,
  path: '/squad',
  component: lazyRouteComponent(() => import('@/page/squad/SquadPage')),
});

const desk = createRoute({
  getParentRoute: () => inside,
  path: '/desk',
  validateSearch: (search: Search): { person?: number } => ({ person: number(search.person) }),
  component: lazyRouteComponent(() => import('@/page/desk/DeskPage')),
});

const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  component: lazyRouteComponent(() => import('@/page/sessions/SessionsPage')),
});

const harmonisation = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/sessions/SessionPage')),
});

export const practiceRoutes = [
  wayOfWorking,
  proposals,
  handbooks,
  handbook,
  practiceHealth,
  squad,
  desk,
  sessions,
  harmonisation,
] as const;
