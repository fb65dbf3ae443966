// SPDX-License-Identifier: Apache-2.0
// The check-in: what it shows and asks, and that nothing typed is ever lost.
import { expect, type Page, type Site, test } from './site.ts';

const stepper = (page: Page) => page.getByRole('navigation', { name: 'Key results to check in' });

test('check_in__shows_what_one_must_know', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const { key_results: keyResults } = await site.organisation.owing(person);
  await site.organisation.checkIn(keyResults[0], 65, { confidence: 8, note: 'The **first** bank went live.' });
  await page.goto(`/check-in?kr=${keyResults[0].id}`);
  await expect(page.getByLabel('Value now')).toHaveValue('65');
  await expect(page.getByRole('radio', { name: '8', exact: true })).toBeChecked();
  const facts = page.getByRole('main').locator('dl');
  await expect(facts).toContainText('65%');
  await expect(facts).toContainText('62 → 80%');
  await expect(facts).toContainText(/Expected today\s*\d+%/);
  await expect(page.getByText('The first bank went live.')).toBeVisible();
  // A fall in confidence wants a reason.
  await page.getByRole('radio', { name: '4', exact: true }).check({ force: true });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Why has confidence fallen?')).toBeVisible();
  expect(await site.organisation.checkIns(keyResults[0])).toHaveLength(1);
});

test('check_in__failed_save_keeps_the_text_and_can_be_tried_again', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const { key_results: keyResults } = await site.organisation.owing(person);
  await page.goto('/check-in');
  await page.getByLabel('Value now').fill('71');
  await page.getByLabel('Note', { exact: true }).fill('Typed in a tunnel.');
  await page.route('**/check-ins', (route) => (route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue()));
  await page.keyboard.press('Control+Enter');
  // The stepper went on at once; the failure is said, and leads back to what was typed.
  await expect(page.getByText('2 of 3')).toBeVisible();
  await expect(page.getByText('1 check-in could not be saved.')).toBeVisible();
  await stepper(page).getByRole('button', { name: /Completed payments rise/ }).click();
  await expect(page.getByLabel('Value now')).toHaveValue('71');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Typed in a tunnel.');
  await page.unroute('**/check-ins');
  await page.getByRole('button', { name: 'Save and next' }).click();
  await expect(stepper(page).getByRole('button', { name: /saved \d\d:\d\d/ })).toBeVisible();
  expect(await site.organisation.checkIns(keyResults[0])).toMatchObject([{ value: 71, note: 'Typed in a tunnel.' }]);
});

test('check_in__saved_once_though_the_answer_was_lost', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const { key_results: keyResults } = await site.organisation.owing(person);
  await page.goto('/check-in');
  await page.getByLabel('Value now').fill('72');
  await page.route('**/check-ins', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.keyboard.press('Control+Enter');
  await stepper(page).getByRole('button', { name: /not saved/ }).click();
  await page.unroute('**/check-ins');
  await page.getByRole('button', { name: 'Save and next' }).click();
  await expect(stepper(page).getByRole('button', { name: /saved \d\d:\d\d/ })).toBeVisible();
  expect(await site.organisation.checkIns(keyResults[0])).toHaveLength(1);
});

test('check_in__is_saved_though_one_leaves_at_once', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const { key_results: keyResults } = await site.organisation.owing(person);
  await page.goto('/check-in');
  await page.getByLabel('Value now').fill('75');
  // A line so slow that nothing has left the browser yet when the page has gone.
  let send = () => {};
  const late = new Promise<void>((resolve) => (send = resolve));
  await page.context().route('**/check-ins', async (route) => {
    await late;
    await route.continue();
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 of 3')).toBeVisible();
  await page.goto('about:blank');
  send();
  await expect.poll(() => site.organisation.checkIns(keyResults[0])).toMatchObject([{ value: 75 }]);
});

test('check_in__draft_survives_a_reload', async ({ page, site }) => {
  const person = await site.newcomer(page);
  await site.organisation.owing(person);
  await page.goto('/check-in');
  await page.getByLabel('Value now').fill('73');
  await page.getByLabel('Note', { exact: true }).fill('Half a thou');
  await page.reload();
  await expect(page.getByLabel('Value now')).toHaveValue('73');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Half a thou');
});

test('check_in__is_edited_and_what_it_said_stays_readable', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const [keyResult] = objective.key_results;
  (await person.client.post(`/api/v1/key-results/${keyResult.id}/check-ins`, { value: 70, confidence: 7, note: 'Seventy' })).is(201);
  await page.goto(`/objectives/${objective.id}?kr=${keyResult.id}`);
  await page.getByRole('button', { name: /^Edit the check-in of/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Edit the check-in of/ });
  await expect(dialog.getByLabel('Value now')).toHaveValue('70');
  await expect(dialog.getByRole('radio', { name: '7', exact: true })).toBeChecked();
  await dialog.getByLabel('Value now').fill('67');
  await dialog.getByLabel('Note', { exact: true }).fill('Sixty-seven');
  await dialog.getByRole('radio', { name: '4', exact: true }).check({ force: true });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  // A fall in confidence wants a reason here too.
  await expect(dialog.getByText('Confidence fell from 7 to 4; say in one line why.')).toBeVisible();
  await dialog.getByLabel('Why it is corrected').fill('I read the wrong line');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('listitem').filter({ hasText: 'Sixty-seven' }).first()).toContainText('67');
  await page.getByText(/^edited by/).click();
  const said = page.locator('details').filter({ hasText: /^edited by/ });
  await expect(said).toContainText('corrected a check-in');
  await expect(said.locator('del', { hasText: 'Seventy' })).toBeVisible();
  await expect(said.locator('ins', { hasText: 'I read the wrong line' })).toBeVisible();
  expect(await site.organisation.checkIns(keyResult)).toMatchObject([{ value: 67, confidence: 4, note: 'Sixty-seven' }]);
});

test('check_in__edited_by_two_is_merged_never_overwritten', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  const [keyResult] = objective.key_results;
  const made = (await person.client.post(`/api/v1/key-results/${keyResult.id}/check-ins`, { value: 70, note: 'Seventy' })).is(201);
  await page.goto(`/objectives/${objective.id}?kr=${keyResult.id}`);
  await page.getByRole('button', { name: /^Edit the check-in of/ }).click();
  await page.getByLabel('Value now').fill('68');
  (await site.organisation.admin.patch(`/api/v1/check-ins/${made.id}`, { value: 69, note: 'Theirs' }, '"1"')).is(200);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  const merge = page.getByRole('dialog', { name: 'Somebody else changed this too' });
  await expect(merge).toContainText('69');
  await merge.getByRole('button', { name: 'Save what is chosen' }).click();
  await expect(merge).toBeHidden();
  await expect.poll(() => site.organisation.checkIns(keyResult)).toMatchObject([{ value: 68, note: 'Theirs', version: 3 }]);
});

test('check_in__of_others_is_not_for_everybody_to_edit', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const { id, key_results: keyResults } = await site.organisation.owing(person);
  await site.organisation.checkIn(keyResults[0], 70);
  await site.newcomer(page);
  await page.goto(`/objectives/${id}?kr=${keyResults[0].id}`);
  await expect(page.getByRole('link', { name: 'Check in' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Edit the check-in of/ })).toHaveCount(0);
});

test.describe('in Dutch', () => {
  test.use({ locale: 'nl-NL' });

  test('check_in__reads_numbers_as_they_are_written_there', async ({ page, site }) => {
    const person = await site.newcomer(page, { language: 'nl', region: 'nl-NL' });
    const { key_results: keyResults } = await site.organisation.owing(person);
    await page.goto('/check-in');
    const value = page.getByLabel('Waarde nu');
    await value.fill('63,5');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('2 van 3')).toBeVisible();
    // What could be a thousand or a fraction is shown in words, with the other reading one click away.
    await value.fill('1.234');
    await expect(page.getByText('Gelezen als 1 duizend 234')).toBeVisible();
    await page.getByRole('button', { name: /Ik bedoel 1 komma 2 3 4/ }).click();
    // Written so that it can only be read in one way.
    await expect(value).toHaveValue('1,2340');
    await value.fill('veel');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Dit is geen getal.')).toBeVisible();
    await expect(page.getByText('2 van 3')).toBeVisible();
    await expect.poll(() => site.organisation.checkIns(keyResults[0])).toMatchObject([{ value: 63.5 }]);
  });
});

test('check_in__offline_is_said', async ({ page, site, context }) => {
  const person = await site.newcomer(page);
  await site.organisation.owing(person);
  await page.goto('/check-in');
  await expect(page.getByLabel('Value now')).toBeVisible();
  const notice = page.getByText('Koers cannot be reached. What you type is kept and can be saved later.');
  await context.setOffline(true);
  await expect(notice).toBeVisible();
  await context.setOffline(false);
  await expect(notice).toBeHidden();
});

test('check_in__server_that_is_back_is_noticed_by_itself', async ({ page, site, context }) => {
  const person = await site.newcomer(page);
  await site.organisation.owing(person);
  let away = false;
  let tries = 0;
  await context.route('**/api/**', (route) => (away ? route.abort() : route.fallback()));
  // A stream that ends at once, as a server that stops ends it, and goes on from where it was.
  await context.route('**/api/v1/events', (route) => {
    tries++;
    return away ? route.abort() : route.fulfill({ contentType: 'text/event-stream', body: 'id: 0-7\n\n' });
  });
  const other = await context.newPage();
  const notice = 'Koers cannot be reached. What you type is kept and can be saved later.';
  for (const tab of [page, other]) {
    await tab.goto('/check-in');
    await expect(tab.getByLabel('Value now')).toBeVisible();
  }
  away = true;
  for (const tab of [page, other]) {
    await tab.getByLabel('Value now').fill('77');
    await tab.keyboard.press('Control+Enter');
    await expect(tab.getByText(notice)).toBeVisible();
  }
  // Until the pages have given up what they ask for again by themselves, three seconds long.
  const before = tries;
  await expect.poll(() => tries).toBeGreaterThan(before + 2);
  for (const tab of [page, other]) await expect(tab.getByText(notice)).toBeVisible();
  away = false;
  for (const tab of [page, other]) await expect(tab.getByText(notice)).toBeHidden();
});

/** Types a check-in while the session ends elsewhere; how to sign in again, and what was typed. */
async function typedAsTheSessionEnds(page: Page, site: Site) {
  const person = await site.newcomer(page);
  const { key_results: keyResults } = await site.organisation.owing(person);
  await page.goto('/check-in');
  await page.getByLabel('Value now').fill('74');
  await page.getByLabel('Note', { exact: true }).fill('Typed while the session ended.');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  return {
    dialog,
    end: async () => (await person.client.delete('/api/v1/me/sessions')).is(204),
    signIn: async () => {
      await expect(dialog.getByLabel('E-mail')).toHaveValue(person.email);
      await dialog.getByLabel('Password', { exact: true }).fill(person.password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await expect(dialog).toBeHidden();
    },
    isSaved: async () => {
      await expect.poll(() => site.organisation.checkIns(keyResults[0])).toMatchObject([{ value: 74, note: 'Typed while the session ended.' }]);
      await expect(page).toHaveURL(/\/check-in/);
    },
  };
}

test('session__that_ended_under_a_save_keeps_the_page_and_sends_it_again', async ({ page, site }) => {
  const typed = await typedAsTheSessionEnds(page, site);
  // Nothing but what is saved may find out, however slow the machine.
  const found = typed.dialog.waitFor().catch(() => undefined);
  await page.route(/\/api\//, async (route) => {
    if (route.request().method() === 'GET') await found;
    await route.continue().catch(() => undefined);
  });
  await typed.end();
  await page.keyboard.press('Control+Enter');
  await typed.signIn();
  await typed.isSaved();
});

test('session__that_ended_under_what_is_typed_keeps_it', async ({ page, site }) => {
  const typed = await typedAsTheSessionEnds(page, site);
  await typed.end();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('payments');
  await typed.signIn();
  await page.keyboard.press('Escape');
  await page.getByLabel('Note', { exact: true }).press('Control+Enter');
  await typed.isSaved();
});
