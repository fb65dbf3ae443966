// SPDX-License-Identifier: Apache-2.0
// What an objective may hang under: judged before it is done, moved in one step, suggested with reasons.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

both('aligning', (world) => {
  let on: Company;
  let sam: Person;
  let top: Json;
  let middle: Json;
  let leaf: Json;
  let aside: Json;
  let link: Json;
  const of = (objective: Json) => `/api/v1/objectives/${objective.id}`;
  const check = async (child: Json, parent: Json, kr?: Json) =>
    (await world.admin.get(`${of(child)}/alignment-check`, { parent_id: parent.id, ...(kr ? { parent_kr_id: kr.id } : {}) })).is(200);
  const targets = (child: Json, query = {}, client = world.admin) => all(client, `${of(child)}/alignment-targets`, { limit: 2, ...query });
  const bars = async (child: Json) => Object.fromEntries((await targets(child)).map((one) => [one.title, one.bar]));
  const move = (one: Json, body: Json) => world.admin.post(`/api/v1/alignments/${one.id}/move`, body, { ifMatch: match(one as { version: number }) });
  const parents = async (child: Json) => (await on.objective(child.id)).parents.map((one: Json) => [one.objective_title, one.kind, one.weight]);
  const rule = (value: string) => on.setting('alignment_levels', value);

  world.step('says of every target what bars it', async () => {
    on = await company(world);
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    top = await on.published({ unit_id: on.units.top, title: 'Customers return by themselves' });
    middle = await on.published({ unit_id: on.units.retail, title: 'Returning goods costs nobody an evening' });
    leaf = await on.published({ title: 'Customers hand goods over at the door' });
    aside = await on.published({ unit_id: on.units.finance, title: 'Invoices are right the first time' });
    await on.draft({ title: 'Hidden' });
    await on.link(middle.id, top.id);
    link = await on.link(leaf.id, middle.id, 'contributes', { weight: 40 });
    const kr = await on.keyResult(leaf.id);
    assert.deepEqual(await check(top, top), { allowed: false, bar: 'itself', path: null });
    assert.deepEqual(await check(leaf, middle), { allowed: false, bar: 'linked', path: null });
    const loop = await check(top, leaf);
    assert.deepEqual([loop.allowed, loop.bar], [false, 'loop']);
    assert.ok(loop.path.includes('Returning goods'), loop.path);
    assert.equal((await check(middle, leaf, kr)).bar, 'loop');
    assert.equal((await sam.client.get(`${of(leaf)}/alignment-check`, { parent_id: top.id })).is(200).bar, 'forbidden');
    assert.deepEqual(await check(leaf, top), { allowed: true, bar: null, path: null });
    (await world.admin.get(`${of(leaf)}/alignment-check`, { parent_id: 999_999 })).is(404);
    (await sam.client.get(`${of(leaf)}/alignment-check`, { parent_id: (await on.draft()).id })).is(404);
  });

  world.step('lists targets from the top down, by a part of their title or unit, and no draft of others', async () => {
    const seen = await targets(leaf, {}, sam.client);
    assert.deepEqual(seen.map((one) => [one.title, one.bar, one.allowed]), [
      ['Customers return by themselves', null, true],
      ['Invoices are right the first time', null, true],
      ['Returning goods costs nobody an evening', 'linked', false],
    ]);
    assert.deepEqual((await targets(leaf, { q: 'ÍNVOICES' })).map((one) => one.id), [aside.id]);
    assert.deepEqual((await targets(leaf, { q: 'retail' })).map((one) => one.id), [middle.id]);
    assert.deepEqual(await targets(leaf, { q: 'nothing like it' }), []);
    assert.deepEqual(await targets(leaf, { cycle_id: 999_999 }), []);
    assert.deepEqual((await bars(top))['Customers hand goods over at the door'], 'loop');
  });

  world.step('moves in one step, and back', async () => {
    const before = (await on.objective(middle.id)).progress;
    const kr = await on.keyResult(leaf.id);
    await on.checkIn(kr.id, 50);
    assert.notEqual((await on.objective(middle.id)).progress, before);
    const moved = (await move(link, { parent_id: top.id })).is(200);
    assert.deepEqual([moved.objective_id, moved.kind, moved.weight, moved.version], [top.id, 'contributes', 40, 1]);
    assert.deepEqual(await parents(leaf), [['Customers return by themselves', 'contributes', 40]]);
    assert.equal((await on.objective(middle.id)).progress, null); // numbers follow on both ends
    assert.notEqual((await on.objective(top.id)).progress, null);
    (await move(link, { parent_id: top.id })).is(404);
    const back = (await move(moved, { parent_id: middle.id })).is(200);
    assert.deepEqual(await parents(leaf), [['Returning goods costs nobody an evening', 'contributes', 40]]);
    const history = (await all(world.admin, `${of(leaf)}/history`)).filter((entry) => entry.kind === 'alignment_moved');
    assert.ok(history.some((entry) => entry.field === 'parent_id' && entry.new_value === String(top.id)));
    link = back;
  });

  world.step('moves to a key result or another cycle only as support', async () => {
    const kr = await on.keyResult(top.id, { title: 'Returns' });
    const moved = (await move(link, { parent_kr_id: kr.id })).is(200);
    assert.deepEqual([moved.kind, moved.key_result_title], ['supports', 'Returns']);
    const next = (await world.admin.post('/api/v1/cycles', { name: 'Next', start_day: '2031-01-01', end_day: '2031-03-31' })).is(201);
    const later = await on.published({ cycle_id: next.id, unit_id: on.units.top });
    link = (await move(moved, { parent_id: later.id })).is(200);
    assert.equal(link.kind, 'supports');
    assert.deepEqual((await targets(leaf, { cycle_id: next.id })).map((one) => [one.id, one.bar]), [[later.id, 'linked']]);
    link = (await move(link, { parent_id: middle.id })).is(200);
  });

  world.step('refuses what cannot be, and changes nothing', async () => {
    const up = (await on.objective(middle.id)).parents[0];
    assert.equal((await move(up, { parent_id: leaf.id })).is(409).code, 'loop');
    assert.equal((await move(link, { parent_id: middle.id })).is(409).code, 'linked_already');
    (await move(link, {})).faultAt('/parent_id');
    (await move(link, { parent_id: 999_999 })).faultAt('/parent_id');
    (await move(link, { parent_id: top.id, parent_kr_id: 1 })).faultAt('/parent_id');
    assert.equal((await parents(leaf))[0][0], 'Returning goods costs nobody an evening');
  });

  world.step('keeps to the rule about levels of the organisation', async () => {
    await rule('same_or_above');
    assert.equal((await check(leaf, aside)).bar, 'level');
    assert.equal((await bars(leaf))['Invoices are right the first time'], 'level');
    assert.equal((await move(link, { parent_id: aside.id })).is(409).code, 'level_rule');
    assert.equal((await world.admin.post('/api/v1/alignments', { child_id: leaf.id, parent_id: aside.id })).is(409).code, 'level_rule');
    assert.equal((await check(leaf, top)).allowed, true);
    await rule('one_up');
    assert.deepEqual([(await check(leaf, top)).bar, (await check(leaf, middle)).bar, (await check(middle, top)).bar], ['level', 'linked', 'linked']);
    const own = await on.published();
    assert.equal((await check(leaf, own)).bar, 'level');
    const other = await on.published({ unit_id: on.units.top });
    assert.equal((await check(other, top)).allowed, true); // nothing is above the top
    // Links that are there may be changed and ended under a stricter rule.
    await rule('free');
  });

  world.step('suggests what speaks of the same things, and says which', async () => {
    const child = await on.published({ title: 'Returning is done by customers in a minute' });
    const list = await all(world.admin, `${of(child)}/parent-suggestions`, { limit: 1 });
    assert.deepEqual(
      list.map((one) => [one.title, one.unit_name, one.levels, one.words]),
      [
        ['Returning goods costs nobody an evening', 'Retail', 1, ['returning']],
        ['Customers return by themselves', 'Acme', 2, ['customers']],
      ],
    );
    const stranger = await on.published({ title: 'Ünlike ânything' });
    const near = await all(world.admin, `${of(stranger)}/parent-suggestions`);
    assert.deepEqual(near.map((one) => [one.title, one.words]), [['Returning goods costs nobody an evening', []]]);
    assert.deepEqual(await all(world.admin, `${of(top)}/parent-suggestions`), []);
    await on.link(child.id, middle.id, 'supports');
    const left = await all(world.admin, `${of(child)}/parent-suggestions`);
    assert.deepEqual(left.map((one) => one.id), [top.id]);
  });
});
