// SPDX-License-Identifier: Apache-2.0
// A POST that is sent again with the same key: the same answer, and nothing done twice.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

both('idempotency keys', (world) => {
  let on: Company;
  let mia: Person;
  const body = () => ({ cycle_id: on.cycle, unit_id: on.units.netherlands, title: 'Only once' });
  const create = (idempotencyKey: string, more = {}, client = world.admin) =>
    client.post('/api/v1/objectives', { ...body(), ...more }, { idempotencyKey });

  world.step('a company', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
  });

  world.step('the same key and body give the same answer, and one objective', async () => {
    const first = await create('key-1');
    const again = await create('key-1');
    assert.deepEqual([first.status, again.status], [201, 201]);
    assert.equal(again.text, first.text);
    assert.equal(again.etag, first.etag);
    assert.equal((await all(world.admin, '/api/v1/objectives')).length, 1);
    // The answer is that of then, also when the thing changed since.
    (await world.admin.patch(`/api/v1/objectives/${first.body.id}`, { title: 'Changed' }, first.etag)).is(200);
    assert.equal((await create('key-1')).text, first.text);
  });

  world.step('the same key with another body is refused', async () => {
    const reply = await create('key-1', { title: 'Another' });
    assert.equal(reply.is(422).code, 'idempotency_key_reused');
  });

  world.step('a key is of one person and one path', async () => {
    const hers = (await create('key-1', {}, mia.client)).is(201);
    assert.equal(hers.created_by, mia.id);
    const unit = await world.admin.post('/api/v1/units', { name: 'Same key' }, { idempotencyKey: 'key-1' });
    unit.is(201);
  });

  world.step('an error is not kept', async () => {
    (await create('key-2', { title: '' })).faultAt('/title');
    (await create('key-2')).is(201);
    (await create('key-3', { unit_id: 999_999 }, mia.client)).is(422);
    (await create('key-3', {}, mia.client)).is(201);
  });

  world.step('what needs a version does not need it again', async () => {
    const draft = await on.draft();
    const publish = () =>
      world.admin.post(`/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(draft), idempotencyKey: 'publish' });
    const [first, again] = [await publish(), await publish()];
    first.is(200);
    assert.equal(again.is(200).version, first.body.version);
    // Without the key the same request is stale.
    (await world.admin.post(`/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(412);
  });

  world.step('check-ins are not doubled', async () => {
    const kr = await on.keyResult((await on.published()).id);
    for (let i = 0; i < 3; i++) {
      (await world.admin.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: 5 }, { idempotencyKey: 'check-in' })).is(201);
    }
    assert.equal((await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200).check_in_count, 1);
  });

  world.step('a secret is never kept: the second time says so', async () => {
    const options = { idempotencyKey: 'token' };
    const client = on.quiet;
    (await client.post('/api/v1/me/tokens', { name: 'Once' }, options)).is(201);
    assert.equal((await client.post('/api/v1/me/tokens', { name: 'Once' }, options)).is(409).code, 'shown_once');
    assert.equal((await client.get('/api/v1/me/tokens')).is(200).items.length, 1);
  });

  world.step('a key opens nothing that its person may no longer do', async () => {
    const first = await create('key-4', {}, mia.client);
    first.is(201);
    const person = (await world.admin.get(`/api/v1/people/${mia.id}`)).is(200);
    (await world.admin.post(`/api/v1/people/${mia.id}/deactivate`, undefined, { ifMatch: match(person) })).is(200);
    (await create('key-4', {}, mia.client)).is(401);
  });

  world.step('keys have a form', async () => {
    (await create('x'.repeat(201))).is(400);
    (await create('x'.repeat(200))).is(201);
    (await create('with spaces and "quotes"')).is(201);
    (await create('')).is(201);
    (await create('')).is(201); // none, so nothing is remembered
  });

  world.step('a key survives a restart of the server', async () => {
    const first = await create('key-5');
    await world.server.stop();
    await world.serve();
    const client = world.anonymous();
    client.cookie = world.admin.cookie;
    assert.equal((await create('key-5', {}, client)).text, first.text);
  });
});
