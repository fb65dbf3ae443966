// SPDX-License-Identifier: Apache-2.0
// An address for a calendar program: made, shown once, read, ended.
import { alone, expect } from './site.ts';

alone('calendar__an_address_is_made_read_and_ended', async ({ page, site, request }) => {
  await site.enter(page);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'In your calendar' });
  await expect(section.getByText('No calendar program reads your dates.')).toBeVisible();
  await section.getByRole('button', { name: 'In my calendar…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your dates in your calendar' });
  await expect(dialog.getByLabel('Address')).toHaveValue(/^http/);
  const url = await dialog.getByLabel('Address').inputValue();
  await expect(dialog.getByRole('link', { name: 'Open my calendar' })).toHaveAttribute('href', url.replace(/^https?:/, 'webcal:'));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(section.getByText('never read')).toBeVisible();

  const reply = await request.get(url);
  expect(reply.status()).toBe(200);
  expect(await reply.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);

  await section.getByRole('button', { name: 'End the calendar: What is asked of me' }).click();
  await expect(section.getByText('No calendar program reads your dates.')).toBeVisible();
  expect((await request.get(url)).status()).toBe(404);
});
