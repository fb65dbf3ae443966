// SPDX-License-Identifier: Apache-2.0
/*
 * Every view has its own address. A page is a chunk of its own, loaded when somebody goes there;
 * what a page cannot be shown without is fetched while its chunk loads.
 */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { BoardFilter, TreeBy } from '@/api/types';
import { cyclesQuery } from '@/feature/cycle/query';
import { bannerQuery } from '@/feature/process/running';
import { meQuery } from '@/feature/session/query';
import { exploreSearch } from '@/page/explore/address';
import { Frame } from '@/page/frame/Frame';
import { NotFound } from '@/page/frame/NotFound';
import { PageError } from '@/page/frame/PageError';
import { dayOfAddress } from '@/ui/day';
import { PageSkeleton } from '@/ui/PageSkeleton';

type Context = { queries: QueryClient };
type Search = Record<string, unknown>;

const number = (value: unknown) => (Number.isSafeInteger(value) ? (value as number) : undefined);
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const root = createRootRouteWithContext<Context>()({
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
  params: { parse: (params: { id: string }) => ({ id: Number(params.id) }) },
  validateSearch: (search: Search): { n?: number } => ({ n: number(search.n) }),
  beforeLoad: mustBeSignedIn,
  loader: ({ context }) => context.queries.ensureQueryData(cyclesQuery),
  component: lazyRouteComponent(() => import('@/page/present/PresentPage')),
});

/** All pages for which somebody must be signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: mustBeSignedIn,
  // The banner stands above every page: read before one is shown, it moves nothing when it comes.
  loader: ({ context }) =>
    Promise.all([
      context.queries.ensureQueryData(cyclesQuery),
      context.queries.ensureQueryData(bannerQuery).catch(() => null),
    ]),
  component: Frame,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('@/page/home/HomePage')),
});

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

const id = { parse: (params: { id: string }) => ({ id: Number(params.id) }) };

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

const wayOfWorking = createRoute({
  getParentRoute: () => inside,
  path: '/way-of-working',
  component: lazyRouteComponent(() => import('@/page/way-of-working/WayOfWorkingPage')),
});

const practiceHealth = createRoute({
  getParentRoute: () => inside,
  path: '/practice-health',
  validateSearch: (search: Search): { unit?: number } => ({ unit: number(search.unit) }),
  component: lazyRouteComponent(() => import('@/page/practice-health/HealthPage')),
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

const theme = createRoute({
  getParentRoute: () => inside,
  path: '/themes/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/theme/ThemePage')),
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

const checkIn = createRoute({
  getParentRoute: () => inside,
  path: '/check-in',
  validateSearch: (search: Search): { kr?: number; objective?: number } => ({
    kr: number(search.kr),
    objective: number(search.objective),
  }),
  component: lazyRouteComponent(() => import('@/page/check-in/CheckInPage')),
});

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

const importOkrs = createRoute({
  getParentRoute: () => inside,
  path: '/objectives/import',
  component: lazyRouteComponent(() => import('@/page/import-okrs/ImportOkrsPage')),
});

const leadership = createRoute({
  getParentRoute: () => inside,
  path: '/leadership',
  validateSearch: (search: Search): { past?: boolean } => ({
    past: search.past === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/page/leadership/LeadershipPage')),
});

const squad = createRoute({
  getParentRoute: () => inside,
  path: '/squad',
  component: lazyRouteComponent(() => import('@/page/squad/SquadPage')),
});

const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/person/PersonPage')),
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

const meeting = createRoute({
  getParentRoute: () => inside,
  path: '/meetings/$id',
  params: id,
  component: lazyRouteComponent(() => import('@/page/meeting/MeetingPage')),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('@/page/account/AccountPage')),
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

const tags = createRoute({
  getParentRoute: () => inside,
  path: '/tags',
  component: lazyRouteComponent(() => import('@/page/tags/TagsPage')),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  component: lazyRouteComponent(() => import('@/page/inbox/InboxPage')),
});

const messages = createRoute({
  getParentRoute: () => inside,
  path: '/messages',
  component: lazyRouteComponent(() => import('@/page/messages/MessagesPage')),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/page/settings/SettingsPage')),
});

/** A wrong address keeps the frame around it, so that there is a way on. */
const elsewhere = createRoute({
  getParentRoute: () => inside,
  path: '$',
  component: NotFound,
});

const routes = root.addChildren([
  signIn,
  link,
  present,
  inside.addChildren([
    home,
    strategy,
    strategyGaps,
    strategyVersions,
    strategyVersion,
    strategyVersionEdit,
    wayOfWorking,
    practiceHealth,
    desk,
    sessions,
    harmonisation,
    proposals,
    handbooks,
    handbook,
    theme,
    tree,
    explore,
    heat,
    map,
    compare,
    postMortems,
    objectiveNew,
    objective,
    objectiveEdit,
    keyResultNew,
    keyResultEdit,
    checkIn,
    people,
    importPeople,
    importOkrs,
    person,
    leadership,
    squad,
    units,
    unit,
    closing,
    reorganisations,
    reorganisation,
    meeting,
    account,
    templates,
    templateNew,
    templateEdit,
    process,
    processBoard,
    processTemplates,
    processTemplate,
    processVersion,
    processCalendars,
    tags,
    inbox,
    messages,
    settings,
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
