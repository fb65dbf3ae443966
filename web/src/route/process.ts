// SPDX-License-Identifier: Apache-2.0
/* The process: what it asks, and what it is made from. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { BoardFilter } from '@/api/types';
import { id, number, type Search, text } from './address';
import { inside } from './root';

const process = createRoute({
  getParentRoute: () => inside,
  path: '/process',
  validateSearch: (search: Search): { of?: number; step?: number } => ({
    of: number(search.of),
    step: number(search.step),
  }),
  component: lazyRouteComponent(() => import('@/page/process/ProcessPage')),
});

const boardFilters: readonly BoardFilter[] = ['mine', 'late', 'masters'];

const processBoard = createRoute({
  getParentRoute: () => inside,
  path: '/process/board',
  validateSearch: (
    search: Search,
  ): { of?: number; filter?: BoardFilter; open?: string; step?: number } => ({
    of: number(search.of),
    filter: boardFilters.find((one) => one === search.filter),
    // One number alone is read as a number.
    open: typeof search.open === 'number' ? String(search.open) : text(search.open),
    step: number(search.step),
  }),
  component: lazyRouteComponent(() => import('@/page/process/BoardPage')),
});

const processTemplates = createRoute({
  getParentRoute: () => inside,
  path: '/process/templates',
  component: lazyRouteComponent(() => import('@/page/process-templates/ProcessTemplatesPage')),
});

const processTemplate = createRoute({
  getParentRoute: () => inside,
  path: '/process/templates/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/process-templates/ProcessTemplatePage')),
});

const processVersion = createRoute({
  getParentRoute: () => inside,
  path: '/process/versions/$id',
  params: id,
  validateSearch: (search: Search): { against?: number } => ({ against: number(search.against) }),
  component: lazyRouteComponent(() => import('@/page/process-templates/ProcessVersionPage')),
});

const processCalendars = createRoute({
  getParentRoute: () => inside,
  path: '/process/calendars',
  component: lazyRouteComponent(() => import('@/page/process-templates/CalendarsPage')),
});

export const processRoutes = [
  process,
  processBoard,
  processTemplates,
  processTemplate,
  processVersion,
  processCalendars,
] as const;
