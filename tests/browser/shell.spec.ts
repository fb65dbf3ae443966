// SPDX-License-Identifier: Apache-2.0
// What holds on every page: search, shortcuts, the cycle, addresses, language and look.
import { day } from './organisation.ts';
import { expect, type Page, test } from './site.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('search__forgives_a_slip_and_goes_there', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.objective(person, 'Warehouses breathe on sale days', []);
  await page.goto('/');
  await expect(heading(page, 'This week')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wharehouses brethe');
  await expect(page.getByRole('option', { name: /Warehouses breathe/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/objectives/${objective.id}`));
  await expect(heading(page, objective.title)).toBeVisible();
  for (const [typed, found, title] of [
    ['checkout', /^Checkout team/, 'Checkout team'],
    ['settngs', /^Settings/, 'Settings'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(typed);
    await page.getByRole('option', { name: found }).click();
    await expect(heading(page, title)).toBeVisible();
  }
});

test('shortcuts__are_listed_act_outside_of_fields_and_can_be_switched_off', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/');
  await expect(heading(page, 'This week')).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog');
  await expect(list).toContainText('Go to the tree');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(heading(page, 'People')).toBeVisible();
  // Typed into a field, the same keys are letters.
  await page.getByRole('main').getByRole('textbox').first().fill('');
  await page.keyboard.type('ngt?');
  await expect(heading(page, 'People')).toBeVisible();
  await expect(page.getByRole('main').getByRole('textbox').first()).toHaveValue('ngt?');

  await page.goto('/account');
  await page.getByLabel('Single-key shortcuts').click({ force: true });
  await expect(page.getByLabel('Single-key shortcuts')).not.toBeChecked();
  await page.goto('/units');
  await expect(heading(page, 'Units')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await expect(page).toHaveURL(/\/units/);
});

test('cycle__holds_on_every_page_and_says_its_week', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/tree');
  const picker = page.getByRole('button', { name: /week 6 of 13/ });
  await expect(picker).toBeVisible();
  await picker.click();
  await page.getByRole('menuitem', { name: /Last quarter/ }).click();
  await expect(page.getByText('No objectives in this cycle yet')).toBeVisible();
  const cycle = new URL(page.url()).searchParams.get('cycle');
  for (const name of ['Units', 'People', 'Home']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`cycle=${cycle}`));
    await expect(page.getByRole('button', { name: /Last quarter/ })).toBeVisible();
  }
});

test('address__of_a_view_restores_it_and_back_goes_back', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto('/tree');
  const row = page.getByRole('treeitem', { name: new RegExp(show.topline.title) });
  await row.locator('button').click();
  const child = page.getByRole('treeitem', { name: new RegExp(show.objective.title) });
  await expect(child).toBeVisible();
  await child.click();
  await expect(heading(page, show.objective.title)).toBeVisible();
  await page.getByRole('button', { name: /Conversion on phones rises/ }).click();
  await expect(page.getByText('the new form went live').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('the new form went live').first()).toBeVisible();
  await page.goBack();
  await expect(child).toBeVisible();
  await expect(child).toHaveAttribute('aria-selected', 'true');
  // The same address in a new window shows the same.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByRole('treeitem', { name: new RegExp(show.objective.title) })).toBeVisible();
  await other.close();
});

test('account__language_and_formats_are_four_settings', async ({ page, site }) => {
  const person = await site.newcomer(page);
  await site.organisation.owing(person);
  await page.goto('/account');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Nederlands' }).click();
  await expect(page.getByRole('heading', { name: 'Taal en regio' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  // The language is Dutch now; numbers and dates are still written as before.
  await expect(page.getByText(/1,234,567\.5/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Getallen en datums' }).click();
  await page.getByRole('option', { name: 'Nederland (Nederlands)' }).click();
  await expect(page.getByText(/1\.234\.567,5/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/1\.234\.567,5/)).toBeVisible();
  const me = (await person.client.get('/api/v1/me')).is(200);
  expect(me.person).toMatchObject({ language: 'nl', region: 'nl-NL' });
});

test('account__look_is_kept', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/account');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const scheme = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(scheme).toBe('rgb(20, 23, 29)');
  await page.reload();
  await expect.poll(scheme).toBe('rgb(20, 23, 29)');
});

test('empty_states__say_what_this_is_and_offer_one_action', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/');
  await expect(page.getByText('Nothing is due this week')).toBeVisible();
  await page.getByRole('link', { name: 'Begin an objective' }).click();
  await expect(heading(page, 'New objective')).toBeVisible();
  await page.goto('/check-in');
  await expect(page.getByText('Nothing is due', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Go home' })).toBeVisible();
});

test('wrong_address__keeps_the_way_on', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Strategy' })).toBeVisible();
});

test('draft__of_somebody_else_is_not_there', async ({ page, site }) => {
  const owner = await site.organisation.person('Bo Bakker');
  const draft = await site.organisation.objective(owner, 'Not yet for all eyes', [], { draft: true });
  await site.newcomer(page);
  await page.goto(`/objectives/${draft.id}`);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await expect(page.getByText(draft.title)).toHaveCount(0);
  await site.enter(page, owner);
  await page.goto(`/objectives/${draft.id}`);
  await expect(heading(page, draft.title)).toBeVisible();
});

test.describe('in a Dutch browser', () => {
  test.use({ locale: 'nl-NL' });

  test('what_the_server_says__is_dutch_too', async ({ page, site }) => {
    const person = await site.organisation.person('Sanne de Wit', { language: 'nl', region: 'nl-NL' });
    await page.goto('/');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByRole('textbox', { name: 'Wachtwoord' }).fill('not the one');
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await expect(page.getByText('Dit adres en wachtwoord horen niet bij elkaar.')).toBeVisible();
  });

  test('phone__long_words_of_a_title_stay_whole_and_tabs_in_one_row', async ({ page, site }) => {
    await site.organisation.showcase(); // with sessions, so that one can plan another
    const person = await site.newcomer(page, { language: 'nl', region: 'nl-NL' });
    (await site.organisation.admin.post('/api/v1/grants', { person_id: person.id, role: 'okr_master' })).is(201);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/sessions');
    await expect(page.getByRole('button', { name: 'Sessie plannen' })).toBeVisible();
    expect((await heading(page, 'Harmonisatiesessies').boundingBox())!.height).toBeLessThan(40);
    const tabs = page.getByRole('navigation', { name: 'Werkwijze' });
    expect((await tabs.boundingBox())!.height).toBeLessThan(40);
    await tabs.getByRole('link', { name: 'Bureau' }).click();
    await expect(heading(page, 'Mijn bureau')).toBeVisible();
    await expect(tabs.getByRole('link', { name: 'Bureau' })).toBeInViewport({ ratio: 1 });
  });
});

test('person__is_noted_as_away_by_who_leads_them', async ({ page, site }) => {
  const person = await site.organisation.person('Noor Away');
  await site.enter(page);
  await page.goto(`/people/${person.id}`);
  const away = page.getByRole('region', { name: 'Away' });
  await away.getByRole('button', { name: 'Note an absence…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note an absence' });
  await dialog.getByLabel('First day away').fill(day(30));
  await dialog.getByLabel('Last day away').fill(day(34));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(away.getByText('nobody stands in')).toBeVisible();
  await site.newcomer(page); // who leads nobody
  await page.goto(`/people/${person.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Noor Away' })).toBeVisible();
  await expect(away).toHaveCount(0);
});

test('table__numbers_stand_under_each_other_and_words_keep_their_hyphens', async ({ page, site }) => {
  await site.organisation.showcase();
  await site.newcomer(page);
  await page.goto('/practice-health');
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Check-ins', exact: true }) });
  await expect(row).toBeVisible();
  const figures = await row.getByRole('cell').evaluateAll((cells) => cells.map((one) => getComputedStyle(one).fontVariantNumeric));
  expect([figures[0], figures.at(-1)]).toEqual(['normal', 'tabular-nums']);
});

test('sidebar__marks_where_a_page_lies', async ({ page, site }) => {
  await site.newcomer(page);
  for (const [path, place] of [['/squad', 'People'], ['/leadership', 'People'], ['/practice-health', 'Way of working'], ['/people', 'People']]) {
    await page.goto(path as string);
    await expect(page.getByRole('navigation', { name: 'Main' }).locator('[data-active]:visible')).toHaveText(place as string);
  }
});
