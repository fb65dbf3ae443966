// SPDX-License-Identifier: Apache-2.0
// The example organisation: into an empty one, and out again without a trace.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { adminEmail, adminPassword, both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { temporaryFolder } from '../support/place.ts';
import { assertSearched } from '../support/searched.ts';

both('the example', (world) => {
  const folder = temporaryFolder('example');
  let before: string[] = [];
  let objective: Json;
  let unheard: Client;
  let mia: Client;
  let told: Json[] = [];
  const state = async () => (await world.admin.get('/api/v1/example')).is(200);
  const remove = (own: number) => world.admin.delete(`/api/v1/example?own_count=${own}`);
  const notices = async (): Promise<Json[]> => (await mia.get('/api/v1/me/notices')).is(200).items;
  const people = async (query = '') => (await world.admin.get(`/api/v1/people?limit=200${query}`)).is(200).items;
  /**
   * Every row there is, but those that say that the example came and went, when a session was seen, and what the server told
   * people meanwhile.
   */
  const rows = async () => {
    const path = join(folder, `${world.engine}-export`);
    await world.database.koers(['export', path]);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n').slice(1, -1);
    await rm(path);
    return lines.filter((line) => !/"kind":"(example_|notice_told")|"entity":"(session|notice|notice_morning)"/.test(line));
  };

  /**
   * The whole story is one transaction: PostgreSQL may refuse it for now while others write, with nothing of it there,
   * and says to try again. How often is the engine's matter, so it is not compared.
   */
  const bring = async () => {
    for (let tries = 0; ; tries++) {
      const reply = await unheard.post('/api/v1/example');
      if (reply.status !== 503 || tries === 3) return reply.is(200);
      assert.equal((await state()).state, 'possible');
    }
  };

  world.step('is offered to an organisation that is empty, and only to its administrators', async () => {
    const found = await state();
    assert.deepEqual([found.state, found.people, found.own_count], ['possible', 0, 0]);
    const member = await world.account('mia@example.org', 'Mia Member', 'member');
    (await member.get('/api/v1/example')).is(403);
    (await member.post('/api/v1/example')).is(403);
    (await member.delete('/api/v1/example?own_count=0')).is(403);
    assert.equal((await remove(0)).is(409).code, 'no_example');
    unheard = await world.unheard().signedIn(adminEmail, adminPassword);
    mia = world.unheard();
    mia.cookie = member.cookie;
    for (const end = Date.now() + 30_000; told.length === 0 && Date.now() < end; await pause(200)) told = await notices();
    assert.equal(told.length, 1, 'Mia is told of her role');
    before = await rows();
  });

  world.step('comes in with one request', async () => {
    const made = await bring();
    assert.deepEqual([made.state, made.own_count], ['present', 0]);
    assert.ok(made.people > 100);
    assert.equal((await people()).length, made.people + 2);
    const cycles = (await world.admin.get('/api/v1/cycles')).is(200).items;
    assert.equal(cycles.length, 2);
    const name = (await world.admin.get('/api/v1/settings')).is(200).items.find((one: Json) => one.name === 'organisation_name');
    assert.ok(!name.value.includes('Talverno'), 'the organisation lost its name');
    assert.equal((await world.admin.post('/api/v1/example')).is(409).code, 'not_empty');
  });

  world.step('comes with a process that runs, as far as it would be by now', async () => {
    const running = (await world.admin.get('/api/v1/processes')).is(200).items;
    assert.equal(running.length, 1);
    const states = new Set<string>();
    for (let after = ''; ;) {
      const page = (await unheard.get(`/api/v1/steps?process_id=${running[0].id}&limit=200${after}`)).is(200);
      for (const step of page.items) states.add(step.state);
      if (!page.next) break;
      after = `&after=${page.next}`;
    }
    for (const state of ['done', 'done_late', 'late', 'coming']) assert.ok(states.has(state), `no step is ${state}`);
    const board = (await world.admin.get(`/api/v1/processes/${running[0].id}/board`)).is(200).items;
    assert.ok(board[0].done_count > 0 && board[0].late_count > 0);
  });

  world.step('lets nobody in', async () => {
    for (const one of await people('&state=active')) assert.ok(one.email.endsWith('@example.org'), `${one.email} can sign in`);
    for (const login of ['robin.degroot', 'daan.visser', 'zofia.kaminska']) {
      const body = { email: `${login}@talverno.example`, password: 'steady-as-she-goes' };
      (await world.unheard().post('/api/v1/session', body)).is(401);
    }
  });

  world.step('counts what people added, and takes it out only when they know', async () => {
    const unit = (await world.admin.post('/api/v1/units', { name: 'Ours', type: 'company' })).is(201);
    const cycle = (await world.admin.get('/api/v1/cycles?state=open')).is(200).items[0];
    objective = (await world.admin.post('/api/v1/objectives', { unit_id: unit.id, cycle_id: cycle.id, title: 'Our own' })).is(201);
    const measure = { objective_id: objective.id, title: 'More', kind: 'increase', start_value: 0, target_value: 10 };
    (await world.admin.post('/api/v1/key-results', measure)).is(201);
    (await world.admin.post(`/api/v1/units/${unit.id}/squad-cases`, { title: 'Our case' })).is(201);
    (await world.admin.post(`/api/v1/units/${unit.id}/interventions`, { day: '2031-01-10', kind: 'visit' })).is(201);
    const session = (await world.admin.post('/api/v1/harmonisations', { title: 'Ours', cycle_id: cycle.id, starts_at: '2031-01-10T09:00:00Z', agenda: false })).is(201);
    (await world.admin.post(`/api/v1/harmonisations/${session.id}/items`, { title: 'Lunch' })).is(201);
    const found = await state();
    assert.deepEqual([found.own.units, found.own.objectives, found.own.key_results, found.own.others, found.own_count], [1, 1, 1, 3, 6]);
    assert.equal((await remove(0)).is(409).code, 'own_changed');
    assert.equal((await state()).state, 'present');
  });

  world.step('goes without a trace', async () => {
    (await remove(6)).is(204);
    await assertSearched(world.database);
    assert.deepEqual(await rows(), before);
    assert.deepEqual(await notices(), told, 'Mia keeps what she was told before');
    assert.equal((await state()).state, 'possible');
    assert.equal((await remove(0)).is(409).code, 'no_example');
    (await world.admin.get(`/api/v1/objectives/${objective.id}`)).is(404);
    assert.deepEqual((await world.admin.get('/api/v1/search?q=Talverno')).is(200).items ?? [], []);
  });

  world.step('comes in again; whoever was given an account by then stays', async () => {
    await bring();
    const quiet = world.unheard();
    quiet.cookie = world.admin.cookie;
    const daan = (await people('&q=daan')).find((one: Json) => one.email === 'daan.visser@talverno.example');
    (await quiet.post(`/api/v1/people/${daan.id}/link`, { kind: 'invitation' })).is(201);
    (await remove((await state()).own_count)).is(204);
    const left = await people();
    assert.equal(left.length, 3);
    assert.ok(left.some((one: Json) => one.id === daan.id));
    await world.database.koers(['check']);
  });
}, { args: ['--timeout-ms', '60000'] });
