// SPDX-License-Identifier: Apache-2.0
// A check-in meeting in two browsers: the presenter moves on, the other one follows; minutes survive.
import { expect, test } from './site.ts';

const FOLLOWS_MS = 2_000;

test('meeting__second_browser_follows_and_a_note_survives_a_reload', async ({ page, site, browser }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.goto(`/units/${objective.unit_id}`);
  await page.getByRole('button', { name: 'Start now' }).click();
  await expect(page).toHaveURL(/\/meetings\/\d+/);
  const screen = (of: typeof page) => of.getByRole('region', { name: 'On the screen' });
  await expect(screen(page).getByRole('status')).toContainText('1 of');

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const other = await context.newPage();
  await site.newcomer(other);
  await other.goto(page.url());
  await expect(screen(other).getByRole('status')).toContainText('1 of');

  await screen(page).getByRole('button', { name: 'Next' }).click();
  await expect(screen(other).getByRole('status')).toContainText('2 of', { timeout: FOLLOWS_MS });
  await page.keyboard.press('ArrowRight');
  await expect(screen(other).getByRole('status')).toContainText('3 of', { timeout: FOLLOWS_MS });

  await page.getByLabel('Minutes').fill('We lost two weeks');
  await expect(other.getByLabel('Minutes')).toHaveValue('We lost two weeks', { timeout: FOLLOWS_MS + 1_000 });
  await page.reload();
  await expect(page.getByLabel('Minutes')).toHaveValue('We lost two weeks');

  await page.getByRole('textbox', { name: 'Action' }).fill('Call the supplier');
  await page.getByRole('button', { name: 'Agree' }).click();
  await expect(page.getByRole('checkbox', { name: 'Call the supplier' })).toBeVisible();
  await page.getByRole('button', { name: 'End the meeting' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(other.getByRole('heading', { name: 'Minutes' })).toBeVisible({ timeout: FOLLOWS_MS });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Markdown' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^minutes-.*\.md$/);
  await context.close();
});

test('check_in__raises_a_blocker_and_asks_for_help', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.goto(`/check-in?objective=${objective.id}`);
  await page.getByLabel('Something is in the way').check();
  await page.getByLabel('What is in the way?').fill('Nobody knows who decides');
  await page.getByRole('button', { name: 'Save and next' }).click();
  await expect(page.getByText(/saved/).first()).toBeVisible();
  await page.goto(`/objectives/${objective.id}`);
  const blockers = page.getByRole('region', { name: 'Blockers' });
  await expect(blockers.getByText('Nobody knows who decides')).toBeVisible();
  await page.getByRole('button', { name: 'Resolve…' }).click();
  await page.getByLabel('How did it go away?').fill('Ada decides');
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(blockers).toBeHidden();
  await expect(page.getByRole('region', { name: 'History' }).getByText('Ada decides')).toBeVisible();
});
