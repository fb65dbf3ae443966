// SPDX-License-Identifier: Apache-2.0
// Looking around: search, the table with its views and files, the heat map, the alignment map.
import { readFileSync } from 'node:fs';
import { expect, test } from './site.ts';

test('search__finds_what_one_types_and_forgives_a_slip', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /^Search objectives/ });
  await field.fill('basket');
  const hits = page.getByRole('listbox', { name: 'Found' });
  await expect(hits.getByRole('option', { name: show.objective.title })).toBeVisible();
  await field.fill('convresion phones');
  await expect(page.getByText('This comes near')).toBeVisible();
  await expect(hits.getByRole('option', { name: /Conversion on phones rises/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/objectives/${show.objective.id}`));
  await page.keyboard.press('Control+k');
  await field.fill('noor');
  await hits.getByRole('option', { name: /Noor de Wit/ }).click();
  await expect(page).toHaveURL(new RegExp(`/people/${show.person.id}`));
});

test('table__has_an_address_for_every_view_and_back_restores_it', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto('/explore');
  const row = (title: string) => page.getByRole('row', { name: new RegExp(title.slice(0, 30)) });
  await expect(row(show.topline.title)).toBeVisible();
  await page.getByLabel('Words in the title').fill('basket');
  await expect(row(show.topline.title)).toHaveCount(0);
  await expect(page).toHaveURL(/q=basket/);
  await page.getByRole('button', { name: 'Progress' }).click();
  await expect(page.getByRole('columnheader', { name: 'Progress' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Progress' }).click();
  await expect(page.getByRole('columnheader', { name: 'Progress' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Last check-in' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/columns=/);
  const address = page.url();
  await page.getByRole('link', { name: show.objective.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: show.objective.title })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(page.getByLabel('Words in the title')).toHaveValue('basket');
  await expect(page.getByRole('columnheader', { name: 'Last check-in' })).toBeVisible();
});

test('table__exports_exactly_what_is_seen', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto('/explore?q=basket&columns=status');
  await expect(page.getByRole('link', { name: show.objective.title })).toBeVisible();
  await page.getByRole('button', { name: 'Export what is seen' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe('explorer.csv');
  const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trimEnd().split('\r\n');
  expect(lines[0]).toBe('Objective,Status');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(show.objective.title);
});

test('views__are_kept_and_shared', async ({ page, site }) => {
  const person = await site.newcomer(page);
  await page.goto('/explore?status=at_risk');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Keep this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('What may fail');
  await page.getByLabel('Share it with everyone').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: 'Views, now What may fail' })).toBeVisible();
  expect((await person.client.get('/api/v1/saved-views')).is(200).items.length).toBeGreaterThan(0);

  const other = await site.newcomer(page);
  expect(other.id).not.toBe(person.id);
  await page.goto('/explore');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'What may fail' }).click();
  await expect(page).toHaveURL(/status=at_risk/);
  await page.getByRole('button', { name: /Views, now/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Keep this view' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Throw this view away' })).toHaveCount(0);
});

test('heat_map__says_by_icon_and_text_and_each_cell_leads_to_its_list', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto('/explore/heat');
  const map = page.getByRole('table').first();
  await expect(map.getByRole('columnheader', { name: 'Week 13' })).toBeVisible();
  const cell = map.getByRole('link', { name: /Benelux, week 6: .*checked in that week/ });
  await expect(cell).toBeVisible();
  await expect(cell.locator('svg')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the marks mean' })).toContainText('No check-in');
  await cell.click();
  await expect(page).toHaveURL(/week=6/);
  const list = page.getByRole('region', { name: 'Benelux, week 6' });
  await expect(list.getByRole('link', { name: 'Conversion on phones rises' })).toBeVisible();
  await page.goBack();
  await expect(list).toHaveCount(0);
  await map.getByRole('rowheader', { name: 'Benelux' }).getByRole('link').click();
  await expect(map.getByRole('rowheader', { name: 'Checkout team' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Needs a look' })).toBeVisible();
});

test('alignment_map__zooms_finds_and_lists_what_stands_alone', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  const alone = await site.organisation.objective(show.person, 'Nothing hangs on this one', []);
  await site.enter(page, show.person);
  await page.goto('/explore/map');
  const map = page.locator('.react-flow');
  await expect(map.getByRole('link', { name: show.topline.title })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Without a link' }).getByRole('link', { name: alone.title })).toBeVisible();
  for (const name of ['Zoom in', 'Zoom out', 'Fit everything in']) await page.getByRole('button', { name }).click();
  await page.getByPlaceholder('Find on the map').fill('every basket');
  await page.keyboard.press('Enter');
  await expect(map.getByRole('link', { name: show.objective.title })).toBeInViewport();
  // It may lie outside of what is in sight, where a mouse does not reach.
  await page.getByRole('button', { name: `Only the branch of ${show.topline.title}` }).dispatchEvent('click');
  await expect(page).toHaveURL(new RegExp(`focus=${show.topline.id}`));
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page).not.toHaveURL(/focus=/);
  await page.getByRole('link', { name: 'The same as a tree' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
});

test('presentation__shows_one_objective_a_page_and_prints_all', async ({ page, site }) => {
  const person = await site.organisation.person('Pia Present');
  const unit = (await site.organisation.admin.post('/api/v1/units', { name: 'Presenters', type: 'team', parent_id: site.organisation.company.id })).is(201);
  const titles = ['First of all', 'Then the second'];
  for (const title of titles) await site.organisation.objective(person, title, [{ title: `Measure of ${title}` }], { unit_id: unit.id });
  await site.enter(page, person);
  await page.goto(`/units/${unit.id}`);
  await page.getByRole('link', { name: 'Present', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'First of all' })).toBeVisible();
  await expect(page.getByText('This quarter').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Then the second' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'First of all' })).toHaveCount(0);
  await expect(page).toHaveURL(/n=2/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByText('Measure of First of all')).toBeVisible();

  await page.emulateMedia({ media: 'print' });
  for (const title of titles) await expect(page.getByText(title, { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  const breaks = await page.locator('section').evaluateAll((all) => all.map((one) => getComputedStyle(one).breakAfter));
  expect(breaks).toEqual(['page', 'auto']);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Presenters' })).toBeVisible();
});
