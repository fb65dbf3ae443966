// SPDX-License-Identifier: Apache-2.0
// What is in the way of a key result, of whom help is asked, and how it goes away.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, dayIn, match, type Person } from '../support/company.ts';

both('blockers', (world) => {
  let on: Company;
  let mia: Person;
  let lea: Person;
  let finn: Person;
  let objective: Json;
  let kr: Json;
  let other: Json;
  const path = (id = kr.id) => `/api/v1/key-results/${id}/blockers`;
  const list = (query: Json, client = world.admin) => all(client, '/api/v1/blockers', { limit: 1, ...query });
  const ids = async (query: Json, client = world.admin) => (await list(query, client)).map((one) => one.id);
  const act = (blocker: Json, what: string, body: Json | undefined, client = world.admin) =>
    client.post(`/api/v1/blockers/${blocker.id}/${what}`, body, { ifMatch: match(blocker) });

  world.step('are raised with a type, a text and a request for help', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    lea = await on.person('Lea Leader', { role: ['leader', on.units.finance] });
    finn = await on.person('Finn Far', { memberOf: [on.units.finance] });
    objective = await on.published({ owner_id: mia.id, title: 'Faster' });
    kr = await on.keyResult(objective.id, { title: 'Days' });
    const body = { type: 'resource', text: 'No *budget* for the tool', since_day: dayFrom(on.today, -9), asked_unit_id: on.units.finance, request: 'Free 10 k' };
    const made = (await mia.client.post(path(), body)).is(201);
    assert.deepEqual(
      [made.type, made.text, made.age_days, made.asked_unit_name, made.request, made.created_by_name, made.key_result_title, made.objective_title, made.unit_name],
      ['resource', 'No *budget* for the tool', 9, 'Finance', 'Free 10 k', 'Mia Member', 'Days', 'Faster', 'Netherlands'],
    );
    assert.deepEqual([made.resolved_at, made.asked_of_me, made.may_edit, made.version], [null, false, true, 1]);
    const plain = (await mia.client.post(path(), { type: 'clarity', text: 'Who decides?' })).is(201);
    assert.deepEqual([plain.since_day, plain.age_days, plain.request], [on.today, 0, null]);
  });

  world.step('what is wrong with one is said', async () => {
    const post = (body: Json) => world.admin.post(path(), { type: 'priority', text: 'X', ...body });
    (await post({ type: 'mood' })).faultAt('/type');
    (await post({ text: ' ' })).faultAt('/text');
    (await post({ since_day: dayFrom(on.today, 1) })).faultAt('/since_day');
    (await post({ asked_unit_id: on.units.finance, asked_person_id: mia.id })).faultAt('/asked_person_id');
    (await post({ asked_unit_id: 999_999 })).faultAt('/asked_unit_id');
    (await post({ asked_person_id: 999_999 })).faultAt('/asked_person_id');
    (await post({ request: 'Help' })).faultAt('/request');
    (await finn.client.post(path(), { type: 'priority', text: 'X' })).is(403);
    (await world.admin.post(path(999_999), { type: 'priority', text: 'X' })).is(404);
    const draft = await on.keyResult((await on.draft()).id);
    assert.equal((await world.admin.post(path(draft.id), { type: 'priority', text: 'X' })).is(409).code, 'still_draft');
  });

  world.step('come with a check-in in one go, or not at all', async () => {
    other = await on.keyResult(objective.id);
    const post = (blocker: Json) => mia.client.post(`/api/v1/key-results/${other.id}/check-ins`, { value: 5, blocker });
    (await post({ type: 'external', text: '' })).faultAt('/blocker/text');
    (await post({ type: 'external', text: 'Strike', request: 'Help' })).faultAt('/blocker/request');
    assert.equal((await world.admin.get(`/api/v1/key-results/${other.id}`)).is(200).check_in_count, 0);
    (await post({ type: 'external', text: 'Strike', asked_person_id: finn.id })).is(201);
    const [made] = await list({ key_result_id: other.id });
    assert.deepEqual([made.text, made.asked_person_name], ['Strike', 'Finn Far']);
  });

  world.step('are listed by place, type, state and who is asked', async () => {
    const whole = await ids({});
    assert.equal(whole.length, 3);
    assert.deepEqual(await ids({ objective_id: objective.id }), whole);
    assert.deepEqual(await ids({ key_result_id: kr.id }), whole.filter((id) => id !== Math.max(...whole)));
    assert.deepEqual(await ids({ unit_id: on.units.netherlands }), whole);
    assert.deepEqual(await ids({ unit_id: on.units.retail }), whole);
    assert.deepEqual(await ids({ unit_id: on.units.retail, below: 'false' }), []);
    assert.deepEqual(await ids({ unit_id: on.units.finance }), []);
    assert.deepEqual(await ids({ cycle_id: on.cycle }), whole);
    assert.deepEqual(await ids({ cycle_id: 999_999 }), []);
    assert.equal((await ids({ type: 'clarity' })).length, 1);
    assert.deepEqual(await ids({ state: 'resolved' }), []);
    for (const who of [lea, finn]) {
      const [asked, ...rest] = await list({ asked_of_me: 'true' }, who.client);
      assert.deepEqual([rest.length, asked.asked_of_me, asked.may_edit], [0, true, true]);
    }
    assert.deepEqual(await ids({ asked_of_me: 'true' }, mia.client), []);
    (await world.admin.get('/api/v1/blockers', { unit_id: 999_999 })).is(404);
    (await world.admin.get('/api/v1/blockers', { key_result_id: 999_999 })).is(404);
    (await world.admin.get('/api/v1/blockers', { type: 'mood' })).faultAt('?type', 400);
  });

  world.step('change, and keep their history', async () => {
    const [first] = await list({ key_result_id: kr.id });
    const patch = (body: Json, client = mia.client, version = match(first)) => client.patch(`/api/v1/blockers/${first.id}`, body, version);
    (await patch({ type: 'priority' }, finn.client)).is(403);
    (await patch({ type: 'priority' }, mia.client, '"9"')).is(412);
    (await patch({ since_day: dayFrom(on.today, 2) })).faultAt('/since_day');
    const now = (await patch({ type: 'priority', asked_unit_id: null, request: null, asked_person_id: lea.id })).is(200);
    assert.deepEqual([now.type, now.asked_unit_name, now.asked_person_name, now.version], ['priority', null, 'Lea Leader', 2]);
    const history = await all(world.admin, `/api/v1/blockers/${first.id}/history`, { limit: 2 });
    assert.ok(history.some((entry) => entry.field === 'type' && entry.old_value === 'resource' && entry.new_value === 'priority' && entry.person_name === 'Mia Member'));
    (await world.admin.get('/api/v1/blockers/999999/history')).is(404);
  });

  world.step('are resolved by who is asked, with a word on how, and come back', async () => {
    const [first] = await list({ key_result_id: kr.id });
    (await act(first, 'resolve', { resolution: 'Mine' }, finn.client)).is(403);
    (await act(first, 'resolve', {}, lea.client)).faultAt('/resolution');
    (await act(first, 'reopen', undefined)).is(409);
    const done = (await act(first, 'resolve', { resolution: 'Budget found' }, lea.client)).is(200);
    assert.deepEqual([done.resolution, done.resolved_by_name, done.age_days], ['Budget found', 'Lea Leader', 9]);
    assert.equal((await act(done, 'resolve', { resolution: 'Again' })).is(409).code, 'resolved');
    assert.deepEqual(await ids({ state: 'resolved' }), [first.id]);
    const back = (await act(done, 'reopen', undefined, mia.client)).is(200);
    assert.deepEqual([back.resolved_at, back.resolution], [null, null]);
    (await world.admin.post('/api/v1/blockers/999999/resolve', { resolution: 'X' }, { ifMatch: '"1"' })).is(404);
  });

  world.step('are as old as they are where the organisation is', async () => {
    const zone = new Date().getUTCHours() < 11 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati'; // it is another day there than in UTC
    await on.setting('zone', zone);
    const day = dayFrom(dayIn(zone), -3);
    const made = (await mia.client.post(path(other.id), { type: 'clarity', text: 'Which of them?', since_day: day })).is(201);
    const done = (await act(made, 'resolve', { resolution: 'The first' }, mia.client)).is(200);
    assert.deepEqual([made.age_days, done.age_days], [3, 3]);
  });
});
