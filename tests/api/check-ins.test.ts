// SPDX-License-Identifier: Apache-2.0
// Check-ins, what they leave, and what is owed.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('check-ins', (world) => {
  let on: Company;
  let mia: Person;
  let objective: Json;
  let kr: Json;
  const path = (id = kr.id) => `/api/v1/key-results/${id}/check-ins`;
  const get = async (id = kr.id) => (await world.admin.get(`/api/v1/key-results/${id}`)).is(200);

  world.step('leave value, confidence, own status and note', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    objective = await on.published({ owner_id: mia.id });
    kr = await on.keyResult(objective.id, { kind: 'increase', start_value: 15, target_value: 35 });
    const body = { value: 20.5, confidence: 7, own_status: 'behind', note: 'Slower than *hoped*' };
    const made = (await mia.client.post(path(), body)).is(201);
    assert.deepEqual(
      [made.value, made.confidence, made.own_status, made.note, made.raw, made.day, made.person_name, made.imported],
      [20.5, 7, 'behind', 'Slower than *hoped*', 0.275, on.today, 'Mia Member', false],
    );
    const now = await get();
    assert.deepEqual(
      [now.current_value, now.raw, now.contribution, now.confidence, now.own_status, now.last_check_in_day, now.check_in_count, now.version],
      [20.5, 0.275, 0.275, 7, 'behind', on.today, 1, kr.version],
    );
    assert.deepEqual([now.due_on, now.may_check_in], [dayFrom(on.today, 14), true]);
  });

  world.step('may lie beyond start and target: raw shows it, contribution is limited', async () => {
    for (const [value, raw, contribution] of [[45, 1.5, 1], [10, -0.25, 0], [35, 1, 1], [15, 0, 0]]) {
      await on.checkIn(kr.id, value as number);
      const now = await get();
      assert.deepEqual([now.raw, now.contribution], [raw, contribution], `${value}`);
    }
  });

  world.step('of an earlier day are history only', async () => {
    const before = await get();
    const made = await on.checkIn(kr.id, 30, { day: dayFrom(on.today, -9) });
    assert.equal(made.raw, 0.75);
    const now = await get();
    assert.deepEqual([now.current_value, now.last_check_in_day, now.check_in_count], [before.current_value, on.today, before.check_in_count + 1]);
    const list = await all(world.admin, path(), { limit: 2 });
    assert.equal(list.length, now.check_in_count);
    const order = list.map((one) => `${one.day} ${String(one.id).padStart(9, '0')}`);
    assert.deepEqual(order, [...order].sort().reverse());
  });

  world.step('tell of today or before, within the cycle', async () => {
    const post = (day: string) => world.admin.post(path(), { value: 1, day });
    (await post(dayFrom(on.today, 1))).faultAt('/day');
    (await post(dayFrom(on.today, -31))).faultAt('/day');
    (await post('2026-02-30')).faultAt('/day');
    (await post(dayFrom(on.today, -30))).is(201);
  });

  world.step('a fall of confidence by two asks for a reason', async () => {
    const fresh = await on.keyResult(objective.id);
    const post = (body: Json) => world.admin.post(path(fresh.id), { value: 1, ...body });
    (await post({ confidence: 8 })).is(201);
    (await post({ confidence: 7 })).is(201);
    (await post({ confidence: 5 })).faultAt('/reason');
    (await post({ confidence: 5, reason: ' ' })).faultAt('/reason');
    const made = (await post({ confidence: 5, reason: 'Supplier left', note: 'More below' })).is(201);
    assert.equal(made.note, 'Supplier left\n\nMore below');
    (await post({})).is(201); // says nothing of it
    assert.equal((await get(fresh.id)).confidence, 5);
    for (const confidence of [-1, 11, 5.5, '5']) (await post({ confidence })).faultAt('/confidence');
  });

  world.step('fit the kind of their key result', async () => {
    const yes = await on.keyResult(objective.id, { kind: 'yes_no' });
    for (const value of [0.5, 2, -1]) (await world.admin.post(path(yes.id), { value })).faultAt('/value');
    await on.checkIn(yes.id, 1);
    assert.deepEqual([(await get(yes.id)).raw, (await get(yes.id)).contribution], [1, 1]);
    for (const value of ['1', null, true, 1.00001, 1e15]) (await world.admin.post(path(), { value })).faultAt('/value');
    const tiny = await on.keyResult(objective.id, { kind: 'increase', start_value: 0, target_value: 0.0001 });
    (await world.admin.post(path(tiny.id), { value: 99_999_999_999 })).faultAt('/value');
  });

  world.step('are taken where they count, and nowhere else', async () => {
    const draft = await on.keyResult((await on.draft()).id);
    assert.equal((await world.admin.post(path(draft.id), { value: 1 })).is(409).code, 'still_draft');
    const planned = (await world.admin.post('/api/v1/cycles', { name: 'Next', start_day: dayFrom(on.today, -1), end_day: dayFrom(on.today, 90) })).is(201);
    const early = await on.keyResult((await on.published({ cycle_id: planned.id })).id);
    assert.equal((await world.admin.post(path(early.id), { value: 1 })).is(409).code, 'cycle_not_open');
    const closed = await on.published();
    const late = await on.keyResult(closed.id);
    (await world.admin.post(`/api/v1/objectives/${closed.id}/close`, undefined, { ifMatch: match(closed) })).is(200);
    assert.equal((await world.admin.post(path(late.id), { value: 1 })).is(409).code, 'objective_closed');
    const dropped = await on.published();
    const gone = await on.keyResult(dropped.id);
    (await world.admin.post(`/api/v1/objectives/${dropped.id}/drop`, { reason: 'Test' }, { ifMatch: match(dropped) })).is(200);
    assert.equal((await world.admin.post(path(gone.id), { value: 1 })).is(409).code, 'objective_put_away');
  });

  world.step('what I owe: mine, by how long it waits', async () => {
    const nora = await on.person('Nora New', { memberOf: [on.units.netherlands] });
    const due = async (days?: number) => (await nora.client.get('/api/v1/me/due', { days })).is(200);
    assert.deepEqual([(await due()).items, (await due()).overdue_count, (await due()).today], [[], 0, on.today]);
    const mine = await on.published({ owner_id: nora.id, title: 'Of Nora' });
    const theirs = await on.published({ owner_id: mia.id });
    const waits = async (where: Json, ago: number | null, like: Json = {}) => {
      const made = await on.keyResult(where.id, like);
      if (ago !== null) await on.checkIn(made.id, 5, { day: dayFrom(on.today, -ago), note: `${ago} days ago` });
      return made.id;
    };
    const never = await waits(mine, null); // since the start of the cycle, 30 days ago
    const old = await waits(mine, 20);
    const today = await waits(theirs, 14, { owner_id: nora.id });
    const week = await waits(mine, 8);
    const later = await waits(mine, 0);
    await waits(mine, null, { owner_id: mia.id }); // somebody else's
    await waits(await on.draft({ owner_id: nora.id }), null);
    const list = await due();
    assert.deepEqual(
      list.items.map((row: Json) => [row.key_result.id, row.state, row.due_on, row.last_note]),
      [
        [never, 'overdue', dayFrom(on.today, -16), null],
        [old, 'overdue', dayFrom(on.today, -6), '20 days ago'],
        [today, 'due', on.today, '14 days ago'],
        [week, 'due', dayFrom(on.today, 6), '8 days ago'],
      ],
    );
    assert.deepEqual([list.overdue_count, list.due_count], [2, 2]);
    assert.ok(list.items.every((row: Json) => row.key_result.may_check_in));
    assert.deepEqual((await due(0)).items.map((row: Json) => row.key_result.id), [never, old, today]);
    const far = (await due(60)).items;
    assert.deepEqual([far.at(-1).key_result.id, far.at(-1).state], [later, 'upcoming']);
    await on.checkIn(never, 10, {}, nora.client);
    assert.deepEqual((await due()).items.map((row: Json) => row.key_result.id), [old, today, week]);
  });

  world.step('the cadence of the unit decides what is due and what is outdated', async () => {
    const quick = await on.unit('Quick', on.units.netherlands);
    const within = await on.unit('Within', quick);
    const set = async (cadence_days: number | null) => {
      const unit = (await world.admin.get(`/api/v1/units/${quick}`)).is(200);
      (await world.admin.patch(`/api/v1/units/${quick}`, { cadence_days }, match(unit))).is(200);
    };
    const tess = await on.person('Tess Tempo', { memberOf: [within] });
    const mine = await on.published({ owner_id: tess.id, unit_id: within });
    const parent = await on.published();
    await on.link(mine.id, parent.id);
    const one = await on.keyResult(mine.id);
    await on.checkIn(one.id, 50, { day: dayFrom(on.today, -11) });
    const standing = async () => {
      const now = await get(one.id);
      const row = (await world.admin.get('/api/v1/objectives', { unit_id: within, cycle_id: on.cycle })).is(200).items[0];
      const node = (await world.admin.get('/api/v1/tree', { cycle_id: on.cycle, by: 'unit', parent_id: `u${quick}` })).is(200).items[0];
      const due = (await tess.client.get('/api/v1/me/due', { days: 2 })).is(200).items.map((item: Json) => item.due_on);
      return [now.status, now.due_on, row.status, row.outdated_count, node.counts.outdated, due];
    };
    assert.deepEqual(await standing(), ['on_track', dayFrom(on.today, 3), 'on_track', 0, 0, []]);
    await set(7);
    assert.deepEqual(await standing(), ['outdated', dayFrom(on.today, -4), 'outdated', 1, 1, [dayFrom(on.today, -4)]]);
    await set(8); // 11 days are a cadence of 8 and a grace of 3
    assert.deepEqual(await standing(), ['on_track', dayFrom(on.today, -3), 'on_track', 0, 0, [dayFrom(on.today, -3)]]);
    await set(null);
  });

  world.step('why: a tree of what the number was made of', async () => {
    const top = await on.published({ title: 'Top' });
    const middle = [await on.published({ title: 'Left' }), await on.published({ title: 'Right' })];
    const shared = await on.published({ title: 'Shared' });
    const measure = await on.keyResult(shared.id);
    await on.checkIn(measure.id, 60);
    const dropped = await on.keyResult(shared.id);
    (await world.admin.post(`/api/v1/key-results/${dropped.id}/drop`, { reason: 'Test' }, { ifMatch: match(dropped) })).is(200);
    const empty = await on.published({ title: 'Empty' });
    const never = await on.keyResult(top.id);
    for (const one of middle) {
      await on.link(one.id, top.id);
      await on.link(shared.id, one.id);
    }
    await on.link(empty.id, top.id);
    const why = (await world.admin.get(`/api/v1/objectives/${top.id}/why`)).is(200);
    assert.deepEqual([why.formula, why.ppm, why.children.length], ['objective_progress', 400_000, 4]); // (0 + 60 % + 60 %) / 3
    const [measured, left, right, nothing] = why.children;
    assert.deepEqual([measured.key, measured.no_data, measured.ppm, measured.weight], [`k${never.id}`, true, 0, 10_000]);
    assert.ok(measured.note && nothing.note);
    assert.deepEqual([nothing.title, nothing.ppm], ['Empty', null]);
    assert.deepEqual([left.children[0].counted_twice, right.children[0].counted_twice], [false, true]);
    assert.deepEqual(left.children[0].children.map((node: Json) => node.key), [`k${measure.id}`]);
    assert.deepEqual(left.children[0].children[0].children.map((node: Json) => [node.formula, node.value]), [['check_in', 60]]);
    const shallow = (await world.admin.get(`/api/v1/objectives/${top.id}/why`, { depth: 1 })).is(200);
    assert.ok(shallow.children.filter((node: Json) => node.formula === 'child_contribution').every((node: Json) => node.children.length === 0));
  });
});
