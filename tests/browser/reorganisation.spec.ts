// SPDX-License-Identifier: Apache-2.0
// A reorganisation from the first idea to the new tree, and the old one as it was.
import { day } from './organisation.ts';
import { expect, test } from './site.ts';

test('reorganisation__two_units_become_one_and_the_past_stays', async ({ page, site }) => {
  const { organisation } = site;
  const make = async (name: string, parent_id: number | null) =>
    (await organisation.admin.post('/api/v1/units', { name, parent_id, valid_from: day(-300) })).is(201);
  const number = organisation.next();
  const top = await make(`Stores ${number}`, null);
  const north = await make(`North ${number}`, top.id);
  await make(`South ${number}`, top.id);
  const member = (await organisation.admin.post('/api/v1/people', { name: `Nina ${number}` })).is(201);
  (await organisation.admin.post(`/api/v1/units/${north.id}/members`, { person_id: member.id })).is(201);
  await site.enter(page);

  await page.goto('/reorganisations');
  await page.getByRole('button', { name: 'Plan a reorganisation' }).click();
  await page.getByLabel('Name').fill(`One floor ${number}`);
  await page.getByLabel('First day of the new organisation').fill(day(0));
  await page.getByRole('button', { name: 'Begin the plan' }).click();
  await expect(page.getByRole('heading', { name: `One floor ${number}` })).toBeVisible();

  await page.getByRole('button', { name: 'Add a step' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Unit', exact: true }).fill(`North ${number}`);
  await page.getByRole('option', { name: `North ${number}` }).click();
  await dialog.getByRole('combobox', { name: 'Becomes part of' }).fill(`South ${number}`);
  await page.getByRole('option', { name: `South ${number}` }).click();
  await dialog.getByRole('button', { name: 'Add the step' }).click();
  await expect(page.getByText(`North ${number} becomes part of South ${number}`)).toBeVisible();

  // What will happen is said before it does.
  const preview = page.getByRole('region', { name: 'What will happen' });
  await expect(preview.getByRole('row', { name: new RegExp(`Nina ${number}.*North ${number} → South ${number}`) })).toBeVisible();
  await page.getByRole('button', { name: 'Apply now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply now' }).click();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible();

  await page.goto(`/units?open=%22${top.id}%22`);
  await expect(page.getByRole('treeitem', { name: new RegExp(`South ${number}`) })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: new RegExp(`North ${number}`) })).toBeHidden();
  await page.getByLabel('As it was on').fill(day(-1));
  await expect(page.getByRole('treeitem', { name: new RegExp(`North ${number}`) })).toBeVisible();
  await expect(page).toHaveURL(/as_of=/);
});
