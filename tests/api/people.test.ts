// SPDX-License-Identifier: Apache-2.0
// People, with and without an account: names that were imported, invitations, merging, leaving.
import assert from 'node:assert/strict';
import { adminEmail, both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

both('people', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/people';
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const act = async (id: number, what: string, body?: Json) =>
    world.admin.post(`${path}/${id}/${what}`, body, { ifMatch: match(await get(id)) });

  world.step('a name, or somebody to invite', async () => {
    on = await company(world);
    const name = (await world.admin.post(path, { name: 'Only A Name' })).is(201);
    assert.deepEqual([name.state, name.email, name.language, name.week_start], ['imported', null, 'en', 1]);
    const invited = (await world.admin.post(path, { name: 'Ina', email: ' Ina@Example.ORG ', language: 'nl', region: 'nl-NL', zone: 'America/New_York' })).is(201);
    assert.deepEqual([invited.state, invited.email, invited.language, invited.zone], ['invited', 'ina@example.org', 'nl', 'America/New_York']);
    for (const member of ['password_hash', 'folded', 'score']) assert.ok(!(member in invited));
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    assert.equal((await get(mia.id)).state, 'active');
  });

  world.step('what cannot be, with all that is wrong at once', async () => {
    for (const email of ['nobody', '@example.org', 'a@', 'a b@c', 'a@b@c']) (await world.admin.post(path, { name: 'X', email })).faultAt('/email');
    const taken = await world.admin.post(path, { name: 'X', email: adminEmail.toUpperCase(), zone: 'Mars/Olympus', region: '11' });
    for (const pointer of ['/email', '/zone', '/region']) taken.faultAt(pointer);
    (await world.admin.post(path, { name: 'X', region: 'this is no tag'.slice(0, 10) })).faultAt('/region');
    (await world.admin.post(path, { name: 'X', email: 'x@example.org', language: 'xx' })).faultAt('/language');
    const ada = (await world.admin.get('/api/v1/me')).is(200).person;
    (await world.admin.patch(`${path}/${ada.id}`, { email: null }, match(ada))).faultAt('/email');
  });

  world.step('are found by part of a name or address, state and unit', async () => {
    const find = async (query: Json) => (await world.admin.get(path, query)).is(200).items.map((one: Json) => one.name);
    assert.deepEqual(await find({ q: 'MIA' }), ['Mia Member']);
    assert.deepEqual(await find({ q: 'ina@exa' }), ['Ina']);
    assert.deepEqual(await find({ q: '%' }), []);
    assert.deepEqual(await find({ state: 'imported' }), ['Only A Name']);
    assert.deepEqual(await find({ unit_id: on.units.netherlands }), ['Mia Member']);
    assert.deepEqual((await all(world.admin, path, { limit: 1 })).map((one) => one.name), ['Ada Admin', 'Ina', 'Mia Member', 'Only A Name']);
  });

  world.step('a name that gets an address can be invited', async () => {
    const name = await on.name(false);
    assert.equal((await world.admin.post(`${path}/${name.id}/link`, { kind: 'invitation' })).is(409).code, 'no_address');
    const changed = (await world.admin.patch(`${path}/${name.id}`, { email: 'now@example.org' }, match(name))).is(200);
    assert.equal(changed.state, 'invited');
    assert.equal((await world.admin.post(`${path}/${name.id}/link`, { kind: 'reset' })).is(409).code, 'not_active');
    const link = (await on.quiet.post(`${path}/${name.id}/link`, { kind: 'invitation' })).is(201);
    assert.ok(Date.parse(link.expires_at) > Date.now());
  });

  world.step('change their own settings, and nothing else of themselves', async () => {
    const me = (await mia.client.get('/api/v1/me')).is(200).person;
    const body = { language: 'nl', region: 'nl-NL', week_start: 7, zone: 'Asia/Tokyo', shortcuts: false };
    const changed = (await mia.client.patch('/api/v1/me', body, match(me))).is(200);
    for (const [name, value] of Object.entries(body)) assert.equal(changed[name], value, name);
    assert.equal(changed.version, me.version + 1);
    const reply = await mia.client.patch('/api/v1/me', { name: 'Queen', email: 'q@example.org', state: 'active' }, match(changed));
    for (const pointer of ['/name', '/email', '/state']) reply.faultAt(pointer);
    const wrong = await mia.client.patch('/api/v1/me', { week_start: 8, zone: 'x', region: '!!' }, match(changed));
    wrong.faultAt('/week_start');
  });

  world.step('leave and come back as they were', async () => {
    const name = await on.name(false);
    for (const [id, state] of [[name.id, 'imported'], [mia.id, 'active']] as const) {
      assert.equal((await act(id, 'reactivate')).is(409).code, 'not_deactivated');
      assert.equal((await act(id, 'deactivate')).is(200).state, 'deactivated');
      assert.equal((await act(id, 'deactivate')).is(409).code, 'already_deactivated');
      if (id === mia.id) {
        assert.equal((await world.admin.post(`${path}/${id}/link`, { kind: 'reset' })).is(409).code, 'person_left');
        (await world.admin.post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.top, title: 'X', owner_id: id })).faultAt('/owner_id');
        (await world.admin.post(`/api/v1/units/${on.units.top}/members`, { person_id: id })).faultAt('/person_id');
        (await world.admin.post('/api/v1/grants', { person_id: id, role: 'leader', unit_id: null })).faultAt('/person_id');
      }
      assert.equal((await act(id, 'reactivate')).is(200).state, state);
    }
    const ada = (await world.admin.get('/api/v1/me')).is(200).person;
    assert.equal((await act(ada.id, 'deactivate')).is(409).code, 'last_admin');
  });

  world.step('an imported name becomes a person, and may be taken back', async () => {
    const name = await on.name(false);
    const objective = await on.published({ owner_id: name.id });
    const together = await on.published({ co_owner_ids: [name.id, mia.id] });
    const kr = await on.keyResult(objective.id, { owner_id: name.id });
    (await world.admin.post(`/api/v1/units/${on.units.finance}/members`, { person_id: name.id })).is(201);
    const owners = async () => [
      (await on.objective(objective.id)).owner_id,
      (await on.objective(objective.id)).key_results[0].owner_id,
      ...(await on.objective(together.id)).co_owners.map((one: Json) => one.id),
    ];
    const before = await owners();
    (await act(name.id, 'merge', { into_id: 999_999 })).faultAt('/into_id');
    (await act(name.id, 'merge', { into_id: name.id })).faultAt('/into_id');
    assert.equal((await act(mia.id, 'merge', { into_id: name.id })).is(409).code, 'not_a_name');
    assert.equal((await act(name.id, 'unmerge')).is(409).code, 'not_merged');
    assert.equal((await act(name.id, 'merge', { into_id: mia.id })).is(200).merged_into, mia.id);
    assert.deepEqual(await owners(), [mia.id, mia.id, mia.id]);
    assert.ok(!(await all(world.admin, path)).some((one) => one.id === name.id), 'a merged name is still listed');
    assert.equal((await act(name.id, 'merge', { into_id: mia.id })).is(409).code, 'not_a_name');
    assert.equal((await world.admin.patch(`${path}/${name.id}`, { name: 'X' }, match(await get(name.id)))).is(409).code, 'merged');
    (await world.admin.patch(`/api/v1/objectives/${together.id}`, { owner_id: name.id }, match(await on.objective(together.id)))).faultAt('/owner_id');
    const krNow = async () => (await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200);
    (await world.admin.patch(`/api/v1/key-results/${kr.id}`, { owner_id: name.id }, match(await krNow()))).faultAt('/owner_id');
    const its = { objective_id: together.id, title: 'Nobody has it', kind: 'yes_no', owner_id: name.id };
    (await world.admin.post('/api/v1/key-results', its)).faultAt('/owner_id');
    // What changes hands afterwards is not given back.
    (await world.admin.patch(`/api/v1/key-results/${kr.id}`, { owner_id: null }, match(await krNow()))).is(200);
    assert.equal((await act(name.id, 'unmerge')).is(200).merged_into, null);
    assert.deepEqual(await owners(), [before[0], null, ...before.slice(2)]);
    assert.ok((await all(world.admin, path)).some((one) => one.id === name.id));
  });

  world.step('what was erased is gone everywhere, and history stays readable', async () => {
    const leo = await on.person('Leo Leaver', { memberOf: [on.units.netherlands] });
    const objective = await on.published({ owner_id: leo.id });
    const kr = await on.keyResult(objective.id);
    await on.checkIn(kr.id, 5, { note: 'From the field' }, leo.client);
    await world.database.koers(['person', 'erase', leo.email]);
    const row = await get(leo.id);
    assert.deepEqual([row.email, row.state, row.name.includes('Leo')], [null, 'deactivated', false]);
    assert.ok(row.erased_at);
    (await leo.client.get('/api/v1/me')).is(401);
    const texts = [
      (await world.admin.get(path)).text,
      (await world.admin.get(`/api/v1/objectives/${objective.id}`)).text,
      (await world.admin.get(`/api/v1/objectives/${objective.id}/history`)).text,
      (await world.admin.get(`/api/v1/key-results/${kr.id}/check-ins`)).text,
      (await world.admin.get(`/api/v1/units/${on.units.netherlands}/members`)).text,
    ].join('\n');
    assert.ok(!/leo/i.test(texts), texts.match(/.{60}leo.{60}/i)?.[0]);
    assert.ok(texts.includes('From the field'));
    assert.equal((await world.admin.patch(`${path}/${leo.id}`, { name: 'Leo' }, match(row))).is(409).code, 'erased');
  });
});

both('settings', (world) => {
  const path = '/api/v1/settings';
  const find = async (name: string) => (await world.admin.get(path)).is(200).items.find((one: Json) => one.name === name);
  const set = async (name: string, value: string) => world.admin.patch(`${path}/${name}`, { value }, match(await find(name)));

  world.step('every one says what it is, what holds and what is usual', async () => {
    const list = (await world.admin.get(path)).is(200).items;
    for (const one of list) {
      assert.ok(one.doc.endsWith('.') && one.kind, one.name);
      assert.deepEqual([one.value, one.version, one.person_id], [one.initial, 0, null], one.name);
    }
    assert.equal((await find('cadence_days')).value, '14');
    assert.deepEqual(await all(world.admin, path, { limit: 5 }), list);
  });

  world.step('keep to their kind', async () => {
    const wrong = {
      cadence_days: ['0', '93', 'x', '1.5', '', '-1'],
      zone: ['Mars/Olympus', '', '../etc/passwd'],
      language: ['xx', 'EN'],
      on_track_gap: ['1.1', '-0.1', 'x', '0.0000001'],
      organisation_name: ['x'.repeat(201)],
    };
    for (const [name, values] of Object.entries(wrong)) for (const value of values) (await set(name, value)).faultAt('/value');
  });

  world.step('have versions, with who and when', async () => {
    assert.equal((await set('grace_days', '5')).is(200).version, 1);
    assert.equal((await set('grace_days', '6')).is(200).version, 2);
    const now = await find('grace_days');
    assert.deepEqual([now.value, now.initial, now.person_name], ['6', '3', 'Ada Admin']);
    const versions = await all(world.admin, `${path}/grace_days/history`, { limit: 1 });
    assert.deepEqual(versions.map((one) => [one.version, one.value, one.person_name]), [[2, '6', 'Ada Admin'], [1, '5', 'Ada Admin']]);
  });

  world.step('rule what is computed at once', async () => {
    const on = await company(world);
    const objective = await on.published({ kind: 'aspirational' });
    const kr = await on.keyResult(objective.id);
    const status = async () => (await on.objective(objective.id)).key_results[0].status;
    assert.equal(await status(), 'outdated');
    (await set('cadence_days', '60')).is(200);
    assert.equal(await status(), 'no_data');
    await on.checkIn(kr.id, 5);
    const expected = (await on.objective(objective.id)).expected;
    (await set('aspirational_factor', '0.35')).is(200);
    assert.ok(Math.abs((await on.objective(objective.id)).expected - expected / 2) < 0.000_002);
    (await set('on_track_gap', '0')).is(200);
    (await set('behind_gap', '0')).is(200);
    assert.equal(await status(), 'at_risk');
    (await set('quiet_start', '1')).is(200);
    assert.equal(await status(), 'on_track');
    // Another zone may have another day; a check-in never tells of tomorrow.
    (await set('zone', 'Pacific/Kiritimati')).is(200);
  });
});
