// SPDX-License-Identifier: Apache-2.0
// Tags: words of the whole organisation. Made while tagging, kept by few, and counted only over what one may see.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

both('tags', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  let master: Person;
  let customer: Json;
  let safety: Json;
  let objective: Json;
  let hidden: Json;
  const list = (query = {}, client: Client = world.admin) => all(client, '/api/v1/tags', { limit: 2, ...query });
  const make = (body: Json, client: Client = world.admin) => client.post('/api/v1/tags', body);
  const tag = async (one: Json, ids: number[]) => {
    const now = (await on.objective(one.id)) as { version: number };
    return world.admin.patch(`/api/v1/objectives/${one.id}`, { tag_ids: ids }, match(now));
  };
  const names = (body: Json) => body.tags.map((one: Json) => one.name);
  const titles = async (query: Json, client: Client = world.admin) =>
    (await all(client, '/api/v1/objectives', { limit: 2, ...query })).map((row) => row.title);
  const counts = async (client: Client = world.admin) =>
    Object.fromEntries((await list({}, client)).map((one) => [one.name, one.objective_count]));

  world.step('are made by everybody, each word once', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    master = await on.person('Max Master', { role: ['okr_master', null] });
    customer = (await make({ name: 'Klantérvaring', tone: 'teal' }, mia.client)).is(201);
    assert.deepEqual([customer.name, customer.tone, customer.archived, customer.objective_count, customer.version], ['Klantérvaring', 'teal', false, 0, 1]);
    safety = (await make({ name: 'Safety' })).is(201);
    assert.equal(safety.tone, 'grey');
    await make({ name: 'Costs' });
    assert.equal((await make({ name: ' KLANTERVARING ' })).faultAt('/name').code, 'tag_there');
    (await make({ name: '' })).faultAt('/name');
    (await make({ name: 'x'.repeat(51) })).faultAt('/name');
    (await make({ name: 'Red', tone: 'red' })).faultAt('/tone');
    assert.deepEqual((await list()).map((one) => one.name), ['Costs', 'Klantérvaring', 'Safety']);
    assert.deepEqual((await list({ q: 'érv' })).map((one) => one.name), ['Klantérvaring']);
  });

  world.step('are put on objectives by who may edit them, and its history tells', async () => {
    objective = await on.published({ title: 'Deliver on time', owner_id: mia.id, tag_ids: [customer.id] });
    hidden = await on.draft({ title: 'Hidden', tag_ids: [customer.id, safety.id, safety.id] });
    assert.deepEqual(names(hidden), ['Klantérvaring', 'Safety']);
    const edition = objective.edition;
    const after = (await tag(objective, [safety.id, customer.id])).is(200);
    assert.deepEqual(after.tags, [
      { id: customer.id, name: 'Klantérvaring', tone: 'teal' },
      { id: safety.id, name: 'Safety', tone: 'grey' },
    ]);
    assert.equal(after.edition, edition); // where it is found is no content
    assert.deepEqual(names((await world.admin.patch(`/api/v1/objectives/${objective.id}`, { title: 'Deliver on time, always' }, match(after))).is(200)), names(after));
    (await tag(objective, [safety.id])).is(200);
    const told = (await all(world.admin, `/api/v1/objectives/${objective.id}/history`)).filter((entry) => entry.field === 'tag');
    assert.deepEqual(told.map((entry) => [entry.old_value, entry.new_value]), [['Klantérvaring', null], [null, 'Safety'], [null, 'Klantérvaring']]);
    assert.equal((await tag(objective, [999_999])).faultAt('/tag_ids/0').code, 'no_such_tag');
    const now = (await on.objective(objective.id)) as { version: number };
    (await sam.client.patch(`/api/v1/objectives/${objective.id}`, { tag_ids: [] }, match(now))).is(403);
    (await tag(objective, [safety.id, customer.id])).is(200);
  });

  world.step('filter lists and the explorer, and stand in its file', async () => {
    const other = await on.published({ title: 'Spend less', unit_id: on.units.finance, tag_ids: [safety.id] });
    assert.deepEqual(await titles({ tag_id: safety.id }), ['Deliver on time, always', 'Hidden', 'Spend less']);
    assert.deepEqual(await titles({ tag_id: safety.id, unit_id: on.units.finance, cycle_id: on.cycle }), ['Spend less']);
    assert.deepEqual(await titles({ tag_id: safety.id, owner_id: mia.id }), ['Deliver on time, always']);
    assert.deepEqual(await titles({ tag_id: safety.id, state: 'draft' }), ['Hidden']);
    assert.deepEqual(await titles({ tag_id: 999_999 }), []);
    (await world.admin.get('/api/v1/objectives', { tag_id: safety.id, unit_id: on.units.finance, as_of: on.today })).faultAt('?tag_id', 400);
    const rows = await all(world.admin, '/api/v1/explorer', { cycle_id: on.cycle, tag_id: customer.id, limit: 1 });
    assert.deepEqual(rows.map((row) => [row.title, row.tags]), [['Deliver on time, always', ['Klantérvaring', 'Safety']], ['Hidden', ['Klantérvaring', 'Safety']]]);
    assert.deepEqual((await all(world.admin, '/api/v1/objectives', { tag_id: customer.id, limit: 1 })).map((row) => row.tags.length), [2, 2]);
    const file = await world.admin.get('/api/v1/explorer', { cycle_id: on.cycle, tag_id: customer.id, format: 'csv', columns: 'title,tags:Labels' });
    assert.match(file.is(200) ?? file.text, /Labels\r?\n"?Deliver on time, always"?,"?Klantérvaring; ?Safety/);
    assert.equal(other.tags.length, 1);
  });

  world.step('count nothing of the drafts of others', async () => {
    assert.deepEqual(await counts(), { Costs: 0, Klantérvaring: 2, Safety: 3 });
    assert.deepEqual(await counts(sam.client), { Costs: 0, Klantérvaring: 1, Safety: 2 });
    assert.deepEqual(await titles({ tag_id: safety.id }, sam.client), ['Deliver on time, always', 'Spend less']);
    assert.deepEqual((await all(sam.client, '/api/v1/explorer', { cycle_id: on.cycle, tag_id: customer.id })).map((row) => row.title), ['Deliver on time, always']);
  });

  world.step('are renamed and archived by those who keep them', async () => {
    const path = `/api/v1/tags/${customer.id}`;
    (await mia.client.patch(path, { name: 'Klant' }, match(customer as { version: number }))).is(403);
    const renamed = (await master.client.patch(path, { name: 'Klant', tone: 'pink' }, match(customer as { version: number }))).is(200);
    assert.deepEqual([renamed.name, renamed.tone, renamed.version, renamed.objective_count], ['Klant', 'pink', 2, 2]);
    assert.equal((await world.admin.patch(path, { name: 'safety' }, match(renamed))).faultAt('/name').code, 'tag_there');
    assert.deepEqual(names(await on.objective(objective.id)), ['Klant', 'Safety']);
    customer = (await world.admin.patch(path, { archived: true }, match(renamed))).is(200);
    assert.deepEqual((await list()).map((one) => one.name), ['Costs', 'Safety']);
    assert.deepEqual((await list({ include_archived: true })).map((one) => one.name), ['Costs', 'Klant', 'Safety']);
    // What has it keeps it through an edit; nothing new gets it, and a copy is new.
    (await tag(objective, [customer.id])).is(200);
    (await tag(objective, [customer.id, safety.id])).is(200);
    assert.equal((await make({ name: 'klant' })).faultAt('/name').code, 'tag_there');
    const fresh = await on.draft();
    assert.equal((await tag(fresh, [customer.id])).faultAt('/tag_ids/0').code, 'tag_archived');
    const copy = (await world.admin.post(`/api/v1/objectives/${objective.id}/duplicate`, { cycle_id: on.cycle, unit_id: on.units.netherlands })).is(201);
    assert.deepEqual(names(copy.objective), ['Safety']);
  });

  world.step('go up in one another, and filters follow', async () => {
    const path = `/api/v1/tags/${customer.id}/merge`;
    const version = { ifMatch: match(customer as { version: number }) };
    (await sam.client.post(path, { into_id: safety.id }, version)).is(403);
    (await world.admin.post(path, { into_id: customer.id }, version)).faultAt('/into_id');
    (await world.admin.post(path, { into_id: 999_999 }, version)).faultAt('/into_id');
    const into = (await master.client.post(path, { into_id: safety.id }, version)).is(200);
    assert.deepEqual([into.id, into.name], [safety.id, 'Safety']);
    assert.deepEqual(names(await on.objective(objective.id)), ['Safety']);
    assert.deepEqual((await titles({ tag_id: customer.id })).length, (await titles({ tag_id: safety.id })).length);
    const found = async (id: number) => (await all(world.admin, '/api/v1/explorer', { cycle_id: on.cycle, tag_id: id })).length;
    assert.equal(await found(customer.id), await found(safety.id));
    (await world.admin.patch(`/api/v1/tags/${customer.id}`, { name: 'Back' }, '"4"')).is(404);
    const costs = (await list({ q: 'cos' }))[0] as Json;
    (await world.admin.post(`/api/v1/tags/${safety.id}/merge`, { into_id: costs.id }, { ifMatch: match(safety as { version: number }) })).is(200);
    assert.ok((await titles({ tag_id: customer.id })).includes('Spend less')); // through two merges
    const again = (await make({ name: 'Safety' })).is(201); // its name is free
    assert.equal(again.objective_count, 0);
  });

  world.step('come back out of one another exactly', async () => {
    const has = async (one: Json) => names(await on.objective(one.id));
    const put = async (title: string, ...ids: number[]) => on.published({ title, tag_ids: ids });
    const version = (one: Json) => ({ ifMatch: match(one as { version: number }) });
    const merge = async (one: Json, into: Json) => {
      (await world.admin.post(`/api/v1/tags/${one.id}/merge`, { into_id: into.id }, version(one))).is(200);
      return { ...one, version: one.version + 1 };
    };
    const unmerge = (one: Json, client: Client = world.admin) => client.post(`/api/v1/tags/${one.id}/unmerge`, undefined, version(one));
    const red = (await make({ name: 'Red' })).is(201);
    const pink = (await make({ name: 'Pink' })).is(201);
    const rose = (await make({ name: 'Rose' })).is(201);
    const only = await put('Only pink', pink.id);
    const with_red = await put('Pink and red', pink.id, red.id);
    const taken = await put('Loses it in between', pink.id);
    const rosy = await put('Rose', rose.id);
    const inPink = await merge(rose, pink);
    const inRed = await merge(pink, red);
    const since = await put('Red since', red.id);
    (await tag(taken, [])).is(200);
    assert.deepEqual([await has(only), await has(with_red), await has(rosy)], [['Red'], ['Red'], ['Red']]);
    (await unmerge(inRed, mia.client)).is(403);
    (await unmerge({ ...inRed, version: 1 })).is(412);
    assert.equal((await unmerge(red)).is(409).code, 'not_merged');
    (await unmerge({ ...red, id: 999_999 })).is(404);
    assert.equal((await unmerge(inPink)).is(409).code, 'merged_further');
    const other = (await make({ name: 'PINK' })).is(201);
    assert.equal((await unmerge(inRed)).is(409).code, 'tag_there');
    (await world.admin.patch(`/api/v1/tags/${other.id}`, { name: 'Other' }, match(other))).is(200);
    const back = (await unmerge(inRed, master.client)).is(200);
    assert.deepEqual([back.name, back.objective_count, back.merged_into, back.version], ['Pink', 3, null, 3]);
    assert.deepEqual(await has(only), ['Pink']);
    assert.deepEqual(await has(with_red), ['Pink', 'Red']);
    assert.deepEqual(await has(rosy), ['Pink']); // it was pink by then
    assert.deepEqual([await has(taken), await has(since)], [[], ['Red']]);
    assert.deepEqual((await titles({ tag_id: rose.id })).sort(), ['Only pink', 'Pink and red', 'Rose']); // found by the old name, in pink again
    (await unmerge(inPink)).is(200);
    assert.deepEqual([await has(rosy), await has(only)], [['Rose'], ['Pink']]);
    const draft = await on.draft({ tag_ids: [rose.id] });
    const gone = await merge({ ...rose, version: 3 }, red);
    (await world.admin.delete(`/api/v1/objectives/${draft.id}`, match(await on.objective(draft.id) as { version: number }))).is(204);
    assert.equal((await unmerge(gone)).is(200).objective_count, 1);
  });

  world.step('are made by few where the organisation wants it so', async () => {
    await on.setting('tag_makers', 'keepers');
    (await make({ name: 'Mine' }, mia.client)).is(403);
    (await make({ name: 'Ours' }, master.client)).is(201);
  });

  world.step('go with a draft that is deleted', async () => {
    const now = (await on.objective(hidden.id)) as { version: number };
    (await world.admin.delete(`/api/v1/objectives/${hidden.id}`, match(now))).is(204);
  });
});
