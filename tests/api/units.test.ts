// SPDX-License-Identifier: Apache-2.0
// Units, who belongs to them, and who is what for them.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('units', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/units';
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const names = (list: Json[]) => list.map((unit) => unit.name);

  world.step('a unit has a place, children and a version', async () => {
    on = await company(world);
    const retail = await get(on.units.retail);
    assert.deepEqual(
      [retail.name, retail.type, retail.depth, retail.valid_until, retail.version, names(retail.ancestors), names(retail.children)],
      ['Retail', 'business_unit', 1, null, 1, ['Acme'], ['Netherlands']],
    );
    assert.deepEqual([retail.effective_zone, retail.may_edit, retail.may_create_objective], ['Europe/Amsterdam', true, true]);
    assert.ok(!('path' in retail) && !('folded' in retail));
  });

  world.step('lists: the top, children, part of a name, in pages', async () => {
    assert.deepEqual(names((await world.admin.get(path, { top: true })).is(200).items), ['Acme']);
    const below = (await world.admin.get(path, { parent_id: on.units.top })).is(200).items;
    assert.deepEqual(below.map((unit: Json) => [unit.name, unit.child_count, unit.member_count]), [['Finance', 0, 0], ['Retail', 1, 0]]);
    await on.unit('Überraschung', on.units.finance);
    for (const q of ['über', 'UBER', 'rasch']) assert.deepEqual(names((await world.admin.get(path, { q })).is(200).items), ['Überraschung'], q);
    for (const q of ['%', '_', 'x%']) assert.deepEqual((await world.admin.get(path, { q })).is(200).items, [], q);
    assert.deepEqual(names(await all(world.admin, path, { limit: 2 })), ['Acme', 'Finance', 'Netherlands', 'Retail', 'Überraschung']);
    (await world.admin.get(path, { top: true, parent_id: 1 })).faultAt('?top', 400);
    assert.deepEqual((await world.admin.get(path, { as_of: dayFrom(on.today, -1) })).is(200).items, []);
  });

  world.step('what is wrong with a new one is said at once', async () => {
    const reply = await world.admin.post(path, { name: ' ', zone: 'Mars/Olympus', type: 'gang', parent_id: 0 });
    for (const pointer of ['/name', '/type', '/parent_id']) reply.faultAt(pointer);
    (await world.admin.post(path, { name: 'X', zone: 'Mars/Olympus' })).faultAt('/zone');
    (await world.admin.post(path, { name: 'X', parent_id: 999_999 })).faultAt('/parent_id');
    (await world.admin.post(path, { name: 'x'.repeat(201) })).faultAt('/name');
    assert.equal((await world.admin.post(path, { name: `  ${'ü'.repeat(200)}  ` })).is(201).name, 'ü'.repeat(200));
  });

  world.step('a zone is inherited until a unit has its own', async () => {
    const deep = await on.unit('Deep', on.units.netherlands);
    const set = async (id: number, zone: string | null) =>
      (await world.admin.patch(`${path}/${id}`, { zone }, match(await get(id)))).is(200);
    await set(on.units.retail, 'Asia/Tokyo');
    assert.equal((await get(deep)).effective_zone, 'Asia/Tokyo');
    await set(on.units.netherlands, 'Europe/London');
    await set(on.units.retail, null);
    assert.deepEqual(
      [(await get(on.units.retail)).effective_zone, (await get(deep)).effective_zone, (await get(deep)).zone],
      ['Europe/Amsterdam', 'Europe/London', null],
    );
    await set(on.units.netherlands, null);
  });

  world.step('a cadence is inherited until a unit has its own, and locked from above', async () => {
    const set = (id: number, body: Json, client = world.admin) =>
      get(id).then((unit) => client.patch(`${path}/${id}`, body, match(unit)));
    const cadence = async (id: number) => {
      const unit = await get(id);
      return [unit.effective_cadence_days, unit.cadence_unit_name, unit.cadence_bound];
    };
    const { retail, netherlands, top } = on.units;
    const deep = await on.unit('Weekly', netherlands);
    assert.deepEqual(await cadence(deep), [14, null, false]);
    (await set(retail, { cadence_days: 7 })).is(200);
    assert.deepEqual(await cadence(deep), [7, 'Retail', false]);
    (await set(netherlands, { cadence_days: 28 })).is(200);
    assert.deepEqual(await cadence(deep), [28, 'Netherlands', false]);
    for (const cadence_days of [0, 93, 1.5, '7']) (await set(retail, { cadence_days })).faultAt('/cadence_days');
    (await set(top, { cadence_locked: true })).faultAt('/cadence_locked');

    (await set(retail, { cadence_locked: true })).is(200);
    assert.deepEqual(await cadence(deep), [7, 'Retail', true]);
    assert.deepEqual([await cadence(netherlands), (await get(netherlands)).cadence_days], [[7, 'Retail', true], 28]);
    for (const body of [{ cadence_days: 14 }, { cadence_days: null }, { cadence_locked: true }]) {
      const refused = (await set(netherlands, body)).is(409);
      assert.deepEqual([refused.code, /Retail/.test(refused.detail)], ['cadence_locked', true]);
    }
    (await set(netherlands, { cadence_days: 28, type: 'region' })).is(200); // nothing of it changes
    assert.deepEqual(await cadence(await on.unit('Newer', netherlands)), [7, 'Retail', true]);

    const own = await on.person('Cara Cadence', { memberOf: [netherlands], role: ['leader', netherlands] });
    assert.equal((await set(netherlands, { cadence_days: 5 }, own.client)).is(409).code, 'cadence_locked');
    (await set(retail, { cadence_locked: false }, own.client)).is(403);
    (await set(retail, { cadence_locked: false })).is(200);
    assert.deepEqual(await cadence(deep), [28, 'Netherlands', false]);
    (await set(netherlands, { cadence_days: 5 }, own.client)).is(200);
    assert.deepEqual(await cadence(deep), [5, 'Netherlands', false]);
    for (const id of [netherlands, retail]) (await set(id, { cadence_days: null, type: 'department' })).is(200);
    assert.deepEqual(await cadence(deep), [14, null, false]);
  });

  world.step('its history says who, when, from and to', async () => {
    const unit = await get(on.units.finance);
    (await world.admin.patch(`${path}/${unit.id}`, { name: 'Finance & Control', type: 'team' }, match(unit))).is(200);
    const history = await all(world.admin, `${path}/${unit.id}/history`, { limit: 1 });
    const changes = history.filter((entry) => entry.kind === 'unit_updated');
    assert.deepEqual(
      changes.map((entry) => [entry.field, entry.old_value, entry.new_value, entry.person_name]).sort(),
      [['name', 'Finance', 'Finance & Control', 'Ada Admin'], ['type', 'department', 'team', 'Ada Admin']],
    );
    assert.ok(history.some((entry) => entry.kind === 'unit_created'));
  });

  world.step('units go 20 levels deep at most, if that', async () => {
    let parent = on.units.top;
    for (let level = 1; level < 60; level++) {
      const reply = await world.admin.post(path, { name: `Level ${level}`, parent_id: parent });
      if (reply.status === 201) {
        parent = reply.body.id;
        continue;
      }
      assert.equal(reply.is(409).code, 'too_deep');
      assert.ok(level > 8);
      return;
    }
    assert.fail('there is no limit');
  });

  world.step('people join, have one main unit, and leave', async () => {
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const members = `${path}/${on.units.finance}/members`;
    const joined = (await world.admin.post(members, { person_id: mia.id, title: 'Analyst' })).is(201);
    assert.deepEqual([joined.person_name, joined.title, joined.main, joined.valid_from], ['Mia Member', 'Analyst', true, on.today]);
    (await world.admin.post(members, { person_id: mia.id })).faultAt('/person_id');
    (await world.admin.post(members, { person_id: 999_999 })).faultAt('/person_id');
    const memberships = (await world.admin.get(`/api/v1/people/${mia.id}/memberships`)).is(200).items;
    assert.deepEqual(memberships.map((one: Json) => [one.unit_name, one.main]), [['Finance & Control', true], ['Netherlands', false]]);
    const me = (await mia.client.get('/api/v1/me')).is(200);
    assert.equal(me.memberships.length, 2);

    (await world.admin.post(`/api/v1/memberships/${joined.id}/end`, { valid_until: dayFrom(on.today, -1) })).faultAt('/valid_until');
    (await world.admin.post(`/api/v1/memberships/${joined.id}/end`, {})).is(200);
    assert.equal((await world.admin.post(`/api/v1/memberships/${joined.id}/end`, {})).is(409).code, 'membership_ended');
    assert.deepEqual((await world.admin.get(members)).is(200).items, []);
    assert.equal((await mia.client.get('/api/v1/me')).is(200).memberships.length, 1);
    assert.equal((await world.admin.get(`/api/v1/people/${mia.id}/memberships`)).is(200).items.length, 2);
  });

  world.step('roles are given for a unit and all below it, and taken', async () => {
    const give = (body: Json) => world.admin.post('/api/v1/grants', { person_id: mia.id, role: 'leader', unit_id: on.units.retail, ...body });
    const grant = (await give({})).is(201);
    assert.deepEqual([grant.person_name, grant.unit_name, grant.role, grant.valid_until], ['Mia Member', 'Retail', 'leader', null]);
    (await give({})).faultAt('/role');
    (await give({ unit_id: 999_999 })).faultAt('/unit_id');
    (await give({ person_id: 999_999 })).faultAt('/person_id');
    (await give({ role: 'emperor' })).faultAt('/role');
    for (const query of [{ person_id: mia.id }, { unit_id: on.units.retail }])
      assert.deepEqual((await world.admin.get('/api/v1/grants', query)).is(200).items.map((one: Json) => one.id), [grant.id]);
    const nl = (await mia.client.get(`${path}/${on.units.netherlands}`)).is(200);
    assert.equal(nl.may_edit, true);
    (await world.admin.delete(`/api/v1/grants/${grant.id}`)).is(204);
    (await world.admin.delete(`/api/v1/grants/${grant.id}`)).is(404);
    assert.equal((await mia.client.get(`${path}/${on.units.netherlands}`)).is(200).may_edit, false);
    assert.deepEqual((await world.admin.get('/api/v1/grants', { person_id: mia.id })).is(200).items, []);
  });

  world.step('the last administrator stays one', async () => {
    const [mine] = (await world.admin.get('/api/v1/grants')).is(200).items.filter((one: Json) => one.role === 'admin');
    assert.equal((await world.admin.delete(`/api/v1/grants/${mine.id}`)).is(409).code, 'last_admin');
  });

  world.step('a unit ends when those below it have, and takes nothing new', async () => {
    const upper = await on.unit('Upper', on.units.top);
    const lower = await on.unit('Lower', upper);
    const close = async (id: number, day: string) =>
      world.admin.post(`${path}/${id}/close`, { valid_until: day }, { ifMatch: match(await get(id)) });
    const soon = dayFrom(on.today, 1);
    assert.equal((await close(upper, soon)).is(409).code, 'unit_has_units');
    (await close(lower, on.today)).faultAt('/valid_until');
    assert.equal((await close(lower, soon)).is(200).valid_until, soon);
    assert.equal((await close(lower, soon)).is(409).code, 'unit_closed');
    assert.equal((await close(upper, soon)).is(200).valid_until, soon);
    (await world.admin.post(path, { name: 'Late', parent_id: upper })).faultAt('/parent_id');
    (await world.admin.post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: upper, title: 'Late' })).faultAt('/unit_id');
  });
});
