// SPDX-License-Identifier: Apache-2.0
// What Prometheus is told is as Prometheus wants it, the example of alerts is sound and asks for what is told, and the
// administrator's page of faults has every kind that is counted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { both } from '../support/both.ts';
import { mustRun, run } from '../support/child.ts';
import { mailArgs, openMailbox } from '../support/mailbox.ts';
import { metricsArgs, metricsText } from '../support/metrics.ts';
import { root } from '../support/place.ts';

const rules = join(root, 'doc/admin/koers-alerts.yml');
const alerts = readFileSync(rules, 'utf8');
const page = readFileSync(join(root, 'doc/admin/faults.md'), 'utf8');
const mailbox = await openMailbox();

test('the example of alerts is sound', async () => {
  await mustRun('promtool', ['check', 'rules', rules]);
});

both(
  'what Prometheus is told',
  (world) => {
    world.step('is as it wants it', async () => {
      const ended = await run('promtool', ['check', 'metrics'], { input: await metricsText(world.server) });
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    });

    world.step('has all that the alerts ask for', async () => {
      const told = await metricsText(world.server);
      const asked = [...alerts.matchAll(/\b(?:koers|process)_\w+/g)].map(([name]) => name);
      assert.ok(new Set(asked).size > 7);
      for (const name of asked) assert.match(told, new RegExp(`^${name}[ {]`, 'm'));
      for (const [, fault] of alerts.matchAll(/fault=~?"([\w|]+)"/g)) for (const one of fault?.split('|') ?? []) assert.ok(told.includes(`{fault="${one}"}`), one);
    });

    world.step('is in the alerts and on the page, each kind of fault', async () => {
      const faults = [...(await metricsText(world.server)).matchAll(/\{fault="(\w+)"\}/g)].map(([, name]) => name as string);
      assert.ok(faults.length > 8);
      for (const fault of faults) {
        assert.match(alerts, new RegExp(`fault=~?"[\\w|]*\\b${fault}\\b`), `no alert for ${fault}`);
        assert.ok(page.includes(`\`${fault}\``), `${fault} is not on the page`);
      }
    });
  },
  { args: [...metricsArgs, ...mailArgs(mailbox)] },
);

test('the mailbox ends', () => mailbox.stop());
