// SPDX-License-Identifier: Apache-2.0
// What people expect of the whole client, whatever the page (tests/README.md has the list): the way back, time to undo, a window
// at 400 %, less motion, colours of one's own, and the first day of an organisation.
import type { Json } from '../support/client.ts';
import { day } from './organisation.ts';
import { alone, expect, openSite, type Page, test } from './site.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const views = ['/', '/strategy', '/tree', '/explore', '/explore/heat', '/units', '/people', '/account'];

/** Nothing scrolls while it is still being drawn. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

test.describe('without live events', () => {
  test.beforeEach(({ page }) => page.route('**/api/v1/events', (route) => route.abort()));

  test('zoom__at_400_percent_keeps_what_has_the_focus_in_sight', async ({ page, site }) => {
    const show = await site.organisation.showcase();
    await site.enter(page, show.person);
    await page.setViewportSize({ width: 320, height: 256 }); // 1280 by 1024, four times as large
    for (const path of [...views, `/objectives/${show.objective.id}`, `/units/${site.organisation.team.id}`]) {
      await page.goto(path);
      await ready(page);
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press('Tab');
        const hidden = await page.evaluate(() => {
          const one = document.activeElement;
          if (!one || one === document.body) return null;
          const box = one.getBoundingClientRect();
          if (box.width === 0 || box.height === 0) return null;
          // Wholly out of the window, or wholly covered by something else.
          const [left, right] = [Math.max(box.left, 0) + 1, Math.min(box.right, innerWidth) - 1];
          const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
          const points = [[left, top], [right, bottom], [left, bottom], [right, top], [(left + right) / 2, (top + bottom) / 2]];
          const seen = points.some(([x, y]) => {
            const there = document.elementFromPoint(x ?? 0, y ?? 0);
            return there !== null && (one.contains(there) || there.contains(one));
          });
          return seen ? null : `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent?.slice(0, 40)}`;
        });
        expect.soft(hidden, `step ${step} of ${path}`).toBeNull();
      }
    }
  });

  test('motion__is_none_when_less_is_asked_for', async ({ page, site }) => {
    const show = await site.organisation.showcase();
    await site.enter(page, show.person);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of [...views, `/objectives/${show.objective.id}`]) {
      await page.goto(path);
      await ready(page);
      const moves = async () =>
        page.evaluate(() => document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length);
      expect.soft(await moves(), path).toBe(0);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: /^Search objectives/ })).toBeVisible();
      expect.soft(await moves(), `search on ${path}`).toBe(0);
      await page.keyboard.press('Escape');
    }
  });

  test('colours__of_ones_own_leave_bars_marks_and_the_focus_to_see', async ({ page, site }) => {
    const show = await site.organisation.showcase();
    await site.enter(page, show.person);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(`/objectives/${show.objective.id}`);
    await ready(page);
    const bar = page.getByRole('img', { name: /^Progress \d+%/ }).first();
    const colours = await bar.evaluate((one) => {
      const all = [...one.querySelectorAll('*')].map((part) => getComputedStyle(part).backgroundColor);
      return { page: getComputedStyle(document.body).backgroundColor, all };
    });
    const drawn = new Set(colours.all.filter((colour) => colour !== colours.page && colour !== 'rgba(0, 0, 0, 0)'));
    expect(drawn.size, 'the filled part and the mark of today').toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
    expect(outline).not.toBe('none');
  });

  test('contrast__is_higher_when_more_is_asked_for', async ({ page, site }) => {
    const show = await site.organisation.showcase();
    await site.enter(page, show.person);
    const line = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--k-line'));
    await page.goto('/');
    const usual = await line();
    await page.emulateMedia({ contrast: 'more' });
    expect(await line()).not.toBe(usual);
  });
});

alone('back__restores_where_one_was_and_what_was_chosen', async ({ page, site }) => {
  await page.route('**/api/v1/events', (route) => route.abort());
  const person = await site.newcomer(page);
  const titles = Array.from({ length: 40 }, (_, at) => `Row ${at} of a long table`);
  for (const title of titles) await site.organisation.objective(person, title, []);
  await page.goto(`/explore?owner=${person.id}`);
  const link = page.getByRole('link', { name: titles[33] });
  await link.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 60);
  const scrolled = () => page.evaluate(() => window.scrollY);
  await expect.poll(scrolled).toBeGreaterThan(300);
  let before = -1;
  await expect // until it stands still
    .poll(async () => {
      const last = before;
      before = await scrolled();
      return before === last;
    }, { intervals: [300] })
    .toBe(true);
  await link.click();
  await expect(heading(page, titles[33] ?? '')).toBeVisible();
  await expect.poll(scrolled).toBe(0);
  await page.goBack();
  await expect(link).toBeInViewport();
  await expect.poll(scrolled).toBe(before);
  await expect(link).toBeFocused();
});

test('undo__is_offered_for_ten_seconds', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const objective = await site.organisation.owing(person);
  await page.clock.install();
  await page.goto(`/objectives/${objective.id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('It was a test.');
  // From here on the clock of the page goes on only as far as it is told to.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000));
  await dialog.getByRole('button', { name: 'Archive' }).click();
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await expect(async () => {
    await page.clock.runFor(50);
    await expect(undo).toBeVisible({ timeout: 100 });
  }).toPass();
  await page.mouse.move(5, 5); // whoever points at it stops the clock
  await page.clock.runFor(9_000);
  await expect(undo).toBeVisible();
  await page.clock.runFor(2_000);
  await expect(undo).toBeHidden();
});

test('history__goes_back_to_the_beginning', async ({ page, site }) => {
  const person = await site.newcomer(page);
  const made = await site.organisation.objective(person, 'A title often thought over', []);
  for (let turn = 1, version = made.version; turn <= 60; turn++) {
    version = ((await person.client.patch(`/api/v1/objectives/${made.id}`, { title: `Thought over ${turn}` }, `"${version}"`)).is(200) as Json).version;
  }
  await page.goto(`/objectives/${made.id}`);
  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('button', { name: 'Show more' }).click();
  const older = history.getByRole('button', { name: 'Show older' });
  await expect(older).toBeVisible();
  await expect(history.getByText('began the draft')).toHaveCount(0);
  while (await older.isVisible()) {
    const shown = await history.getByRole('listitem').count();
    await older.click();
    await expect.poll(() => history.getByRole('listitem').count()).toBeGreaterThan(shown);
  }
  await expect(history.getByText('began the draft')).toBeVisible();
});

test('tree__as_of_a_day_is_as_it_was', async ({ page }) => {
  const { site, close } = await openSite(); // a second top unit would be one of all tests beside it
  const unit = async (body: Json) => (await site.organisation.admin.post('/api/v1/units', body)).is(201);
  const old = await unit({ name: 'Old top', type: 'company', parent_id: null, valid_from: day(-300) });
  await unit({ name: 'New branch', type: 'team', parent_id: old.id, valid_from: day(-2) });
  await site.enter(page);
  await page.goto(`${site.url}/tree?by=unit&open=u${old.id}`);
  const branch = page.getByRole('treeitem', { name: /New branch/ });
  await expect(branch).toBeVisible();
  await page.getByLabel('As it was on').fill(day(-5));
  await expect(page).toHaveURL(/as_of=/);
  await expect(branch).toHaveCount(0);
  await expect(page.getByRole('treeitem', { name: /Old top/ })).toBeVisible();
  await page.getByRole('button', { name: 'Back to today' }).click();
  await expect(branch).toBeVisible();
  await close();
});

test('first_day__an_example_comes_and_goes_by_a_click', async ({ page }) => {
  const { site, close } = await openSite({ empty: true });
  await site.enter(page);
  await page.goto(`${site.url}/`);
  await page.getByRole('button', { name: 'Show me an example' }).click();
  await expect(page.getByText(/This is the example, with \d+ invented people who cannot sign in/)).toBeVisible();
  await page.goto(`${site.url}/tree`);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await page.goto(`${site.url}/`);
  const remove = page.getByRole('button', { name: 'Take the example out…' });
  const dialog = page.getByRole('dialog', { name: 'Take the example out?' });
  await remove.click();
  // Meanwhile somebody adds something: it does not go unseen.
  (await site.organisation.admin.post('/api/v1/units', { name: 'Ours', type: 'company' })).is(201);
  await dialog.getByRole('button', { name: 'Take it out' }).click();
  await expect(dialog.getByText('1 unit')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Take it out' })).toBeDisabled();
  await dialog.getByLabel('This may go too').check();
  await dialog.getByRole('button', { name: 'Take it out' }).click();
  await expect(page.getByText('Nothing runs here yet')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Setting up' })).toContainText('0 of 5');
  await expect(page.getByRole('button', { name: 'Show me an example' })).toBeVisible();
  await close();
});

test('first_day__says_what_comes_first', async ({ page }) => {
  const { site, close } = await openSite({ empty: true });
  await site.enter(page);
  await page.goto(`${site.url}/`);
  await expect(page.getByText('Nothing runs here yet')).toBeVisible();
  const steps = page.getByRole('region', { name: 'Setting up' });
  await expect(steps).toContainText('0 of 5');
  await steps.getByRole('link', { name: 'Add the units' }).click();
  await expect(heading(page, 'Units')).toBeVisible();
  await page.getByRole('button', { name: 'Plan the first cycle' }).click();
  await expect(page.getByRole('dialog', { name: 'New cycle' })).toBeVisible();
  await site.organisation.make();
  await page.goto(`${site.url}/`);
  await expect(steps).toContainText('2 of 5');
  await expect(steps.getByRole('listitem').filter({ hasText: 'done' })).toHaveText([/Add the units/, /Plan the first cycle/]);
  const mia = await site.organisation.person();
  await site.organisation.strategy(['Everyone pays with ease']);
  await site.organisation.objective(mia, 'Customers pay without thinking', []);
  await page.reload();
  await expect(heading(page, 'This week')).toBeVisible();
  await expect(page.getByText('Nothing is due this week')).toBeVisible();
  await expect(steps).toHaveCount(0);
  await close();
});
