// SPDX-License-Identifier: Apache-2.0
// Templates: patterns of objectives, kept by OKR masters, used by everybody of the unit and below it.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

both('templates', (world) => {
  let on: Company;
  let master: Person;
  let mia: Person;
  let everybody: Json;
  let retail: Json;
  const make = (body: Json, client: Client = world.admin) => client.post('/api/v1/templates', body);
  const change = (one: Json, body: Json, client: Client = world.admin) =>
    client.patch(`/api/v1/templates/${one.id}`, body, match(one as { version: number }));
  const names = async (query: Json = {}, client: Client = world.admin) =>
    (await all(client, '/api/v1/templates', { limit: 1, ...query })).map((one) => one.name);

  world.step('are made by hand, numbers left open', async () => {
    on = await company(world);
    master = await on.person('Max Master', { role: ['okr_master', on.units.retail] });
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const keyResults = [
      { title: 'Customers who come back', hint: 'Take the figure of the shop.', unit_of_measure: '%', start_value: 40 },
      { title: 'Steps', kind: 'milestones', milestones: 'First\nSecond', weight: 50 },
    ];
    everybody = (await make({ name: 'Loyalty', title: 'Customers come back by themselves', hint: 'Choose one group.', key_results: keyResults })).is(201);
    assert.deepEqual([everybody.unit_id, everybody.unit_name, everybody.kind, everybody.archived, everybody.may_edit, everybody.version], [null, null, 'aspirational', false, true, 1]);
    assert.deepEqual(
      everybody.key_results.map((kr: Json) => [kr.title, kr.kind, kr.hint, kr.start_value, kr.target_value, kr.milestones, kr.weight, kr.rank]),
      [['Customers who come back', 'increase', 'Take the figure of the shop.', 40, null, null, 100, 0], ['Steps', 'milestones', null, null, null, 'First\nSecond', 50, 1]],
    );
    retail = (await make({ name: 'Shop', title: 'The shop is a joy', unit_id: on.units.retail }, master.client)).is(201);
    assert.equal(retail.unit_name, 'Retail');
  });

  world.step('say what is wrong with them', async () => {
    (await make({ name: '', title: 'X' })).faultAt('/name');
    (await make({ name: 'X', title: 'X', unit_id: 999_999 })).faultAt('/unit_id');
    (await make({ name: 'X', title: 'X', key_results: [{ title: 'A' }, { title: 'B', weight: -1 }] })).faultAt('/key_results/1/weight');
    (await make({ name: 'X', title: 'X', kind: 'committed', key_results: [{ title: 'A', kind: 'zones' }] })).faultAt('/key_results/0/kind');
    (await make({ name: 'X', title: 'X', key_results: Array.from({ length: 21 }, () => ({ title: 'A' })) })).faultAt('/key_results');
    (await make({ name: 'X', title: 'X' }, master.client)).is(403); // everybody's, and Max keeps Retail
    (await make({ name: 'X', title: 'X', unit_id: on.units.finance }, master.client)).is(403);
    (await make({ name: 'X', title: 'X', unit_id: on.units.netherlands }, mia.client)).is(403);
    (await make({ name: 'Local', title: 'X', unit_id: on.units.netherlands }, master.client)).is(201);
  });

  world.step('are offered to the unit and what lies below it', async () => {
    assert.deepEqual(await names(), ['Loyalty', 'Shop', 'Local']);
    assert.deepEqual(await names({ unit_id: on.units.netherlands }, mia.client), ['Loyalty', 'Shop', 'Local']);
    assert.deepEqual(await names({ unit_id: on.units.retail }), ['Loyalty', 'Shop']);
    assert.deepEqual(await names({ unit_id: on.units.finance }), ['Loyalty']);
    const rows = await all(mia.client, '/api/v1/templates');
    assert.deepEqual(rows.map((row) => [row.key_result_count, row.may_edit]), [[2, false], [0, false], [0, false]]);
    const seen = (await mia.client.get(`/api/v1/templates/${everybody.id}`)).is(200);
    assert.deepEqual([seen.may_edit, seen.key_results.length], [false, 2]);
  });

  world.step('are changed by those who keep them', async () => {
    (await change(everybody, { name: 'Mine' }, mia.client)).is(403);
    (await change(everybody, { name: 'Mine' }, master.client)).is(403);
    (await change(retail, { unit_id: null }, master.client)).is(403); // to where they may not keep any
    const after = (await change(everybody, { hint: null })).is(200);
    assert.deepEqual([after.hint, after.key_results.length, after.version], [null, 2, 2]);
    const other = (await change(after, { key_results: [{ title: 'Only one' }] })).is(200);
    assert.deepEqual(other.key_results.map((kr: Json) => kr.title), ['Only one']);
    (await world.admin.patch(`/api/v1/templates/${everybody.id}`, { name: 'X' }, '"1"')).is(412);
    (await change({ ...other, id: retail.id, version: 1 }, { key_results: [{ title: 'A', kind: 'zones' }] })).is(200);
    (await change({ id: retail.id, version: 2 }, { kind: 'committed' })).faultAt('/key_results/0/kind');
    everybody = (await change(other, { archived: true })).is(200);
    assert.deepEqual(await names(), ['Shop', 'Local']);
    assert.deepEqual(await names({ include_archived: true }), ['Loyalty', 'Shop', 'Local']);
  });

  world.step('are made of an objective that worked', async () => {
    const objective = await on.published({ title: 'Refunds within a day', description: 'Why', kind: 'aspirational' });
    const first = await on.keyResult(objective.id, { title: 'Within a day', start_value: 20, target_value: 90, weight: 60 });
    const second = await on.keyResult(objective.id, { title: 'Steps', kind: 'milestones', milestones: [{ title: 'Bank' }, { title: 'Carrier' }] });
    await on.keyResult(objective.id, { title: 'Left out' });
    const path = `/api/v1/objectives/${objective.id}/template`;
    const body = { name: 'Refunds', unit_id: on.units.retail, hint: 'Mind the bank.', key_result_ids: [second.id, first.id] };
    (await mia.client.post(path, body)).is(403);
    const made = (await master.client.post(path, body)).is(201);
    assert.deepEqual([made.name, made.title, made.description, made.kind, made.hint, made.version], ['Refunds', 'Refunds within a day', 'Why', 'aspirational', 'Mind the bank.', 1]);
    assert.deepEqual(made.key_results.map((kr: Json) => [kr.title, kr.kind, kr.start_value, kr.target_value, kr.milestones, kr.weight]), [
      ['Steps', 'milestones', null, null, 'Bank\nCarrier', second.weight],
      ['Within a day', 'increase', 20, 90, null, 60],
    ]);
    (await master.client.post(path, { ...body, key_result_ids: [999_999] })).faultAt('/key_result_ids/0');
    (await master.client.post(path, { ...body, unit_id: 999_999 })).faultAt('/unit_id');
    const sam = await on.person('Sam Stranger', { role: ['okr_master', on.units.finance] });
    const hidden = await on.draft();
    (await sam.client.post(`/api/v1/objectives/${hidden.id}/template`, { name: 'X', unit_id: on.units.finance })).is(404);
  });
});
