// SPDX-License-Identifier: Apache-2.0
// Check-ins that are corrected: what follows, what stays readable, and who may.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('corrections', (world) => {
  let on: Company;
  let mia: Person;
  let mate: Person;
  let objective: Json;
  let kr: Json;
  const keyResult = async (id = kr.id) => (await world.admin.get(`/api/v1/key-results/${id}`)).is(200);
  const read = async (one: Json, client: Client = world.admin) => (await client.get(`/api/v1/check-ins/${one.id}`)).is(200);
  const correct = async (one: Json, body: Json, client: Client = world.admin) =>
    client.patch(`/api/v1/check-ins/${one.id}`, body, match(await read(one)));
  const history = (one: Json) => all(world.admin, `/api/v1/check-ins/${one.id}/history`, { limit: 1 });
  const changes = async (one: Json) => (await history(one)).map((entry) => [entry.field, entry.old_value, entry.new_value]);

  world.step('who gave one corrects value, confidence, own view and note', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    mate = await on.person('Max Mate', { memberOf: [on.units.netherlands] });
    const above = await on.published();
    objective = await on.published();
    await on.link(objective.id, above.id);
    kr = await on.keyResult(objective.id);
    const made = await on.checkIn(kr.id, 60, { confidence: 7, own_status: 'on_track', note: 'Sixty' }, mia.client);
    assert.deepEqual([made.version, made.may_correct, made.corrected_at, made.corrected_by_name], [1, true, null, null]);

    const body = { value: 40, confidence: 6, own_status: 'behind', note: 'Forty, it was a typing error' };
    const reply = await correct(made, body, mia.client);
    const now = reply.is(200);
    assert.deepEqual(
      [now.value, now.raw, now.confidence, now.own_status, now.note, now.day, now.person_name, now.corrected_by_name, now.version],
      [40, 0.4, 6, 'behind', body.note, made.day, 'Mia Member', 'Mia Member', 2],
    );
    assert.ok(now.corrected_at >= now.created_at && reply.etag?.startsWith('"2-'));
    assert.deepEqual(await read(made), { ...now, may_correct: true });
    const shown = await keyResult();
    assert.deepEqual(
      [shown.current_value, shown.contribution, shown.confidence, shown.own_status, shown.check_in_count, shown.version],
      [40, 0.4, 6, 'behind', 1, kr.version],
    );
    assert.equal((await on.objective(above.id)).progress, 0.4, 'what lies above follows');
  });

  world.step('what stood before stays readable, there and at the objective', async () => {
    const [one] = (await all(world.admin, `/api/v1/key-results/${kr.id}/check-ins`)) as [Json];
    assert.deepEqual(new Set((await changes(one)).map(String)), new Set([
      'value,60,40', 'confidence,7,6', 'own_status,on_track,behind', 'note,Sixty,Forty, it was a typing error',
    ]));
    const [entry] = (await history(one)) as [Json];
    assert.deepEqual([entry.kind, entry.person_name], ['check_in_corrected', 'Mia Member']);
    const told = (await all(world.admin, `/api/v1/objectives/${objective.id}/history`)).filter((row) => row.kind === 'check_in_corrected');
    assert.deepEqual([told.length, new Set(told.map((row) => row.about))], [4, new Set([kr.title])]);
  });

  world.step('what is not said stays', async () => {
    const one = await on.checkIn(kr.id, 50, { confidence: 6, note: 'Half' });
    const now = (await correct(one, { note: null })).is(200);
    assert.deepEqual([now.value, now.confidence, now.note], [50, 6, null]);
    assert.deepEqual(await changes(one), [['note', 'Half', null]]);
  });

  world.step('an old one counts where all count, and is history where the newest does', async () => {
    const latest = await on.keyResult(objective.id);
    const worst = await on.keyResult(objective.id, { kind: 'at_least', target_value: 90, worst_value: 50, period_rule: 'worst' });
    for (const id of [latest.id, worst.id]) {
      await on.checkIn(id, 60, { day: dayFrom(on.today, -20) });
      await on.checkIn(id, 80, { day: dayFrom(on.today, -3) });
      const old = (await all(world.admin, `/api/v1/key-results/${id}/check-ins`)).at(-1) as Json;
      (await correct(old, { value: 85 })).is(200);
    }
    assert.deepEqual([(await keyResult(latest.id)).current_value, (await keyResult(latest.id)).raw], [80, 0.8]);
    assert.deepEqual([(await keyResult(worst.id)).current_value, (await keyResult(worst.id)).raw], [80, 0.75]); // it was 60: 0.25
    const why = (await world.admin.get(`/api/v1/objectives/${objective.id}/why`)).is(200);
    const node = why.children.find((child: Json) => child.id === worst.id);
    assert.deepEqual(node.children.map((child: Json) => child.value), [80]);
  });

  world.step('milestones are said anew: a tick is given or taken back', async () => {
    const steps = await on.keyResult(objective.id, {
      kind: 'milestones', start_value: null, target_value: null,
      milestones: [{ title: 'Built', weight: 50 }, { title: 'Tested', weight: 50 }],
    });
    const [built, tested] = steps.milestones.map((one: Json) => one.id);
    const tick = (day: number, milestones: Json[]) =>
      world.admin.post(`/api/v1/key-results/${steps.id}/check-ins`, { day: dayFrom(on.today, -day), milestones });
    const first = (await tick(9, [{ id: built, done: true }])).is(201);
    await tick(2, [{ id: tested, done: true }]);
    assert.equal((await keyResult(steps.id)).raw, 1);
    const now = (await correct(first, { milestones: [{ id: built, done: false }] })).is(200);
    assert.deepEqual([now.value, now.raw, now.milestones.map((one: Json) => one.done)], [0, 0, [false]]);
    const shown = await keyResult(steps.id);
    assert.deepEqual([shown.raw, shown.current_value, shown.milestones.map((one: Json) => one.done)], [0.5, 1, [false, true]]);
    assert.deepEqual(new Set((await changes(first)).map(String)), new Set(['milestone,✓ Built,✗ Built', 'value,1,0']));
    (await correct(first, { milestones: [] })).is(200);
    (await correct(first, { value: 1 })).faultAt('/value');
    (await correct(first, { milestones: [{ id: 999_999, done: true }] })).faultAt('/milestones/0/id');
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('a fall of confidence asks for a reason, against what it said or what was told before', async () => {
    const fresh = await on.keyResult(objective.id);
    const one = await on.checkIn(fresh.id, 10, { confidence: 8 });
    (await correct(one, { confidence: 6 })).faultAt('/reason');
    (await correct(one, { confidence: 6, reason: 'It was the other key result' })).is(200);
    assert.deepEqual(new Set((await changes(one)).map(String)), new Set(['reason,,It was the other key result', 'confidence,8,6']));
    const silent = await on.checkIn(fresh.id, 12);
    (await correct(silent, { confidence: 4 })).faultAt('/reason');
    (await correct(silent, { confidence: 5 })).is(200);
    assert.equal((await keyResult(fresh.id)).confidence, 5);
    (await correct(silent, { confidence: null })).is(200);
    assert.equal((await keyResult(fresh.id)).confidence, 6, 'the last that was told');
  });

  world.step('fits the measure, and says what is wrong', async () => {
    const one = await on.checkIn(kr.id, 50);
    for (const value of ['1', null, true, 1.00001, 1e15]) (await correct(one, { value })).faultAt('/value');
    (await correct(one, { milestones: [{ id: 1, done: true }] })).faultAt('/milestones');
    (await correct(one, { confidence: 11 })).faultAt('/confidence');
    (await correct(one, { day: on.today })).faultAt('/day');
    (await correct(one, { reason: 'x'.repeat(301) })).faultAt('/reason');
    (await world.admin.patch('/api/v1/check-ins/999999', { value: 1 }, '"1"')).is(404);
    (await world.admin.get('/api/v1/check-ins/999999')).is(404);
    (await world.admin.get('/api/v1/check-ins/999999/history')).is(404);
  });

  world.step('of two who correct at once the second is told', async () => {
    const one = await on.checkIn(kr.id, 50);
    (await world.admin.patch(`/api/v1/check-ins/${one.id}`, { value: 51 })).is(428);
    (await world.admin.patch(`/api/v1/check-ins/${one.id}`, { value: 51 }, match(one))).is(200);
    (await world.admin.patch(`/api/v1/check-ins/${one.id}`, { note: 'Also' }, match(one))).is(412);
    assert.equal((await read(one)).value, 51);
  });

  world.step('a mate may check in, and correct only what was theirs', async () => {
    const theirs = await on.checkIn(kr.id, 52, {}, mia.client);
    const own = await on.checkIn(kr.id, 53, {}, mate.client);
    assert.equal((await correct(theirs, { value: 1 }, mate.client)).is(403).code, 'forbidden');
    assert.deepEqual([(await read(theirs, mate.client)).may_correct, (await read(own, mate.client)).may_correct], [false, true]);
    (await correct(own, { value: 54 }, mate.client)).is(200);
  });

  world.step('who stands in corrects for them', async () => {
    const ben = await on.person('Ben Deputy', { memberOf: [on.units.finance] });
    const theirs = await on.checkIn(kr.id, 55, {}, mia.client);
    assert.equal((await correct(theirs, { value: 56 }, ben.client)).is(403).code, 'forbidden');
    const made = (await mia.client.post(`/api/v1/people/${mia.id}/delegates`, { delegate_id: ben.id })).is(201);
    assert.equal((await correct(theirs, { value: 56 }, ben.client)).is(200).corrected_by_name, 'Ben Deputy');
    (await mia.client.delete(`/api/v1/delegations/${made.id}`)).is(204);
    (await correct(theirs, { value: 57 }, ben.client)).is(403);
  });

  world.step('what has ended stays as it is', async () => {
    const refused = async (one: Json, code: string) => {
      assert.equal((await correct(one, { value: 1 })).is(409).code, code);
      assert.equal((await read(one)).may_correct, false);
    };
    const dropped = await on.keyResult(objective.id);
    const there = await on.checkIn(dropped.id, 5);
    (await world.admin.post(`/api/v1/key-results/${dropped.id}/drop`, { reason: 'Test' }, { ifMatch: match(dropped) })).is(200);
    await refused(there, 'dropped');

    const closed = await on.published();
    const late = await on.checkIn((await on.keyResult(closed.id)).id, 100);
    (await world.admin.post(`/api/v1/objectives/${closed.id}/close`, undefined, { ifMatch: match(closed) })).is(200);
    await refused(late, 'objective_closed');

    const cycle = (await world.admin.post('/api/v1/cycles', { name: 'Short', start_day: dayFrom(on.today, -40), end_day: dayFrom(on.today, -1), state: 'open' })).is(201);
    const past = await on.checkIn((await on.keyResult((await on.published({ cycle_id: cycle.id })).id)).id, 5, { day: dayFrom(on.today, -5) });
    (await world.admin.patch(`/api/v1/cycles/${cycle.id}`, { state: 'closed' }, match((await world.admin.get(`/api/v1/cycles/${cycle.id}`)).is(200)))).is(200);
    await refused(past, 'cycle_closed');
  });

  world.step('the week that runs is painted anew', async () => {
    const cell = async () => {
      const map = (await world.admin.get('/api/v1/heat-map', { cycle_id: on.cycle, unit_id: on.units.finance })).is(200);
      return map.rows[0].cells.at(-1);
    };
    const one = await on.checkIn((await on.keyResult((await on.published({ unit_id: on.units.finance })).id)).id, 60);
    assert.deepEqual([(await cell()).state, (await cell()).checked_in], ['on_track', 1]);
    (await correct(one, { value: 0 })).is(200);
    assert.deepEqual([(await cell()).state, (await cell()).checked_in], ['at_risk', 1]);
  });
});
