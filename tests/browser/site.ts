// SPDX-License-Identifier: Apache-2.0
// What every browser test stands on: a demo organisation of its own worker, served for real, and a
// page that fails its test when the content security policy was broken, a script failed, or the
// console holds an error.
//
//     import { expect, test } from './site.ts';
//     test('home__says_what_is_due', async ({ page, site }) => { await site.signIn(page); … });
import { test as base, expect, type Page } from '@playwright/test';
import { newDatabase, type Database } from '../support/database.ts';
import { startServer, type Server } from '../support/server.ts';

export { expect };

/** The language and look that a page is opened in. */
export interface Person {
  email: string;
  password: string;
}

export const admin: Person = { email: 'admin@example.org', password: 'correct horse battery staple' };

export class Site {
  readonly server: Server;
  readonly database: Database;

  constructor(server: Server, database: Database) {
    this.server = server;
    this.database = database;
  }

  get url(): string {
    return this.server.url;
  }

  /** Signs in through the API, so that a test begins where it means to; sign-in has a test of its own. */
  async signIn(page: Page, person: Person = admin): Promise<void> {
    const reply = await page.request.post(`${this.url}/api/v1/session`, {
      data: person,
      headers: { 'X-Koers': '1', Origin: this.url },
    });
    expect(reply.status(), await reply.text()).toBe(201);
  }
}

/** Faults of a page that no test has to look for: collected here, judged when the test ends. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is the business of the test that caused it.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  return faults;
}

export const test = base.extend<{ page: Page; clean: boolean }, { site: Site }>({
  /** Whether the page must be without faults at the end. */
  clean: [true, { option: true }],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const database = await newDatabase('sqlite', ['--demo']);
      await database.koers(
        ['user', 'add', admin.email, '--name', 'Ada Admin', '--role', 'admin', '--password-stdin'],
        `${admin.password}\n`,
      );
      const server = await startServer({ db: database.url });
      await use(new Site(server, database));
      await server.stop();
      await database.drop();
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
