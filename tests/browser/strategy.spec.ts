// SPDX-License-Identifier: Apache-2.0
// The strategy, as the board uses it: a session is prepared and published, the map says where the
// organisation is heading and where it is not, and it prints on one sheet of A3.
import { expect, test } from './site.ts';

test('strategy__a_session_is_prepared_and_published', async ({ page, site }) => {
  await site.enter(page);
  await page.goto('/strategy/versions');
  await page.getByRole('button', { name: 'Prepare a session' }).first().click();
  const name = `Spring session ${site.organisation.next()}`;
  await page.getByRole('textbox', { name: 'Name of the session' }).fill(name);
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Edit the session' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a theme' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Worth coming back for');
  await dialog.getByLabel('It has succeeded when').fill('Half of them order again.');
  await dialog.getByRole('button', { name: 'Add the theme' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Worth coming back for' }).first()).toBeVisible();

  await page.getByLabel('Mission').fill('A good home for everyone.');
  await page.getByLabel('What changed, and why').fill('We chose.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('holds now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0);

  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Strategy' }).click();
  await expect(page.getByRole('heading', { name: 'Strategy', level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Mission' })).toContainText('A good home for everyone.');
  await expect(page.getByRole('heading', { name: 'Worth coming back for' })).toBeVisible();
});

test('strategy__a_theme_that_was_left_out_comes_back_with_all_it_had', async ({ page, site }) => {
  await site.organisation.showcase();
  const draft = await site.organisation.strategyDraft([]);
  await site.enter(page);
  await page.goto(`/strategy/versions/${draft.id}/edit`);
  const themes = page.getByRole('region', { name: 'Themes' });
  await themes.getByRole('button', { name: 'Take A marketplace worth trusting out' }).click();
  await expect(themes.getByRole('listitem').filter({ hasText: 'A marketplace worth trusting' })).toHaveCount(0);
  await themes.getByRole('button', { name: 'Bring back A marketplace worth trusting' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bring back A marketplace worth trusting' });
  await expect(dialog.getByLabel('Name')).toHaveValue('A marketplace worth trusting');
  await dialog.getByRole('button', { name: 'Add the theme' }).click();
  await expect(themes.getByRole('listitem').filter({ hasText: 'A marketplace worth trusting' })).toHaveCount(1);
  await expect(themes.getByRole('button', { name: /^Bring back A marketplace/ })).toHaveCount(0);
});

test('strategy__what_is_missing_is_said_where_it_is', async ({ page, site }) => {
  await site.organisation.showcase();
  const draft = await site.organisation.strategyDraft(['A theme'], { change_note: null });
  await site.enter(page);
  await page.goto(`/strategy/versions/${draft.id}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Say what changed since')).toBeVisible();
});

test('strategy__the_map_names_the_gaps_and_prints_on_one_sheet', async ({ page, site }) => {
  const { topline, person } = await site.organisation.showcase();
  await site.enter(page, person);
  await page.goto('/strategy');
  // The list shows the first few of what other tests left as well, so it is the count that tells.
  const gaps = page.getByRole('heading', { name: /^Objectives that lead to no theme/ });
  await expect(gaps).toHaveText(/\d+$/);
  const before = Number((await gaps.innerText()).match(/\d+$/)?.[0]);
  await site.organisation.objective(person, 'Leads nowhere at all', []);
  await page.reload();
  await expect(gaps).toHaveText(new RegExp(`\\D${before + 1}$`));
  const marketplace = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'A marketplace worth trusting' }) });
  await expect(marketplace.getByText('No topline OKR in this cycle')).toBeVisible();
  await expect(page.getByRole('link', { name: topline.title }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Nordics' })).toBeVisible();
  const pdf = (await page.pdf({ format: 'A3', landscape: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});

test('theme__health_is_recorded_and_the_trace_opens', async ({ page, site }) => {
  const { strategy, topline, objective } = await site.organisation.showcase();
  await site.enter(page);
  await page.goto(`/themes/${strategy.themes[0].theme_id}`);
  const trace = page.getByRole('region', { name: 'Where it reaches' });
  await trace.getByRole('button', { name: `Show what hangs under ${topline.title}` }).click();
  await expect(trace.getByRole('link', { name: objective.title })).toBeVisible();
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByRole('dialog').getByLabel('Value').fill('6');
  await page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText('Healthy', { exact: true })).toBeVisible();
});

test('objective__a_topline_objective_is_put_under_a_theme', async ({ page, site }) => {
  const { person } = await site.organisation.showcase();
  const objective = await site.organisation.objective(person, 'Every order is a good one', [], {
    unit_id: site.organisation.company.id,
  });
  await site.enter(page);
  await page.goto(`/objectives/${objective.id}/edit`);
  await page.getByRole('combobox', { name: 'Strategic theme' }).click();
  await page.getByRole('option', { name: 'A marketplace worth trusting' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'A marketplace worth trusting' })).toBeVisible();
});
