// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { both } from '../support/both.ts';
import { root } from '../support/place.ts';

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
