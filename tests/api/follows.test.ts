// SPDX-License-Identifier: Apache-2.0
// Following: who has to do with something follows it by themselves, and everybody may choose otherwise.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('following', (world) => {
  let on: Company;
  let olga: Person;
  let carl: Person;
  let kim: Person;
  let sam: Person;
  let lea: Person;
  let objective: Json;
  const of = async (path: string, client: Client = on.admin) => (await client.get(`/api/v1/${path}/followers`)).is(200);
  const names = async (path: string) => (await of(path)).people.map((one: Json) => one.name);
  const choose = async (path: string, what: 'follow' | 'unfollow', client: Client) => (await client.post(`/api/v1/${path}/${what}`)).is(200);
  const mine = async (client: Client, kind = 'objective') => (await all(client, '/api/v1/me/follows', { kind, limit: 1 })).map((one) => [one.title, one.reason]);
  const at = () => `objectives/${objective.id}`;

  world.step('owners follow by themselves', async () => {
    on = await company(world);
    olga = await on.person('Olga Owner', { memberOf: [on.units.netherlands] });
    carl = await on.person('Carl Co-owner', { memberOf: [on.units.finance] });
    kim = await on.person('Kim Key', { memberOf: [on.units.finance] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    lea = await on.person('Lea Leader', { role: ['leader', on.units.netherlands] });
    objective = await on.published({ title: 'Fast', owner_id: olga.id, co_owner_ids: [carl.id] });
    await on.keyResult(objective.id, { owner_id: kim.id });
    assert.deepEqual(await names(at()), ['Carl Co-owner', 'Kim Key', 'Olga Owner']);
    const reasons = [];
    for (const one of [olga, carl, kim, sam]) reasons.push((await of(at(), one.client)).reason);
    assert.deepEqual(reasons, ['owner', 'co_owner', 'key_result', null]);
    assert.deepEqual([(await of(at(), sam.client)).following, (await of(at(), olga.client)).following], [false, true]);
  });

  world.step('whoever comments or is mentioned follows from then on', async () => {
    const max = await on.person('Max Mentioned', { memberOf: [on.units.finance] });
    (await sam.client.post(`/api/v1/${at()}/comments`, { body: `What does @[${max.id}] say?` })).is(201);
    assert.deepEqual([(await of(at(), sam.client)).reason, (await of(at(), max.client)).reason], ['commented', 'mentioned']);
    assert.deepEqual(await mine(max.client), [['Fast', 'mentioned']]);
    assert.deepEqual(await names(at()), ['Carl Co-owner', 'Kim Key', 'Max Mentioned', 'Olga Owner', 'Sam Stranger']);
  });

  world.step('everybody may choose otherwise, either way', async () => {
    const no = await choose(at(), 'unfollow', olga.client);
    assert.deepEqual([no.following, no.reason, no.count], [false, 'owner', 4]);
    assert.deepEqual(await mine(olga.client), []);
    assert.deepEqual(await choose(at(), 'unfollow', olga.client), no, 'twice is once');
    assert.equal((await choose(at(), 'follow', lea.client)).reason, 'chosen');
    assert.deepEqual(await names(at()), ['Carl Co-owner', 'Kim Key', 'Lea Leader', 'Max Mentioned', 'Sam Stranger']);
    assert.equal((await choose(at(), 'follow', olga.client)).following, true);
    assert.equal((await choose(at(), 'unfollow', lea.client)).following, false);
    assert.deepEqual(await names(at()), ['Carl Co-owner', 'Kim Key', 'Max Mentioned', 'Olga Owner', 'Sam Stranger']);
  });

  world.step('who changes hands changes who follows', async () => {
    objective = (await on.admin.patch(`/api/v1/${at()}`, { owner_id: lea.id, co_owner_ids: [] }, match(objective))).is(200);
    assert.deepEqual(await names(at()), ['Kim Key', 'Max Mentioned', 'Olga Owner', 'Sam Stranger']);
    assert.equal((await of(at(), olga.client)).reason, 'chosen', 'she chose to, when she was the owner');
    assert.equal((await of(at(), lea.client)).following, false, 'she chose not to, before she owned it');
  });

  world.step('a unit is followed by its members and leaders', async () => {
    const unit = `units/${on.units.netherlands}`;
    assert.deepEqual(await names(unit), ['Lea Leader', 'Olga Owner']);
    assert.deepEqual([(await of(unit, lea.client)).reason, (await of(unit, olga.client)).reason, (await of(unit, sam.client)).reason], ['leader', 'member', null]);
    await choose(unit, 'unfollow', olga.client);
    await choose(unit, 'follow', sam.client);
    assert.deepEqual(await names(unit), ['Lea Leader', 'Sam Stranger']);
    assert.deepEqual(await mine(sam.client, 'unit'), [['Finance', 'member'], ['Netherlands', 'chosen']]);
    assert.deepEqual(await mine(olga.client, 'unit'), []);
    (await sam.client.post('/api/v1/units/999999/follow')).is(404);
    (await sam.client.get('/api/v1/units/999999/followers')).is(404);
    const brief = (await on.admin.post('/api/v1/units', { name: 'Brief', parent_id: on.units.finance, type: 'team' })).is(201);
    await choose(`units/${brief.id}`, 'follow', sam.client);
    (await on.admin.post(`/api/v1/units/${brief.id}/close`, { valid_until: dayFrom(on.today, 1) }, { ifMatch: match(brief) })).is(200);
    assert.equal((await kim.client.post(`/api/v1/units/${brief.id}/follow`)).is(409).code, 'unit_closed');
    assert.deepEqual((await mine(sam.client, 'unit')).map(([title]) => title), ['Brief', 'Finance', 'Netherlands'], 'until it has ended');
    assert.equal((await choose(`units/${brief.id}`, 'unfollow', sam.client)).following, false);
  });

  world.step('a draft is followed by those alone who may read it', async () => {
    const draft = await on.draft({ title: 'Secret', owner_id: olga.id }, olga.client);
    await on.keyResult(draft.id, { owner_id: kim.id }, olga.client);
    assert.deepEqual(await names(`objectives/${draft.id}`), ['Olga Owner']);
    assert.ok(!(await mine(kim.client)).some(([title]) => title === 'Secret'));
    (await kim.client.post(`/api/v1/objectives/${draft.id}/follow`)).is(404);
    await on.publish(draft, olga.client);
    assert.deepEqual(await names(`objectives/${draft.id}`), ['Kim Key', 'Olga Owner']);
    assert.deepEqual((await mine(kim.client)).map(([title]) => title), ['Secret', 'Fast']);
  });

  world.step('what is over is no longer among what I follow', async () => {
    const now = await on.objective(objective.id);
    (await on.admin.post(`/api/v1/objectives/${now.id}/drop`, { reason: 'Over' }, { ifMatch: match(now as { version: number }) })).is(200);
    assert.deepEqual((await mine(kim.client)).map(([title]) => title), ['Secret']);
    assert.equal((await of(at(), kim.client)).following, true);
  });
});
