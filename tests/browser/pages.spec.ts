// SPDX-License-Identifier: Apache-2.0
// Every page, light and dark, wide and on a phone: no finding of axe (WCAG 2.2 AA), nothing that scrolls
// sideways down to 320 px, no fault in the console. What a page does is tested elsewhere.
import { axeFindings } from './axe.ts';
import type { Showcase } from './organisation.ts';
import { expect, openSite, type Page, still, test } from './site.ts';

const looks = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: 'light phone', colorScheme: 'light', width: 390 },
] as const;

interface View {
  name: string;
  path: (show: Showcase) => string;
  /** What is opened on the page before it is looked at. */
  open?: (page: Page) => Promise<unknown>;
  signedOut?: boolean;
  /** Who looks; the person of the showcase unless this is an administrator's page. */
  admin?: boolean;
}

/** Typing until the writing help has something to say, with everything it says opened. */
async function helped(page: Page) {
  await page.getByLabel('What do you want to achieve?').fill('Implement the CRM and grow revenue by 20%');
  const help = page.getByRole('region', { name: 'Writing help' });
  await help.getByText(/^Why \d+\?$/).click();
  await help.getByText('Why, and an example').first().click();
}

const views: View[] = [
  { name: 'sign_in', path: () => '/sign-in', signedOut: true },
  { name: 'link', path: () => `/link/${'A'.repeat(43)}`, signedOut: true },
  { name: 'home', path: () => '/' },
  { name: 'home_of_an_administrator', path: () => '/', admin: true },
  { name: 'strategy', path: () => '/strategy' },
  { name: 'strategy_gaps', path: () => '/strategy/gaps' },
  { name: 'strategy_gaps_of_units', path: () => '/strategy/gaps?of=units' },
  { name: 'strategy_versions', path: () => '/strategy/versions' },
  {
    name: 'strategy_begin',
    path: () => '/strategy/versions',
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Prepare a session' }).click(),
  },
  { name: 'strategy_version', path: (show) => `/strategy/versions/${show.strategy.id}` },
  { name: 'strategy_draft', path: (show) => `/strategy/versions/${show.strategyDraft.id}`, admin: true },
  { name: 'strategy_edit', path: (show) => `/strategy/versions/${show.strategyDraft.id}/edit`, admin: true },
  {
    name: 'strategy_theme',
    path: (show) => `/strategy/versions/${show.strategyDraft.id}/edit`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Add a theme' }).click(),
  },
  { name: 'way_of_working', path: () => '/way-of-working', admin: true },
  {
    name: 'proposals_propose',
    path: () => '/way-of-working/proposals',
    open: (page) => page.getByRole('button', { name: 'Propose a change' }).first().click(),
  },
  { name: 'handbooks', path: () => '/way-of-working/versions', admin: true },
  { name: 'handbook_draft', path: (show) => `/way-of-working/versions/${show.handbook.id}`, admin: true },
  {
    name: 'handbook_chapter',
    path: (show) => `/way-of-working/versions/${show.handbook.id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Add a chapter' }).click(),
  },
  {
    name: 'handbook_change',
    path: (show) => `/way-of-working/versions/${show.handbook.id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'What changed, and from when' }).click(),
  },
  { name: 'practice_health', path: () => '/practice-health' },
  { name: 'desk', path: () => '/desk', admin: true },
  { name: 'desk_case', path: () => '/desk', admin: true, open: (page) => page.getByRole('button', { name: 'Open a case' }).click() },
  { name: 'desk_visit', path: () => '/desk', admin: true, open: (page) => page.getByRole('button', { name: 'Log a visit' }).click() },
  { name: 'sessions', path: () => '/sessions', admin: true },
  { name: 'session', path: (show) => `/sessions/${show.harmonisation.id}`, admin: true },
  {
    name: 'session_plan',
    path: () => '/sessions',
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Plan a session' }).click(),
  },
  {
    name: 'session_point',
    path: (show) => `/sessions/${show.harmonisation.id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Add a point' }).click(),
  },
  {
    name: 'session_leaving',
    path: (show) => `/sessions/${show.harmonisation.id}`,
    admin: true,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change…' }).click();
      await page.getByLabel('What it is called').fill('One way');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Throw away what you typed?' }).waitFor();
    },
  },
  { name: 'theme', path: (show) => `/themes/${show.strategy.themes[0].theme_id}` },
  {
    name: 'theme_record',
    path: (show) => `/themes/${show.strategy.themes[0].theme_id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Record' }).click(),
  },
  { name: 'tree', path: (show) => `/tree?open=o${show.topline.id},o${show.topline.id}.o${show.objective.id}` },
  { name: 'tree_by_unit', path: () => '/tree?by=unit' },
  { name: 'explore', path: () => '/explore' },
  { name: 'explore_columns', path: () => '/explore', open: (page) => page.getByRole('button', { name: 'Columns' }).click() },
  {
    name: 'explore_keep_view',
    path: () => '/explore?status=at_risk',
    open: async (page) => {
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Keep this view' }).click();
    },
  },
  { name: 'heat_map', path: (show) => `/explore/heat?week=6&of=${show.objective.unit_id}` },
  { name: 'alignment_map', path: () => '/explore/map' },
  { name: 'post_mortems', path: () => '/explore/post-mortems' },
  { name: 'compare', path: (show) => `/explore/compare?unit=${show.objective.unit_id}` },
  { name: 'objective', path: (show) => `/objectives/${show.objective.id}?why=true&kr=${show.objective.key_results[0].id}` },
  {
    name: 'check_in_edit',
    path: (show) => `/objectives/${show.objective.id}?kr=${show.objective.key_results[0].id}`,
    open: (page) => page.getByRole('button', { name: /^Edit the check-in of/ }).first().click(),
  },
  {
    name: 'objective_add_an_initiative',
    path: (show) => `/objectives/${show.objective.id}?kr=${show.objective.key_results[0].id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Add an initiative' }).click(),
  },
  {
    name: 'objective_mention',
    path: (show) => `/objectives/${show.draft.id}`,
    open: async (page) => {
      await page.getByLabel('Your comment').focus();
      await page.keyboard.type('@');
      await page.getByRole('listbox', { name: 'People' }).waitFor();
    },
  },
  { name: 'objective_followers', path: (show) => `/objectives/${show.objective.id}`, open: (page) => page.getByRole('button', { name: /^Who follows/ }).click() },
  { name: 'objective_draft', path: (show) => `/objectives/${show.draft.id}` },
  { name: 'objective_in_review', path: (show) => `/objectives/${show.reviewed.id}` },
  {
    name: 'objective_ask_for_review',
    path: (show) => `/objectives/${show.draft.id}`,
    open: (page) => page.getByRole('button', { name: 'Ask for a review' }).click(),
  },
  { name: 'objective_menu', path: (show) => `/objectives/${show.objective.id}`, open: (page) => page.getByRole('button', { name: 'More actions' }).click() },
  {
    name: 'objective_duplicate',
    path: (show) => `/objectives/${show.objective.id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    },
  },
  {
    name: 'objective_save_as_a_template',
    path: (show) => `/objectives/${show.objective.id}`,
    admin: true,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Save as a template' }).click();
    },
  },
  {
    name: 'objective_give_up',
    path: (show) => `/objectives/${show.objective.id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Give up' }).click();
    },
  },
  {
    name: 'objective_align',
    path: (show) => `/objectives/${show.objective.id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Align with' }).click();
    },
  },
  {
    name: 'objective_move',
    path: (show) => `/objectives/${show.objective.id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Move to' }).click();
      await page.getByRole('dialog').getByRole('list', { name: 'Objectives above' }).getByRole('button').first().waitFor();
    },
  },
  {
    name: 'key_result_calendar',
    path: (show) => `/key-results/${show.objective.key_results[0].id}/edit`,
    open: (page) => page.getByLabel('Due').click(),
  },
  { name: 'objective_new', path: () => '/objectives/new' },
  { name: 'objective_new_with_help', path: () => '/objectives/new', open: helped },
  { name: 'objective_edit', path: (show) => `/objectives/${show.objective.id}/edit` },
  { name: 'key_result_new', path: (show) => `/objectives/${show.objective.id}/key-results/new` },
  { name: 'key_result_edit', path: (show) => `/key-results/${show.objective.key_results[0].id}/edit` },
  ...['milestones', 'zones', 'range', 'interim_targets'].flatMap((kind, at) => [
    { name: `objective_${kind}`, path: (show: Showcase) => `/objectives/${show.measured.id}?why=true&kr=${show.measured.key_results[at].id}` },
    { name: `key_result_${kind}`, path: (show: Showcase) => `/key-results/${show.measured.key_results[at].id}/edit` },
  ]),
  { name: 'check_in_milestones', path: (show) => `/check-in?kr=${show.measured.key_results[0].id}` },
  { name: 'check_in_zones', path: (show) => `/check-in?kr=${show.measured.key_results[1].id}` },
  { name: 'check_in', path: (show) => `/check-in?objective=${show.objective.id}` },
  { name: 'people', path: () => '/people', admin: true },
  { name: 'person', path: (show) => `/people/${show.person.id}`, admin: true },
  { name: 'import_people_of_others', path: () => '/people/import' },
  {
    name: 'import_people',
    path: () => '/people/import',
    open: async (page) => {
      const csv = 'Employee ID,Name,Work email,Department,Cost centre\nX1,Xandra Bos,xandra@example.org,Sales / West,12\nX2,,x2@example.org,,\n';
      await page.setInputFiles('input[type=file]', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByText('What would happen').waitFor();
    },
    admin: true,
  },
  {
    name: 'import_okrs',
    path: () => '/objectives/import',
    open: async (page) => {
      const csv = 'Objective,Key result,Team,Cycle,End date,Health\nGrow,Share,Sales,Never,2031-03-31,Odd\n';
      await page.setInputFiles('input[type=file]', { name: 'okrs.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByRole('combobox', { name: 'Mapping' }).fill('pages');
      await page.getByRole('combobox', { name: 'Mapping' }).blur();
      await page.getByText('What would happen').waitFor();
      await page.getByRole('button', { name: 'Add what a word means' }).click();
    },
    admin: true,
  },
  { name: 'leadership', path: () => '/leadership', admin: true },
  { name: 'squad', path: () => '/squad' },
  { name: 'units', path: () => '/units' },
  { name: 'units_then', path: () => '/units?as_of=2020-01-01' },
  { name: 'tree_then', path: () => '/tree?as_of=2020-01-01' },
  { name: 'table_then', path: () => '/explore?as_of=2020-01-01' },
  { name: 'map_then', path: () => '/explore/map?as_of=2020-01-01' },
  { name: 'unit_then', path: (show) => `/units/${show.objective.unit_id}?as_of=2020-01-01` },
  { name: 'reorganisations', path: () => '/reorganisations', admin: true },
  {
    name: 'reorganisation',
    path: (show) => `/reorganisations/${show.plan.id}`,
    admin: true,
  },
  {
    name: 'reorganisation_step',
    path: (show) => `/reorganisations/${show.plan.id}`,
    open: (page) => page.getByRole('button', { name: 'Add a step' }).click(),
    admin: true,
  },
  { name: 'unit', path: (show) => `/units/${show.objective.unit_id}` },
  {
    name: 'unit_cadence',
    path: (show) => `/units/${show.objective.unit_id}`,
    admin: true,
    open: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Check-in cadence' }).click();
    },
  },
  { name: 'closing', path: (show) => `/units/${show.objective.unit_id}/closing` },
  { name: 'closing_retrospective', path: (show) => `/units/${show.objective.unit_id}/closing?at=retrospective` },
  { name: 'closing_summary', path: (show) => `/units/${show.objective.unit_id}/closing?at=summary` },
  {
    name: 'unit_agree_on_an_action',
    path: (show) => `/units/${show.objective.unit_id}`,
    open: (page) => page.getByRole('button', { name: 'Agree on an action' }).click(),
  },
  { name: 'present', path: (show) => `/units/${show.objective.unit_id}/present` },
  { name: 'meeting_planned', path: (show) => `/meetings/${show.meetings.planned.id}`, admin: true },
  { name: 'meeting_running', path: (show) => `/meetings/${show.meetings.running.id}`, admin: true },
  { name: 'meeting_minutes', path: (show) => `/meetings/${show.meetings.ended.id}` },
  {
    name: 'meeting_minutes_edit',
    path: (show) => `/meetings/${show.meetings.ended.id}`,
    admin: true,
    open: (page) => page.getByRole('button', { name: /^Edit the minutes of/ }).first().click(),
  },
  {
    name: 'meeting_minutes_mail',
    path: (show) => `/meetings/${show.meetings.ended.id}`,
    admin: true,
    open: async (page) => {
      // As it looks where a mail server is set up.
      await page.route(/\/api\/v1\/meetings\/\d+$/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), may_mail: true, mailed_at: '2026-03-02T10:00:00Z', mailed_name: 'Mia Jansen', mailed_count: 3 } });
      });
      await page.reload();
      await page.getByRole('button', { name: 'Mail again…' }).click();
    },
  },
  {
    name: 'check_in_blocker',
    path: (show) => `/check-in?objective=${show.objective.id}`,
    open: (page) => page.getByLabel('Something is in the way').check(),
  },
  { name: 'account', path: () => '/account' },
  { name: 'account_calendar', path: () => '/account', open: (page) => page.getByRole('button', { name: 'In my calendar…' }).click() },
  { name: 'account_chat', path: () => '/account', open: (page) => page.getByRole('button', { name: 'Set up a chat…' }).click() },
  { name: 'account_absence', path: () => '/account', open: (page) => page.getByRole('button', { name: 'Note an absence' }).click() },
  { name: 'account_delegate', path: () => '/account', open: (page) => page.getByRole('button', { name: 'Name a delegate' }).click() },
  { name: 'process_nothing_runs', path: () => '/process' },
  { name: 'process_board_nothing_runs', path: () => '/process/board' },
  { name: 'process_templates', path: () => '/process/templates', admin: true },
  { name: 'process_template_new', path: () => '/process/templates', admin: true, open: (page) => page.getByRole('button', { name: 'New template' }).click() },
  { name: 'holidays', path: () => '/process/calendars', admin: true },
  { name: 'templates', path: () => '/templates', admin: true },
  {
    name: 'template_new',
    path: () => '/templates/new',
    admin: true,
    open: (page) => page.getByRole('button', { name: 'Add a key result' }).click(),
  },
  {
    name: 'template_of_koers',
    path: () => '/templates',
    admin: true,
    open: async (page) => {
      await page.getByRole('button', { name: 'Actions for A change that lands' }).click();
      await page.getByRole('menuitem', { name: 'Change…' }).click();
      // The one view that leads to another page, which is read first: until then the old one is still there.
      await page.getByRole('heading', { name: 'Change the template', level: 1 }).waitFor();
    },
  },
  { name: 'tags', path: () => '/tags', admin: true },
  { name: 'inbox', path: () => '/inbox' },
  { name: 'messages', path: () => '/messages', admin: true },
  { name: 'settings', path: () => '/settings', admin: true },
  { name: 'not_found', path: () => '/no/such/page' },
  { name: 'no_such_objective', path: () => '/objectives/999999' },
  { name: 'search', path: () => '/', open: (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', path: () => '/', open: (page) => page.keyboard.press('?') },
  { name: 'cycle_picker', path: () => '/', open: (page) => page.getByRole('button', { name: /This quarter/ }).click() },
];

/** The widest thing that sticks out of the window, for the message; null when all fits. */
function sidewaysOf(page: Page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    return out.slice(-3).map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent?.slice(0, 60)}`);
  });
}

/** Buttons that are narrower than what they say. */
function cutOf(page: Page) {
  return page.locator('.mantine-Button-label').evaluateAll((labels) => labels.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
}

/** Of what is on the page now. */
async function judge(page: Page, name: string) {
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await page.setViewportSize({ width: look.width, height: 800 });
    await still(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${look.name.replace(' ', '-')}.png`, fullPage: true });
    const found = await axeFindings(page);
    expect.soft(found, `axe, ${look.name}`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await still(page);
  expect.soft(await sidewaysOf(page), 'sticks out at 320 px').toBeNull();
  expect.soft(await cutOf(page), 'cut off at 320 px').toEqual([]);
}

// A stream that stays open keeps a page from ever being idle; live updates have tests of their own.
test.beforeEach(({ page }) => page.route('**/api/v1/events', (route) => route.abort()));

for (const view of views) {
  test(`page__${view.name}`, async ({ page, site }) => {
    const show = await site.organisation.showcase();
    if (!view.signedOut) await site.enter(page, view.admin ? undefined : show.person);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(view.path(show));
    await expect(page.locator('main, [role=main]').first()).toBeVisible();
    await expect(page.getByRole('heading').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await view.open?.(page);
    await judge(page, view.name);
  });
}

test('page__example', async ({ page }) => {
  const { site, close } = await openSite({ empty: true });
  await site.enter(page);
  await page.goto(`${site.url}/`);
  await expect(page.getByRole('button', { name: 'Show me an example' })).toBeVisible();
  await judge(page, 'home_of_nothing');
  await page.getByRole('button', { name: 'Show me an example' }).click();
  await expect(page.getByText('This is the example')).toBeVisible();
  await judge(page, 'home_of_the_example');
  (await site.organisation.admin.post('/api/v1/units', { name: 'Ours', type: 'company' })).is(201);
  await page.reload();
  await page.getByRole('button', { name: 'Take the example out…' }).click();
  await expect(page.getByText('1 unit')).toBeVisible();
  await judge(page, 'example_removal');
  await close();
});

test('axe__finds_small_targets_where_there_are_some', async ({ page }) => {
  await page.goto('/sign-in');
  await page.evaluate(() => {
    for (const name of ['One', 'Two']) {
      const button = document.body.appendChild(document.createElement('button'));
      Object.assign(button.style, { inlineSize: '12px', blockSize: '12px', padding: '0', minBlockSize: '0', fontSize: '6px' });
      button.textContent = name;
    }
  });
  expect((await axeFindings(page)).map((one) => one.split(':')[0])).toContain('target-size');
});
