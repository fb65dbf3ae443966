// SPDX-License-Identifier: Apache-2.0
// The table of objectives, and the views of it that people keep.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('explorer', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/explorer';
  const titles = async (query: Json = {}, client: Client = world.admin) =>
    (await all(client, path, { cycle_id: on.cycle, limit: 2, ...query })).map((row) => row.title);

  world.step('shows the objectives of a cycle with where they stand', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const first = await on.published({ title: 'Orders arrive sooner', owner_id: mia.id });
    const kr = await on.keyResult(first.id);
    await on.checkIn(kr.id, 90, { day: dayFrom(on.today, -1) });
    const second = await on.published({ title: 'Baskets grow', unit_id: on.units.finance, kind: 'aspirational' });
    await on.checkIn((await on.keyResult(second.id)).id, 1);
    await on.published({ title: 'Ánother aim', unit_id: on.units.retail });
    const row = (await world.admin.get(path, { cycle_id: on.cycle, q: 'orders' })).is(200).items[0];
    assert.deepEqual(
      [row.title, row.unit_name, row.owner_name, row.status, row.progress, row.key_result_count, row.outdated_count, row.last_check_in_day],
      ['Orders arrive sooner', 'Netherlands', 'Mia Member', 'on_track', 0.9, 1, 0, dayFrom(on.today, -1)],
    );
    assert.equal(row.expected, (await on.objective(first.id)).expected);
  });

  world.step('filters by unit and below, owner, state, status, kind and words', async () => {
    assert.deepEqual(await titles({ unit_id: on.units.retail }), ['Orders arrive sooner', 'Ánother aim']);
    assert.deepEqual(await titles({ unit_id: on.units.netherlands }), ['Orders arrive sooner']);
    assert.deepEqual(await titles({ owner_id: mia.id }), ['Orders arrive sooner']);
    assert.deepEqual(await titles({ status: 'on_track' }), ['Orders arrive sooner']);
    assert.deepEqual(await titles({ status: 'no_data' }), ['Ánother aim']);
    assert.deepEqual(await titles({ kind: 'aspirational' }), ['Baskets grow']);
    assert.deepEqual(await titles({ q: 'AIM another' }), ['Ánother aim']);
    assert.deepEqual(await titles({ state: 'closed' }), []);
    (await world.admin.get(path, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, unit_id: 999_999 })).faultAt('?unit_id', 400);
    (await world.admin.get(path, {})).faultAt('?cycle_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, status: 'fine' })).faultAt('?status', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, after: 'x' })).faultAt('?after', 400);
  });

  world.step('sorts, and pages in that order', async () => {
    for (const sort of ['unit', 'title', 'owner', 'status', 'progress']) {
      const whole = (await world.admin.get(path, { cycle_id: on.cycle, sort })).is(200);
      assert.equal(whole.next, null);
      const order = whole.items.map((row: Json) => row.title);
      assert.deepEqual(await titles({ sort, limit: 1 }), order, sort);
      assert.deepEqual(await titles({ sort, descending: true }), [...order].reverse(), `${sort} descending`);
    }
    assert.deepEqual(await titles({ sort: 'title' }), ['Ánother aim', 'Baskets grow', 'Orders arrive sooner']);
    assert.deepEqual(await titles({ sort: 'unit' }), ['Baskets grow', 'Orders arrive sooner', 'Ánother aim']);
    assert.deepEqual(await titles({ sort: 'progress' }), ['Ánother aim', 'Baskets grow', 'Orders arrive sooner']);
    assert.deepEqual((await titles({ sort: 'status' })).at(-1), 'Orders arrive sooner');
  });

  world.step('goes on past what a status leaves out', async () => {
    const quiet = on.quiet;
    for (let i = 0; i < 12; i++) {
      const body = { cycle_id: on.cycle, unit_id: on.units.finance, title: `Filler ${String(i).padStart(2, '0')}`, kind: 'committed' };
      (await quiet.post('/api/v1/objectives', body)).is(201);
    }
    assert.deepEqual(await titles({ status: 'on_track', limit: 1 }), ['Orders arrive sooner']);
    assert.equal((await titles({ status: 'draft', limit: 5 })).length, 12);
    assert.deepEqual(await titles({ status: 'draft' }, mia.client), [], 'others’ drafts');
    assert.equal((await titles({}, mia.client)).length, 3);
    const csv = (await world.admin.get(path, { cycle_id: on.cycle, status: 'draft', format: 'csv', columns: 'title' })).text;
    assert.equal(csv.trimEnd().split('\r\n').length, 13);
  });
});

both('saved views', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  let mine: Json;
  const path = '/api/v1/saved-views';
  const names = async (client: Client, query: Json = {}) => (await all(client, path, { limit: 1, ...query })).map((view) => view.name);

  world.step('are kept, by their owner alone unless shared', async () => {
    on = await company(world);
    mia = await on.person('Mia Member');
    sam = await on.person('Sam Stranger');
    mine = (await mia.client.post(path, { name: 'At risk here', page: 'explore', query: 'status=at_risk&unit=3' })).is(201);
    assert.deepEqual(
      [mine.name, mine.page, mine.query, mine.shared, mine.person_id, mine.person_name, mine.may_edit, mine.version],
      ['At risk here', 'explore', 'status=at_risk&unit=3', false, mia.id, 'Mia Member', true, 1],
    );
    (await mia.client.post(path, { name: 'Another page', page: 'map', query: '' })).is(201);
    assert.deepEqual(await names(mia.client), ['At risk here', 'Another page']);
    assert.deepEqual(await names(mia.client, { page: 'explore' }), ['At risk here']);
    assert.deepEqual(await names(sam.client), []);
    assert.deepEqual(await names(world.admin), [], 'an administrator neither');
    for (const client of [sam.client, world.admin]) {
      (await client.patch(`${path}/${mine.id}`, { name: 'Mine now' }, match(mine))).is(404);
      (await client.delete(`${path}/${mine.id}`, match(mine))).is(404);
    }
    (await mia.client.post(path, { name: '', page: 'explore', query: 'x'.repeat(4001) })).faultAt('/name');
    (await mia.client.post(path, { name: 'x', page: 'explore', query: 'x'.repeat(4001) })).faultAt('/query');
    (await mia.client.post(path, { name: 'x', page: '', query: '' })).faultAt('/page');
  });

  world.step('are read by everyone when shared, and changed by nobody else', async () => {
    const shared = (await mia.client.patch(`${path}/${mine.id}`, { shared: true, name: 'At risk' }, match(mine))).is(200);
    assert.deepEqual([shared.shared, shared.name, shared.version, shared.query], [true, 'At risk', 2, mine.query]);
    (await mia.client.patch(`${path}/${mine.id}`, { name: 'Older' }, match(mine))).is(412);
    assert.deepEqual(await names(sam.client), ['At risk']);
    assert.equal((await sam.client.get(path)).is(200).items[0].may_edit, false);
    (await sam.client.patch(`${path}/${mine.id}`, { name: 'Mine now' }, match(shared))).is(403);
    (await sam.client.delete(`${path}/${mine.id}`, match(shared))).is(403);
    (await world.admin.patch(`${path}/${mine.id}`, { name: 'Mine now' }, match(shared))).is(403);
    (await world.admin.delete(`${path}/${mine.id}`, match(shared))).is(204);
    assert.deepEqual(await names(sam.client), []);
    const other = (await mia.client.get(path)).is(200).items[0];
    (await mia.client.delete(`${path}/${other.id}`, match(other))).is(204);
    assert.deepEqual(await names(mia.client), []);
  });
});
