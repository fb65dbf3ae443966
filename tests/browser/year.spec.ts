// SPDX-License-Identifier: Apache-2.0
// The main scenes of a year, as the people of one organisation click through them: the board sits, a theme gets its topline OKR, a
// team writes with help and has it read, checks in, meets, closes, looks back, and goes on in the next quarter.
import type { BrowserContext, Locator } from '@playwright/test';
import { day } from './organisation.ts';
import { alone, expect, type Page, type Person, type Site, test, watch } from './site.ts';

const step = test.step;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const region = (page: Page, name: string) => page.getByRole('region', { name });

/** What the writing help says of what stands there. */
const remark = (page: Page, rule: string, help = 'Writing help') => region(page, help).getByRole('listitem').getByText(rule);

/** Chosen from a list that is searched by typing. */
async function choose(within: Page | Locator, field: string, name: string): Promise<void> {
  const page = 'page' in within ? within.page() : within;
  await within.getByRole('combobox', { name: field }).fill(name);
  await page.getByRole('option', { name }).first().click();
}

/** Radio buttons that are drawn as a bar. */
const pick = (page: Page, group: string, option: string) =>
  page.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).check({ force: true });

async function leader(site: Site, name: string, unit: number, profile = {}): Promise<Person> {
  const person = await site.organisation.person(name, profile);
  (await site.organisation.admin.post('/api/v1/grants', { person_id: person.id, role: 'leader', unit_id: unit })).is(201);
  return person;
}

const own = alone.extend<{ beside: (person: Person) => Promise<Page> }>({
  /** Another person, in a browser of their own. */
  beside: async ({ browser, site, locale }, use) => {
    const faults: string[][] = [];
    const contexts: BrowserContext[] = [];
    await use(async (person) => {
      const context = await browser.newContext({ baseURL: site.url, locale });
      await site.enter(context, person);
      const page = await context.newPage();
      contexts.push(context);
      faults.push(watch(page));
      return page;
    });
    expect(faults.flat(), 'faults of the pages beside').toEqual([]);
    for (const context of contexts) await context.close();
  },
});

own.use({ actionTimeout: 60_000 }); // a scene that stops says where

own('year__from_the_strategy_to_the_next_quarter', async ({ page, site, beside }) => {
  test.setTimeout(240_000);
  const { organisation } = site;
  const bo = await leader(site, 'Bo Board', organisation.company.id);
  const mia = await organisation.person('Mia Jansen');
  const rob = await organisation.person('Rob Bakker');

  await step('the board prepares a session and publishes it', async () => {
    await site.enter(page, bo);
    await page.goto('/strategy');
    await page.getByRole('link', { name: 'Prepare a session' }).click();
    await page.getByRole('button', { name: 'Prepare a session' }).first().click();
    await page.getByRole('textbox', { name: 'Name of the session' }).fill('Spring session');
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await page.getByRole('button', { name: 'Add a theme' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Worth coming back for');
    await dialog.getByLabel('It has succeeded when').fill('Half of new customers order again.');
    await dialog.getByRole('button', { name: 'Add the theme' }).click();
    await page.getByLabel('Mission').fill('A good home for everyone.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('holds now')).toBeVisible();
  });

  await step('the map shows that nothing moves the theme yet, and then what does', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Strategy' }).click();
    await expect(page.getByText('No topline OKR in this cycle')).toBeVisible();
    await page.getByRole('link', { name: 'New objective' }).click();
    await page.getByLabel('What do you want to achieve?').fill('Customers come back because we made it worth their while');
    await choose(page, 'Unit', 'Noordzee Retail');
    await page.getByRole('combobox', { name: 'Strategic theme' }).click();
    await page.getByRole('option', { name: 'Worth coming back for' }).click();
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByRole('link', { name: 'Add a key result' }).first().click();
    await page.getByLabel('What proves that the objective is reached?').fill('Customers who order again within 90 days');
    await page.getByLabel('From').fill('30');
    await page.getByLabel('To', { exact: true }).fill('40');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('A draft:')).toBeHidden();
    await page.getByRole('link', { name: 'Worth coming back for' }).click();
    await expect(region(page, 'Topline OKRs')).toContainText('Customers come back');
  });

  await step('a team writes its own, and the help says what could be better', async () => {
    await site.enter(page, mia);
    await page.goto('/objectives/new');
    const title = page.getByLabel('What do you want to achieve?');
    await title.fill('Grow repeat orders by 20%');
    await expect(remark(page, 'Number in the objective')).toBeVisible();
    await title.fill('Paying is the easiest part of shopping');
    await expect(remark(page, 'Number in the objective')).toHaveCount(0);
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await expect(heading(page, 'Paying is the easiest part of shopping')).toBeVisible();
    await page.getByRole('link', { name: 'Add a key result' }).first().click();
    await page.getByLabel('What proves that the objective is reached?').fill('Payments that succeed at once');
    await page.getByLabel('From').fill('62');
    await page.getByLabel('To', { exact: true }).fill('82');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('62 → 82')).toBeVisible();
    await page.getByRole('button', { name: 'Align with…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Objective above').fill('Customers come back');
    await dialog.getByRole('button', { name: /^Customers come back/ }).click();
    await dialog.getByRole('radio', { name: 'Counts in its progress' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Align', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await step('it is read, sent back, bettered, accepted and published', async () => {
    const word = 'Your word in the review';
    await page.getByRole('button', { name: 'Ask for a review' }).click();
    const dialog = page.getByRole('dialog');
    await choose(dialog, 'Reviewers', 'Rob Bakker');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(region(page, 'Review')).toContainText('0 of 1 accepted');

    const reader = await beside(rob);
    await reader.goto('/');
    await expect(reader.getByText('1 review waits for me')).toBeVisible();
    await region(reader, 'Waiting for my review').getByRole('link', { name: 'Paying is the easiest part' }).click();
    await reader.getByLabel(word).fill('Who measures it?');
    await reader.getByRole('button', { name: 'Send back' }).click();

    await expect(region(page, 'Review')).toContainText('Who measures it?'); // it came by itself
    await page.getByRole('link', { name: 'Edit', exact: true }).first().click();
    await page.getByLabel('Why it matters').fill('Finance measures it every Monday.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel(word).fill('Finance does; it says so now.');
    await page.getByRole('button', { name: 'Ask to look again' }).click();

    await expect(reader.getByText('Finance measures it every Monday.').first()).toBeVisible(); // by itself, too
    await reader.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(region(reader, 'Review')).toContainText('1 of 1 accepted');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('A draft:')).toBeHidden();
  });

  await step('a round of check-ins moves the number of the board', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Check in: Payments that succeed at once' }).click();
    await page.getByLabel('Value now').fill('72');
    await page.getByRole('radio', { name: '7', exact: true }).check({ force: true });
    await page.getByLabel('Note', { exact: true }).fill('Two banks went live.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('1 check-in saved.')).toBeVisible();
    await page.goto('/tree');
    // Nothing was told of the board's own measure: 50 % of the team's, and none of its own.
    await expect(page.getByRole('treeitem', { name: /Customers come back/ })).toContainText('25%');
  });

  await step('the team meets, in two browsers', async () => {
    await page.goto(`/units/${organisation.team.id}`);
    await page.getByRole('button', { name: 'Start now' }).click();
    const screen = (of: Page) => region(of, 'On the screen');
    await expect(screen(page)).toContainText('Payments that succeed at once');
    const other = await beside(rob);
    await other.goto(page.url());
    await page.getByLabel('Minutes').fill('The third bank is late.');
    await expect(other.getByLabel('Minutes')).toHaveValue('The third bank is late.');
    await screen(page).getByRole('button', { name: 'Next' }).click();
    await expect(screen(other).getByRole('status')).toContainText('2 of 2');
    await page.getByRole('textbox', { name: 'Action' }).fill('Call the third bank');
    await choose(page, 'Who', 'Rob Bakker');
    await page.getByLabel('Until').fill(day(5));
    await page.getByRole('button', { name: 'Agree' }).click();
    await expect(other.getByRole('checkbox', { name: 'Call the third bank' })).toBeVisible();
    await page.getByRole('button', { name: 'End the meeting' }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await expect(other.getByText('The third bank is late.')).toBeVisible();
    await other.goto('/');
    await region(other, 'My actions').getByRole('checkbox', { name: 'Done: Call the third bank' }).click();
    await expect(other.getByText('The action is done.')).toBeVisible();
  });

  await step('the next quarter is planned', async () => {
    await site.enter(page);
    await page.goto('/');
    await page.getByRole('button', { name: /This quarter/ }).click();
    await page.getByRole('menuitem', { name: 'New cycle…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Next quarter');
    await dialog.getByLabel('First day').fill(day(55));
    await dialog.getByLabel('Last day').fill(day(145));
    await dialog.getByRole('button', { name: 'Plan the cycle' }).click();
    await expect(dialog).toBeHidden();
  });

  await step('the set is closed with a score, looked back upon, and goes on', async () => {
    await site.enter(page, mia);
    await page.goto(`/units/${organisation.team.id}`);
    await page.getByRole('link', { name: 'Closing', exact: true }).click();
    await expect(page.getByRole('group', { name: 'Score of the objective' })).toContainText('Suggested: 0.5');
    await pick(page, 'What becomes of “Payments that succeed at once”?', 'Continue');
    await page.getByRole('combobox', { name: 'Goes on in' }).click();
    await page.getByRole('option', { name: 'A new draft like this one in Next quarter' }).click();
    await page.getByRole('button', { name: 'Close and next' }).click();
    await page.getByLabel('What worked?').fill('Small steps, one bank at a time.');
    await page.getByLabel('What worked?').press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible();
    await expect(page.locator('main')).toContainText(/0\s*Green\s*1\s*Amber\s*0\s*Red/);
  });

  await step('and the next quarter begins where this one ended', async () => {
    await page.getByRole('list', { name: 'Objectives' }).getByRole('link', { name: 'Paying is the easiest part' }).click();
    await page.getByRole('heading', { level: 2 }).getByRole('link', { name: 'Paying is the easiest part' }).click();
    await region(page, 'Before and after').getByRole('link', { name: 'Payments that succeed at once' }).click();
    await expect(page.getByText('A draft:')).toBeVisible();
    await expect(page.getByText('72 → 82')).toBeVisible();
    await expect(region(page, 'Before and after')).toContainText('goes on from');
    await expect(page.getByRole('button', { name: /Next quarter/ })).toBeVisible();
  });
});

own.describe('in Dutch', () => {
  own.use({ locale: 'nl-NL' });

  own('year__in_short', async ({ page, site, beside }) => {
    test.setTimeout(180_000);
    const { organisation } = site;
    const dutch = { language: 'nl', region: 'nl-NL' };
    const mia = await organisation.person('Mia Jansen', dutch);
    const rob = await organisation.person('Rob Bakker', dutch);
    await organisation.strategy(['De moeite van het terugkomen waard']);
    await site.enter(page, mia);

    await step('schrijven met hulp, en publiceren', async () => {
      await page.goto('/objectives/new');
      const title = page.getByLabel('Wat wil je bereiken?');
      await title.fill('Laat de omzet met 20% groeien');
      await expect(remark(page, 'Getal in de doelstelling', 'Schrijfhulp')).toBeVisible();
      await title.fill('Betalen is het makkelijkste deel van winkelen');
      await expect(remark(page, 'Getal in de doelstelling', 'Schrijfhulp')).toHaveCount(0);
      await page.getByRole('button', { name: 'Opslaan als concept' }).click();
      await page.getByRole('link', { name: 'Een key result toevoegen' }).first().click();
      await page.getByLabel('Wat bewijst dat de doelstelling is bereikt?').fill('Betalingen die in één keer lukken');
      await page.getByLabel('Van', { exact: true }).fill('62,5');
      await page.getByLabel('Naar', { exact: true }).fill('82,5');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('62,5 → 82,5')).toBeVisible();
      await page.getByRole('button', { name: 'Publiceren' }).click();
      await expect(page.getByText('Een concept:')).toBeHidden();
    });

    await step('inchecken, en samen overleggen', async () => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Inchecken: Betalingen die in één keer lukken' }).click();
      await page.getByLabel('Waarde nu').fill('72,5');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('1 check-in opgeslagen.')).toBeVisible();
      await page.goto(`/units/${organisation.team.id}`);
      await page.getByRole('button', { name: 'Nu beginnen' }).click();
      await expect(region(page, 'Op het scherm')).toContainText('Betalingen die in één keer lukken');
      const other = await beside(rob);
      await other.goto(page.url());
      await page.getByLabel('Notulen').fill('De derde bank is laat.');
      await expect(other.getByLabel('Notulen')).toHaveValue('De derde bank is laat.');
      await page.getByRole('button', { name: 'Overleg beëindigen' }).click();
      await page.getByRole('button', { name: 'Beëindigen', exact: true }).click();
      await expect(other.getByText('De derde bank is laat.')).toBeVisible();
    });

    await step('afsluiten en terugkijken', async () => {
      await page.goto(`/units/${organisation.team.id}`);
      await page.getByRole('link', { name: 'Afsluiting', exact: true }).click();
      await page.getByRole('button', { name: 'Afsluiten en volgende' }).click();
      await page.getByLabel('Wat ging goed?').fill('Eén bank tegelijk.');
      await page.getByLabel('Wat ging goed?').press('Control+Enter');
      await expect(page.getByRole('heading', { name: 'Samenvatting' })).toBeVisible();
    });
  });
});
