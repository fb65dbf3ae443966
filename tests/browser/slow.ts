// SPDX-License-Identifier: Apache-2.0
// A slow machine at the end of a slow line, with TEST_SLOW=1: every answer of the API comes late, each by another while, so that
// none comes in the order in which it was asked for, and scripts run several times slower. A test that passes without
// and fails with it did not wait for what a person would have waited for, or has found that the client does not.
import type { Browser, BrowserContext, Page } from '@playwright/test';

export const slow = process.env.TEST_SLOW === '1';

const LATE_MS_MIN = 400;
const LATE_MS_MAX = 1_500;
const TIMES_SLOWER = 4;

async function late(context: BrowserContext): Promise<void> {
  await context.route(/\/api\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS_MIN + Math.random() * (LATE_MS_MAX - LATE_MS_MIN)));
    // The page may have gone meanwhile, and with it its request.
    await route.continue().catch(() => undefined);
  });
}

async function throttled(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
}

/** The browser, all of whose contexts are slow when that was asked for. */
export function slowly(browser: Browser): Browser {
  if (!slow) return browser;
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    await late(context);
    context.on('page', (page) => void throttled(page).catch(() => undefined));
    return context;
  };
  return browser;
}
