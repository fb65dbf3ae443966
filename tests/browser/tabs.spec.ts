// SPDX-License-Identifier: Apache-2.0
// Eight tabs at once: over HTTP/1.1 a browser opens six connections to a server, so the tabs share one
// stream, and what is saved in one of them shows in all, also what was while the stream was opened.
import { expect, test, watch } from './site.ts';

const TABS = 8;

test('tabs__share_one_stream_and_see_what_one_of_them_saves', async ({ page, site, context }) => {
  test.slow();
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  let open = 0;
  const faults: string[] = [];
  const tabs = [page];
  while (tabs.length < TABS) tabs.push(await context.newPage());
  for (const tab of tabs) {
    if (tab !== page) faults.push(...watch(tab));
    tab.on('request', (request) => request.url().endsWith('/api/v1/events') && open++);
    for (const end of ['requestfinished', 'requestfailed'] as const) {
      tab.on(end as 'requestfinished', (request) => request.url().endsWith('/api/v1/events') && open--);
    }
    await tab.goto(`/objectives/${objective.id}`);
    await expect(tab.getByText('62 → 80%')).toBeVisible();
  }
  await expect.poll(() => open).toBe(1);

  await page.getByRole('link', { name: 'Check in' }).first().click();
  await page.getByLabel('Value now').fill('77.5');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 of 3')).toBeVisible();
  for (const tab of tabs.slice(1)) await expect(tab.getByText('77.5')).toBeVisible();

  // The tab that holds the stream goes; another one takes it, and hears what happened before it had it.
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await context.route('**/api/v1/events', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('about:blank');
  await expect.poll(() => open).toBe(1);
  await site.organisation.checkIn(objective.key_results[0], 79);
  answer();
  for (const tab of tabs.slice(1)) await expect(tab.locator('main')).toContainText('79');
  for (const tab of tabs.slice(1)) await tab.close();
  expect(faults).toEqual([]);
});

test('live__what_happened_while_the_page_was_opened_is_shown', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/events', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`/objectives/${objective.id}`);
  await expect(page.getByText('62 → 80%')).toBeVisible();
  await site.organisation.checkIn(objective.key_results[0], 76.5); // while nobody listens yet
  answer();
  await expect(page.getByRole('main').getByText('76.5')).toBeVisible();
});

test('live__is_listened_to_before_the_page_reads_what_it_shows', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const asked: string[] = [];
  page.on('request', (one) => asked.push(new URL(one.url()).pathname));
  // Everything above the page is late, and the page itself is there.
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/cycles**', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`/objectives/${objective.id}`);
  await expect.poll(() => asked).toContain('/api/v1/events');
  answer();
  await expect(page.getByText('62 → 80%')).toBeVisible();
});
