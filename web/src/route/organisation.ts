// SPDX-License-Identifier: Apache-2.0
/* People and units, and what a unit does together. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dayOfAddress } from '@/ui/day';
import { id, type Search, text } from './address';
import { inside } from './root';

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: (search: Search): { q?: string; state?: string } => ({
    q: text(search.q),
    state: text(search.state),
  }),
  component: lazyRouteComponent(() => import('@/page/people/PeoplePage')),
});

const importPeople = createRoute({
  getParentRoute: () => inside,
  path: '/people/import',
  component: lazyRouteComponent(() => import('@/page/import-people/ImportPeoplePage')),
});

const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/person/PersonPage')),
});

const leadership = createRoute({
  getParentRoute: () => inside,
  path: '/leadership',
  validateSearch: (search: Search): { past?: boolean } => ({
    past: search.past === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/page/leadership/LeadershipPage')),
});

const units = createRoute({
  getParentRoute: () => inside,
  path: '/units',
  validateSearch: (search: Search): { open?: string; q?: string; as_of?: string } => ({
    open: text(search.open),
    q: text(search.q),
    as_of: dayOfAddress(search.as_of),
  }),
  component: lazyRouteComponent(() => import('@/page/units/UnitsPage')),
});

const unit = createRoute({
  getParentRoute: () => inside,
  path: '/units/$id',
  params: id,
  validateSearch: (search: Search): { as_of?: string } => ({ as_of: dayOfAddress(search.as_of) }),
  component: lazyRouteComponent(() => import('@/page/unit/UnitPage')),
});

const closing = createRoute({
  getParentRoute: () => inside,
  path: '/units/$id/closing',
  params: id,
  validateSearch: (search: Search): { at?: string } => ({ at: text(search.at) }),
  component: lazyRouteComponent(() => import('@/page/closing/ClosingPage')),
});

const meeting = createRoute({
  getParentRoute: () => inside,
  path: '/meetings/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/meeting/MeetingPage')),
});

const reorganisations = createRoute({
  getParentRoute: () => inside,
  path: '/reorganisations',
  component: lazyRouteComponent(() => import('@/page/reorganisations/ReorganisationsPage')),
});

const reorganisation = createRoute({
  getParentRoute: () => inside,
  path: '/reorganisations/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/reorganisation/ReorganisationPage')),
});

export const organisationRoutes = [
  people,
  importPeople,
  person,
  leadership,
  units,
  unit,
  closing,
  meeting,
  reorganisations,
  reorganisation,
] as const;
