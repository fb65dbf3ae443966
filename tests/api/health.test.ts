// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { both } from '../support/both.ts';
import { company } from '../support/company.ts';
import { sql } from '../support/database.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { root } from '../support/place.ts';
import { pause } from '../support/writers.ts';

const token = 'for-the-one-who-watches';

both('what a monitor asks', (world) => {
  world.step('it is alive, and ready', async () => {
    const nobody = world.unheard();
    assert.equal((await nobody.get('/healthz')).status, 200);
    const ready = (await nobody.get('/readyz')).is(200);
    assert.equal(ready.status, 'ok');
    assert.equal(ready.database, undefined, 'details are not for everybody');
  });

  world.step('details and counts are for the token', async () => {
    const watcher = world.unheard().withToken(token);
    assert.equal((await watcher.get('/readyz')).is(200).database, 'ok');
    const metrics = await watcher.get('/metrics');
    assert.equal(metrics.status, 200);
    assert.match(metrics.text, /^koers_connections \d+$/m);
    assert.equal((await world.anonymous().get('/metrics', undefined, { unchecked: true })).status, 404);
    assert.equal((await world.anonymous().withToken('other').get('/metrics', undefined, { unchecked: true })).status, 404);
  });

  world.step('the document it serves is the one in the tree', async () => {
    const served = await world.unheard().get('/api/v1/openapi.json');
    assert.equal(served.status, 200);
    assert.equal(served.text, readFileSync(join(root, 'doc/openapi.json'), 'utf8'));
  });
}, { args: ['--admin-token', token] });

both('jobs that fail', (world) => {
  world.step('are counted and say why, and go on when they can', async () => {
    const failures = async () => (await metrics(world.server)).get('koers_job_failures_total') ?? -1;
    const rename = (from: string, to: string) => sql(world.database, `ALTER TABLE ${from} RENAME TO ${to};`);
    const until = async (what: string, holds: () => Promise<boolean>) => {
      for (let tries = 0; !(await holds()); tries++) {
        assert.ok(tries < 300, what);
        await pause(100);
      }
    };
    const on = await company(world);
    assert.equal(await failures(), 0);
    await rename('lease', 'leased');
    await on.unit('Sales', on.units.top);
    await until('no failure is counted', async () => (await failures()) > 0);
    const [line] = world.server.logged({ event: 'job_failed' });
    assert.match(String(line?.why), /lease/);
    await rename('leased', 'lease');
    world.server.logs.length = 0;
    await on.unit('Service', on.units.top);
    await until('no job goes on', async () => world.server.logged({ event: 'job_done', job: 'hear' }).length > 0);
  });
}, { args: metricsArgs });
