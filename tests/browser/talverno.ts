// SPDX-License-Identifier: Apache-2.0
// What the pictures of the user's guide stand on: the demo organisation, served for each worker, and a reader
// of the guide who sits down in somebody's chair and does what the guide says, in one of the languages.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Catalogue, catalogueOf, type Language } from '../support/catalogue.ts';
import { Client, type Json } from '../support/client.ts';
import { newDatabase } from '../support/database.ts';
import { root } from '../support/place.ts';
import { startServer } from '../support/server.ts';
import { expect, type Page, test as base } from './site.ts';

type Locator = ReturnType<Page['locator']>;

const PASSWORD = 'steady-as-she-goes';
/** How numbers and days are written, whatever the person of the demo prefers. */
const regions: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL' };
/** Where pictures go; `GUIDE=doc/guide/picture` renews those of the guide. */
const folder = join(root, process.env.GUIDE ?? 'build/guide');
const MARGIN = 24;
const GAP = 8;

/** What of the page is worth showing: without `from` also the frame around it; where both are the same, that alone. */
interface Crop {
  from?: Locator;
  until: Locator;
}

export class Reader {
  readonly page: Page;
  readonly words: Catalogue;
  readonly #url: string;
  client!: Client;

  constructor(page: Page, words: Catalogue, url: string) {
    this.page = page;
    this.words = words;
    this.#url = url;
  }

  say = (english: string, context?: string) => this.words.say(english, context);
  button = (english: string) => this.page.getByRole('button', { name: this.say(english), exact: true });
  link = (english: string) => this.page.getByRole('link', { name: this.say(english), exact: true });
  /** The first of the page itself: the banner of the process may name a step alike. */
  inMain = (english: string) => this.page.getByRole('main').getByRole('link', { name: this.say(english), exact: true }).first();
  heading = (english: string) => this.page.getByRole('heading', { name: this.say(english) });
  region = (english: string) => this.page.getByRole('region', { name: this.say(english) });
  text = (english: string) => this.page.getByText(this.say(english), { exact: true });
  field = (english: string) => this.page.getByLabel(this.say(english), { exact: true });

  /** Signs in as this person of the demo, who reads this language from now on. */
  async sitsAs(login: string): Promise<void> {
    this.client = await new Client(this.#url).signedIn(`${login}@talverno.example`, PASSWORD);
    const me = (await this.client.get('/api/v1/me')).is(200);
    const { language } = this.words;
    (await this.client.patch('/api/v1/me', { language, region: regions[language] }, `"${me.person.version}"`)).is(200);
    const [name = '', value = ''] = this.client.cookie?.split('=') ?? [];
    await this.page.context().addCookies([{ name, value, url: this.#url, httpOnly: true, sameSite: 'Lax' }]);
    await this.page.goto('/');
  }

  /** Follows the menu at the side. */
  async goesTo(english: string): Promise<void> {
    await this.page.getByRole('navigation', { name: this.say('Main') }).getByRole('link', { name: this.say(english) }).first().click();
    await expect(this.page.getByRole('heading', { level: 1, name: this.say(english), exact: true })).toBeVisible();
  }

  async unit(name: string): Promise<Json> {
    const units: Json[] = (await this.client.get('/api/v1/units', { limit: 200 })).is(200).items;
    const unit = units.find((one) => one.name === name);
    expect(unit, `the unit ${name}`).toBeDefined();
    return unit;
  }

  async person(name: string): Promise<Json> {
    const person = (await this.client.get('/api/v1/people', { q: name })).is(200).items[0];
    expect(person, `the person ${name}`).toBeDefined();
    return person;
  }

  /** The objective of the running quarter whose title begins so. */
  async objective(title: string): Promise<Json> {
    const { items } = (await this.client.get('/api/v1/objectives', { cycle_id: await this.#cycle('running'), limit: 200 })).is(200);
    const objective = items.find((one: Json) => one.title.startsWith(title));
    expect(objective, `the objective ${title}`).toBeDefined();
    return objective;
  }

  /** The id of the quarter that runs or of the one before it. */
  async #cycle(which: 'running' | 'last'): Promise<number> {
    const cycles: Json[] = (await this.client.get('/api/v1/cycles')).is(200).items;
    const [running, last] = cycles.toSorted((a, b) => b.start_day.localeCompare(a.start_day));
    return (which === 'running' ? running : last).id;
  }

  lastCycle = () => this.#cycle('last');

  /** Keeps a picture, of nothing that still loads, moves or says good-bye. */
  async picture(name: string, { from, until }: Crop): Promise<void> {
    const { page } = this;
    await expect(page.locator('[aria-busy], .mantine-Skeleton-root')).toHaveCount(0);
    await expect(page.locator('.mantine-Notification-root')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await expect(until).toBeVisible();
    const width = page.viewportSize()?.width ?? 0;
    const bottom = async () => Math.ceil(await until.evaluate((one) => one.getBoundingClientRect().bottom + window.scrollY));
    // As high as what is shown, so that the side bar ends where the picture does.
    await page.setViewportSize({ width, height: (await bottom()) + MARGIN });
    await page.evaluate(() => window.scrollTo(0, 0));
    const clip = { x: 0, y: 0, width, height: (await bottom()) + MARGIN };
    const first = from && (await from.boundingBox());
    if (first) {
      const gap = from === until ? 0 : GAP;
      clip.x = first.x - gap;
      clip.y = first.y - gap / 2;
      clip.width = from === until ? first.width : width - clip.x;
      clip.height = (await bottom()) + gap / 2 - clip.y;
    }
    const path = join(folder, this.words.language, `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path, clip, animations: 'disabled' });
  }
}

export const test = base.extend<{ reader: (language: Language) => Promise<Reader> }, { demo: string }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const database = await newDatabase('sqlite', ['--demo']);
      const server = await startServer({ db: database.url });
      await use(server.url);
      await server.stop();
      await database.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo),
  reader: async ({ page, demo }, use) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await use(async (language) => new Reader(page, await catalogueOf(language), demo));
  },
});

export { expect };
