// SPDX-License-Identifier: Apache-2.0
// Where people stand: managers and their circles, the leadership group, the OKR squad.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('managers', (world) => {
  let on: Company;
  let mia: Person;
  let leo: Person;
  let kim: Person;
  const path = '/api/v1/people';
  const get = async (id: number, as = world.admin) => (await as.get(`${path}/${id}`)).is(200);
  const patch = async (id: number, body: Json) => world.admin.patch(`${path}/${id}`, body, match(await get(id)));

  world.step('a person has a number, a job, a country and a manager', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    leo = await on.person('Leo Leader', { role: ['leader', on.units.retail] });
    kim = await on.person('Kim Chief');
    const body = { employee_id: 'E-7', job_title: 'Buyer', country: 'Netherlands', manager_id: leo.id };
    const changed = (await patch(mia.id, body)).is(200);
    for (const [name, value] of Object.entries(body)) assert.equal(changed[name], value, name);
    (await patch(leo.id, { manager_id: kim.id })).is(200);
    const seen = await get(mia.id);
    assert.deepEqual([seen.manager_name, seen.report_count, seen.leader_since], ['Leo Leader', 0, null]);
    assert.equal((await get(leo.id)).report_count, 1);
    assert.deepEqual((await world.admin.get(path, { manager_id: leo.id })).is(200).items.map((one: Json) => one.name), ['Mia Member']);
    const made = (await world.admin.post(path, { name: 'New', employee_id: 'E-8', manager_id: kim.id })).is(201);
    assert.deepEqual([made.employee_id, made.manager_id], ['E-8', kim.id]);
  });

  world.step('circles and wrong people are refused', async () => {
    (await patch(kim.id, { manager_id: mia.id })).faultAt('/manager_id');
    (await patch(kim.id, { manager_id: kim.id })).faultAt('/manager_id');
    (await patch(kim.id, { manager_id: 999_999 })).faultAt('/manager_id');
    (await patch(kim.id, { employee_id: 'E-7' })).faultAt('/employee_id');
    (await world.admin.post(path, { name: 'X', manager_id: 999_999, employee_id: 'E-7' })).faultAt('/manager_id');
    const gone = await on.name(false);
    (await world.admin.post(`${path}/${gone.id}/deactivate`, undefined, { ifMatch: match(gone) })).is(200);
    (await patch(kim.id, { manager_id: gone.id })).faultAt('/manager_id');
    assert.equal((await patch(mia.id, { manager_id: null })).is(200).manager_id, null);
    (await patch(mia.id, { manager_id: leo.id })).is(200);
  });

  world.step('the number is for administrators and the person alone', async () => {
    assert.equal((await get(mia.id)).employee_id, 'E-7');
    assert.equal((await get(mia.id, mia.client)).employee_id, 'E-7');
    assert.equal((await get(mia.id, leo.client)).employee_id, null);
    const listed = (await leo.client.get(path, { q: 'Mia' })).is(200).items;
    assert.deepEqual(listed.map((one: Json) => [one.employee_id, one.job_title]), [[null, 'Buyer']]);
    (await leo.client.patch(`${path}/${mia.id}`, { manager_id: null }, '"1"')).is(403);
  });

  world.step('a merged name hands its people over', async () => {
    const name = await on.name(false);
    (await patch(mia.id, { manager_id: name.id })).is(200);
    (await world.admin.post('/api/v1/leadership', { person_id: name.id })).is(201);
    (await world.admin.post(`${path}/${name.id}/merge`, { into_id: kim.id }, { ifMatch: match(await get(name.id)) })).is(200);
    assert.equal((await get(mia.id)).manager_id, kim.id);
    assert.equal((await get(kim.id)).leader_since, on.today);
  });
});

both('the leadership group', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/leadership';
  const names = async (query: Json = {}) => (await world.admin.get(path, query)).is(200).items.map((one: Json) => one.person_name);

  world.step('is a list of people, in pages', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const joined = (await world.admin.post(path, { person_id: mia.id, valid_from: dayFrom(on.today, -40) })).is(201);
    assert.deepEqual([joined.person_name, joined.unit_name, joined.valid_until], ['Mia Member', 'Netherlands', null]);
    const leo = await on.person('Leo Leader');
    (await world.admin.post(path, { person_id: leo.id })).is(201);
    assert.deepEqual(await names(), ['Leo Leader', 'Mia Member']);
    assert.deepEqual((await all(mia.client, path, { limit: 1 })).map((one) => one.person_name), ['Leo Leader', 'Mia Member']);
    assert.equal((await world.admin.get(`/api/v1/people/${mia.id}`)).is(200).leader_since, dayFrom(on.today, -40));
  });

  world.step('remembers who belonged to it', async () => {
    assert.deepEqual(await names({ as_of: dayFrom(on.today, -1) }), ['Mia Member']);
    const [, place] = (await world.admin.get(path)).is(200).items;
    (await world.admin.post(`${path}/${place.id}/end`, { valid_until: dayFrom(on.today, -50) })).faultAt('/valid_until');
    assert.equal((await world.admin.post(`${path}/${place.id}/end`, {})).is(200).valid_until, on.today);
    assert.equal((await world.admin.post(`${path}/${place.id}/end`, {})).is(409).code, 'leadership_ended');
    assert.deepEqual(await names(), ['Leo Leader']);
    assert.deepEqual(await names({ past: true }), ['Leo Leader', 'Mia Member']);
    (await world.admin.post(path, { person_id: mia.id })).is(201);
  });

  world.step('takes nobody twice, and nobody who left', async () => {
    (await world.admin.post(path, { person_id: mia.id })).faultAt('/person_id');
    (await world.admin.post(path, { person_id: 999_999 })).faultAt('/person_id');
    const gone = await on.name(false);
    (await world.admin.post(`/api/v1/people/${gone.id}/deactivate`, undefined, { ifMatch: match(gone) })).is(200);
    (await world.admin.post(path, { person_id: gone.id })).faultAt('/person_id');
    (await world.admin.post(`${path}/999999/end`, {})).is(404);
    (await mia.client.post(path, { person_id: mia.id })).is(403);
  });
});

both('the OKR squad', (world) => {
  world.step('lists every OKR master with their units', async () => {
    const on = await company(world);
    const lead = await on.person('Lia Lead', { role: ['okr_master', null] });
    const max = await on.person('Max Master', { role: ['okr_master', on.units.retail] });
    (await world.admin.post('/api/v1/grants', { person_id: max.id, role: 'okr_master', unit_id: on.units.finance })).is(201);
    await on.person('Leo Leader', { role: ['leader', on.units.retail] });
    const squad = await all(max.client, '/api/v1/squad', { limit: 1 });
    assert.deepEqual(
      squad.map((one) => [one.name, one.lead, one.grants.map((grant: Json) => grant.unit_name)]),
      [['Lia Lead', true, [null]], ['Max Master', false, ['Finance', 'Retail']]],
    );
    const nl = (await world.admin.get(`/api/v1/units/${on.units.netherlands}`)).is(200);
    assert.deepEqual(nl.masters.map((one: Json) => [one.person_id, one.unit_name]), [[max.id, 'Retail'], [lead.id, null]]);
  });
});
