// SPDX-License-Identifier: Apache-2.0
// A check-in meeting in two browsers: the presenter moves on, the other one follows; minutes survive.
import { type Mailbox, mailArgs, openMailbox } from '../support/mailbox.ts';
import { expect, openSite, type Site, test } from './site.ts';
import { slow } from './slow.ts';

/** A mark of ours, where the line is none of the reasons. */
const FOLLOWS_MS = slow ? 60_000 : 2_000;

/** With a mail server, and an organisation that sends by it. */
const mailing = test.extend<object, { mailbox: Mailbox; site: Site }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const mailbox = await openMailbox();
      await use(mailbox);
      await mailbox.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ mailbox }, use) => {
      const { site, close } = await openSite({ args: (url) => mailArgs(mailbox, { 'public-url': url }) });
      await use(site);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

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
  await expect(page.getByRole('main')).toBeFocused(); // what was pressed is gone; the keyboard goes on in the page
  await expect(other.getByRole('heading', { name: 'Minutes' })).toBeVisible({ timeout: FOLLOWS_MS });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Take along' }).click();
  await page.getByRole('menuitem', { name: 'Markdown file' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^minutes-.*\.md$/);
  await context.close();
});

test('meeting__minutes_typed_on_while_they_were_saved_are_whole', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person, 'Minutes are whole');
  const made = (await person.client.post(`/api/v1/units/${objective.unit_id}/meetings`, { cycle_id: objective.cycle_id })).is(201);
  const { items } = (await person.client.post(`/api/v1/meetings/${made.id}/start`)).is(200);
  // Nobody tells the page what it saved itself.
  await page.route('**/api/v1/events', (route) => route.abort());
  await page.goto(`/meetings/${made.id}`);
  // The first half is on its way when the second is typed and the meeting goes on.
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/meeting-items/*', async (route) => {
    const reply = await route.fetch();
    await late;
    await route.fulfill({ response: reply });
  });
  const minutes = page.getByLabel('Minutes');
  const sent = page.waitForRequest('**/api/v1/meeting-items/*');
  await minutes.fill('We lost two weeks');
  await sent;
  await minutes.fill('We lost two weeks, and know why');
  await page.getByRole('region', { name: 'On the screen' }).getByRole('button', { name: 'Next' }).click();
  await expect(minutes).toHaveValue('');
  answer();
  const noted = async () => (await person.client.get(`/api/v1/meetings/${made.id}`)).is(200).items.find((one: { id: number }) => one.id === items[0].id).note;
  await expect.poll(noted).toBe('We lost two weeks, and know why');
  (await person.client.post(`/api/v1/meetings/${made.id}/end`)).is(200);
});

test('meeting__minutes_and_its_note_are_mended_afterwards_and_taken_along', async ({ page, site, context }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person, 'Minutes are mended');
  const made = (await person.client.post(`/api/v1/units/${objective.unit_id}/meetings`, { cycle_id: objective.cycle_id })).is(201);
  await page.goto(`/meetings/${made.id}`);
  await page.getByRole('button', { name: 'Add a note for the whole meeting' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Bring numbers');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByText('Bring numbers')).toBeVisible();

  const started = (await person.client.post(`/api/v1/meetings/${made.id}/start`)).is(200);
  const item = started.items.find((one: { key_result_id: number | null }) => one.key_result_id !== null);
  (await person.client.patch(`/api/v1/meeting-items/${item.id}`, { note: 'We lost two weeks' }, `"${item.version}"`)).is(200);
  await expect(page.getByRole('main').getByText('Bring numbers')).toBeVisible(); // while it runs
  (await person.client.post(`/api/v1/meetings/${made.id}/end`)).is(200);

  await expect(page.getByText('We lost two weeks')).toBeVisible();
  // Others of the team may have a key result of this name; it is the one with the note.
  const row = page.getByRole('listitem').filter({ hasText: 'We lost two weeks' });
  await row.getByRole('button', { name: `Edit the minutes of ${item.title}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Minutes: ${item.title}` });
  await dialog.getByLabel('Note').fill('We lost three weeks');
  // Somebody else mends it at the same time: nothing is overwritten.
  (await site.organisation.admin.patch(`/api/v1/meeting-items/${item.id}`, { note: 'We lost a week' }, `"${item.version + 1}"`)).is(200);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const merge = page.getByRole('dialog', { name: 'Somebody else changed this too' });
  await expect(merge).toContainText('We lost a week');
  await merge.getByRole('button', { name: 'Save what is chosen' }).click();
  await expect(page.getByRole('main').getByText('We lost three weeks')).toBeVisible();
  await page.getByRole('button', { name: 'Edit the note of the whole meeting' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Numbers were brought');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByText('Numbers were brought')).toBeVisible();

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Take along' }).click();
  const mail = new URL((await page.getByRole('menuitem', { name: 'Open in a mail' }).getAttribute('href')) ?? '');
  expect(mail.searchParams.get('subject')).toMatch(/^Check-in meeting, /);
  expect(mail.searchParams.get('body')).toContain(`/meetings/${made.id}`);
  await page.getByRole('menuitem', { name: 'Copy as text' }).click();
  await expect(page.getByText('The minutes are copied.')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('We lost three weeks');
  expect(text).toContain('Numbers were brought');
});

mailing('meeting__minutes_are_mailed_to_who_was_there', async ({ page, site, mailbox }) => {
  const person = await site.newcomer(page);
  const other = await site.organisation.person('Rob Bakker');
  const objective = await site.organisation.owing(person, 'Minutes are mailed');
  const made = (await person.client.post(`/api/v1/units/${objective.unit_id}/meetings`, { cycle_id: objective.cycle_id })).is(201);
  (await person.client.post(`/api/v1/meetings/${made.id}/start`)).is(200);
  (await person.client.post(`/api/v1/meetings/${made.id}/attendance`, { person_id: other.id })).is(200);
  (await person.client.post(`/api/v1/meetings/${made.id}/end`)).is(200);
  await page.goto(`/meetings/${made.id}`);
  await page.getByRole('button', { name: 'Mail the minutes…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mail the minutes?' });
  await expect(dialog).toContainText('They go to Rob Bakker, each in their own language.');
  await dialog.getByRole('button', { name: 'Mail them' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Mailed by Mia Jansen to 1 person, /)).toBeVisible();
  await mailbox.until(() => mailbox.mails.some((mail) => /^Minutes of the check-in meeting/.test(mail.headers.subject ?? '')), 'the minutes');
  // On purpose they go again; that somebody did so meanwhile is said.
  await page.getByRole('button', { name: 'Mail again…' }).click();
  const again = page.getByRole('dialog', { name: 'Mail the minutes again?' });
  const { mailed_at } = (await person.client.get(`/api/v1/meetings/${made.id}`)).is(200);
  (await person.client.post(`/api/v1/meetings/${made.id}/mail`, { mailed_at })).is(200);
  await again.getByRole('button', { name: 'Mail them' }).click();
  await expect(page.getByText('The minutes were mailed meanwhile; look when, and to how many.')).toBeVisible();
  await expect(again).toBeHidden();
  const mailed = (count: number) => () =>
    mailbox.mails.filter((mail) => /^Minutes of the check-in meeting/.test(mail.headers.subject ?? '')).length === count;
  await mailbox.until(mailed(2), 'the minutes of who was faster');
  await page.getByRole('button', { name: 'Mail again…' }).click();
  await again.getByRole('button', { name: 'Mail them' }).click();
  await expect(again).toBeHidden();
  await mailbox.until(mailed(3), 'the minutes once more');
});

test('meeting__minutes_of_others_are_only_read', async ({ page, site }) => {
  const show = await site.organisation.showcase();
  await site.newcomer(page);
  await page.goto(`/meetings/${show.meetings.ended.id}`);
  await expect(page.getByRole('heading', { name: 'Minutes' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take along' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Edit|Add a note|Show the rest)/ })).toHaveCount(0);
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

test('home__says_that_help_is_asked_of_me', async ({ page, site }) => {
  const { organisation } = site;
  const other = await organisation.person('Rob Bakker');
  const me = await site.newcomer(page);
  const { key_results: [kr] } = await organisation.owing(other);
  const body = { type: 'dependency', text: 'The bank does not answer', asked_person_id: me.id, request: 'Call them' };
  (await other.client.post(`/api/v1/key-results/${kr.id}/blockers`, body)).is(201);
  await page.goto('/');
  await expect(page.getByText('1 request for help')).toBeInViewport();
  const asked = page.getByRole('region', { name: 'Asked of you' });
  await expect(asked).toContainText('Call them');
  await asked.getByRole('button', { name: 'Resolve…' }).click();
  await page.getByLabel('How did it go away?').fill('They called back');
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(page.getByText('request for help')).toBeHidden();
});

test('home__shows_my_next_check_in_meeting', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const body = { cycle_id: objective.cycle_id, starts_at: '2099-06-01T09:00:00Z' };
  const planned = (await person.client.post(`/api/v1/units/${objective.unit_id}/meetings`, body)).is(201);
  await page.goto('/');
  const mine = page.getByRole('region', { name: 'Next check-in meetings' });
  await mine.getByRole('link', { name: /2099/ }).click();
  await expect(page).toHaveURL(new RegExp(`/meetings/${planned.id}`));
  (await person.client.delete(`/api/v1/meetings/${planned.id}`, '"1"')).is(204);
});
