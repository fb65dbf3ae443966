// SPDX-License-Identifier: Apache-2.0
// The writing help (expectation 14): live, names its rule, and never blocks a draft.
import { expect, test } from './site.ts';

test('writing_help__appears_while_typing_and_names_its_rule', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/objectives/new');
  const title = page.getByLabel('What do you want to achieve?');
  const help = page.getByRole('region', { name: 'Writing help' });
  await title.pressSequentially('Grow revenue by 20%');
  await expect(help.getByRole('listitem').getByText('Number in the objective')).toBeVisible();
  await expect(help.getByText('20%', { exact: true })).toBeVisible();
  // Said to those who do not see it, without taking the focus away.
  await expect(help.getByRole('status')).toContainText('1 remark. Number in the objective');
  await expect(title).toBeFocused();

  // Why, and an example, on demand.
  await expect(help.getByText('Strong', { exact: true })).toBeHidden();
  await help.getByText('Why, and an example').click();
  await expect(help.getByText('Strong', { exact: true })).toBeVisible();
  await expect(help.getByText('An objective says where we want to be', { exact: false })).toBeVisible();

  // The figure explains itself, rule by rule.
  await help.getByText(/^Why \d+\?$/).click();
  const row = help.getByRole('row', { name: 'Number in the objective' });
  await expect(row).toContainText('0 of 3');

  // A better title, and the remark goes.
  await title.fill('Customers love to come back');
  await expect(help.getByText('Nothing to remark here.')).toBeVisible();
  await expect(help.getByText('100 of 100', { exact: true })).toBeVisible();
});

test('writing_help__keeps_nobody_from_saving_a_draft', async ({ page, site }) => {
  const { admin } = site.organisation;
  const rules = (await admin.get('/api/v1/writing/rules', { limit: 200 })).is(200).items;
  const rule = rules.find((one: { rule: string }) => one.rule === 'placeholder');
  const path = '/api/v1/writing/rules/placeholder';
  const blocked = (await admin.patch(path, { level: 'block' }, `"${rule.version}"`)).is(200);
  await site.newcomer(page);
  await page.goto('/objectives/new');
  await page.getByLabel('What do you want to achieve?').fill('Happier customers in xxx');
  const help = page.getByRole('region', { name: 'Writing help' });
  await expect(help.getByRole('img', { name: 'Blocks publishing' })).toBeVisible();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Happier customers in xxx' })).toBeVisible();
  (await admin.patch(path, { level: 'warn' }, `"${blocked.version}"`)).is(200);
});

test('writing_help__sees_a_key_result_among_its_siblings', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.goto(`/objectives/${objective.id}/key-results/new`);
  const help = page.getByRole('region', { name: 'Writing help' });
  const title = page.getByLabel('What proves that the objective is reached?');
  await title.fill('Launch the new app');
  await expect(help.getByRole('listitem').getByText('Task instead of result')).toBeVisible();
  await title.fill(objective.key_results[0].title);
  await expect(help.getByRole('listitem').getByText('Says the same twice')).toBeVisible();
  await expect(help.getByRole('listitem').getByText('Task instead of result')).toBeHidden();
});

test('writing_rules__are_set_by_an_administrator', async ({ page, site }) => {
  await site.enter(page);
  await page.goto('/settings');
  const level = page.getByRole('combobox', { name: 'What “Too long to remember” does' });
  await expect(level).toHaveValue('Hint');
  await level.click();
  await page.getByRole('option', { name: 'Off' }).click();
  await expect(page.getByText('The setting is saved.').first()).toBeVisible();
  await expect(level).toHaveValue('Off');
  await page.reload();
  await expect(level).toHaveValue('Off');
  await level.click();
  await page.getByRole('option', { name: 'Hint' }).click();
  await expect(page.getByText('The setting is saved.').first()).toBeVisible();
  await expect(level).toHaveValue('Hint');
});

test('unit__shows_what_the_rules_say_of_its_set', async ({ page, site }) => {
  const person = await site.newcomer(page);
  await site.organisation.owing(person);
  await page.goto(`/units/${site.organisation.team.id}`);
  const help = page.getByRole('region', { name: 'Writing help' });
  await expect(help.getByText('Strength of the set')).toBeVisible();
  await expect(help.getByRole('listitem').filter({ hasText: 'Not aligned' }).first()).toBeVisible();
});
