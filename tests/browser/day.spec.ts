// SPDX-License-Identifier: Apache-2.0
// The field for a day: typed in the order of the region or pointed at, by keyboard alone, on a phone, and never in the way.
import { day } from './organisation.ts';
import { expect, test } from './site.ts';

/** "28-11-2026" */
const dutch = (iso: string) => iso.split('-').reverse().join('-');

test.describe('in Dutch', () => {
  test.use({ locale: 'nl-NL' });

  test('day__is_typed_by_keyboard_and_the_calendar_stays_away', async ({ page, site }) => {
    const person = await site.newcomer(page, { language: 'nl', region: 'nl-NL' });
    await page.goto('/account');
    await page.getByRole('button', { name: 'Afwezigheid noteren' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Afwezigheid noteren' });
    await expect(dialog.getByLabel('Eerste dag afwezig')).toBeFocused();
    await page.keyboard.type(dutch(day(3)));
    await expect(page.getByRole('button', { name: 'Volgende maand' })).toBeHidden();
    await page.keyboard.press('Tab');
    await page.keyboard.type(dutch(day(10)));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    const [absence] = (await person.client.get(`/api/v1/people/${person.id}/absences`)).is(200).items;
    expect(absence).toMatchObject({ first_day: day(3), last_day: day(10) });
  });

  test('day__calendar_marks_today_and_writes_months_and_weekdays_as_the_language_does', async ({ page, site }) => {
    await site.newcomer(page, { language: 'nl', region: 'nl-NL' });
    await page.goto('/account');
    await page.getByRole('button', { name: 'Afwezigheid noteren' }).click();
    await page.getByRole('dialog', { name: 'Afwezigheid noteren' }).getByLabel('Eerste dag afwezig').click();
    const calendar = page.locator('[data-dates-dropdown]');
    await expect(calendar.locator('[aria-current=date]')).toHaveText(String(Number(day(0).slice(8))));
    const months = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
    const month = calendar.getByRole('button', { name: `${months[Number(day(0).slice(5, 7)) - 1]} ${day(0).slice(0, 4)}`, exact: true });
    // As it is drawn, which capitals of a style sheet are part of.
    expect(await month.innerText()).toMatch(/^[a-z]+ \d+$/);
    expect(await calendar.locator('th').allInnerTexts()).toContain('ma');
  });
});

test('day__calendar_opens_for_a_pointer_and_escape_closes_it_before_the_dialog', async ({ page, site }) => {
  await site.newcomer(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Note an absence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note an absence' });
  const field = dialog.getByLabel('Last day away');
  const next = page.getByRole('button', { name: 'Next month' });
  await field.click();
  await expect(next).toBeVisible();
  // It finds its place once it is there.
  await expect(async () => {
    const calendar = await page.locator('[data-dates-dropdown]').boundingBox();
    expect(calendar!.x).toBeGreaterThanOrEqual(0);
    expect(calendar!.x + calendar!.width).toBeLessThanOrEqual(390);
  }).toPass({ timeout: 10_000 });
  await page.keyboard.press('Escape');
  await expect(next).toBeHidden();
  await expect(dialog).toBeVisible();
  await field.click();
  await next.click();
  await page.getByRole('button', { name: /^15 / }).click();
  await expect(next).toBeHidden();
  await expect(field).toHaveValue(/15/);
  // A day that was chosen is not lost unasked.
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Throw away what you typed?' }).getByRole('button', { name: 'Throw it away' }).click();
  await expect(dialog).toBeHidden();
});
