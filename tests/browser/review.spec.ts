// SPDX-License-Identifier: Apache-2.0
// A draft is read by others before everyone reads it: asked for, sent back, accepted, published.
import { expect, type Person, test } from './site.ts';

const word = 'Your word in the review';

test('review__from_asking_to_publishing', async ({ page, site }) => {
  const { organisation } = site;
  const rob: Person = await organisation.person('Rob Bakker');
  const mia = await site.newcomer(page);
  const draft = await organisation.objective(mia, 'Nobody waits for an answer', [{ title: 'Answers within an hour', start_value: 10, target_value: 80 }], { draft: true });
  await page.goto(`/objectives/${draft.id}`);
  await expect(page.getByText('A draft: only Mia Jansen, and the leaders')).toBeVisible();
  await page.getByRole('button', { name: 'Ask for a review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask for a review' });
  await dialog.getByRole('combobox', { name: 'Reviewers' }).fill('Rob Bakker');
  await page.getByRole('option', { name: 'Rob Bakker' }).last().click();
  await page.keyboard.press('Escape');
  await dialog.getByLabel('What should they look at?').fill('Is an hour enough?');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(dialog).toBeHidden();
  const panel = page.getByRole('region', { name: 'Review' });
  await expect(panel).toContainText('0 of 1 accepted');
  // Several people of the tests may have the same name; who was asked is known by id.
  const review = (await mia.client.get(`/api/v1/objectives/${draft.id}/reviews`)).is(200).items[0];
  const changed = await mia.client.patch(`/api/v1/reviews/${review.id}`, { reviewer_ids: [rob.id] }, `"${review.version}"`);
  changed.is(200);

  await site.enter(page, rob);
  await page.goto('/');
  await expect(page.getByText('1 review waits for me')).toBeVisible();
  const mine = page.getByRole('region', { name: 'Waiting for my review' });
  await expect(mine.getByRole('heading')).toContainText('1');
  await mine.getByRole('link', { name: 'Nobody waits for an answer' }).click();
  await expect(page.getByText('Is an hour enough?')).toBeVisible();
  await expect(page.getByText('A draft: only Mia Jansen, Rob Bakker')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send back' })).toBeDisabled();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeHidden();
  await page.getByLabel(word).fill('An hour of whose time?');
  await page.reload(); // nothing typed is lost
  await expect(page.getByLabel(word)).toHaveValue('An hour of whose time?');
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(panel.getByRole('listitem').filter({ hasText: 'Rob Bakker' }).first()).toContainText('Sent back');

  await site.enter(page, mia);
  await page.goto('/');
  const drafts = page.getByRole('region', { name: 'My drafts in review' });
  await expect(drafts).toContainText('Sent back');
  await drafts.getByRole('link', { name: 'Nobody waits for an answer' }).click();
  await expect(panel).toContainText('An hour of whose time?');
  await page.getByLabel(word).fill('Office hours.');
  await page.getByRole('button', { name: 'Ask to look again' }).click();
  await expect(panel).toContainText('asked to look again');

  await site.enter(page, rob);
  await page.goto(`/objectives/${draft.id}`);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(panel).toContainText('1 of 1 accepted');

  await site.enter(page, mia);
  await page.goto(`/objectives/${draft.id}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('A draft:')).toBeHidden();
  await expect(page.getByText('Rob Bakker accepted the draft')).toBeVisible();
});

test('review__what_changed_under_the_reviewer_is_not_accepted', async ({ page, site }) => {
  const { organisation } = site;
  const mia = await organisation.person('Mia Jansen');
  const rob = await site.newcomer(page);
  const draft = await organisation.objective(mia, 'One price everywhere', [], { draft: true });
  await organisation.ask(mia, draft, [rob]);
  // The change is made unseen: without it the page would read the draft again by itself.
  await page.route('**/api/v1/events', (route) => route.abort());
  await page.goto(`/objectives/${draft.id}`);
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  (await mia.client.patch(`/api/v1/objectives/${draft.id}`, { title: 'One price in most places' }, `"${draft.version}"`)).is(200);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('The draft has changed since you read it')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'One price in most places' })).toBeVisible();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('1 of 1 accepted')).toBeVisible();
});

test('review__private_things_show_a_lock_and_give_404_to_others', async ({ page, site }) => {
  const { organisation } = site;
  const mia = await organisation.person('Mia Jansen');
  const rob = await organisation.person('Rob Bakker');
  await site.newcomer(page);
  const draft = await organisation.objective(mia, 'Known to three', [], { draft: true });
  await organisation.ask(mia, draft, [rob]);
  await page.goto(`/objectives/${draft.id}`);
  await expect(page.getByText('Known to three')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'My objectives' })).toBeVisible();
  await expect(page.getByText('Waiting for my review')).toBeHidden();
});
