// SPDX-License-Identifier: Apache-2.0
// What every browser test stands on: an organisation of its own worker, served for real, and a
// page that fails its test when the content security policy was broken, a script failed, or the
// console holds an error.
//
//     import { expect, test } from './site.ts';
//     test('home__says_what_is_due', async ({ page, site }) => { await site.enter(page); … });
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import { Client } from '../support/client.ts';
import { type Database, newDatabase } from '../support/database.ts';
import { type Server, type ServerOptions, startServer } from '../support/server.ts';
import { Organisation, type Person } from './organisation.ts';
import { slowly } from './slow.ts';

export type { Page } from '@playwright/test';
export type { Person } from './organisation.ts';
export { expect };

const admin = { email: 'admin@example.org', password: 'correct horse battery staple' };

export class Site {
  readonly server: Server;
  readonly database: Database;
  readonly organisation: Organisation;

  constructor(server: Server, database: Database, organisation: Organisation) {
    this.server = server;
    this.database = database;
    this.organisation = organisation;
  }

  get url(): string {
    return this.server.url;
  }

  /** Gives a browser a session without the page of it, so that a test begins where it means to. */
  async enter(where: Page | BrowserContext, person: { client: Client } = { client: this.organisation.admin }): Promise<void> {
    const context = 'context' in where ? where.context() : where;
    const [name = '', value = ''] = person.client.cookie?.split('=') ?? [];
    expect(value, 'a session').not.toBe('');
    await context.addCookies([{ name, value, url: this.url, httpOnly: true, sameSite: 'Lax' }]);
  }

  /** Somebody new, signed in on this page. */
  async newcomer(page: Page, profile: { language?: string; region?: string } = {}): Promise<Person> {
    const person = await this.organisation.person('Mia Jansen', profile);
    await this.enter(page, person);
    return person;
  }
}

/** A fresh organisation, served; an empty one has nobody but its administrator. */
export async function openSite({ empty = false, args }: { empty?: boolean; args?: ServerOptions['args'] } = {}): Promise<{ site: Site; close: () => Promise<void> }> {
  const database = await newDatabase('sqlite');
  const { email, password } = admin;
  await database.koers(['user', 'add', email, '--name', 'Ada Admin', '--role', 'admin', '--password-stdin'], `${password}\n`);
  const server = await startServer({ db: database.url, args });
  const organisation = new Organisation(await new Client(server.url).signedIn(email, password));
  if (!empty) await organisation.make();
  const close = async () => {
    await server.stop();
    await database.drop();
  };
  return { site: new Site(server, database, organisation), close };
}

/** Faults of a page that no test has to look for: collected here, judged when the test ends. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is the business of the test that caused it.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  return faults;
}

/** A page is still when it is read and has its heading, what changed was drawn, and nothing moves any more. */
export async function still(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy=true], .mantine-Skeleton-root')).toHaveCount(0);
  await expect(page.locator('h1').first()).toBeAttached();
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)));
  });
}

export const test = base.extend<{ page: Page; clean: boolean }, { site: Site }>({
  browser: [async ({ browser }, use) => use(slowly(browser)), { scope: 'worker' }],
  /** Whether the page must be without faults at the end. */
  clean: [true, { option: true }],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const { site, close } = await openSite();
      await use(site);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  page: async ({ page, clean }, use) => {
    const faults = watch(page);
    await use(page);
    if (clean) expect(faults, 'faults of the page').toEqual([]);
  },
});

/**
 * With an organisation apart from the one that most tests share, where what is made would change what the others see.
 * Tests of one `alone` may come upon what another of them made: give names of your own, or make another with aloneWith().
 */
export const aloneWith = (args?: ServerOptions['args']) =>
  test.extend<{ site: Site }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    site: async ({}, use) => {
      const { site, close } = await openSite({ args });
      await use(site);
      await close();
    },
  });

export const alone = aloneWith();
