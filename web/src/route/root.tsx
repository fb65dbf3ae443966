// SPDX-License-Identifier: Apache-2.0
/* What all addresses hang under, and the few pages that stand without the frame. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { cyclesQuery } from '@/feature/cycle/query';
import { bannerQuery } from '@/feature/process/running';
import { meQuery } from '@/feature/session/query';
import { Frame } from '@/page/frame/Frame';
import { beginLive } from '@/page/frame/live';
import { NotFound } from '@/page/frame/NotFound';
import { id, number, type Search, text } from './address';

type Context = { queries: QueryClient };

export const root = createRootRouteWithContext<Context>()({
  validateSearch: (search: Search): { cycle?: number } => ({ cycle: number(search.cycle) }),
  // The cycle holds everywhere: a link that does not name one keeps it.
  search: { middlewares: [retainSearchParams(['cycle'])] },
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NotFound />
    </main>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search): { next?: string; fresh?: boolean } => ({
    next: text(search.next),
    fresh: search.fresh === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/page/sign-in/SignInPage')),
});

const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$secret',
  component: lazyRouteComponent(() => import('@/page/link/LinkPage')),
});

async function mustBeSignedIn({
  context,
  location,
}: {
  context: Context;
  location: { href: string };
}) {
  const me = await context.queries.ensureQueryData(meQuery);
  if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } });
}

/** For a beamer, so without the frame. */
const present = createRoute({
  getParentRoute: () => root,
  path: '/units/$id/present',
  params: id,
  validateSearch: (search: Search): { n?: number } => ({ n: number(search.n) }),
  beforeLoad: mustBeSignedIn,
  loader: ({ context }) => context.queries.ensureQueryData(cyclesQuery),
  component: lazyRouteComponent(() => import('@/page/present/PresentPage')),
});

/** All pages for which somebody must be signed in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async (to) => {
    await mustBeSignedIn(to);
    beginLive(to.context.queries);
  },
  // The banner stands above every page: read before one is shown, it moves nothing when it comes.
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(cyclesQuery),
      context.queries.ensureQueryData(bannerQuery).catch(() => null),
    ]),
  component: Frame,
});

export const outsideRoutes = [signIn, link, present] as const;
