// SPDX-License-Identifier: Apache-2.0
// From the sign-in page to a saved check-in, as a person does it: in both languages, on a desk and
// on a phone, with the mouse and by the keyboard alone.
import { expect, type Page, type Person, test } from './site.ts';

const words = {
  en: {
    email: 'E-mail',
    password: 'Password',
    signIn: 'Sign in',
    week: 'This week',
    overdue: '3 check-ins overdue',
    checkIn: 'Check in: Completed payments rise',
    value: 'Value now',
    note: 'Note',
    saveNext: 'Save and next',
    place: '2 of 3',
    saved: /saved \d\d:\d\d/,
  },
  nl: {
    email: 'E-mail',
    password: 'Wachtwoord',
    signIn: 'Inloggen',
    week: 'Deze week',
    overdue: '3 check-ins te laat',
    checkIn: 'Inchecken: Completed payments rise',
    value: 'Waarde nu',
    note: 'Notitie',
    saveNext: 'Opslaan en volgende',
    place: '2 van 3',
    saved: /opgeslagen \d\d:\d\d/,
  },
} as const;

async function signIn(page: Page, person: Person, language: 'en' | 'nl') {
  const say = words[language];
  await page.getByLabel(say.email).fill(person.email);
  await page.getByLabel(say.password, { exact: true }).fill(person.password);
  await page.getByRole('button', { name: say.signIn }).click();
}

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['nl', 'nl-NL'],
] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${language} at ${width}`, () => {
      test.use({ locale, viewport: { width, height: 800 } });
      const say = words[language];

      test('journey__from_sign_in_to_a_saved_check_in', async ({ page, site }) => {
        const person = await site.organisation.person('Mia Jansen', { language, region: locale });
        const objective = await site.organisation.owing(person);
        const [first] = objective.key_results;

        await page.goto('/');
        await signIn(page, person, language);
        await expect(page.getByRole('heading', { level: 1, name: say.week })).toBeVisible();
        await expect(page.getByText(say.overdue)).toBeInViewport();

        // Four interactions: the row, the value (prefilled and selected), confidence, save.
        await page.getByRole('link', { name: say.checkIn }).click();
        const value = page.getByLabel(say.value);
        await expect(value).toBeFocused();
        await page.keyboard.type(language === 'nl' ? '67,5' : '67.5');
        await page.getByRole('radio', { name: '7', exact: true }).check({ force: true });
        await page.getByLabel(say.note, { exact: true }).fill('Two banks went live.');
        await page.getByRole('button', { name: say.saveNext }).click();

        await expect(page.getByText(say.place)).toBeVisible();
        // Beside the form on a desk, above it on a phone.
        const where = width < 992 ? page.getByRole('status') : page.getByRole('button');
        await expect(where.filter({ hasText: say.saved })).toBeInViewport();
        const [saved] = await site.organisation.checkIns(first);
        expect(saved).toMatchObject({ value: 67.5, confidence: 7, note: 'Two banks went live.' });
      });
    });
  }
}

test('journey__by_keyboard_alone', async ({ page, site }) => {
  const person = await site.organisation.person();
  const objective = await site.organisation.owing(person);
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };

  await page.goto('/');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(person.email);
  await keys('Tab');
  await page.keyboard.type(person.password);
  await keys('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'This week' })).toBeVisible();

  await keys('c');
  await expect(page.getByLabel('Value now')).toBeFocused();
  await page.keyboard.type('70');
  await keys('Tab', 'Home', 'ArrowRight', 'ArrowRight');
  await keys('Control+Enter');
  await expect(page.getByText('2 of 3')).toBeVisible();
  await expect(page.getByLabel('Value now')).toBeFocused();
  await page.keyboard.type('90');
  await keys('Control+Enter');
  await expect(page.getByText('3 of 3')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Not yet' })).toBeFocused();
  await keys('ArrowRight');
  await keys('Control+Enter');
  await expect(page.getByText('That was all for now')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Go home' })).toBeFocused();
  await keys('Enter');
  await expect(page.getByText('Nothing is due this week')).toBeVisible();

  const values = await Promise.all(objective.key_results.map((one: { id: number }) => site.organisation.checkIns(one)));
  expect(values.map(([newest]) => newest?.value)).toEqual([70, 90, 1]);
});

test('sign_in__says_what_went_wrong_and_keeps_the_address', async ({ page, site }) => {
  const person = await site.organisation.person();
  await page.goto('/tree?by=unit');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, { ...person, password: 'not the password at all' }, 'en');
  await expect(page.getByText('This address and password do not belong together.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await signIn(page, person, 'en');
  await expect(page).toHaveURL(/\/tree\?by=unit/);
  await expect(page.getByRole('heading', { level: 1, name: 'Tree' })).toBeVisible();
});
