// SPDX-License-Identifier: Apache-2.0
// Key results of every kind: written, changed, and checked in.
import { day } from './organisation.ts';
import { expect, type Page, test } from './site.ts';

const main = (page: Page) => page.getByRole('main');

test('milestones__are_written_reordered_and_ticked', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.objective(person, 'Customers pay their own way', []);
  await page.goto(`/objectives/${objective.id}/key-results/new`);
  await page.getByLabel('What proves that the objective is reached?').fill('Paying by phone is open to everyone');
  await page.getByRole('combobox', { name: 'How it is measured' }).click();
  await page.getByRole('option', { name: 'Milestones' }).click();
  await page.getByRole('button', { name: 'Add a milestone' }).click();
  // By keyboard alone: Enter goes on to the next.
  await expect(page.getByLabel('Milestone 1', { exact: true })).toBeFocused();
  await page.keyboard.type('Contract signed');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Open to everyone');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Pilot in one country');
  await page.getByRole('button', { name: 'Move milestone 3 up' }).click();
  await expect(page.getByLabel('Milestone 2', { exact: true })).toHaveValue('Pilot in one country');
  await page.getByLabel('Weight of milestone 3').fill('200');
  await page.getByLabel('Day of milestone 1').fill(day(9));
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('0 of 3 milestones')).toBeVisible();
  const list = page.getByRole('list', { name: 'Milestones' });
  await expect(list.getByRole('listitem')).toHaveText([/Contract signed/, /Pilot in one country/, /Open to everyone\s*weight 200/]);

  await main(page).getByRole('link', { name: 'Check in' }).last().click();
  await page.getByRole('checkbox', { name: /Contract signed/ }).check();
  await expect(page.getByText('1 of 3')).toBeVisible();
  // Nothing typed is lost: a tick survives a reload.
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /Contract signed/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 check-in saved.')).toBeVisible();

  // The page goes on at once; the server is told meanwhile.
  const read = async () => (await site.organisation.read(objective.id)).key_results[0];
  const ticks = async () => (await read()).milestones.map((one: { title: string; done: boolean }) => [one.title, one.done]);
  await expect.poll(ticks).toEqual([
    ['Contract signed', true],
    ['Pilot in one country', false],
    ['Open to everyone', false],
  ]);
  const saved = await read();
  expect(saved.contribution).toBe(0.25);
  await page.goto(`/objectives/${objective.id}?kr=${saved.id}`);
  await expect(page.getByText('1 of 3 milestones')).toBeVisible();
  await page.getByRole('button', { name: /^Why / }).click();
  await expect(page.getByRole('region', { name: 'Why this number' })).toContainText('weights of what is done, of all weights');
});

test('milestones__stay_what_they_are_when_the_list_changes', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const milestones = [{ title: 'First' }, { title: 'Second' }, { title: 'Third' }];
  const steps = { title: 'Three steps', kind: 'milestones', start_value: undefined, target_value: undefined, milestones };
  const objective = await site.organisation.objective(person, 'Steps', [steps]);
  const [kr] = objective.key_results;
  const [first] = kr.milestones;
  (await person.client.post(`/api/v1/key-results/${kr.id}/check-ins`, { milestones: [{ id: first.id, done: true }] })).is(201);
  await page.goto(`/key-results/${kr.id}/edit`);
  // What was ticked cannot become a number.
  await page.getByRole('combobox', { name: 'How it is measured' }).click();
  await expect(page.getByRole('option')).toHaveText(['Milestones']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take milestone 2 away' }).click();
  await page.getByLabel('Milestone 1', { exact: true }).fill('First, renamed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('1 of 2 milestones')).toBeVisible();
  const saved = (await site.organisation.read(objective.id)).key_results[0];
  expect(saved.milestones).toMatchObject([{ id: first.id, title: 'First, renamed', done: true }, { title: 'Third', done: false }]);
  await expect(main(page).getByText('First · 100')).toBeVisible(); // in the history
});

test('zones__are_written_in_words_and_chosen', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.objective(person, 'We are known', []);
  await page.goto(`/objectives/${objective.id}/key-results/new`);
  await page.getByLabel('What proves that the objective is reached?').fill('Our name comes first');
  await page.getByRole('combobox', { name: 'How it is measured' }).click();
  await page.getByRole('option', { name: 'Zones in words' }).click();
  await page.getByLabel('Commit').fill('Known in one country');
  await page.getByLabel('Target').fill('Known in three');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('Say in words what would be outstanding.')).toBeVisible();
  await page.getByLabel('Stretch').fill('Known in all');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('list', { name: 'Zones' }).getByRole('listitem')).toHaveText([/Commit30%Known in one/, /Target70%/, /Stretch100%/]);

  const [kr] = (await site.organisation.read(objective.id)).key_results;
  await page.goto(`/check-in?kr=${kr.id}`);
  await page.getByRole('radio', { name: /Target/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 check-in saved.')).toBeVisible();
  expect(await site.organisation.checkIns(kr)).toMatchObject([{ value: 0.7, raw: 0.7 }]);
  await page.goto(`/objectives/${objective.id}?kr=${kr.id}`);
  await expect(page.getByRole('list', { name: 'Zones' }).getByRole('listitem').nth(1)).toContainText('reached');
});

test('range__goes_by_the_rule_that_is_chosen', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.objective(person, 'Stock is right', []);
  await page.goto(`/objectives/${objective.id}/key-results/new`);
  await page.getByLabel('What proves that the objective is reached?').fill('Stock covers a month');
  await page.getByRole('combobox', { name: 'How it is measured' }).click();
  await page.getByRole('option', { name: 'Stay within a range' }).click();
  await page.getByLabel('Lowest good value').fill('25');
  await page.getByLabel('Highest good value').fill('35,5');
  await page.getByLabel('Tolerance').fill('10');
  await page.getByRole('radio', { name: 'The worst' }).check({ force: true });
  await expect(page.getByText('The worst check-in of the whole period counts')).toBeVisible();
  await page.getByRole('combobox', { name: 'Unit of measure' }).fill('days');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('25 to 35.5 days')).toBeVisible();
  const [kr] = (await site.organisation.read(objective.id)).key_results;
  for (const [ago, value] of [[9, 20], [2, 30]] as const) await site.organisation.checkIn(kr, value, { day: day(-ago) });
  await page.goto(`/objectives/${objective.id}?kr=${kr.id}`);
  await expect(page.getByRole('img', { name: 'Good from 25 to 35.5 days; now 30 days' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Progress 50%/ }).first()).toBeVisible();
});

test('interim_targets__bend_the_mark_of_today', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.objective(person, 'Slow start, strong finish', [{ title: 'Orders' }]);
  const [kr] = objective.key_results;
  await page.goto(`/key-results/${kr.id}/edit`);
  await page.getByRole('button', { name: 'Add an interim target' }).click();
  await page.getByLabel('Day of interim target 1').fill(day(14));
  await page.getByLabel('Value of interim target 1').fill('10');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: /Orders/ })).toBeVisible();
  const saved = (await site.organisation.read(objective.id)).key_results[0];
  expect(saved.interim_targets).toMatchObject([{ day: day(14), value: 10 }]);
  expect(saved.expected).toBeLessThan(kr.expected);
  await expect(page.getByRole('list', { name: 'Interim targets' })).toContainText('10% by');
  // From the third check-in on it also says where it is heading.
  for (const [ago, value] of [[8, 1], [4, 2], [0, 3]] as const) await site.organisation.checkIn(kr, value, { day: day(-ago) });
  await page.reload();
  await expect(page.getByText(/^at this pace: [\d.]+% by /)).toBeVisible();
});
