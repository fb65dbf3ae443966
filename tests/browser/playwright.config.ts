// SPDX-License-Identifier: Apache-2.0
// Debian's chromium, without its windows where there is such a package of it, which saves a third of the work; no retries: a
// test that fails now and then is a defect.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { root } from '../support/place.ts';
import { slow } from './slow.ts';

const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'build/test/browser'),
  fullyParallel: true,
  // One more than CI has cores: each waits for a page to be idle about a third of its time.
  workers: 3,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // These end what hangs, also on a machine that has other work; how fast Koers is has tests of its own.
  // Slow, a test takes what it takes; each of its steps still has its end.
  timeout: slow ? 0 : 180_000,
  expect: { timeout: slow ? 60_000 : 30_000 },
  use: {
    actionTimeout: slow ? 60_000 : 0,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? browsers.find((path) => existsSync(path)),
      // Nothing the browser does by itself may look for hosts: tests know only the loopback.
      args: ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
