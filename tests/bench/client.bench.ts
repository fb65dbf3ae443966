// SPDX-License-Identifier: Apache-2.0
// Marks 15 to 18: how fast the client opens the tree, a branch of it and the alignment map of a cycle with thousands of
// objectives, against home in the same browser and run; and how many frames the map draws while it is moved, against
// those of a page with nothing on it.
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { temporaryFolder } from '../support/place.ts';
import { judge, type Mark, startKoers, PAIRS, type Pair, report } from './measure.ts';
import { type Filled, fill } from './organisation.ts';

const OBJECTIVES = Number(process.env.BENCH_OBJECTIVES ?? '5000');
const PEOPLE_PER_OBJECTIVE = 4; // as koers generate has it
const PAN_MS = 2000;

const firstRow = '[role=treeitem]';
const firstNode = '.react-flow__node';

/** A window that never had this client open: nothing is cached. */
async function fresh(browser: Browser, url: string, filled: Filled): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const [name = '', value = ''] = filled.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return context.newPage();
}

/** Milliseconds from going there until this is to be seen. */
async function opens(page: Page, url: string, shows: string): Promise<number> {
  const began = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(shows).first().waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

/** Milliseconds until the first branch that is closed has opened. */
async function opensBranch(page: Page): Promise<number> {
  const row = page.locator(`${firstRow}[aria-expanded=false]`).first();
  const level = Number(await row.getAttribute('aria-level'));
  const began = performance.now();
  await row.locator('svg').first().click();
  await page.locator(`${firstRow}[aria-level="${level + 1}"]`).first().waitFor({ timeout: 60_000 });
  return performance.now() - began;
}

/** Frames a second while `act` goes on. */
async function frames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const next = (at: number) => {
      seen.push(at);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(window, { seen });
  });
  await act();
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  return ((seen.length - 1) * 1000) / ((seen.at(-1) ?? 0) - (seen[0] ?? 0));
}

async function pan(page: Page): Promise<void> {
  const until = performance.now() + PAN_MS;
  await page.mouse.move(640, 500);
  await page.mouse.down();
  for (let step = 0; performance.now() < until; step++) await page.mouse.move(640 + 300 * Math.sin(step / 20), 500 + 200 * Math.cos(step / 20));
  await page.mouse.up();
}

async function measure(browser: Browser, url: string, filled: Filled): Promise<Record<string, Pair>> {
  const timed = async (path: string, shows: string) => {
    const page = await fresh(browser, url, filled);
    return { page, ms: await opens(page, url + path, shows) };
  };
  const home = await timed('/', 'main h1');
  await home.page.context().close();
  const tree = await timed('/tree', firstRow);
  const branch = await opensBranch(tree.page);
  await tree.page.context().close();
  const map = await timed('/explore/map', firstNode);
  const moved = await frames(map.page, () => pan(map.page));
  await map.page.goto('about:blank');
  const still = await frames(map.page, () => pan(map.page));
  await map.page.context().close();
  const micros = (ms: number) => ms * 1000;
  return {
    tree: { koers: micros(tree.ms), reference: micros(home.ms) },
    branch: { koers: micros(branch), reference: micros(home.ms) },
    map: { koers: micros(map.ms), reference: micros(home.ms) },
    // Of one frame.
    'map, moved': { koers: 1e6 / moved, reference: 1e6 / still },
  };
}

const people = OBJECTIVES * PEOPLE_PER_OBJECTIVE;
const folder = temporaryFolder('bench');
const db = join(folder, 'koers.db');
const filled = await fill(db, people);
const server = await startKoers(db, join(folder, 'server.log'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const url = `http://127.0.0.1:${server.port}`;
const pairs: Record<string, Pair[]> = {};
const rounds = Number(process.env.BENCH_PAIRS ?? PAIRS);
for (let i = -1; i < rounds; i++) {
  const one = await measure(browser, url, filled);
  if (i >= 0) for (const [work, pair] of Object.entries(one)) (pairs[work] ??= []).push(pair);
}
await browser.close();
await server.stop();

const targets: Record<string, number> = { tree: 0.5, branch: 1, map: 0.5, 'map, moved': 0.9 };
const marks: Mark[] = Object.entries(targets).map(([work, target], i) =>
  judge({ mark: 15 + i, work: `client: ${work}`, people, target }, pairs[work] ?? []),
);
report(marks);
