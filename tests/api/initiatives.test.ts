// SPDX-License-Identifier: Apache-2.0
// What is done to move a key result: kept in an order, never counted in progress, and private while its objective is a draft.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('initiatives', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  let ann: Person;
  let objective: Json;
  let kr: Json;
  let first: Json;
  let second: Json;
  let third: Json;
  const add = (body: Json, client: Client = world.admin, id = kr.id) => client.post(`/api/v1/key-results/${id}/initiatives`, body);
  const at = (one: Json) => `/api/v1/initiatives/${one.id}`;
  const change = (one: Json, body: Json, client: Client = world.admin) => client.patch(at(one), body, match(one as { version: number }));
  const remove = (one: Json, client: Client = world.admin) => client.delete(at(one), match(one as { version: number }));
  const restore = (one: Json, client: Client = world.admin) =>
    client.post(`${at(one)}/restore`, undefined, { ifMatch: match(one as { version: number }) });
  const titles = async () => (await on.objective(objective.id)).initiatives.map((one: Json) => one.title);
  const mine = async (client: Client, query = {}) => (await all(client, '/api/v1/me/initiatives', { limit: 1, ...query })).map((one) => one.title);

  world.step('are added by the team, in an order', async () => {
    on = await company(world);
    mia = await on.person('Mia Mate', { memberOf: [on.units.netherlands] });
    ann = await on.person('Ann Owner', { memberOf: [on.units.finance] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    objective = await on.published();
    kr = await on.keyResult(objective.id, { title: 'Returns', owner_id: ann.id });
    const body = { title: 'Pick up at home', owner_id: ann.id, due_day: dayFrom(on.today, 3), url: 'https://example.org/plan?a=1' };
    first = (await add(body, mia.client)).is(201);
    assert.deepEqual(
      [first.title, first.state, first.owner_name, first.due_day, first.url, first.rank, first.ended_day, first.overdue, first.may_edit, first.version],
      ['Pick up at home', 'planned', 'Ann Owner', body.due_day, body.url, 0, null, false, true, 1],
    );
    assert.deepEqual([first.key_result_title, first.objective_id, first.unit_name], ['Returns', objective.id, 'Netherlands']);
    second = (await add({ title: 'Label in the box', state: 'doing', due_day: dayFrom(on.today, -1) }, ann.client)).is(201);
    assert.deepEqual([second.rank, second.overdue], [1, true]);
    third = (await add({ title: 'Done before', state: 'done' })).is(201);
    assert.equal(third.ended_day, on.today);
    assert.deepEqual(await titles(), ['Pick up at home', 'Label in the box', 'Done before']);
  });

  world.step('say what is wrong with them', async () => {
    for (const url of ['http://example.org', 'https://', 'javascript:alert(1)', 'https://exa mple.org']) {
      assert.equal((await add({ title: 'X', url })).faultAt('/url').code, 'not_https');
    }
    (await add({ title: '' })).faultAt('/title');
    (await add({ title: 'X', owner_id: 999_999 })).faultAt('/owner_id');
    (await add({ title: 'X', state: 'late' })).faultAt('/state');
    (await add({ title: 'X' }, sam.client)).is(403);
    (await change(first, { title: 'Mine' }, sam.client)).is(403);
    (await world.admin.patch(at(first), { title: 'X' }, '"9"')).is(412);
    const left = (await on.admin.post('/api/v1/people', { name: 'Gone', email: 'gone@example.org' })).is(201);
    (await on.admin.post(`/api/v1/people/${left.id}/deactivate`, undefined, { ifMatch: match(left) })).is(200);
    assert.equal((await change(first, { owner_id: left.id })).faultAt('/owner_id').code, 'person_left');
  });

  world.step('never count in progress', async () => {
    const before = await on.objective(objective.id);
    const done = (await change(second, { state: 'done' }, ann.client)).is(200);
    assert.deepEqual([done.state, done.ended_day, done.overdue, done.version], ['done', on.today, false, 2]);
    const after = await on.objective(objective.id);
    assert.deepEqual([after.progress, after.status, after.edition, after.key_results[0].contribution], [before.progress, before.status, before.edition, 0]);
    second = (await change(done, { state: 'stopped', url: null })).is(200);
    assert.equal(second.ended_day, on.today);
    second = (await change(second, { state: 'doing' })).is(200);
    assert.equal(second.ended_day, null);
  });

  world.step('are moved within their list', async () => {
    third = (await change(third, { rank: 0 })).is(200);
    assert.deepEqual(await titles(), ['Done before', 'Pick up at home', 'Label in the box']);
    third = (await change(third, { rank: 1 })).is(200);
    assert.deepEqual(await titles(), ['Pick up at home', 'Done before', 'Label in the box']);
    third = (await change(third, { rank: 99 })).is(200);
    assert.deepEqual([await titles(), third.rank], [['Pick up at home', 'Label in the box', 'Done before'], 2]);
    first = (await change(first, { title: 'Pick up at the door' })).is(200); // its version did not move with its place
  });

  world.step('are removed, and restored to where they were', async () => {
    (await remove(second, sam.client)).is(403);
    (await remove(second)).is(204);
    assert.deepEqual(await titles(), ['Pick up at the door', 'Done before']);
    second.version += 1;
    assert.equal((await change(second, { title: 'X' })).is(409).code, 'removed');
    assert.equal((await remove(second)).is(409).code, 'removed');
    second = (await restore(second)).is(200);
    assert.deepEqual(await titles(), ['Pick up at the door', 'Label in the box', 'Done before']);
    assert.equal((await restore(second)).is(409).code, 'not_removed');
    const history = await all(world.admin, `/api/v1/objectives/${objective.id}/history`);
    const told = history.filter((entry) => entry.subject === 'initiative');
    assert.deepEqual([...new Set(told.map((entry) => entry.kind))].sort(), ['initiative_created', 'initiative_removed', 'initiative_restored', 'initiative_updated']);
    assert.ok(told.some((entry) => entry.field === 'state' && entry.new_value === 'done' && entry.about === 'Label in the box'));
  });

  world.step('are mine when their day is near or past', async () => {
    assert.deepEqual(await mine(ann.client), ['Pick up at the door']);
    second = (await change(second, { owner_id: ann.id })).is(200);
    assert.deepEqual(await mine(ann.client), ['Label in the box', 'Pick up at the door']);
    assert.deepEqual(await mine(ann.client, { within_days: 2 }), ['Label in the box']);
    assert.deepEqual(await mine(mia.client), []);
    (await ann.client.get('/api/v1/me/initiatives', { within_days: 366 })).faultAt('?within_days', 400);
    const one = (await ann.client.get('/api/v1/me/initiatives')).is(200).items[0];
    second = (await change(one, { state: 'done' }, ann.client)).is(200); // their own, whoever the objective is of
    assert.deepEqual(await mine(ann.client), ['Pick up at the door']);
  });

  world.step('of a draft exist for its people alone, even for who should do it', async () => {
    const draft = await on.draft();
    const hidden = await on.keyResult(draft.id);
    const secret = (await add({ title: 'Secret', owner_id: sam.id, due_day: on.today }, world.admin, hidden.id)).is(201);
    assert.deepEqual(await mine(sam.client), []);
    (await add({ title: 'X' }, sam.client, hidden.id)).is(404);
    (await change(secret, { title: 'X' }, sam.client)).is(404);
    await on.publish(await on.objective(draft.id));
    assert.deepEqual(await mine(sam.client), ['Secret']);
    const gone = await on.draft();
    await add({ title: 'Gone' }, world.admin, (await on.keyResult(gone.id)).id);
    const two = await on.keyResult(gone.id);
    await add({ title: 'Gone first' }, world.admin, two.id);
    (await world.admin.delete(`/api/v1/key-results/${two.id}`, match(two))).is(204);
    (await world.admin.delete(`/api/v1/objectives/${gone.id}`, match(await on.objective(gone.id) as { version: number }))).is(204);
  });

  world.step('rest with what is ended', async () => {
    const dropped = (await world.admin.post(`/api/v1/key-results/${kr.id}/drop`, { reason: 'Test' }, { ifMatch: match(kr) })).is(200);
    assert.equal((await change(first, { title: 'X' })).is(409).code, 'dropped');
    assert.deepEqual(await mine(ann.client), []);
    (await world.admin.post(`/api/v1/key-results/${kr.id}/restore`, undefined, { ifMatch: match(dropped) })).is(200);
    const now = (await on.objective(objective.id)) as { version: number };
    (await world.admin.post(`/api/v1/objectives/${objective.id}/close`, {}, { ifMatch: match(now) })).is(200);
    assert.equal((await add({ title: 'X' })).is(409).code, 'objective_closed');
    assert.deepEqual(await mine(ann.client), []);
  });

  world.step('are at most fifty', async () => {
    const wide = await on.keyResult((await on.published()).id);
    for (let n = 0; n < 50; n++) (await add({ title: `Initiative ${n}` }, on.quiet, wide.id)).is(201);
    assert.equal((await add({ title: 'One more' }, world.admin, wide.id)).is(409).code, 'too_many_initiatives');
  });
});
