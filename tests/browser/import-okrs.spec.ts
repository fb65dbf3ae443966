// SPDX-License-Identifier: Apache-2.0
// OKRs of another tool come in: the mapping is mended once and kept, what would happen is shown, and it can be taken back.
import { expect, test } from './site.ts';

test('import_okrs__keeps_a_mapping_brings_in_and_takes_back', async ({ page, site }) => {
  const number = site.organisation.next();
  const csv = [
    'Goal;How;Team;Quarter;From;Until;Base;Aim;Mood',
    `Grow ${number};Share ${number};Sales ${number};Q${number};2031-01-01;2031-03-31;10;20;Sunny`,
    `Grow ${number};Margin ${number};Sales ${number};Q${number};2031-01-01;2031-03-31;1;2;Odd`,
  ].join('\n');
  await site.enter(page);
  await page.goto('/objectives/import');
  await page.setInputFiles('input[type=file]', { name: 'okrs.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('combobox', { name: 'Mapping' }).fill(`sheet ${number}`);
  await page.getByRole('combobox', { name: 'Mapping' }).blur();
  await expect(page.getByText('Say which column holds the title', { exact: false })).toBeVisible();
  for (const [header, field] of [['Goal', 'Title of the objective'], ['How', 'Title'], ['From', 'First day'], ['Until', 'Last day'], ['Base', 'Start value'], ['Aim', 'Target value'], ['Mood', 'Status']] as const) {
    await page.getByRole('combobox', { name: header, exact: true }).click();
    await page.getByRole('option', { name: field, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Add what a word means' }).click();
  await page.getByRole('combobox', { name: 'In the column of' }).click();
  await page.getByRole('option', { name: 'Status', exact: true }).click();
  await page.getByLabel('the word').fill('Sunny');
  await page.getByRole('combobox', { name: 'means' }).click();
  await page.getByRole('option', { name: 'On track' }).click();
  await page.getByRole('button', { name: 'Keep this mapping' }).click();
  await expect(page.getByRole('row', { name: /Key results 2 0 0 0/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Doubtful.*Margin.*Mood/ })).toBeVisible();

  await page.getByRole('button', { name: 'Bring in' }).click();
  await expect(page.getByText('The OKRs are in.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Take back…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('taken back', { exact: true }).first()).toBeVisible();
});

test('import_okrs__says_to_others_whose_it_is', async ({ page, site }) => {
  await site.newcomer(page);
  await page.goto('/objectives/import');
  await expect(page.getByRole('heading', { name: 'OKRs of another tool come in here' })).toBeVisible();
  await page.getByRole('link', { name: 'Look at the tree' }).click();
  await expect(page.getByRole('heading', { name: 'Tree', level: 1 })).toBeVisible();
});
