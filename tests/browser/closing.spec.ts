// SPDX-License-Identifier: Apache-2.0
// A unit closes its set in one sitting, by keyboard if it likes: scores, a missed promise, what goes on,
// the retrospective and the sum; and what was agreed comes back where it is owed.
import type { Json } from '../support/client.ts';
import { day } from './organisation.ts';
import { expect, type Page, type Person, test } from './site.ts';

/** A unit of their own, so that no other test adds to its set. */
async function unitOf(site: { organisation: { admin: Person['client']; benelux: Json; next: () => number } }, person: Person): Promise<Json> {
  const { admin, benelux } = site.organisation;
  const unit = (await admin.post('/api/v1/units', { name: `Closing team ${site.organisation.next()}`, type: 'team', parent_id: benelux.id })).is(201);
  (await admin.post(`/api/v1/units/${unit.id}/members`, { person_id: person.id, main: false })).is(201);
  return unit;
}

const choose = (page: Page, group: string, option: string) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).check({ force: true });

test('closing__a_whole_set_in_one_sitting', async ({ page, site }) => {
  const { organisation } = site;
  const person = await site.newcomer(page);
  const unit = await unitOf(site, person);
  const more = { unit_id: unit.id };
  const promise = await organisation.objective(person, 'Shelves never stand empty', [
    { title: 'Availability rises', start_value: 90, target_value: 100 },
    { title: 'Late trucks fall', kind: 'decrease', start_value: 40, target_value: 10 },
  ], more);
  (await organisation.admin.patch(`/api/v1/objectives/${promise.id}`, { kind: 'committed' }, `"${promise.version}"`)).is(200);
  const stretch = await organisation.objective(person, 'Buyers love the new range', [{ title: 'Repeat orders rise' }], more);
  await organisation.checkIn(promise.key_results[0], 98);
  await organisation.checkIn(promise.key_results[1], 10);
  await organisation.checkIn(stretch.key_results[0], 100);
  const later = (
    await organisation.admin.post('/api/v1/cycles', { name: 'Next quarter', type: 'quarter', state: 'planned', start_day: day(100), end_day: day(190) })
  ).is(201);

  await page.goto(`/units/${unit.id}`);
  await page.getByRole('link', { name: 'Closing', exact: true }).click();
  // The promise: one score differs and wants a reason, its post-mortem is written, what is left goes on.
  await expect(page.getByRole('heading', { name: 'Shelves never stand empty' })).toBeVisible();
  await expect(page.getByText('1 of 3')).toBeVisible();
  await choose(page, 'Score of the objective', '0.5');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Please say why.')).toBeVisible();
  await page.getByLabel('Why does the score differ from the suggestion?').fill('It came in the last week only.');
  await page.getByLabel('What happened?').fill('The depot moved.');
  await page.getByLabel('Why?', { exact: true }).fill('Nobody had planned it in.');
  await page.getByLabel('What do we change?').fill('Moves are planned with us.');
  await choose(page, 'What becomes of “Availability rises”?', 'Continue');
  await page.getByRole('combobox', { name: 'Goes on in' }).click();
  await page.getByRole('option', { name: 'A new draft like this one in Next quarter' }).click();
  await expect(page.getByLabel('Target there')).toHaveValue('100');
  await page.getByLabel('Target there').fill('99.5');
  await page.reload();
  // What was typed survives a reload.
  await expect(page.getByLabel('What happened?')).toHaveValue('The depot moved.');
  await page.getByLabel('What happened?').press('Control+Enter');

  // The stretch: reached in full, so it is asked whether it was ambitious enough.
  await expect(page.getByRole('heading', { name: 'Buyers love the new range' })).toBeVisible();
  await page.getByRole('group', { name: 'Score of the objective' }).getByRole('radio', { name: '1.0' }).press('Control+Enter');
  await expect(page.getByText('Please answer.')).toBeVisible();
  await choose(page, 'Was it ambitious enough?', 'No, it could have been more');
  await page.getByRole('button', { name: 'Close and next' }).click();

  await page.getByLabel('What worked?').fill('Trucks by the hour.');
  await page.getByRole('button', { name: 'Add a cause' }).click();
  await page.getByLabel('What it caused').press('Control+Enter');
  await expect(page.getByText('Please say what it caused.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Cause' }).click();
  await page.getByRole('option', { name: 'Waiting for others' }).click();
  await page.getByLabel('What it caused').fill('Five weeks for the depot.');
  await page.getByRole('button', { name: 'Agree on an action' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What will be done?').fill('Sit in the planning of moves');
  await dialog.getByRole('combobox', { name: 'By whom' }).fill(person.name);
  await page.getByRole('option', { name: person.name }).first().click();
  await dialog.getByLabel('By when').fill(day(20));
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('list', { name: 'Actions' })).toContainText('Sit in the planning of moves');
  await page.getByLabel('What worked?').press('Control+Enter');

  // The sum: counts, promises apart from stretches.
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible();
  const main = page.locator('main');
  await expect(main).toContainText(/0\s*Met\s*1\s*Missed/);
  await expect(main).toContainText(/1\s*Green\s*0\s*Amber\s*0\s*Red/);
  await expect(main).not.toContainText('%');
  await expect(page.getByText('is owed')).toHaveCount(0);
  // And what goes on, and where.
  const unfinished = page.getByRole('region', { name: 'What is unfinished' });
  await expect(unfinished).toContainText(/Availability rises.*goes on in.*Next quarter/);
  await expect(unfinished.getByRole('link', { name: 'Availability rises' })).toBeVisible();

  const closed = (await person.client.get(`/api/v1/objectives/${promise.id}/closing`)).is(200);
  expect(closed).toMatchObject({ score: 0.5, judgement: 'missed', reason: 'It came in the last week only.' });
  expect(closed.post_mortem.written_at).not.toBeNull();
  expect(closed.key_results[0].carry_over).toMatchObject({ choice: 'continue', successor: { cycle_id: later.id } });
  expect((await organisation.read(closed.key_results[0].carry_over.successor.objective_id)).key_results[0]).toMatchObject({ start_value: 98, target_value: 99.5 });
  const opened = (await person.client.get(`/api/v1/objectives/${stretch.id}/closing`)).is(200);
  expect(opened).toMatchObject({ score: 1, judgement: 'green', ambition: 'too_little' });

  // What was missed is found again by everybody, with why.
  await page.getByRole('link', { name: 'What was missed, and why' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Post-mortems' })).toBeVisible();
  const missed = page.getByRole('article').filter({ hasText: 'Shelves never stand empty' });
  await expect(missed).toContainText('Nobody had planned it in.');
  await expect(missed).toContainText(person.name);
  await expect(page.getByRole('article')).toHaveCount(1); // of this unit
  await page.getByLabel('Only those still to be written').check();
  await expect(page.getByText('None here')).toBeVisible();

  // Both pages say what goes on and what it came from.
  await page.goto(`/objectives/${promise.id}`);
  await expect(page.getByRole('region', { name: 'Closing' })).toContainText('Missed');
  await page.getByRole('region', { name: 'Before and after' }).getByRole('link', { name: 'Availability rises' }).click();
  await expect(page.getByRole('region', { name: 'Before and after' })).toContainText('goes on from');
  // And the history of the old one tells of it.
  await page.goto(`/objectives/${promise.id}`);
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('decided what goes on: Availability rises');
  await expect(history).toContainText('wrote the retrospective of the unit');
  await expect(history).toContainText('wrote the post-mortem');
});

test('closing__can_be_undone', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const unit = await unitOf(site, person);
  const objective = await site.organisation.objective(person, 'Undone', [{ title: 'Measure' }], { unit_id: unit.id });
  await page.goto(`/objectives/${objective.id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Close with a score' }).click();
  await page.getByRole('button', { name: 'Close and next' }).click();
  await expect(page.getByText('The objective is closed.')).toBeVisible();
  expect(await site.organisation.read(objective.id)).toMatchObject({ state: 'closed', score: 0 });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await site.organisation.read(objective.id)).state).toBe('published');
});

test('home__shows_my_actions_and_the_post_mortems_i_owe', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const unit = await unitOf(site, person);
  const objective = await site.organisation.objective(person, 'A promise that was missed', [{ title: 'Measure' }], { unit_id: unit.id });
  (await site.organisation.admin.patch(`/api/v1/objectives/${objective.id}`, { kind: 'committed' }, `"${objective.version}"`)).is(200);
  const { version } = await site.organisation.read(objective.id);
  (await person.client.post(`/api/v1/objectives/${objective.id}/close`, {}, { ifMatch: `"${version}"` })).is(200);
  const body = { cycle_id: site.organisation.cycle.id, title: 'Call the depot', owner_id: person.id, due_day: day(-2) };
  (await person.client.post(`/api/v1/units/${unit.id}/actions`, body)).is(201);

  await page.goto('/');
  await page.getByRole('button', { name: 'Write the post-mortem of A promise that was missed' }).click();
  for (const label of ['What happened?', 'Why?', 'What do we change?']) await page.getByRole('dialog').getByLabel(label, { exact: true }).fill('Much.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Post-mortems you owe' })).toHaveCount(0);

  const mine = page.getByRole('region', { name: 'My actions' });
  await expect(mine).toContainText('since');
  await mine.getByRole('checkbox', { name: 'Done: Call the depot' }).click();
  await expect(page.getByText('The action is done.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'My actions' })).toHaveCount(0);
});
