// SPDX-License-Identifier: Apache-2.0
// Actions: agreed for a cycle, they come back in later ones until they are done or dropped.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('actions', (world) => {
  let on: Company;
  let mia: Person;
  let before: Json;
  let after: Json;
  const list = (cycle: number, query: Json = {}) => all(world.admin, `/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: cycle, ...query });
  const create = (body: Json, client = world.admin) =>
    client.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Agree on one calendar', ...body });
  const patch = (action: Json, body: Json, client = world.admin) => client.patch(`/api/v1/actions/${action.id}`, body, match(action));
  const cycle = async (name: string, from: number, to: number) =>
    (await world.admin.post('/api/v1/cycles', { name, start_day: dayFrom(on.today, from), end_day: dayFrom(on.today, to), state: 'open' })).is(201);

  world.step('are agreed for a unit and a cycle', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    before = await cycle('Before', -130, -31);
    after = await cycle('After', 62, 150);
    const made = (await create({ owner_id: mia.id, due_day: dayFrom(on.today, 7), source: 'meeting' }, mia.client)).is(201);
    assert.deepEqual(
      [made.title, made.state, made.source, made.owner_name, made.unit_name, made.cycle_name, made.overdue, made.may_edit, made.version],
      ['Agree on one calendar', 'open', 'meeting', 'Mia Member', 'Netherlands', 'This quarter', false, true, 1],
    );
    assert.deepEqual([made.note, made.ended_day, made.source_id], [null, null, null]);
    const plain = (await create({ title: '  Tidy  ' })).is(201);
    assert.deepEqual([plain.title, plain.owner_id, plain.due_day, plain.source], ['Tidy', null, null, 'other']);
    assert.equal((await create({ due_day: dayFrom(on.today, -1) })).is(201).overdue, true);
  });

  world.step('name what is wrong', async () => {
    (await create({ title: ' ' })).faultAt('/title');
    (await create({ title: 'x'.repeat(301) })).faultAt('/title');
    (await create({ cycle_id: 999_999 })).faultAt('/cycle_id');
    (await create({ owner_id: 999_999 })).faultAt('/owner_id');
    (await create({ due_day: 'soon' })).faultAt('/due_day');
    (await create({ source: 'dream' })).faultAt('/source');
    const gone = await on.name(true);
    (await world.admin.post(`/api/v1/people/${gone.id}/deactivate`, undefined, { ifMatch: match(gone) })).is(200);
    (await create({ owner_id: gone.id })).faultAt('/owner_id');
    (await world.admin.post('/api/v1/units/999999/actions', { cycle_id: on.cycle, title: 'X' })).is(404);
    (await world.admin.get(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: 999_999 })).is(404);
    const leaf = { name: 'Leaf', parent_id: on.units.netherlands, valid_from: dayFrom(on.today, -9) };
    const open = (await world.admin.post('/api/v1/units', leaf)).is(201);
    (await world.admin.post(`/api/v1/units/${open.id}/close`, { valid_until: on.today }, { ifMatch: match(open) })).is(200);
    assert.equal((await world.admin.post(`/api/v1/units/${open.id}/actions`, { cycle_id: on.cycle, title: 'X' })).is(409).code, 'unit_closed');
  });

  world.step('are mine by due day, a page at a time', async () => {
    (await create({ title: 'Later', owner_id: mia.id, due_day: dayFrom(on.today, 30) })).is(201);
    (await create({ title: 'Some day', owner_id: mia.id })).is(201);
    (await create({ title: 'Late', owner_id: mia.id, due_day: dayFrom(on.today, -3) })).is(201);
    const mine = await all(mia.client, '/api/v1/me/actions', { limit: 1 });
    assert.deepEqual(mine.map((one) => [one.title, one.overdue]), [['Late', true], ['Agree on one calendar', false], ['Later', false], ['Some day', false]]);
    assert.deepEqual((await world.admin.get('/api/v1/me/actions')).is(200).items, []);
  });

  world.step('come back in later cycles until they end, and not in earlier ones', async () => {
    const old = (await create({ title: 'From before', cycle_id: before.id })).is(201);
    const titles = async (id: number, query: Json = {}) => (await list(id, { limit: 3, ...query })).map((one) => one.title);
    assert.ok((await titles(on.cycle)).includes('From before'));
    assert.ok((await titles(after.id)).includes('Later'));
    assert.deepEqual(await titles(before.id), ['From before']);
    const done = (await patch(old, { state: 'done', note: 'One calendar it is.' })).is(200);
    assert.deepEqual([done.state, done.note, done.ended_day, done.version], ['done', 'One calendar it is.', on.today, 2]);
    // It ended within this cycle, so this cycle still shows it; the next one does not.
    assert.ok((await titles(on.cycle)).includes('From before'));
    assert.ok(!(await titles(after.id)).includes('From before'));
    assert.ok(!(await titles(on.cycle, { state: 'open' })).includes('From before'));
    assert.deepEqual(await titles(on.cycle, { state: 'done' }), ['From before']);
    const again = (await patch(done, { state: 'open' })).is(200);
    assert.deepEqual([again.state, again.ended_day], ['open', null]);
  });

  world.step('are dropped with a reason only', async () => {
    const action = (await create({ owner_id: mia.id })).is(201);
    (await patch(action, { state: 'dropped' }, mia.client)).faultAt('/note');
    const dropped = (await patch(action, { state: 'dropped', note: 'Overtaken by the new shop.' }, mia.client)).is(200);
    assert.deepEqual([dropped.state, dropped.ended_day], ['dropped', on.today]);
    assert.deepEqual((await all(mia.client, '/api/v1/me/actions', { state: 'dropped' })).map((one) => one.id), [action.id]);
    const moved = (await patch(dropped, { title: 'Anew', due_day: null, owner_id: null })).is(200);
    assert.deepEqual([moved.title, moved.owner_id, moved.ended_day], ['Anew', null, on.today]);
    (await patch(moved, { owner_id: 999_999 })).faultAt('/owner_id');
    (await patch(moved, { title: null })).faultAt('/title');
    (await patch(moved, { state: 'half' })).faultAt('/state');
  });

  world.step('follow a name that is merged into a person, and back', async () => {
    const name = await on.name(false);
    const action = (await create({ title: 'Of a name', owner_id: name.id })).is(201);
    const merged = (await world.admin.post(`/api/v1/people/${name.id}/merge`, { into_id: mia.id }, { ifMatch: match(name) })).is(200);
    assert.ok((await all(mia.client, '/api/v1/me/actions')).some((one) => one.id === action.id));
    (await world.admin.post(`/api/v1/people/${name.id}/unmerge`, undefined, { ifMatch: match(merged) })).is(200);
    assert.ok(!(await all(mia.client, '/api/v1/me/actions')).some((one) => one.id === action.id));
  });
});
