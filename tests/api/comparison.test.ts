// SPDX-License-Identifier: Apache-2.0
// A unit in two cycles: what went on as what, what is new, what is gone.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, dayFrom, type Person } from '../support/company.ts';

both('comparison', (world) => {
  let on: Company;
  let mia: Person;
  let before: number;
  const path = '/api/v1/comparison';
  const compare = async (query: Json = {}, client: Client = world.admin) =>
    (await client.get(path, { unit_id: on.units.retail, cycle_id: on.cycle, before_id: before, ...query })).is(200);
  const lines = (view: Json) => view.rows.map((row: Json) => [row.before?.title ?? null, row.after?.title ?? null, row.matched_by]);

  world.step('matches objectives by title, but for case and accents', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.finance] });
    const cycle = { name: 'Last quarter', start_day: dayFrom(on.today, -122), end_day: dayFrom(on.today, -31), state: 'open' };
    before = (await world.admin.post('/api/v1/cycles', cycle)).is(201).id;
    await on.published({ cycle_id: before, title: 'Cafés grow' });
    await on.published({ cycle_id: before, title: 'Gone again' });
    await on.published({ title: 'CAFES grow' });
    await on.published({ title: 'New this time', unit_id: on.units.retail });
    await on.published({ title: 'Elsewhere', unit_id: on.units.finance });
    await on.draft({ title: 'A draft' });
    const view = await compare();
    assert.deepEqual(lines(view), [
      ['Cafés grow', 'CAFES grow', 'title'],
      [null, 'New this time', null],
      ['Gone again', null, null],
    ]);
    assert.deepEqual([view.before_count, view.after_count], [2, 2]);
    assert.deepEqual([view.rows[0].after.unit_name, view.rows[0].before.status], ['Netherlands', 'no_data']);
    assert.deepEqual(lines(await compare({}, mia.client)), lines(view), 'everyone reads what is published');
    assert.deepEqual(lines(await compare({ unit_id: on.units.finance })), [[null, 'Elsewhere', null]]);
  });

  world.step('matches what was carried over before what is called the same', async () => {
    const old = await on.published({ cycle_id: before, title: 'Old name', unit_id: on.units.finance });
    const kr = await on.keyResult(old.id);
    const next = await on.published({ title: 'New name', unit_id: on.units.finance });
    (await world.admin.post(`/api/v1/key-results/${kr.id}/carry-over`, { choice: 'continue', objective_id: next.id })).is(200);
    assert.ok(lines(await compare({ unit_id: on.units.finance })).some((line: Json) => line.join() === 'Old name,New name,carry_over'));
  });

  world.step('refuses what is not there', async () => {
    const ask = (query: Json) => world.admin.get(path, { unit_id: on.units.retail, cycle_id: on.cycle, before_id: before, ...query });
    (await ask({ cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await ask({ before_id: 999_999 })).faultAt('?before_id', 400);
    (await ask({ unit_id: 999_999 })).faultAt('?unit_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle })).faultAt('?unit_id', 400);
  });
});
