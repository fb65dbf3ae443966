// SPDX-License-Identifier: Apache-2.0
// Check-in meetings: an agenda made from what happened, minutes while it runs, actions that come back.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('meeting', (world) => {
  let on: Company;
  let mia: Person;
  let max: Person;
  let finn: Person;
  let meeting: Json;
  const krs: Record<string, Json> = {};
  const path = '/api/v1/meetings';
  const get = async (id = meeting.id, client = world.admin) => (await client.get(`${path}/${id}`)).is(200);
  const plan = (body: Json = {}, client = mia.client) =>
    client.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle, ...body });
  const go = (item: number, client = mia.client) => client.post(`${path}/${meeting.id}/move`, { item_id: item });
  const kinds = (one: Json) => one.items.map((item: Json) => [item.kind, item.title]);
  const note = (item: Json, body: Json, client = mia.client) =>
    client.patch(`/api/v1/meeting-items/${item.id}`, body, match(item));

  world.step('the agenda is made from what happened', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    max = await on.person('Max Mate', { memberOf: [on.units.netherlands] });
    finn = await on.person('Finn Far', { memberOf: [on.units.finance] });
    const objective = await on.published({ owner_id: mia.id });
    const waits = async (name: string, ...course: [number, number][]) => {
      krs[name] = await on.keyResult(objective.id, { title: name });
      for (const [ago, value] of course) await on.checkIn(krs[name].id, value, { day: dayFrom(on.today, -ago) });
    };
    await waits('steady', [20, 10], [1, 10]);
    await waits('moved', [20, 10], [1, 30]);
    await waits('silent', [25, 10]);
    await waits('fell', [20, 50], [1, 40]);
    await waits('stuck', [20, 10], [1, 30]);
    await waits('gone');
    (await world.admin.post(`/api/v1/key-results/${krs.gone.id}/drop`, { reason: 'Test' }, { ifMatch: match(krs.gone) })).is(200);
    (await mia.client.post(`/api/v1/key-results/${krs.stuck.id}/blockers`, { type: 'clarity', text: 'Who decides?' })).is(201);
    await on.keyResult((await on.draft()).id);

    meeting = (await plan()).is(201);
    assert.deepEqual(kinds(meeting), [
      ['blocked', 'stuck'],
      ['fell', 'fell'],
      ['outdated', 'silent'],
      ['moved', 'moved'],
      ['steady', 'steady'],
      ['round', null],
    ]);
    const [blocked, fell, outdated] = meeting.items;
    assert.deepEqual([fell.contribution_before, fell.contribution_now], [0.5, 0.4]);
    assert.equal(outdated.status, 'outdated');
    assert.deepEqual([meeting.state, meeting.budget_minutes, meeting.may_run, meeting.since_day], ['planned', 30, true, dayFrom(on.today, -14)]);
    const sum = meeting.items.reduce((all: number, item: Json) => all + item.budget_seconds, 0);
    assert.ok(sum <= 1800 && sum > 1790, `${sum}`);
    assert.ok(blocked.budget_seconds > outdated.budget_seconds);
  });

  world.step('it is found by the people of the unit and whoever leads it, until it is over', async () => {
    const mine = async (who: Person) => (await who.client.get('/api/v1/me/meetings')).is(200).items.map((row: Json) => [row.id, row.state, row.unit_name]);
    const lea = await on.person('Lea Leader', { role: ['leader', on.units.netherlands] });
    const here = [[meeting.id, 'planned', 'Netherlands']];
    assert.deepEqual([await mine(mia), await mine(lea), await mine(finn)], [here, here, []]);
    const later = (await plan({ starts_at: '2099-01-01T10:00:00Z' })).is(201);
    const ids = (await all(mia.client, '/api/v1/me/meetings', { limit: 1 })).map((row) => row.id);
    assert.deepEqual(ids, [meeting.id, later.id]);
    (await mia.client.delete(`${path}/${later.id}`, match(later))).is(204);
    assert.deepEqual(await mine(mia), here);
  });

  world.step('what is wrong with a plan is said', async () => {
    (await plan({ cycle_id: 999_999 })).faultAt('/cycle_id');
    (await plan({ budget_minutes: 4 })).faultAt('/budget_minutes');
    (await plan({ starts_at: 'tomorrow' })).faultAt('/starts_at');
    (await plan({}, finn.client)).is(403);
    (await mia.client.post('/api/v1/units/999999/meetings', { cycle_id: on.cycle })).is(404);
    const later = (await plan({ starts_at: '2031-01-01T09:00:00Z', budget_minutes: 60 })).is(201);
    const change = (body: Json, client = max.client) => client.patch(`${path}/${later.id}`, body, match(later));
    (await change({ budget_minutes: 45 }, finn.client)).is(403);
    const now = (await change({ budget_minutes: 45, note: 'Bring *numbers*' })).is(200);
    assert.deepEqual([now.budget_minutes, now.note, now.version], [45, 'Bring *numbers*', 2]);
    (await change({ note: 'Mine' })).is(412);
    (await finn.client.delete(`${path}/${later.id}`, match(now))).is(403);
    (await mia.client.delete(`${path}/${later.id}`, match(now))).is(204);
    (await mia.client.get(`${path}/${later.id}`)).is(404);
  });

  world.step('nothing is noted or moved before it begins, but topics are', async () => {
    assert.equal((await go(meeting.items[0].id)).is(409).code, 'meeting_not_running');
    assert.equal((await note(meeting.items[0], { note: 'Early' })).is(409).code, 'meeting_not_running');
    (await mia.client.post(`${path}/${meeting.id}/actions`, { title: 'Early' })).is(409);
    (await mia.client.post(`${path}/${meeting.id}/attendance`, { person_id: max.id, present: true })).is(409);
    (await mia.client.post(`${path}/${meeting.id}/end`)).is(409);
    (await finn.client.post(`${path}/${meeting.id}/topics`, { title: 'Mine' })).is(403);
    const with_topic = (await max.client.post(`${path}/${meeting.id}/topics`, { title: 'New office' })).is(201);
    const topic = with_topic.items.find((item: Json) => item.kind === 'topic');
    (await note(topic, { title: null })).faultAt('/title');
    assert.equal((await note(topic, { title: 'Newer office', note: 'Ask first' })).is(200).title, 'Newer office');
  });

  world.step('it begins with its first item, and everybody may read', async () => {
    (await finn.client.post(`${path}/${meeting.id}/start`)).is(403);
    await on.checkIn(krs.silent.id, 10);
    meeting = (await mia.client.post(`${path}/${meeting.id}/start`)).is(200);
    assert.deepEqual(kinds(meeting), [
      ['blocked', 'stuck'],
      ['fell', 'fell'],
      ['moved', 'moved'],
      ['steady', 'steady'],
      ['steady', 'silent'],
      ['topic', 'Newer office'],
      ['round', null],
    ]);
    assert.deepEqual([meeting.state, meeting.item_id, meeting.presenter_name], ['running', meeting.items[0].id, 'Mia Member']);
    assert.deepEqual(meeting.attendance.map((one: Json) => one.person_name), ['Mia Member']);
    assert.equal((await mia.client.post(`${path}/${meeting.id}/start`)).is(409).code, 'meeting_started');
    (await mia.client.delete(`${path}/${meeting.id}`, match(meeting))).is(409);
    const seen = await get(meeting.id, finn.client);
    assert.deepEqual([seen.may_run, seen.items.length], [false, 7]);
    const second = (await plan()).is(201);
    assert.equal((await mia.client.post(`${path}/${second.id}/start`)).is(409).code, 'another_runs');
    (await mia.client.delete(`${path}/${second.id}`, match(second))).is(204);
  });

  world.step('whoever moves on presents', async () => {
    (await go(meeting.items[1].id, finn.client)).is(403);
    (await go(999_999)).faultAt('/item_id');
    const moved = (await go(meeting.items[1].id, max.client)).is(200);
    assert.deepEqual([moved.item_id, moved.presenter_name, moved.version], [meeting.items[1].id, 'Max Mate', meeting.version]);
  });

  world.step('minutes are written by version, and none is overwritten', async () => {
    const item = meeting.items[1];
    (await note(item, { note: 'Not mine' }, finn.client)).is(403);
    const first = (await note(item, { note: 'We lost two weeks' })).is(200);
    assert.deepEqual([first.note, first.version, first.title], ['We lost two weeks', 2, 'fell']);
    (await note(item, { note: 'Mine' }, max.client)).is(412);
    (await note(first, { title: 'Other' })).faultAt('/title');
    (await mia.client.patch(`/api/v1/meeting-items/${item.id}`, { note: 'x' })).is(428);
    (await mia.client.patch('/api/v1/meeting-items/999999', { note: 'x' }, '"1"')).is(404);
    assert.equal((await get()).items[1].note, 'We lost two weeks');
  });

  world.step('attendance and actions', async () => {
    const attend = (body: Json, client = mia.client) => client.post(`${path}/${meeting.id}/attendance`, body);
    (await attend({ person_id: max.id, present: true }, finn.client)).is(403);
    (await attend({ person_id: 999_999, present: true })).faultAt('/person_id');
    for (const present of [true, true]) (await attend({ person_id: max.id, present })).is(200);
    const there = (await attend({ person_id: mia.id, present: false })).is(200);
    assert.deepEqual(there.attendance.map((one: Json) => one.person_name), ['Max Mate']);
    const agree = (body: Json, client = mia.client) => client.post(`${path}/${meeting.id}/actions`, body);
    (await agree({ title: 'x' }, finn.client)).is(403);
    (await agree({ title: ' ' })).faultAt('/title');
    (await agree({ title: 'x', owner_id: 999_999 })).faultAt('/owner_id');
    const made = (await agree({ title: 'Call the supplier', owner_id: max.id, due_day: dayFrom(on.today, 7) })).is(201);
    assert.deepEqual([made.owner_name, made.source, made.source_id, made.state], ['Max Mate', 'meeting', meeting.id, 'open']);
    assert.deepEqual((await get()).actions.map((one: Json) => one.title), ['Call the supplier']);
  });

  world.step('it ends, and its minutes stay', async () => {
    (await finn.client.post(`${path}/${meeting.id}/end`)).is(403);
    const ended = (await mia.client.post(`${path}/${meeting.id}/end`)).is(200);
    assert.deepEqual([ended.state, ended.item_id], ['ended', null]);
    assert.equal((await go(meeting.items[0].id)).is(409).code, 'meeting_not_running');
    (await mia.client.post(`${path}/${meeting.id}/topics`, { title: 'Late' })).is(409);
    (await mia.client.patch(`${path}/${meeting.id}`, { starts_at: '2031-01-01T09:00:00Z' }, match(ended))).is(409);
    const item = ended.items[1];
    assert.equal((await note(item, { note: 'We lost three weeks' })).is(200).note, 'We lost three weeks');
  });

  world.step('the next one starts from the last', async () => {
    const next = (await plan()).is(201);
    assert.deepEqual(kinds(next)[0], ['actions', null]);
    assert.deepEqual([next.since_day, next.previous_id], [on.today, meeting.id]);
    assert.ok(next.items.every((item: Json) => item.kind !== 'moved' && item.kind !== 'fell'));
    const list = await all(finn.client, `/api/v1/units/${on.units.netherlands}/meetings`, { limit: 1 });
    assert.deepEqual(list.map((one) => [one.id, one.state]), [[next.id, 'planned'], [meeting.id, 'ended']]);
    (await world.admin.get('/api/v1/units/999999/meetings')).is(404);
  });

  world.step('what is told after a meeting is news to the next one, even of a day before it', async () => {
    await on.checkIn(krs.fell.id, 60);
    await on.checkIn(krs.silent.id, 30, { day: dayFrom(on.today, -1) });
    await on.checkIn(krs.steady.id, 20, { day: dayFrom(on.today, -1) });
    const { items } = (await plan()).is(201);
    const moved = items.filter((item: Json) => item.kind === 'moved');
    assert.deepEqual(moved.map((item: Json) => [item.title, item.contribution_before, item.contribution_now]), [
      ['steady', 0.1, 0.2],
      ['fell', 0.4, 0.6],
    ]);
  });

  world.step('a first one looks a cadence of its unit back, by the rule of each key result', async () => {
    const quick = await on.unit('Quick', on.units.finance);
    const unit = (await world.admin.get(`/api/v1/units/${quick}`)).is(200);
    (await world.admin.patch(`/api/v1/units/${quick}`, { cadence_days: 7 }, match(unit))).is(200);
    const objective = await on.published({ unit_id: quick });
    const waits = async (title: string, measure: Json, ...course: [number, Json][]) => {
      const kr = await on.keyResult(objective.id, { title, ...measure });
      for (const [ago, body] of course) {
        const told = body.done === undefined ? body : { milestones: kr.milestones.slice(0, body.done).map(({ id }: Json) => ({ id, done: true })) };
        (await world.admin.post(`/api/v1/key-results/${kr.id}/check-ins`, { day: dayFrom(on.today, -ago), ...told })).is(201);
      }
    };
    const held = { kind: 'at_least', target_value: 90 };
    const worst = { ...held, worst_value: 50, period_rule: 'worst' };
    // What counts is the worst of all, though the last before the day was better than that of today.
    await waits('worst, as bad as ever', worst, [25, { value: 60 }], [20, { value: 88 }], [1, { value: 85 }]);
    await waits('worst, worse than ever', worst, [25, { value: 80 }], [1, { value: 70 }]);
    await waits('share, one more was good', { ...held, period_rule: 'share' }, [25, { value: 10 }], [10, { value: 95 }], [1, { value: 96 }]);
    const milestones = [{ title: 'Built', weight: 10 }, { title: 'Tested', weight: 30 }];
    await waits('steps', { kind: 'milestones', start_value: null, target_value: null, milestones }, [9, { done: 1 }], [1, { done: 2 }]);
    await waits('range', { kind: 'range', low_value: 4, high_value: 5, tolerance: 2 }, [8, { value: 3 }], [2, { value: 2.5 }]);

    const first = (await world.admin.post(`/api/v1/units/${quick}/meetings`, { cycle_id: on.cycle })).is(201);
    assert.equal(first.since_day, dayFrom(on.today, -7));
    const shown = first.items.filter((item: Json) => item.key_result_id).map((item: Json) => [item.title, item.kind, item.contribution_before, item.contribution_now]);
    const share = (good: number, all: number) => Math.round((good / all) * 1e6) / 1e6;
    const intervals = (await world.admin.get(`/api/v1/objectives/${objective.id}`)).is(200).key_results[2].interval_days;
    assert.equal(intervals, 7);
    assert.deepEqual(new Map(shown.map((row: Json[]) => [row[0], row.slice(1)])), new Map<string, Json[]>([
      ['worst, worse than ever', ['fell', 0.75, 0.5]],
      ['range', ['fell', 0.5, 0.25]],
      ['share, one more was good', ['moved', share(1, 2), share(2, 3)]],
      ['steps', ['moved', 0.25, 1]],
      ['worst, as bad as ever', ['steady', 0.25, 0.25]],
    ]));
  });
});
