// SPDX-License-Identifier: Apache-2.0
/* Objectives, their key results and templates, and checking in. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id, number, type Search } from './address';
import { inside } from './root';

const objectiveNew = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/new',
  validateSearch: (search: Search): { unit?: number; parent?: number; template?: number } => ({
    unit: number(search.unit),
    parent: number(search.parent),
    template: number(search.template),
  }),
  component: lazyRouteComponent(() => import('@/page/objective-edit/ObjectiveNewPage')),
});

const objective = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/$id',
  params: id,
  validateSearch: (search: Search): { kr?: number; why?: boolean; say?: number; to?: number } => ({
    kr: number(search.kr),
    why: search.why === true ? true : undefined,
    // What a comment is about: a key result, and a check-in of it.
    say: number(search.say),
    to: number(search.to),
  }),
  component: lazyRouteComponent(() => import('@/page/objective/ObjectivePage')),
});

const objectiveEdit = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/$id/edit',
  params: id,
  component: lazyRouteComponent(() => import('@/page/objective-edit/ObjectiveEditPage')),
});

const keyResultNew = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/$id/key-results/new',
  params: id,
  validateSearch: (search: Search): { template?: number; n?: number } => ({
    template: number(search.template),
    n: number(search.n),
  }),
  component: lazyRouteComponent(() => import('@/page/objective-edit/KeyResultNewPage')),
});

const keyResultEdit = createRoute({
  getParentRoute: () => inside,
  path: '/key-results/$id/edit',
  params: id,
  component: lazyRouteComponent(() => import('@/page/objective-edit/KeyResultEditPage')),
});

const importOkrs = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/import',
  component: lazyRouteComponent(() => import('@/page/import-okrs/ImportOkrsPage')),
});

const checkIn = createRoute({
  getParentRoute: () => inside,
  path: '/check-in',
  validateSearch: (search: Search): { kr?: number; objective?: number } => ({
    kr: number(search.kr),
    objective: number(search.objective),
  }),
  component: lazyRouteComponent(() => import('@/page/check-in/CheckInPage')),
});

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  component: lazyRouteComponent(() => import('@/page/templates/TemplatesPage')),
});

const templateNew = createRoute({
  getParentRoute: () => inside,
  path: '/templates/new',
  component: lazyRouteComponent(
    () => import('@/page/templates/TemplateEditPage'),
    'TemplateNewPage',
  ),
});

const templateEdit = createRoute({
  getParentRoute: () => inside,
  path: '/templates/$id/edit',
  params: id,
  component: lazyRouteComponent(() => import('@/page/templates/TemplateEditPage')),
});

const tags = createRoute({
  getParentRoute: () => inside,
  path: '/tags',
  component: lazyRouteComponent(() => import('@/page/tags/TagsPage')),
});

export const objectiveRoutes = [
  objectiveNew,
  objective,
  objectiveEdit,
  keyResultNew,
  keyResultEdit,
  importOkrs,
  checkIn,
  templates,
  templateNew,
  templateEdit,
  tags,
] as const;
