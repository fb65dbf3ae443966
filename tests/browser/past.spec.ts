// SPDX-License-Identifier: Apache-2.0
// The demo organisation two weeks ago, in every view that can be seen as of a day, in both languages.
import { languages } from '../support/catalogue.ts';
import { dayFrom, today } from '../support/company.ts';
import { expect, test } from './talverno.ts';

const PROMISE = /Customers can rely on our delivery promise/;

for (const language of languages) {
  test(`as_of__holds_in_tree_table_map_and_unit_${language}`, async ({ page, reader }) => {
    const board = await reader(language);
    await board.sitsAs('marijke.hoekstra');
    await board.goesTo('Tree');
    const row = page.getByRole('treeitem', { name: PROMISE }).first();
    const percent = async () => Number(/(\d+)\s?%/.exec((await row.textContent()) ?? '')?.[1]);
    await expect.poll(percent).toBeGreaterThan(0);
    const now = await percent();

    const day = dayFrom(today(), -14);
    await board.field('As it was on').fill(day);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`as_of=${day}`));
    await expect(page.getByRole('status').filter({ hasText: language === 'en' ? 'Titles and owners' : 'Titels en eigenaren' })).toBeVisible();
    await expect.poll(percent).toBeLessThan(now);
    const then = new RegExp(`(?<!\\d)${await percent()}\\s?%`);

    // The day stays when the tree is turned round, and when the page is read again.
    await board.text('By unit').click();
    await expect(page).toHaveURL(/by=unit.*as_of=|as_of=.*by=unit/);
    await page.reload();
    await expect(page.getByRole('treeitem', { name: PROMISE }).first()).toContainText(then);

    await page.goto(`/explore?as_of=${day}&q=delivery%20promise`);
    await expect(page.getByRole('row', { name: PROMISE })).toContainText(then);
    await page.goto(`/explore/map?as_of=${day}`);
    // Where its box lies hangs on how pressing the others were that day, and what is out of sight is not drawn.
    await page.getByPlaceholder(board.say('Find on the map')).fill('delivery promise');
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node').filter({ hasText: PROMISE })).toContainText(then);
    const unit = await board.unit('Talverno');
    await page.goto(`/units/${unit.id}?as_of=${day}`);
    await expect(page.getByRole('listitem').filter({ hasText: PROMISE })).toContainText(then);
    // What can be done, is done today.
    await expect(board.link('New objective')).toHaveCount(1);
    await board.button('Back to today').click();
    await expect(page).not.toHaveURL(/as_of=/);
    await expect(page.getByRole('listitem').filter({ hasText: PROMISE })).not.toContainText(then);
    await expect(board.region('Units below')).toBeVisible();
  });
}
