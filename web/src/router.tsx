// SPDX-License-Identifier: Apache-2.0
/*
 * Every view has its own address. A page is a chunk of its own, loaded when somebody goes there;
 * what a page cannot be shown without is fetched while its chunk loads.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter } from '@tanstack/react-router';
import { NotFound } from '@/page/frame/NotFound';
import { PageError } from '@/page/frame/PageError';
import { exploreRoutes } from '@/route/explore';
import { objectiveRoutes } from '@/route/objective';
import { organisationRoutes } from '@/route/organisation';
import { ownRoutes } from '@/route/own';
import { practiceRoutes } from '@/route/practice';
import { processRoutes } from '@/route/process';
import { inside, outsideRoutes, root } from '@/route/root';
import { strategyRoutes } from '@/route/strategy';
import { PageSkeleton } from '@/ui/PageSkeleton';

/** A wrong address keeps the frame around it, so that there is a way on. */
const elsewhere = createRoute({
  getParentRoute: () => inside,
  path: '$',
  component: NotFound,
});

const routes = root.addChildren([
  ...outsideRoutes,
  inside.addChildren([
    ...ownRoutes,
    ...strategyRoutes,
    ...exploreRoutes,
    ...objectiveRoutes,
    ...organisationRoutes,
    ...practiceRoutes,
    ...processRoutes,
    elsewhere,
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageError,
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 300,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
