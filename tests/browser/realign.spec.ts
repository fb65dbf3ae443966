// SPDX-License-Identifier: Apache-2.0
// An objective is hung elsewhere: by search, by drag; what cannot be is explained before; undone with one click.
import { expect, type Person, type Site, test } from './site.ts';

async function three(site: Site, owner: Person) {
  const { organisation } = site;
  const n = organisation.next();
  const above = await organisation.objective(owner, `Above ${n}`, [], { unit_id: organisation.company.id });
  const other = await organisation.objective(owner, `Other ${n}`, [{ title: `Measure ${n}` }], { unit_id: organisation.benelux.id });
  const child = await organisation.objective(owner, `Child ${n}`, []);
  await organisation.align(child, above, 'supports');
  return { above, other, child, parents: async () => (await organisation.read(child.id)).parents.map((one: { objective_title: string }) => one.objective_title) };
}

test('realign__by_search_and_undone', async ({ page, site }) => {
  const { above, other, child, parents } = await three(site, await site.newcomer(page));
  await page.goto(`/objectives/${child.id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to another objective' });
  await expect(dialog).toContainText(`It hangs under “${above.title}” now.`);
  await dialog.getByLabel('Objective above').fill(above.title);
  await expect(dialog.getByRole('button', { name: above.title })).toHaveAttribute('aria-disabled', 'true');
  await expect(dialog.getByRole('button', { name: above.title })).toContainText('It hangs there already.');
  await dialog.getByLabel('Objective above').fill(other.title);
  await dialog.getByRole('button', { name: other.title }).click();
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByText(`It hangs under “${other.title}” now.`)).toBeVisible();
  expect(await parents()).toEqual([other.title]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(parents).toEqual([above.title]);
});

test('realign__has_several_parents', async ({ page, site }) => {
  const { above, other, child, parents } = await three(site, await site.newcomer(page));
  await page.goto(`/objectives/${child.id}`);
  await page.getByRole('button', { name: 'Align with…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Align with an objective above' });
  await dialog.getByLabel('Objective above').fill(other.title);
  await dialog.getByRole('button', { name: other.title }).click();
  await dialog.getByRole('button', { name: 'Align', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await parents()).toEqual([above.title, other.title]);
  await page.getByRole('button', { name: `Move from ${above.title} to another objective` }).click();
  await expect(page.getByRole('dialog', { name: 'Move to another objective' })).toContainText(above.title);
});

test('realign__by_drag_says_what_would_happen', async ({ page, site }) => {
  const { above, other, child, parents } = await three(site, await site.newcomer(page));
  await page.goto(`/tree?open=o${above.id},o${above.id}.o${child.id},o${other.id}`);
  const row = (title: string) => page.getByRole('treeitem').filter({ hasText: title });
  const centre = async (title: string) => {
    await row(title).scrollIntoViewIfNeeded();
    const box = (await row(title).boundingBox())!;
    return { x: box.x + 200, y: box.y + box.height / 2 };
  };
  await expect(row(child.title)).toBeVisible();
  // Onto itself from above: a circle, said before the drop, which then does nothing.
  const drag = async (from: string, to: string, meanwhile: () => Promise<void>) => {
    const start = await centre(from);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 });
    const end = await centre(to);
    await page.mouse.move(end.x, end.y - 3, { steps: 8 });
    await page.mouse.move(end.x, end.y, { steps: 3 });
    await meanwhile();
    await page.mouse.up();
  };
  await drag(above.title, child.title, async () => {
    await expect(page.getByText(/circle|can move it/)).toBeVisible();
  });
  expect(await parents()).toEqual([above.title]);
  await drag(child.title, other.title, async () => {
    await expect(page.getByText(`Hang it under “${other.title}”`)).toBeVisible();
  });
  await expect(page.getByText(`It hangs under “${other.title}” now.`)).toBeVisible();
  expect(await parents()).toEqual([other.title]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(parents).toEqual([above.title]);
});

test('objective__is_shared_with_people_and_units', async ({ page, site }) => {
  const { organisation } = site;
  const person = await site.newcomer(page);
  const friend = await organisation.person(`Friend ${organisation.next()}`);
  const objective = await organisation.objective(person, 'Shared by three', [{ title: 'One' }]);
  await page.goto(`/objectives/${objective.id}/edit`);
  await page.getByRole('combobox', { name: 'Co-owners' }).fill(friend.name);
  await page.getByRole('option', { name: friend.name }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a participating unit' }).click();
  await page.getByRole('combobox', { name: 'Participating unit' }).fill('Nordics');
  await page.getByRole('option', { name: 'Nordics' }).click();
  await page.getByLabel('Weight').fill('40');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shared by three' })).toBeVisible();
  const now = await organisation.read(objective.id);
  expect(now.co_owners.map((one: { name: string }) => one.name)).toEqual([friend.name]);
  expect(now.units).toMatchObject([{ unit_name: 'Nordics', weight: 40 }]);
});

test('key_result__due_day_is_typed_in_the_order_of_the_region', async ({ page, site }) => {
  const { organisation } = site;
  const person = await site.newcomer(page, { language: 'nl', region: 'nl-NL' });
  const objective = await organisation.objective(person, 'Op tijd', [{ title: 'Meting' }]);
  await page.goto(`/key-results/${objective.key_results[0].id}/edit`);
  const due = organisation.cycle.end_day as string;
  const [year, month, day] = due.split('-');
  await page.getByLabel('Einddatum').fill(`${day}-${month}-${year}`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Op tijd' })).toBeVisible();
  expect((await organisation.read(objective.id)).key_results[0].due_day).toBe(due);
});
