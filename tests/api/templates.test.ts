// SPDX-License-Identifier: Apache-2.0
// Templates: patterns of objectives, kept by OKR masters, used by everybody of the unit and below it.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

/** Numbers for what a template leaves open. */
const numbers: Record<string, Json> = {
  increase: { start_value: 40, target_value: 60 },
  decrease: { start_value: 60, target_value: 40 },
  at_least: { target_value: 95 },
  at_most: { target_value: 2 },
};
const filled = (kr: Json): Json => numbers[kr.kind] ?? {};

both('templates', (world) => {
  let on: Company;
  let master: Person;
  let mia: Person;
  let everybody: Json;
  let retail: Json;
  const make = (body: Json, client: Client = world.admin) => client.post('/api/v1/templates', body);
  const change = (one: Json, body: Json, client: Client = world.admin) =>
    client.patch(`/api/v1/templates/${one.id}`, body, match(one as { version: number }));
  /** Those made here. */
  const names = async (query: Json = {}, client: Client = world.admin) =>
    (await all(client, '/api/v1/templates', { limit: 1, ...query })).filter((one) => one.language === null).map((one) => one.name);
  const brought = async () => (await all(world.admin, '/api/v1/templates')).filter((one) => one.language !== null);
  const steps = (kr: Json) => kr.milestones.map((one: Json) => [one.title, one.weight, one.due_after]);
  const onTheWay = (kr: Json) => kr.interim_targets.map((one: Json) => [one.day_after, one.value]);

  world.step('come along in the language of the organisation, and stand up to the writing help', async () => {
    on = await company(world);
    const seen: Record<string, string[]> = {};
    for (const value of ['nl', 'en']) {
      await on.setting('language', value);
      const rows = await brought();
      seen[value] = rows.map((one) => one.name);
      for (const row of rows) {
        const one = (await world.admin.get(`/api/v1/templates/${row.id}`)).is(200);
        assert.deepEqual([one.language, one.unit_id, one.key_results.length, Boolean(one.hint && one.description)], [value, null, 3, true]);
        assert.ok(one.key_results.every((kr: Json) => kr.hint));
        const { title, kind } = one;
        const key_results = one.key_results.map((kr: Json) => ({
          ...filled(kr),
          title: kr.title,
          kind: kr.kind,
          unit_of_measure: kr.unit_of_measure,
        }));
        const report = (await world.admin.post('/api/v1/writing/check', { title, kind, key_results })).is(200);
        assert.deepEqual(report.findings.map((found: Json) => [found.rule, found.pointer, found.excerpt]), [], `${value}: ${title}`);
      }
    }
    assert.deepEqual(seen, {
      nl: ['Klanten komen terug', 'Een belofte die we nakomen', 'Een verandering die beklijft', 'Mensen die blijven'],
      en: ['Customers come back', 'A promise we keep', 'A change that lands', 'People who stay'],
    });
    const change = (await world.admin.get(`/api/v1/templates/${(await brought())[2]?.id}`)).is(200);
    assert.deepEqual(steps(change.key_results[2]).map(([, weight, due]: [string, number, number]) => [weight, due]), [[100, 28], [100, 56], [100, 84]]);
    assert.deepEqual(onTheWay(change.key_results[0]), [[42, null]]);
  });

  world.step('that came along can be archived, and become one’s own when they are changed', async () => {
    const [first, second] = await brought() as [Json, Json];
    const archived = (await change(first, { archived: true })).is(200);
    assert.equal(archived.language, 'en');
    assert.deepEqual((await brought()).map((one) => one.name), ['A promise we keep', 'A change that lands', 'People who stay']);
    const own = (await change(second, { name: 'Our promise' })).is(200);
    assert.deepEqual([own.language, own.key_results.length], [null, 3]);
    (await change(own, { archived: true })).is(200);
    assert.deepEqual((await all(world.admin, '/api/v1/templates')).map((one) => one.name), ['A change that lands', 'People who stay']);
  });

  world.step('are made by hand, numbers left open', async () => {
    master = await on.person('Max Master', { role: ['okr_master', on.units.retail] });
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const keyResults = [
      { title: 'Customers who come back', hint: 'Take the figure of the shop.', unit_of_measure: '%', start_value: 40 },
      { title: 'Steps', kind: 'milestones', milestones: [{ title: 'First', due_after: 0 }, { title: 'Second', weight: 250 }], weight: 50 },
      { title: 'On the way', interim_targets: [{ day_after: 60 }, { day_after: 30, value: 12.5 }] },
    ];
    everybody = (await make({ name: 'Loyalty', title: 'Customers come back by themselves', hint: 'Choose one group.', key_results: keyResults })).is(201);
    assert.deepEqual([everybody.unit_id, everybody.unit_name, everybody.kind, everybody.archived, everybody.may_edit, everybody.version], [null, null, 'aspirational', false, true, 1]);
    assert.deepEqual(
      everybody.key_results.map((kr: Json) => [kr.title, kr.kind, kr.hint, kr.start_value, kr.target_value, kr.weight, kr.rank]),
      [['Customers who come back', 'increase', 'Take the figure of the shop.', 40, null, 100, 0], ['Steps', 'milestones', null, null, null, 50, 1], ['On the way', 'increase', null, null, null, 100, 2]],
    );
    assert.deepEqual(everybody.key_results.map(steps), [[], [['First', 100, 0], ['Second', 250, null]], []]);
    assert.deepEqual(everybody.key_results.map(onTheWay), [[], [], [[30, 12.5], [60, null]]]);
    retail = (await make({ name: 'Shop', title: 'The shop is a joy', unit_id: on.units.retail }, master.client)).is(201);
    assert.equal(retail.unit_name, 'Retail');
  });

  world.step('say what is wrong with them', async () => {
    (await make({ name: '', title: 'X' })).faultAt('/name');
    (await make({ name: 'X', title: 'X', unit_id: 999_999 })).faultAt('/unit_id');
    (await make({ name: 'X', title: 'X', key_results: [{ title: 'A' }, { title: 'B', weight: -1 }] })).faultAt('/key_results/1/weight');
    (await make({ name: 'X', title: 'X', kind: 'committed', key_results: [{ title: 'A', kind: 'zones' }] })).faultAt('/key_results/0/kind');
    const step = { title: 'Step' };
    for (const [body, member, code] of [
      [{ milestones: [step] }, 'milestones', 'milestones_unused'],
      [{ kind: 'milestones', milestones: [{ ...step, weight: 10_001 }] }, 'milestones/0/weight', 'out_of_range'],
      [{ kind: 'milestones', milestones: [{ ...step, weight: 0 }] }, 'milestones', 'milestone_weights_zero'],
      [{ kind: 'yes_no', interim_targets: [{ day_after: 1 }] }, 'interim_targets', 'interim_targets_unused'],
      [{ interim_targets: [{ day_after: 9 }, { day_after: 9, value: 1 }] }, 'interim_targets', 'interim_day_repeated'],
    ] as const) {
      const reply = await make({ name: 'X', title: 'X', key_results: [{ title: 'A', ...body }] });
      assert.equal(reply.faultAt(`/key_results/0/${member}`).code, code);
    }
    (await make({ name: 'X', title: 'X', key_results: [{ title: 'A', kind: 'milestones', milestones: [{ title: '' }] }] })).faultAt('/key_results/0/milestones/0/title');
    (await make({ name: 'X', title: 'X', key_results: [{ title: 'A', interim_targets: [{ day_after: 0 }] }] })).faultAt('/key_results/0/interim_targets/0/day_after');
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
    const rows = (await all(mia.client, '/api/v1/templates')).filter((row) => row.language === null);
    assert.deepEqual(rows.map((row) => [row.key_result_count, row.may_edit]), [[3, false], [0, false], [0, false]]);
    const seen = (await mia.client.get(`/api/v1/templates/${everybody.id}`)).is(200);
    assert.deepEqual([seen.may_edit, seen.key_results.length], [false, 3]);
  });

  world.step('are changed by those who keep them', async () => {
    (await change(everybody, { name: 'Mine' }, mia.client)).is(403);
    (await change(everybody, { name: 'Mine' }, master.client)).is(403);
    (await change(retail, { unit_id: null }, master.client)).is(403); // to where they may not keep any
    const after = (await change(everybody, { hint: null })).is(200);
    assert.deepEqual([after.hint, after.key_results.map(steps), after.version], [null, everybody.key_results.map(steps), 2]);
    const other = (await change(after, { key_results: [{ title: 'Only one' }] })).is(200);
    assert.deepEqual(other.key_results.map((kr: Json) => kr.title), ['Only one']);
    (await world.admin.patch(`/api/v1/templates/${everybody.id}`, { name: 'X' }, '"1"')).is(412);
    (await change({ ...other, id: retail.id, version: 1 }, { key_results: [{ title: 'A', kind: 'zones' }] })).is(200);
    (await change({ id: retail.id, version: 2 }, { kind: 'committed' })).faultAt('/key_results/0/kind');
    everybody = (await change(other, { archived: true })).is(200);
    assert.deepEqual(await names(), ['Shop', 'Local']);
    assert.deepEqual(await names({ include_archived: true }), ['Our promise', 'Loyalty', 'Shop', 'Local']);
  });

  world.step('are made of an objective that worked', async () => {
    const objective = await on.published({ title: 'Refunds within a day', description: 'Why', kind: 'aspirational' });
    const cycle = (await world.admin.get(`/api/v1/cycles/${on.cycle}`)).is(200);
    const day = (days: number) => dayFrom(cycle.start_day, days);
    const first = await on.keyResult(objective.id, { title: 'Within a day', start_value: 20, target_value: 90, weight: 60, interim_targets: [{ day: day(40), value: 55 }] });
    const milestones = [{ title: 'Bank', weight: 300, due_day: day(21) }, { title: 'Carrier' }];
    const second = await on.keyResult(objective.id, { title: 'Steps', kind: 'milestones', milestones });
    await on.keyResult(objective.id, { title: 'Left out' });
    const path = `/api/v1/objectives/${objective.id}/template`;
    const body = { name: 'Refunds', unit_id: on.units.retail, hint: 'Mind the bank.', key_result_ids: [second.id, first.id] };
    (await mia.client.post(path, body)).is(403);
    const made = (await master.client.post(path, body)).is(201);
    assert.deepEqual([made.name, made.title, made.description, made.kind, made.hint, made.version], ['Refunds', 'Refunds within a day', 'Why', 'aspirational', 'Mind the bank.', 1]);
    assert.deepEqual(made.key_results.map((kr: Json) => [kr.title, kr.kind, kr.start_value, kr.target_value, kr.weight]), [
      ['Steps', 'milestones', null, null, second.weight],
      ['Within a day', 'increase', 20, 90, 60],
    ]);
    assert.deepEqual(made.key_results.map(steps), [[['Bank', 300, 21], ['Carrier', 100, null]], []]);
    assert.deepEqual(made.key_results.map(onTheWay), [[], [[40, 55]]]);
    (await master.client.post(path, { ...body, key_result_ids: [999_999] })).faultAt('/key_result_ids/0');
    (await master.client.post(path, { ...body, unit_id: 999_999 })).faultAt('/unit_id');
    const sam = await on.person('Sam Stranger', { role: ['okr_master', on.units.finance] });
    const hidden = await on.draft();
    (await sam.client.post(`/api/v1/objectives/${hidden.id}/template`, { name: 'X', unit_id: on.units.finance })).is(404);
  });
});
