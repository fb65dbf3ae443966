// SPDX-License-Identifier: Apache-2.0
// Key results of every kind: what is kept, what is refused, and what a check-in does to them.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match } from '../support/company.ts';

both('kinds of key results', (world) => {
  let on: Company;
  let objective: Json;
  const path = '/api/v1/key-results';
  const create = (body: Json) => world.admin.post(path, { objective_id: objective.id, title: 'X', ...body });
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const patch = async (id: number, body: Json) => world.admin.patch(`${path}/${id}`, body, match(await get(id)));
  const checkIn = (id: number, body: Json) => world.admin.post(`${path}/${id}/check-ins`, body);
  const list = (id: number) => all(world.admin, `${path}/${id}/check-ins`);
  const ago = (days: number) => dayFrom(on.today, -days);
  const zones = { kind: 'zones', commit_text: 'Sold in one country', target_text: 'In three', stretch_text: 'In all of them' };
  const three = [{ title: 'Contract' }, { title: 'Pilot', weight: 200, due_day: '2031-05-01' }, { title: 'Launch', weight: 50.5 }];

  world.step('a range holds a value between two', async () => {
    on = await company(world);
    objective = await on.published({ kind: 'aspirational' });
    const kr = (await create({ kind: 'range', low_value: 4, high_value: 5, tolerance: 1, unit_of_measure: 'days' })).is(201);
    assert.deepEqual([kr.low_value, kr.high_value, kr.tolerance, kr.period_rule, kr.interval_days], [4, 5, 1, 'latest', null]);
    for (const [value, raw, contribution] of [[4.2, 1, 1], [4, 1, 1], [5, 1, 1], [3.5, 0.5, 0.5], [6.5, -0.5, 0]] as const) {
      assert.equal((await checkIn(kr.id, { value })).is(201).raw, raw);
      const now = await get(kr.id);
      assert.deepEqual([now.raw, now.contribution], [raw, contribution], `${value}`);
    }
    (await patch(kr.id, { tolerance: null })).is(200);
    assert.equal((await get(kr.id)).contribution, 0);
    (await patch(kr.id, { high_value: 7 })).is(200);
    assert.equal((await get(kr.id)).contribution, 1);
    assert.equal((await get(kr.id)).expected, 0.7); // held from day one
  });

  world.step('what is held goes by its latest, its worst, or a share of intervals', async () => {
    const hold = { kind: 'at_most', target_value: 25, worst_value: 35 };
    const kr = (await create({ ...hold, period_rule: 'worst' })).is(201);
    for (const [days, value] of [[28, 26], [20, 30], [12, 24], [1, 25]]) (await checkIn(kr.id, { value, day: ago(days as number) })).is(201);
    assert.deepEqual([(await get(kr.id)).raw, (await get(kr.id)).current_value], [0.5, 25]);
    (await patch(kr.id, { period_rule: 'latest' })).is(200);
    assert.equal((await get(kr.id)).raw, 1);
    (await patch(kr.id, { period_rule: 'share', worst_value: null })).is(200);
    // The cycle began 30 days ago: days 2 and 10 lie in the first interval, 18 in the second, 29 in the third.
    const shared = await get(kr.id);
    assert.deepEqual([shared.raw, shared.interval_days], [0.666667, 14]);
    (await patch(kr.id, { target_value: 23 })).is(200);
    assert.equal((await get(kr.id)).raw, 0);
  });

  world.step('a share keeps counting by the cadence it began with', async () => {
    const kr = (await create({ kind: 'at_least', target_value: 9, period_rule: 'share' })).is(201);
    for (const [days, value] of [[28, 9], [20, 8], [2, 9]]) (await checkIn(kr.id, { value, day: ago(days as number) })).is(201);
    assert.equal((await get(kr.id)).raw, 0.5);
    await on.setting('cadence_days', '7');
    (await checkIn(kr.id, { value: 9 })).is(201);
    assert.deepEqual([(await get(kr.id)).raw, (await get(kr.id)).interval_days], [0.5, 14]);
    const later = (await create({ kind: 'at_least', target_value: 9, period_rule: 'share' })).is(201);
    assert.equal(later.interval_days, 7);
  });

  world.step('only check-ins of its period count, and the cycle may move it', async () => {
    const cycle = (await world.admin.post('/api/v1/cycles', { name: 'Moving', start_day: ago(30), end_day: ago(-30), state: 'open' })).is(201);
    const held = await on.published({ cycle_id: cycle.id, kind: 'committed' });
    const kr = await on.keyResult(held.id, { kind: 'at_least', target_value: 9, worst_value: 0, period_rule: 'worst' });
    for (const [days, value] of [[29, 3], [10, 6], [1, 9]]) (await checkIn(kr.id, { value, day: ago(days as number) })).is(201);
    assert.equal((await get(kr.id)).raw, 0.333333);
    (await world.admin.patch(`/api/v1/cycles/${cycle.id}`, { start_day: ago(15) }, match(cycle))).is(200);
    assert.deepEqual([(await get(kr.id)).raw, (await on.objective(held.id)).progress], [0.666667, 0.666667]);
    // Nothing lies within a period that begins after all of them.
    (await patch(kr.id, { start_day: dayFrom(on.today, 5) })).is(200);
    const none = await get(kr.id);
    assert.deepEqual([none.raw, none.contribution, none.check_in_count], [null, 0, 3]);
    const why = (await world.admin.get(`/api/v1/objectives/${held.id}/why`)).is(200);
    assert.deepEqual([why.children[0].no_data, why.children[0].children], [true, []]);
  });

  world.step('milestones are a list with weights, in an order', async () => {
    const kr = (await create({ kind: 'milestones', milestones: three })).is(201);
    assert.deepEqual(
      kr.milestones.map((one: Json) => [one.title, one.weight, one.due_day, one.rank, one.done, one.done_day, one.check_in_id]),
      [['Contract', 100, null, 0, false, null, null], ['Pilot', 200, '2031-05-01', 1, false, null, null], ['Launch', 50.5, null, 2, false, null, null]],
    );
    const [contract, pilot] = kr.milestones;
    const next = [{ id: pilot.id, title: 'Pilot in Utrecht', weight: 200 }, { title: 'Training' }, { id: contract.id, title: 'Contract', weight: 100 }];
    const changed = (await patch(kr.id, { milestones: next })).is(200);
    assert.deepEqual(changed.milestones.map((one: Json) => one.title), ['Pilot in Utrecht', 'Training', 'Contract']);
    assert.deepEqual([changed.milestones[0].id, changed.milestones[2].id, changed.version], [pilot.id, contract.id, 2]);
    const history = await all(world.admin, `/api/v1/objectives/${objective.id}/history`);
    const told = history.filter((one) => one.field === 'milestone' && one.subject_id === kr.id && one.kind === 'key_result_updated');
    assert.deepEqual(
      told.map((one) => [one.old_value, one.new_value]).reverse(),
      [['Launch · 50.5', null], ['Pilot · 200 · 2031-05-01', 'Pilot in Utrecht · 200'], [null, 'Training · 100']],
    );
    (await patch(kr.id, { milestones: [{ id: pilot.id, title: 'A' }, { id: pilot.id, title: 'B' }, { id: 999_999, title: 'C' }] })).faultAt('/milestones/1/id');
  });

  world.step('milestones are ticked in check-ins, and can be taken back', async () => {
    const kr = (await create({ kind: 'milestones', milestones: three })).is(201);
    const [contract, pilot, launch] = kr.milestones;
    const made = (await checkIn(kr.id, { milestones: [{ id: pilot.id, done: true }], note: 'It runs' })).is(201);
    assert.deepEqual([made.value, made.raw], [1, 0.570613]);
    assert.deepEqual(made.milestones, [{ check_in_id: made.id, milestone_id: pilot.id, done: true, title: 'Pilot' }]);
    let now = await get(kr.id);
    assert.deepEqual([now.raw, now.contribution, now.current_value, now.check_in_count, now.version], [0.570613, 0.570613, 1, 1, 1]);
    assert.deepEqual([now.milestones[1].done, now.milestones[1].done_day, now.milestones[1].check_in_id], [true, on.today, made.id]);

    // One of an earlier day: it counts for the later one too.
    const early = (await checkIn(kr.id, { milestones: [{ id: contract.id, done: true }, { id: pilot.id, done: false }], day: ago(9) })).is(201);
    assert.deepEqual([early.value, early.raw], [1, 0.285307]);
    now = await get(kr.id);
    assert.deepEqual(now.milestones.map((one: Json) => [one.done, one.done_day]), [[true, ago(9)], [true, on.today], [false, null]]);
    assert.deepEqual([now.raw, now.current_value], [0.85592, 2]);
    assert.deepEqual((await list(kr.id)).map((one) => [one.value, one.raw]), [[2, 0.85592], [1, 0.285307]]);

    const back = (await checkIn(kr.id, { milestones: [{ id: contract.id, done: false }, { id: launch.id, done: true }] })).is(201);
    assert.deepEqual([back.value, back.raw], [2, 0.714693]);
    now = await get(kr.id);
    assert.deepEqual(now.milestones.map((one: Json) => one.done), [false, true, true]);
    // Nothing new is a check-in as well.
    assert.deepEqual([(await checkIn(kr.id, { note: 'As before' })).is(201).value, (await get(kr.id)).check_in_count], [2, 4]);

    // A milestone that is taken off counts no more, but the check-in that ticked it still says so.
    const left = now.milestones.filter((one: Json) => one.id !== pilot.id).map(({ id, title, weight }: Json) => ({ id, title, weight }));
    assert.deepEqual([(await patch(kr.id, { milestones: left })).is(200).raw, (await list(kr.id)).at(-2)?.milestones[0].title], [0.335548, 'Pilot']);
  });

  world.step('milestones with dates say where they should stand', async () => {
    const dated = [{ title: 'A', weight: 30, due_day: ago(3) }, { title: 'B', weight: 10, due_day: dayFrom(on.today, 3) }, { title: 'C', weight: 60 }];
    const kr = (await create({ kind: 'milestones', milestones: dated })).is(201);
    assert.equal(kr.expected, 0.21); // 30 of 100, of a stretch
  });

  world.step('zones are told in words', async () => {
    const kr = (await create(zones)).is(201);
    assert.deepEqual([kr.commit_text, kr.target_text, kr.stretch_text], [zones.commit_text, zones.target_text, zones.stretch_text]);
    for (const value of [0, 0.3, 0.7, 1]) {
      assert.equal((await checkIn(kr.id, { value })).is(201).raw, value);
      assert.equal((await get(kr.id)).contribution, value);
    }
    (await checkIn(kr.id, { value: 0.5 })).faultAt('/value');
    (await world.admin.patch(`/api/v1/objectives/${objective.id}`, { kind: 'committed' }, match(await on.objective(objective.id)))).faultAt('/kind');
  });

  world.step('interim targets bend the expected mark', async () => {
    const way = { kind: 'increase', start_value: 0, target_value: 100 };
    const interim_targets = [{ day: dayFrom(on.today, 10), value: 50 }, { day: ago(10), value: 10 }];
    const kr = (await create({ ...way, interim_targets })).is(201);
    assert.deepEqual(kr.interim_targets.map((one: Json) => [one.day, one.value]), [[ago(10), 10], [dayFrom(on.today, 10), 50]]);
    assert.equal(kr.expected, 0.21); // half way from 10 to 50, of a stretch
    const changed = (await patch(kr.id, { interim_targets: [{ day: ago(10), value: 20 }] })).is(200);
    assert.equal(changed.interim_targets.length, 1);
    const told = (await all(world.admin, `/api/v1/objectives/${objective.id}/history`)).filter((one) => one.field === 'interim_target');
    assert.deepEqual(told.filter((one) => one.kind === 'key_result_updated').map((one) => [one.old_value, one.new_value]).reverse(),
      [[`${dayFrom(on.today, 10)} · 50`, null], [`${ago(10)} · 10`, `${ago(10)} · 20`]]);
    (await patch(kr.id, { interim_targets: [] })).is(200);
    assert.deepEqual((await get(kr.id)).interim_targets, []);
  });

  world.step('what is no measure is refused, all faults at once, with the mend', async () => {
    const way = { kind: 'increase', start_value: 0, target_value: 100 };
    const day = dayFrom(on.today, 1);
    const refused: [Json, Record<string, string>][] = [
      [{ kind: 'range' }, { '/low_value': 'low_missing', '/high_value': 'high_missing' }],
      [{ kind: 'range', low_value: 5, high_value: 4, tolerance: 0 }, { '/low_value': 'low_above_high', '/tolerance': 'tolerance_not_positive' }],
      [{ kind: 'range', low_value: 4, high_value: 5, tolerance: 1, period_rule: 'share' }, { '/tolerance': 'share_excludes_tolerance' }],
      [{ kind: 'range', low_value: 4, high_value: 5, target_value: 4, start_value: 1, worst_value: 1 },
        { '/target_value': 'target_unused', '/start_value': 'start_unused', '/worst_value': 'worst_unused' }],
      [{ kind: 'at_least', target_value: 4, worst_value: 1, period_rule: 'share' }, { '/worst_value': 'share_excludes_worst' }],
      [{ ...way, period_rule: 'worst', low_value: 1, high_value: 2, tolerance: 1 },
        { '/period_rule': 'period_rule_unused', '/low_value': 'low_unused', '/high_value': 'high_unused', '/tolerance': 'tolerance_unused' }],
      [{ ...way, milestones: [{ title: 'A' }] }, { '/milestones': 'milestones_unused' }],
      [{ ...way, commit_text: 'A', stretch_text: 'B' }, { '/commit_text': 'zone_text_unused', '/stretch_text': 'zone_text_unused' }],
      [{ ...way, interim_targets: [{ day, value: 1 }, { day, value: 2 }, { day: ago(30), value: 3 }] },
        { '/interim_targets': 'interim_outside_period interim_day_repeated' }],
      [{ kind: 'yes_no', interim_targets: [{ day, value: 1 }] }, { '/interim_targets': 'interim_targets_unused' }],
      [{ kind: 'milestones' }, { '/milestones': 'milestones_missing' }],
      [{ kind: 'milestones', milestones: [{ title: 'A', weight: 0 }] }, { '/milestones': 'milestone_weights_zero' }],
      [{ kind: 'milestones', milestones: [{ title: 'A', weight: 10_001 }, { title: 'B', weight: -1 }] }, { '/milestones/0/weight': 'out_of_range', '/milestones/1/weight': 'out_of_range' }],
      [{ kind: 'milestones', milestones: [{ title: 'A', id: 1 }] }, { '/milestones/0/id': 'no_such_milestone' }],
      [{ kind: 'milestones', milestones: [{ title: '' }, { weight: 1 }] }, { '/milestones/0/title': 'too_short', '/milestones/1/title': 'missing' }],
      [{ kind: 'zones' }, { '/commit_text': 'zone_text_missing', '/target_text': 'zone_text_missing', '/stretch_text': 'zone_text_missing' }],
      [{ ...zones, start_value: 1 }, { '/start_value': 'start_unused' }],
      [{ ...way, period_rule: 'mean' }, { '/period_rule': 'not_one_of' }],
    ];
    for (const [body, faults] of refused) {
      const reply = await create(body);
      assert.equal(reply.status, 422, reply.text);
      const found: Record<string, string> = {};
      for (const { pointer, code } of reply.body.errors) found[pointer] = found[pointer] ? `${found[pointer]} ${code}` : code;
      assert.deepEqual(found, faults, JSON.stringify(body));
    }
    const committed = await on.published();
    (await world.admin.post(path, { objective_id: committed.id, title: 'X', ...zones })).faultAt('/kind');
    assert.equal((await create({ kind: 'milestones', milestones: Array(51).fill({ title: 'A' }) })).status, 422);
  });

  world.step('a check-in says what its kind can say', async () => {
    const steps = (await create({ kind: 'milestones', milestones: three })).is(201);
    const other = (await create({ kind: 'milestones', milestones: three })).is(201);
    const number = (await create({ kind: 'range', low_value: 1, high_value: 2 })).is(201);
    const [tick, foreign] = [{ id: steps.milestones[0].id, done: true }, { id: other.milestones[0].id, done: true }];
    (await checkIn(steps.id, { value: 1, milestones: [tick] })).faultAt('/value');
    (await checkIn(steps.id, { milestones: [foreign] })).faultAt('/milestones/0/id');
    (await checkIn(steps.id, { milestones: [tick, { ...tick, done: false }] })).faultAt('/milestones/1/id');
    (await checkIn(steps.id, { milestones: [{ id: tick.id }] })).faultAt('/milestones/0/done');
    (await checkIn(number.id, { milestones: [tick], value: 1 })).faultAt('/milestones');
    (await checkIn(number.id, {})).faultAt('/value');
  });

  world.step('a kind changes after check-ins only to one that reads them', async () => {
    const kr = await on.keyResult(objective.id, { kind: 'increase', start_value: 0, target_value: 10 });
    await on.checkIn(kr.id, 4);
    const refusal = (await patch(kr.id, { kind: 'yes_no', start_value: null, target_value: null })).faultAt('/kind');
    assert.equal(refusal.code, 'kind_has_check_ins');
    (await patch(kr.id, { ...zones, start_value: null, target_value: null })).faultAt('/kind');
    const held = (await patch(kr.id, { kind: 'range', start_value: null, target_value: null, low_value: 3, high_value: 5 })).is(200);
    assert.deepEqual([held.kind, held.raw], ['range', 1]);
    const steps = (await create({ kind: 'milestones', milestones: three })).is(201);
    (await patch(steps.id, { kind: 'yes_no' })).faultAt('/milestones');
    (await patch(steps.id, { kind: 'yes_no', milestones: [] })).is(200);
  });

  world.step('only increase and decrease have a pace', async () => {
    const pace = async (id: number) => (await world.admin.get(`${path}/${id}/forecast`)).is(200);
    const kr = await on.keyResult(objective.id, { kind: 'increase', start_value: 0, target_value: 100, due_day: dayFrom(on.today, 10) });
    for (const [days, reason] of [[20, 'few_check_ins'], [10, 'few_check_ins'], [10, 'few_days']] as const) {
      await on.checkIn(kr.id, 40 - days, { day: ago(days) });
      assert.deepEqual(await pace(kr.id), { value: null, day: dayFrom(on.today, 10), reason });
    }
    await on.checkIn(kr.id, 40);
    assert.deepEqual(await pace(kr.id), { value: 50, day: dayFrom(on.today, 10), reason: null });
    const held = (await create({ kind: 'range', low_value: 1, high_value: 2 })).is(201);
    assert.equal((await pace(held.id)).reason, 'kind');
    (await world.admin.get(`${path}/999999/forecast`)).is(404);
  });

  world.step('drafts are thrown away with their lists', async () => {
    const draft = await on.draft();
    const kr = await on.keyResult(draft.id, { kind: 'milestones', milestones: three });
    await on.keyResult(draft.id, { interim_targets: [{ day: on.today, value: 5 }] });
    (await world.admin.delete(`${path}/${kr.id}`, match(kr))).is(204);
    await on.keyResult(draft.id, { kind: 'milestones', milestones: three });
    (await world.admin.delete(`/api/v1/objectives/${draft.id}`, match(await on.objective(draft.id)))).is(204);
  });
});
