// SPDX-License-Identifier: Apache-2.0
// Writing objectives and key results: from a draft to published, two people at once, and the way back.
import { expect, test } from './site.ts';

test('objective__is_begun_measured_and_published', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('What do you want to achieve?').fill('Returns feel as easy as buying');
  await expect(page.getByRole('combobox', { name: 'Unit' })).toHaveValue('Checkout team');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Returns feel as easy as buying' })).toBeVisible();
  await expect(page.getByText('A draft:')).toBeVisible();

  await page.getByRole('link', { name: 'Add a key result' }).first().click();
  await page.getByLabel('What proves that the objective is reached?').fill('Refunds within a day');
  await page.getByLabel('From').fill('20');
  await page.getByLabel('To', { exact: true }).fill('90');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('20 → 90%')).toBeVisible();

  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('A draft:')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Check in' }).first()).toBeVisible();
});

test('objective__is_begun_once_though_one_asks_twice', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const title = `Asked for twice by ${person.id}`;
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/objectives', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/objectives/new');
  await page.getByLabel('What do you want to achieve?').fill(title);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Save as a draft' })).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  answer();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const { items } = (await person.client.get('/api/v1/objectives', { owner_id: person.id, state: 'draft' })).is(200);
  expect(items.map((one: { title: string }) => one.title)).toEqual([title]);
});

test('objective__what_fails_after_one_went_on_is_said_there', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const draft = await site.organisation.objective(person, 'Published in a tunnel', [], { draft: true });
  let fail = () => {};
  const late = new Promise<void>((resolve) => (fail = resolve));
  await page.route('**/publish', async (route) => {
    await late;
    await route.abort('internetdisconnected');
  });
  await page.goto(`/objectives/${draft.id}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Units' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Units' })).toBeVisible();
  await expect(page.getByText('was not saved')).toHaveCount(0);
  fail();
  const said = page.getByRole('alert').filter({ hasText: 'What you did a moment ago was not saved; please do it again.' });
  await expect(said).toBeVisible();
  await said.getByRole('button', { name: 'Understood' }).click();
  await expect(page.getByRole('main')).toBeFocused(); // the keyboard goes on from there
  await expect(said).toBeHidden();
});

test('objective__draft_of_the_form_survives_a_reload', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.goto(`/objectives/${objective.id}/edit`);
  await page.getByLabel('What do you want to achieve?').fill('Half of a better title');
  await page.reload();
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue('Half of a better title');
  await expect(page.getByText('This is what you typed earlier and did not save.')).toBeVisible();
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await expect(page.getByRole('heading', { level: 1, name: objective.title })).toBeVisible();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue(objective.title);
});

test('objective__is_tagged_with_a_word_that_is_none_yet_and_found_by_it', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const word = `Word ${objective.id}`;
  await page.goto(`/objectives/${objective.id}/edit`);
  await page.getByRole('combobox', { name: 'Tags' }).fill(word);
  await page.getByRole('option', { name: `Make the tag “${word}”` }).click();
  await expect(page.getByText(word, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('list', { name: 'Tags' }).getByRole('link', { name: word }).click();
  await expect(page).toHaveURL(/\/explore\?.*tag=/);
  await expect(page.getByRole('combobox', { name: 'Tag', exact: true })).toHaveValue(word);
  await expect(page.getByRole('link', { name: objective.title })).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Closed' }).click();
  await expect(page.getByText('No objective is like this')).toBeVisible();
});

test('template__is_made_and_fills_in_an_objective_and_its_key_results', async ({ page, site }) => {
  await site.enter(page);
  await page.goto('/templates/new');
  await page.getByLabel('Name of the template').fill('Loyalty');
  await page.getByLabel('Title of the objective').fill('Customers come back by themselves');
  await page.getByLabel('What to mind when using it').fill('Choose one group of customers.');
  for (const title of ['Customers who come back', 'Complaints that return']) {
    await page.getByRole('button', { name: 'Add a key result' }).click();
    await page.getByLabel('What proves that the objective is reached?').last().fill(title);
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Loyalty' }).click();
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue('Customers come back by themselves');
  await expect(page.getByText('Choose one group of customers.')).toBeVisible();
  // What is typed over it stays when the page is read again.
  await page.getByLabel('What do you want to achieve?').fill('Customers come back, and bring others');
  await page.reload();
  await expect(page.getByText('Choose one group of customers.')).toBeVisible();
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue('Customers come back, and bring others');
  await page.getByLabel('What do you want to achieve?').fill('Customers come back by themselves');
  await page.getByRole('combobox', { name: 'Unit' }).fill('Checkout');
  await page.getByRole('option', { name: 'Checkout team' }).click();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByText('Key result 1 of 2 of the template “Loyalty”')).toBeVisible();
  await expect(page.getByLabel('What proves that the objective is reached?')).toHaveValue('Customers who come back');
  await page.getByLabel('From').fill('20');
  await page.getByLabel('To', { exact: true }).fill('90');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('Key result 2 of 2 of the template “Loyalty”')).toBeVisible();
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers come back by themselves' })).toBeVisible();
  await expect(page.getByText('20 → 90%')).toBeVisible();
});

test('template__that_comes_late_fills_in_nothing_that_was_typed', async ({ page, site }) => {
  const { admin } = site.organisation;
  const body = { name: 'Late', title: 'The title of the template', description: 'Why the template matters', key_results: [] };
  const { id } = (await admin.post('/api/v1/templates', body)).is(201);
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route(`**/api/v1/templates/${id}`, async (route) => {
    await late;
    await route.continue();
  });
  await site.newcomer(page);
  await page.goto(`/objectives/new?template=${id}`);
  await page.getByLabel('What do you want to achieve?').fill('Typed meanwhile');
  await expect(page.getByRole('button', { name: 'Save as a draft' })).toBeDisabled();
  answer();
  await expect(page.getByLabel('Why it matters')).toHaveValue('Why the template matters');
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue('Typed meanwhile');
});

test('template__keeps_steps_and_interim_targets_on_days_of_the_cycle', async ({ page, site }) => {
  await site.enter(page);
  await page.goto('/templates/new');
  await page.getByLabel('Name of the template').fill('By steps');
  await page.getByLabel('Title of the objective').fill('The new till is a joy');
  await page.getByRole('button', { name: 'Add a key result' }).click();
  await page.getByLabel('What proves that the objective is reached?').fill('Tills that are left behind');
  await page.getByRole('button', { name: 'Add an interim target' }).click();
  await page.getByLabel('Days until interim target 1').fill('30');
  await page.getByRole('button', { name: 'Add a key result' }).click();
  const second = page.getByRole('group', { name: 'Key result 2' });
  await second.getByLabel('What proves that the objective is reached?').fill('Shops that have it');
  await second.getByRole('combobox', { name: 'How it is measured' }).click();
  await page.getByRole('option', { name: 'Milestones' }).click();
  await second.getByRole('button', { name: 'Add a milestone' }).click();
  await second.getByLabel('Milestone 1', { exact: true }).fill('The first shop');
  await second.getByLabel('Weight of milestone 1').fill('300');
  await second.getByLabel('Days until milestone 1 is due').fill('14');
  await second.getByRole('button', { name: 'Add a milestone' }).click();
  await second.getByLabel('Milestone 2', { exact: true }).fill('All shops');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'By steps' }).click();
  await page.getByRole('combobox', { name: 'Unit' }).fill('Checkout');
  await page.getByRole('option', { name: 'Checkout team' }).click();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByLabel('Day of interim target 1')).not.toHaveValue('');
  await expect(page.getByLabel('Value of interim target 1')).toHaveValue('');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await expect(page.getByLabel('Milestone 1', { exact: true })).toHaveValue('The first shop');
  await expect(page.getByLabel('Weight of milestone 1')).toHaveValue('300');
  await expect(page.getByLabel('Day of milestone 1')).not.toHaveValue('');
  await expect(page.getByLabel('Day of milestone 2')).toHaveValue('');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The new till is a joy' })).toBeVisible();
});

test('tag__that_was_merged_comes_back_by_undo', async ({ page, site }) => {
  const tags = await site.organisation.admin.post('/api/v1/tags', { name: 'Speed' });
  await site.organisation.admin.post('/api/v1/tags', { name: 'Pace' });
  tags.is(201);
  await site.enter(page);
  await page.goto('/tags');
  await page.getByRole('button', { name: 'Actions for Speed' }).click();
  await page.getByRole('menuitem', { name: 'Merge…' }).click();
  await page.getByRole('combobox', { name: 'Into' }).click();
  await page.getByRole('option', { name: 'Pace' }).click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('“Speed” is now “Pace”.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Speed' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Speed' })).toBeVisible();
});

test('key_result__asks_for_a_reason_where_the_organisation_wants_one', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const rule = async (value: string) => {
    const { items } = (await site.organisation.admin.get('/api/v1/settings', { limit: 200 })).is(200);
    const there = items.find((one: { name: string }) => one.name === 'running_measure');
    (await site.organisation.admin.patch('/api/v1/settings/running_measure', { value }, `"${there.version}"`)).is(200);
  };
  await rule('reason');
  try {
    await page.goto(`/key-results/${objective.key_results[0].id}/edit`);
    await page.getByLabel('To', { exact: true }).fill('85');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Your organisation wants a reason')).toBeVisible();
    await page.getByLabel('Why does it change?').fill('The market halved.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('The market halved.')).toBeVisible(); // in the history
    await rule('never');
    await page.goto(`/key-results/${objective.key_results[0].id}/edit`);
    await expect(page.getByText('It is published: how it is measured stays as it is.')).toBeVisible();
  } finally {
    await rule('freely');
  }
});

test('initiative__is_added_done_moved_removed_and_brought_back', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.goto(`/objectives/${objective.id}?kr=${objective.key_results[0].id}`);
  const list = page.getByRole('list', { name: 'Initiatives' });
  for (const title of ['Pick up at home', 'Label in the box']) {
    await page.getByRole('button', { name: 'Add an initiative' }).click();
    await page.getByLabel('What will be done?').fill(title);
    await page.getByLabel('By when').fill('2020-01-02');
    await page.keyboard.press('Enter');
    await expect(list.getByText(title)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Planned: state of Pick up at home' }).click();
  await page.getByRole('menuitem', { name: 'Doing' }).click();
  await expect(page.getByRole('button', { name: 'Doing: state of Pick up at home' })).toBeVisible();
  await page.getByRole('button', { name: 'More about Label in the box' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(list.getByRole('listitem').first()).toContainText('Label in the box');
  await page.getByRole('button', { name: 'More about Label in the box' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(list.getByText('Label in the box')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('listitem').first()).toContainText('Label in the box');
  // On the home page of who does them, since their day has passed.
  await page.goto('/');
  const mine = page.getByRole('region', { name: 'My initiatives' });
  await expect(mine.getByRole('listitem')).toHaveCount(2);
});

test('objective__changed_by_two_is_merged_never_overwritten', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const path = `/api/v1/objectives/${objective.id}`;
  await page.goto(`/objectives/${objective.id}/edit`);
  await page.getByLabel('What do you want to achieve?').fill('My title');
  const theirs = { title: 'Their title', description: 'Their reasons' };
  (await site.organisation.admin.patch(path, theirs, `"${objective.version}"`)).is(200);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody else changed this too' });
  await expect(dialog).toContainText('My title');
  await expect(dialog).toContainText('Their title');
  expect(await site.organisation.read(objective.id)).toMatchObject(theirs);
  await dialog.getByRole('button', { name: 'Save what is chosen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My title' })).toBeVisible();
  // What only they changed is kept.
  expect(await site.organisation.read(objective.id)).toMatchObject({ title: 'My title', description: 'Their reasons' });
});

for (const [item, verb, said, field] of [
  ['Archive…', 'Archive', 'The objective is archived.', 'archived_at'],
] as const) {
  test(`objective__${verb.toLowerCase()}_can_be_undone`, async ({ page, site }) => {
    const person = await site.newcomer(page);
    const objective = await site.organisation.owing(person);
    await page.goto(`/objectives/${objective.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('It was done elsewhere');
    await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
    await expect(page.getByText(said)).toBeVisible();
    const before = await site.organisation.read(objective.id);
    expect(before[field] ?? before.state).not.toBeNull();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await site.organisation.read(objective.id)).state).toBe('published');
    await expect.poll(async () => (await site.organisation.read(objective.id)).archived_at).toBeNull();
  });
}

test('objective__link_ended_can_be_undone', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const above = await site.organisation.objective(person, 'What all of us want', [], { unit_id: site.organisation.company.id });
  const objective = await site.organisation.owing(person);
  await site.organisation.align(objective, above, 'supports');
  await page.goto(`/objectives/${objective.id}`);
  await page.getByRole('button', { name: 'End the link with What all of us want' }).click();
  await expect(page.getByText('The link is ended.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await site.organisation.read(objective.id)).parents).toHaveLength(1);
});

test('objective__says_why_and_keeps_its_history', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.enter(page, show.person);
  await page.goto(`/objectives/${show.objective.id}`);
  await page.getByRole('button', { name: /Why \d+%\?/ }).click();
  await expect(page).toHaveURL(/why=true/);
  await expect(page.getByText('weighted mean of its parts')).toBeVisible();
  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: 'Show more' }).click();
  await history.getByRole('button', { name: 'Show older' }).click();
  await expect(history.getByText('Noor de Wit published it')).toBeVisible();
});
