// SPDX-License-Identifier: Apache-2.0
// People talk about an objective: said, mentioned, answered, mended, and followed from then on.
import { expect, type Page, test } from './site.ts';

/** On offer for a mention; of those with the same name, the first. */
const amongNames = (page: Page, name: string) => page.getByRole('listbox', { name: 'People' }).getByRole('option', { name }).first();

test('conversation__mentions_by_keyboard_and_is_answered', async ({ page, site }) => {
  const { organisation } = site;
  const rob = await organisation.person('Rob Roberts');
  const mia = await site.newcomer(page);
  const objective = await organisation.objective(mia, 'Parcels come on the day', [{ title: 'On the day', start_value: 80, target_value: 95 }]);
  await page.goto(`/objectives/${objective.id}`);
  const talk = page.getByRole('region', { name: 'Conversation' });
  await talk.getByLabel('Your comment').fill('Is Saturday in it, ');
  await talk.getByLabel('Your comment').press('End');
  await page.keyboard.type('@Rob Rob');
  const people = talk.getByRole('listbox', { name: 'People' });
  await expect(amongNames(page, 'Rob Roberts')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(people).toBeHidden();
  await page.keyboard.type('e');
  await expect(people).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(talk.getByLabel('Your comment')).toHaveValue('Is Saturday in it, @Rob Roberts ');
  await page.reload(); // nothing typed is lost
  await expect(talk.getByLabel('Your comment')).toHaveValue('Is Saturday in it, @Rob Roberts ');
  await talk.getByLabel('Your comment').press('Control+Enter');
  const said = talk.getByRole('article', { name: 'Comment by Mia Jansen' });
  await expect(said.getByRole('link', { name: '@Rob Roberts' })).toBeVisible();
  await expect(talk.getByLabel('Your comment')).toHaveValue('');

  // What another one says meanwhile comes by itself.
  const { comment } = (await rob.client.get(`/api/v1/objectives/${objective.id}/comments`)).is(200).items[0];
  expect(comment.mentions).toHaveLength(1);
  (await rob.client.post(`/api/v1/objectives/${objective.id}/comments`, { body: 'Not yet.', parent_id: comment.id })).is(201);
  await expect(talk.getByRole('article', { name: 'Comment by Rob Roberts' })).toContainText('Not yet.');

  await said.getByRole('button', { name: 'Edit' }).click();
  await talk.getByRole('article', { name: 'Comment by Mia Jansen' }).getByLabel('Your comment').fill('Is Sunday in it?');
  await page.getByRole('button', { name: 'Save' }).click();
  await said.getByRole('button', { name: 'edited' }).click();
  await expect(said).toContainText('Is Saturday in it');
  await said.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(talk.getByText('This comment was deleted.')).toBeVisible();
  await expect(talk.getByText('Not yet.')).toBeVisible();
});

test('conversation__mentions_nobody_else_while_the_answer_is_late', async ({ page, site }) => {
  const { organisation } = site;
  await organisation.person('Abe Adams');
  await organisation.person('Zoe Zander');
  const mia = await site.newcomer(page);
  const objective = await organisation.objective(mia, 'Names are right', []);
  await page.goto(`/objectives/${objective.id}`);
  const field = page.getByRole('region', { name: 'Conversation' }).getByLabel('Your comment');
  await field.fill('Ask ');
  await field.press('End');
  await page.keyboard.type('@Z');
  await expect(amongNames(page, 'Zoe Zander')).toBeVisible();
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/mentionable?**', async (route) => {
    await late;
    await route.continue();
  });
  await field.fill('Ask @Abe');
  // Those that were found for another name are not offered for this one.
  await expect(amongNames(page, 'Zoe Zander')).toHaveCount(0);
  answer();
  await expect(amongNames(page, 'Abe Adams')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Ask @Abe Adams ');
});

test('conversation__offers_who_was_found_though_the_answer_before_names_others', async ({ page, site }) => {
  const { organisation } = site;
  await organisation.person('Abe Adams');
  await organisation.person('Zoe Zander');
  const mia = await site.newcomer(page);
  const objective = await organisation.objective(mia, 'Names stay', []);
  await page.goto(`/objectives/${objective.id}`);
  const field = page.getByRole('region', { name: 'Conversation' }).getByLabel('Your comment');
  await field.fill('Ask @A');
  await expect(amongNames(page, 'Abe Adams')).toBeVisible();
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/mentionable?q=Z', async (route) => {
    await late;
    await route.continue();
  });
  await page.route('**/mentionable?q=Ab', () => {}); // is never answered
  const asked = page.waitForRequest('**/mentionable?q=Z');
  await field.fill('Ask @Z');
  await asked;
  await field.fill('Ask @Ab');
  const answered = page.waitForResponse('**/mentionable?q=Z');
  answer();
  await answered;
  await expect(amongNames(page, 'Zoe Zander')).toHaveCount(0);
  await expect(amongNames(page, 'Abe Adams')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Ask @Abe Adams ');
});

test('conversation__is_about_a_key_result', async ({ page, site }) => {
  const mia = await site.newcomer(page);
  const objective = await site.organisation.objective(mia, 'Answers are quick', [{ title: 'Within the hour', start_value: 10, target_value: 80 }]);
  await page.goto(`/objectives/${objective.id}?kr=${objective.key_results[0].id}`);
  await page.getByRole('link', { name: 'Comment', exact: true }).click();
  const talk = page.getByRole('region', { name: 'Conversation' });
  await expect(talk.getByText('On the key result: Within the hour')).toBeVisible();
  await expect(talk.getByLabel('Your comment')).toBeFocused();
  await page.keyboard.type('Which hour?');
  await talk.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(talk.getByRole('article')).toContainText('On the key result: Within the hour');
  await expect(page).not.toHaveURL(/say=/);
});

test('following__is_seen_and_chosen', async ({ page, site }) => {
  const { organisation } = site;
  const owner = await organisation.person('Olga Owner');
  const objective = await organisation.objective(owner, 'Nobody follows by accident', []);
  await site.newcomer(page);
  await page.goto(`/objectives/${objective.id}`);
  const follow = page.getByRole('button', { name: 'Follow', exact: true });
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Who follows: 2' }).click();
  await expect(page.getByRole('dialog')).toContainText('Olga Owner');
  await page.keyboard.press('Escape');
  await page.goto('/account');
  const mine = page.getByRole('region', { name: 'What I follow' });
  await expect(mine.getByRole('listitem').filter({ hasText: 'Nobody follows by accident' })).toContainText('I chose to');
  await mine.getByRole('button', { name: 'Unfollow Nobody follows by accident' }).click();
  await expect(mine.getByText('Nobody follows by accident')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(mine.getByText('Nobody follows by accident')).toBeVisible();
});
