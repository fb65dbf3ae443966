// SPDX-License-Identifier: Apache-2.0
// An HR export comes in: what would happen is shown first, columns are mended, and it can be taken back.
import { expect, test } from './site.ts';

test('import_people__shows_first_brings_in_and_takes_back', async ({ page, site }) => {
  const number = site.organisation.next();
  const csv = [
    'Employee ID;Whole name;Work email;Department;Manager ID',
    `H${number}1;Hanna ${number};hanna${number}@example.org;Harbour ${number} / Cranes;`,
    `H${number}2;Huub ${number};huub${number}@example.org;Harbour ${number} / Cranes;H${number}1`,
    `H${number}3;Hilde ${number};no address;;`,
  ].join('\n');
  await site.enter(page);
  await page.goto('/people');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('Source').fill(`test ${number}`);
  await page.setInputFiles('input[type=file]', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

  // The heading of the names means nothing to Koers until somebody says what it is.
  await expect(page.getByText('Say which column holds the name', { exact: false })).toBeVisible();
  await page.getByRole('combobox', { name: 'Whole name' }).click();
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await page.getByRole('button', { name: 'Remember these columns' }).click();
  await expect(page.getByText('2 new', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`Refused.*Hilde ${number}.*Work email`) })).toBeVisible();

  await page.getByRole('button', { name: 'Bring in' }).click();
  await expect(page.getByText('The people are in.', { exact: false })).toBeVisible();
  await page.goto(`/people?q=${`Huub ${number}`}`);
  await page.getByRole('link', { name: `Huub ${number}` }).click();
  await expect(page.getByText('reports to')).toContainText(`Hanna ${number}`);
  await expect(page.getByRole('link', { name: 'Cranes' })).toBeVisible();

  await page.goto('/people/import');
  await page.getByRole('button', { name: 'Take back…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('taken back', { exact: true }).first()).toBeVisible();
  await page.goto(`/people?q=${`Huub ${number}`}`);
  await expect(page.getByRole('row', { name: new RegExp(`Huub ${number}`) })).toContainText('Deactivated');
});
