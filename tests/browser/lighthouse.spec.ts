// SPDX-License-Identifier: Apache-2.0
// Lighthouse on the pages one sees most: accessibility and best practices are whole, and the client keeps
// within its budgets of bytes. Speed is measured where the machine is known, not here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { freePort } from '../support/server.ts';
import { root } from '../support/place.ts';
import { expect, test } from './site.ts';

const categories = ['accessibility', 'best-practices'];

test('lighthouse__finds_nothing_on_home_tree_and_objective', async ({ site, launchOptions }) => {
  test.setTimeout(180_000);
  const show = await site.organisation.showcase();
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const port = await freePort();
  // Lighthouse brings its own way to the browser, so it gets one that it may steer.
  const browser = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    await site.enter(browser, show.person);
    for (const path of ['/', '/tree?by=unit', `/objectives/${show.objective.id}?why=true`]) {
      const result = await lighthouse(`${site.url}${path}`, {
        port,
        onlyCategories: categories,
        formFactor: 'desktop',
        screenEmulation: { mobile: false, width: 1280, height: 800, deviceScaleFactor: 1, disabled: false },
        throttlingMethod: 'provided',
        disableStorageReset: true,
        maxWaitForLoad: 20_000,
        logLevel: 'error',
      });
      const { lhr } = result ?? { lhr: undefined };
      expect(lhr?.finalDisplayedUrl, 'signed in').toContain(path.split('?')[0]);
      for (const id of categories) {
        const category = lhr?.categories[id];
        const lost = category?.auditRefs.filter((ref) => ref.weight > 0 && (lhr?.audits[ref.id]?.score ?? 1) < 1);
        const said = lost?.map((ref) => `${ref.id}: ${JSON.stringify(lhr?.audits[ref.id]?.details).slice(0, 1500)}`);
        expect.soft(said, `${path} ${id}`).toEqual([]);
        expect.soft(category?.score, `${path} ${id}`).toBe(1);
      }
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('budget__holds', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'web/tool/budget.mjs')], { encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
});
