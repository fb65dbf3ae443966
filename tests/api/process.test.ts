// SPDX-License-Identifier: Apache-2.0
// A process that runs: its steps, what completes them, who is asked, and who may sign. What depends on the day that
// comes is tested beside the rules (practice/process/test_*.c).
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';
import { startServer } from '../support/server.ts';

type Versioned = Json & { version: number };

const api = '/api/v1';

both('process', (world) => {
  let on: Company;
  let squad: Person;
  let lena: Person;
  let mia: Person;
  let process: Versioned;
  let version: Json;

  const steps = (query: Json = {}, client = world.admin) => all(client, `${api}/steps`, { process_id: process.id, ...query });
  const named = async (name: string, unit: number): Promise<Json> => {
    const found = (await steps()).find((one) => one.name_en === name && one.unit_id === unit);
    assert.ok(found, `${name} of ${unit}`);
    return found;
  };
  const open = async (id: number, client = world.admin): Promise<Versioned> => (await client.get(`${api}/steps/${id}`)).is(200) as Versioned;

  world.step('is written so that its steps are asked now', async () => {
    on = await company(world);
    squad = await on.person('Sam Squad', { role: ['okr_master', null] });
    lena = await on.person('Lena Leader', { role: ['leader', on.units.retail] });
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const made = (await squad.client.post(`${api}/process-templates`, { name_en: 'Short' })).is(201);
    const phase = (await squad.client.post(`${api}/process-versions/${made.versions[0].id}/phases`, { name_en: 'All' })).is(201);
    const rule = async (body: Json): Promise<Json> =>
      (await squad.client.post(`${api}/process-phases/${phase.id}/rules`, { anchor: 'cycle_end', lead_days: 400, ...body })).is(201);
    const pack = await rule({ name_en: 'Pack', scope: 'organisation', evidence: 'input_pack', documents_en: 'Results\nMarket', documents_nl: 'Resultaten\nMarkt', duty: 'squad_lead' });
    const draft = await rule({ name_en: 'Draft', evidence: 'objectives_drafted', types: ['team'], after_ids: [pack.id] });
    await rule({ name_en: 'Publish', evidence: 'objectives_published', types: ['team'], after_ids: [draft.id] });
    await rule({ name_en: 'Kick-off', types: ['team', 'business_unit'], deputy: 'okr_master' });
    version = (await squad.client.get(`${api}/process-versions/${made.versions[0].id}`)).is(200);
    const start = (body: Json, client = squad.client) => client.post(`${api}/processes`, { version_id: version.id, cycle_id: on.cycle, ...body });
    (await start({})).faultAt('/version_id'); // a draft
    version = (await squad.client.post(`${api}/process-versions/${version.id}/publish`, undefined, { ifMatch: match(version as Versioned) })).is(200);
    (await start({}, lena.client)).is(403);
    (await start({ cycle_id: 999_999 })).faultAt('/cycle_id');
    (await start({ unit_id: 999_999 })).faultAt('/unit_id');
    process = (await start({})).is(201) as Versioned;
    assert.deepEqual([process.template_name_en, process.version_number, process.may_edit], ['Short', 1, true]);
    (await start({})).is(409);
    assert.deepEqual(
      (await steps()).map((one) => [one.name_en, one.unit_name, one.state]).sort(),
      [
        ['Draft', 'Netherlands', 'waiting'],
        ['Kick-off', 'Netherlands', 'due'],
        ['Kick-off', 'Retail', 'due'],
        ['Pack', 'Acme', 'due'],
        ['Publish', 'Netherlands', 'not_needed'], // it has no objectives
      ],
    );
  });

  world.step('asks those who answer for a step', async () => {
    const mine = async (client = world.admin) => (await all(client, `${api}/me/steps`)).map((one) => [one.name_en, one.unit_name]).sort();
    assert.deepEqual(await mine(lena.client), [['Kick-off', 'Netherlands'], ['Kick-off', 'Retail']]); // the nearest leader of both
    assert.deepEqual(await mine(squad.client), [['Pack', 'Acme']]);
    assert.deepEqual(await mine(mia.client), []);
    const banner = (await lena.client.get(`${api}/me/process`)).is(200);
    assert.deepEqual([banner.step.name_en, banner.count, banner.late], ['Kick-off', 2, 0]);
    assert.deepEqual((await mia.client.get(`${api}/me/process`)).is(200), { step: null, count: 0, late: 0 });
    const filtered = async (filter: string, client = world.admin) => (await steps({ filter }, client)).length;
    assert.deepEqual([await filtered('mine', lena.client), await filtered('late'), await filtered('masters', squad.client), await filtered('masters', mia.client)], [4, 0, 5, 0]);
    assert.equal((await steps({ unit_id: on.units.retail, limit: 1 })).length, 4);
  });

  world.step('a pack is complete when its documents are there', async () => {
    const pack = await named('Pack', on.units.top);
    const put = (body: Json, client = squad.client) => client.put(`${api}/steps/${pack.id}/documents`, body);
    (await put({ rank: 0, url: 'https://example.org/results' }, lena.client)).is(403);
    (await put({ rank: 0, url: 'results.pdf' })).faultAt('/url');
    (await put({ rank: 7, url: 'https://example.org/results' })).faultAt('/rank');
    const half = (await put({ rank: 0, url: 'https://example.org/results' })).is(200);
    assert.deepEqual([half.have, half.need, half.state], [1, 2, 'due']);
    assert.deepEqual(half.documents.map((one: Json) => [one.name_en, one.name_nl, one.url, one.added_by_name]), [
      ['Results', 'Resultaten', 'https://example.org/results', 'Sam Squad'],
      ['Market', 'Markt', null, null],
    ]);
    assert.deepEqual((await open((await named('Draft', on.units.netherlands)).id)).waits.map((one: Json) => one.name_en), ['Pack']);
    const whole = (await put({ rank: 1, url: 'https://example.org/market' })).is(200);
    assert.deepEqual([whole.have, whole.state], [2, 'done']);
    assert.equal((await named('Draft', on.units.netherlands)).state, 'due'); // it waits no more
    assert.equal((await put({ rank: 1, url: null })).is(200).state, 'due'); // and comes undone
    assert.equal((await named('Draft', on.units.netherlands)).state, 'waiting');
    const kinds = (await all(mia.client, `${api}/steps/${pack.id}/history`)).map((one) => one.kind);
    assert.deepEqual(kinds.filter((kind) => kind !== 'step_document_changed'), ['step_reopened', 'step_done']);
    const addresses = (await all(mia.client, `${api}/steps/${pack.id}/history`)).filter((one) => one.field === 'url');
    assert.deepEqual(addresses.map((one) => [one.old_value, one.new_value]), [
      ['https://example.org/market', null],
      [null, 'https://example.org/market'],
      [null, 'https://example.org/results'],
    ]);
  });

  world.step('who answers signs what Koers cannot know, and nothing else', async () => {
    const kickOff = await open((await named('Kick-off', on.units.netherlands)).id, lena.client);
    assert.deepEqual([kickOff.computed, kickOff.may_sign, kickOff.people.map((one: Json) => one.name)], [false, true, ['Lena Leader']]);
    const sign = (one: Versioned, client = lena.client, note = 'All were there.') => client.post(`${api}/steps/${one.id}/sign`, { note }, { ifMatch: match(one) });
    (await sign(kickOff, mia.client)).is(403);
    (await sign(kickOff, lena.client, '')).faultAt('/note');
    (await lena.client.post(`${api}/steps/999999/sign`, { note: 'X' }, { ifMatch: '"1"' })).is(404);
    const signed = (await sign(kickOff)).is(200) as Versioned;
    assert.deepEqual([signed.state, signed.signed_by_name, signed.note], ['done', 'Lena Leader', 'All were there.']);
    (await sign(kickOff)).is(412); // as it stood before
    assert.equal((await sign(signed, lena.client, 'Once more.')).is(409).code, 'step_signed');
    const back = (await lena.client.delete(`${api}/steps/${kickOff.id}/sign`, match(signed))).is(200) as Versioned;
    assert.deepEqual([back.state, back.signed_by, back.reopened_at !== null], ['due', null, true]);
    (await lena.client.delete(`${api}/steps/${kickOff.id}/sign`, match(back))).is(409);
    (await sign(back, squad.client)).is(200); // the deputy: the nearest OKR master
    const notes = (await all(mia.client, `${api}/steps/${kickOff.id}/history`)).filter((one) => one.field === 'note');
    assert.deepEqual(notes.map((one) => [one.kind, one.person_name, one.old_value, one.new_value]), [
      ['step_signed', 'Sam Squad', null, 'All were there.'],
      ['step_signature_withdrawn', 'Lena Leader', 'All were there.', null],
      ['step_signed', 'Lena Leader', null, 'All were there.'],
    ]);
    const draft = await open((await named('Draft', on.units.netherlands)).id, lena.client);
    assert.deepEqual([draft.computed, draft.may_sign], [true, false]);
    (await sign(draft)).is(409);
    (await mia.client.get(`${api}/steps/999999`)).is(404);
    assert.deepEqual((await mia.client.get(`${api}/steps/${draft.id}/rungs`)).is(200).items, []);
  });

  world.step('the board and the road count', async () => {
    const board = async (query: Json = {}, client = world.admin): Promise<Json[]> => all(client, `${api}/processes/${process.id}/board`, query);
    const [top] = await board();
    assert.deepEqual([top.name, top.child_count, top.step_count, top.done_count, top.late_count], ['Acme', 2, 4, 1, 0]);
    assert.deepEqual(top.steps.map((one: Json) => one.state), ['due']);
    const below = await board({ parent_id: on.units.top, limit: 1 });
    assert.deepEqual(below.map((one) => [one.name, one.step_count, one.steps.length]), [['Finance', 0, 0], ['Retail', 3, 1]]);
    assert.deepEqual((await board({ filter: 'mine' }, lena.client)).map((one) => one.name).sort(), ['Netherlands', 'Retail']);
    assert.deepEqual(await board({ filter: 'late' }), []);
    const road = (await mia.client.get(`${api}/processes/${process.id}/road`)).is(200);
    assert.deepEqual(road.steps.map((one: Json) => [one.name_en, one.step_count, one.done_count]).sort(), [['Draft', 1, 0], ['Kick-off', 2, 1], ['Pack', 1, 0]]);
    assert.equal(road.phases.length, 1);
    (await mia.client.get(`${api}/processes/999999/board`)).is(404);
    (await mia.client.get(`${api}/processes/999999/road`)).is(404);
    const sheet = await mia.client.get(`${api}/steps`, { process_id: process.id, format: 'csv' });
    assert.equal(sheet.text.trim().split('\n').length, 6);
  });

  world.step('one below a unit takes its units over, and gives them back', async () => {
    const retail = (await squad.client.post(`${api}/processes`, { version_id: version.id, cycle_id: on.cycle, unit_id: on.units.retail })).is(201) as Versioned;
    const names = async (id: number) => (await all(world.admin, `${api}/steps`, { process_id: id })).map((one) => `${one.name_en} ${one.unit_name}`).sort();
    assert.deepEqual(await names(retail.id), ['Draft Netherlands', 'Kick-off Netherlands', 'Kick-off Retail', 'Pack Retail', 'Publish Netherlands']);
    assert.deepEqual(await names(process.id), ['Kick-off Netherlands', 'Pack Acme']); // what was done stays
    assert.deepEqual((await all(mia.client, `${api}/processes`, { cycle_id: on.cycle, limit: 1 })).map((one) => one.unit_name), ['Retail', null]);
    (await lena.client.post(`${api}/processes/${retail.id}/end`, undefined, { ifMatch: match(retail) })).is(403);
    const ids = new Map((await all(world.admin, `${api}/steps`, { process_id: retail.id })).map((one) => [`${one.name_en} ${one.unit_name}`, one.id as number]));
    const ended = (await squad.client.post(`${api}/processes/${retail.id}/end`, undefined, { ifMatch: match(retail) })).is(200) as Versioned;
    (await squad.client.post(`${api}/processes/${retail.id}/end`, undefined, { ifMatch: match(ended) })).is(409);
    assert.equal((await names(process.id)).length, 5);
    assert.deepEqual((await all(mia.client, `${api}/processes`, { ended: 'true' })).map((one) => one.ended_at !== null).sort(), [false, true]);
    (await mia.client.get(`${api}/processes/999999`)).is(404);
    const kickOff = await open(ids.get('Kick-off Retail')!, lena.client);
    assert.deepEqual([kickOff.state, kickOff.may_sign], ['not_needed', false]);
    const signed = await lena.client.post(`${api}/steps/${kickOff.id}/sign`, { note: 'Held.' }, { ifMatch: match(kickOff) });
    assert.equal(signed.is(409).code, 'process_ended');
    assert.equal((await squad.client.put(`${api}/steps/${ids.get('Pack Retail')}/documents`, { rank: 0, url: 'https://example.org/x' })).is(409).code, 'process_ended');
  });

  world.step('asked of two servers at once it starts once', async () => {
    const other = world.engine === 'postgres' ? await startServer({ db: world.database.url }) : undefined; // SQLite has one server
    const start = async (at: number): Promise<number> => {
      const client = new Client(at % 2 === 1 && other ? other.url : world.server.url);
      client.cookie = squad.client.cookie;
      return (await client.post(`${api}/processes`, { version_id: version.id, cycle_id: on.cycle, unit_id: on.units.finance })).status;
    };
    assert.deepEqual((await Promise.all([0, 1, 2, 3].map(start))).sort(), [201, 409, 409, 409]);
    await other?.stop();
    const there = (await all(mia.client, `${api}/processes`, { cycle_id: on.cycle })).filter((one) => one.unit_id === on.units.finance);
    assert.equal(there.length, 1);
  });

  world.step('a year and its quarter are not both asked of a unit', async () => {
    const cycle = async (body: Json): Promise<number> => (await world.admin.post(`${api}/cycles`, { state: 'open', ...body })).is(201).id;
    const year = await cycle({ name: '2031', type: 'year', start_day: '2031-01-01', end_day: '2031-12-31' });
    const quarter = await cycle({ name: '2031 Q1', type: 'quarter', parent_id: year, start_day: '2031-01-01', end_day: '2031-03-31' });
    const start = (cycle_id: number, unit_id: number | null) => squad.client.post(`${api}/processes`, { version_id: version.id, cycle_id, unit_id });
    const ended = async (one: Versioned) => (await squad.client.post(`${api}/processes/${one.id}/end`, undefined, { ifMatch: match(one) })).is(200);
    const retail = (await start(year, on.units.retail)).is(201) as Versioned;
    for (const unit of [null, on.units.retail, on.units.netherlands]) assert.equal((await start(quarter, unit)).is(409).code, 'process_around');
    const finance = (await start(quarter, on.units.finance)).is(201) as Versioned;
    assert.equal((await start(year, null)).is(409).code, 'process_around');
    await ended(finance);
    (await start(year, null)).is(201); // beside its own in retail
    await ended(retail);
    assert.equal((await start(quarter, null)).is(409).code, 'process_around');
  });

  world.step('who leads in two places is asked where the process holds', async () => {
    const both = await on.person('Bo Both', { role: ['leader', on.units.retail] });
    (await world.admin.post(`${api}/grants`, { person_id: both.id, role: 'leader', unit_id: on.units.finance })).is(201);
    const made = (await squad.client.post(`${api}/process-templates`, { name_en: 'For leaders' })).is(201);
    const draft = made.versions[0];
    const phase = (await squad.client.post(`${api}/process-versions/${draft.id}/phases`, { name_en: 'All' })).is(201);
    (await squad.client.post(`${api}/process-phases/${phase.id}/rules`, { name_en: 'Train', scope: 'leader', duty: 'owner', anchor: 'cycle_end', lead_days: 400 })).is(201);
    const whole = (await squad.client.get(`${api}/process-versions/${draft.id}`)).is(200) as Versioned;
    (await squad.client.post(`${api}/process-versions/${draft.id}/publish`, undefined, { ifMatch: match(whole) })).is(200);
    const [running] = (await all(mia.client, `${api}/processes`, { cycle_id: on.cycle })).filter((one) => one.unit_id === on.units.finance);
    (await squad.client.post(`${api}/processes/${running.id}/end`, undefined, { ifMatch: match(running as Versioned) })).is(200);
    const finance = (await squad.client.post(`${api}/processes`, { version_id: draft.id, cycle_id: on.cycle, unit_id: on.units.finance })).is(201);
    const asked = await all(world.admin, `${api}/steps`, { process_id: finance.id });
    assert.deepEqual(asked.map((one) => [one.name_en, one.unit_name, one.person_name]), [['Train', 'Finance', 'Bo Both']]);
  });

  world.step('tells before it starts how much it makes, and makes nothing', async () => {
    const made = (await squad.client.post(`${api}/process-templates`, { name_en: 'Of all kinds' })).is(201);
    const draft = made.versions[0];
    const phase = (await squad.client.post(`${api}/process-versions/${draft.id}/phases`, { name_en: 'All' })).is(201);
    for (const [scope, rhythm, types] of [
      ['organisation', 'cycle', []],
      ['unit', 'inner', ['team']],
      ['unit', 'round', []],
      ['leader', 'inner', []],
      ['okr_master', 'round', []],
    ])
      (await squad.client.post(`${api}/process-phases/${phase.id}/rules`, { name_en: `${scope} ${rhythm}`, scope, rhythm, types, duty: scope === 'unit' ? 'leader' : scope === 'organisation' ? 'squad_lead' : 'owner' })).is(201);
    const preview = (body: Json, client = squad.client) => client.post(`${api}/processes/preview`, { version_id: draft.id, cycle_id: on.cycle, ...body });
    (await preview({})).faultAt('/version_id'); // a draft
    const whole = (await squad.client.get(`${api}/process-versions/${draft.id}`)).is(200) as Versioned;
    (await squad.client.post(`${api}/process-versions/${draft.id}/publish`, undefined, { ifMatch: match(whole) })).is(200);
    (await preview({}, lena.client)).is(403);
    (await preview({ cycle_id: 999_999 })).faultAt('/cycle_id');
    (await preview({ unit_id: 999_999 })).faultAt('/unit_id');
    const cycle = async (body: Json): Promise<number> => (await world.admin.post(`${api}/cycles`, { state: 'open', ...body })).is(201).id;
    const year = await cycle({ name: 'Year', type: 'year', start_day: dayFrom(on.today, -40), end_day: dayFrom(on.today, 320) });
    const quarter = await cycle({ name: 'Now', type: 'quarter', parent_id: year, start_day: dayFrom(on.today, -40), end_day: dayFrom(on.today, 49) });
    await cycle({ name: 'Far', type: 'quarter', parent_id: year, start_day: dayFrom(on.today, 140), end_day: dayFrom(on.today, 229) }); // its steps are not made yet
    const retail = (await world.admin.get(`${api}/units/${on.units.retail}`)).is(200);
    (await world.admin.patch(`${api}/units/${on.units.retail}`, { cadence_days: 28 }, match(retail))).is(200);
    for (const unit_id of [on.units.retail, null]) {
      const running = (await all(mia.client, `${api}/processes`)).length;
      const told = (await preview({ cycle_id: year, unit_id })).is(200);
      assert.equal((await all(mia.client, `${api}/processes`)).length, running);
      const started = (await squad.client.post(`${api}/processes`, { version_id: draft.id, cycle_id: year, unit_id })).is(201);
      const asked = await all(world.admin, `${api}/steps`, { process_id: started.id });
      assert.equal((await preview({ cycle_id: year, unit_id })).is(409).code, 'process_in_use');
      assert.equal(told.steps, asked.length);
      assert.equal(told.units, new Set(asked.filter((one) => one.name_en === 'unit round').map((one) => one.unit_id)).size);
    }
    assert.equal((await preview({ cycle_id: quarter })).is(409).code, 'process_around');
  });
});
