// SPDX-License-Identifier: Apache-2.0
// A chat is set up, chosen for one kind, and ended. What goes there is tested in tests/api/chat.test.ts.
import { aloneWith, expect } from './site.ts';

/** What goes to a chat has links that lead somewhere. */
const linked = aloneWith((url) => ['--public-url', url]);

linked('chat__is_set_up_chosen_and_ended', async ({ page, site }) => {
  await site.enter(page);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Your chat' });
  await section.getByRole('button', { name: 'Set up a chat…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up a chat' });
  await dialog.getByText('Microsoft Teams').click();
  await dialog.getByLabel('Address of the webhook').fill('https://example.org/hook');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Give the https address of a webhook at one of these hosts/)).toBeVisible();
  // Nothing goes there: no notice of this kind comes up, and no test is sent.
  await dialog.getByLabel('Address of the webhook').fill('https://prod-1.westeurope.logic.azure.com/workflows/none');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByText('Microsoft Teams at prod-1.westeurope.logic.azure.com.')).toBeVisible();

  const choice = page.getByRole('combobox', { name: 'In your chat: Your roles' });
  await choice.click();
  await page.getByRole('option', { name: 'At once' }).last().click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await section.getByRole('button', { name: 'End', exact: true }).click();
  await expect(section.getByRole('button', { name: 'Set up a chat…' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'In your chat' })).toBeHidden();
});
