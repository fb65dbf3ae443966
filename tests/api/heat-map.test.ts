// SPDX-License-Identifier: Apache-2.0
// The heat map, what its cells are made of, and what needs a look.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, type Person } from '../support/company.ts';
import { emptyDatabase, engines } from '../support/database.ts';
import { startServer } from '../support/server.ts';

const PASSWORD = 'a-year-of-made-up-quarters';

both('heat map', (world) => {
  let on: Company;
  let mia: Person;
  let late: Json;
  const path = '/api/v1/heat-map';
  const map = async (query: Json = {}) => (await world.admin.get(path, { cycle_id: on.cycle, ...query })).is(200);
  const cellOf = (view: Json, unit: string, week: number) =>
    view.rows.find((row: Json) => row.unit_name === unit).cells.find((cell: Json) => cell.week === week);
  const list = (query: Json) => all(world.admin, `${path}/key-results`, { cycle_id: on.cycle, limit: 1, ...query });

  world.step('shows a unit and those right below, week by week up to now', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const objective = await on.published({ owner_id: mia.id });
    const good = await on.keyResult(objective.id, { title: 'Going well' });
    const bad = await on.keyResult(objective.id, { title: 'Going badly' });
    await on.keyResult(objective.id, { title: 'Nobody says' });
    late = await on.keyResult((await on.published({ unit_id: on.units.finance })).id, { title: 'Told late' });
    await on.checkIn(good.id, 60);
    await on.checkIn(bad.id, 1);
    const view = await map();
    assert.deepEqual([view.weeks, view.week], [13, 5]);
    assert.deepEqual(view.rows.map((row: Json) => [row.unit_name, row.child_count, row.cells.length]), [
      ['Acme', 2, 5],
      ['Finance', 0, 5],
      ['Retail', 1, 5],
    ]);
    assert.deepEqual(cellOf(view, 'Retail', 5), {
      week: 5, state: 'at_risk', key_result_count: 3, at_risk: 1, behind: 0, silent: 1, on_track: 1, checked_in: 2,
    });
    assert.deepEqual(cellOf(view, 'Acme', 5).key_result_count, 4, 'a unit counts what is below');
    // They were published this week, so nothing was known before.
    assert.deepEqual(cellOf(view, 'Retail', 4).state, 'none');
    const below = await map({ unit_id: on.units.retail });
    assert.deepEqual(below.rows.map((row: Json) => row.unit_name), ['Retail', 'Netherlands']);
    assert.deepEqual(cellOf(below, 'Netherlands', 5).key_result_count, 3);
  });

  world.step('has a state for silence', async () => {
    const view = await map();
    assert.deepEqual([cellOf(view, 'Finance', 5).state, cellOf(view, 'Finance', 5).silent], ['no_check_in', 1]);
  });

  world.step('leads from a cell to what it is made of', async () => {
    const rows = await list({ week: 5, unit_id: on.units.retail });
    assert.deepEqual(rows.map((row) => [row.key_result_title, row.status, row.contribution, row.checked_in]), [
      ['Going well', 'on_track', 0.6, true],
      ['Going badly', 'at_risk', 0.01, true],
      ['Nobody says', rows[2].status, 0, false],
    ]);
    assert.deepEqual([rows[0].unit_name, rows[0].owner_name, rows[0].last_check_in_day], ['Netherlands', 'Mia Member', on.today]);
    const titles = async (query: Json) => (await list({ week: 5, ...query })).map((row) => row.key_result_title);
    assert.deepEqual(await titles({ state: 'no_check_in' }), ['Nobody says', 'Told late']);
    assert.deepEqual(await titles({ state: 'at_risk' }), ['Going badly']);
    assert.deepEqual(await titles({ week: 4 }), []);
    assert.deepEqual(await titles({ week: 6 }), [], 'a week that is yet to come');
  });

  world.step('is not repainted by what is told later', async () => {
    const before = await map();
    await on.checkIn(late.id, 50, { day: dayFrom(on.today, -10) });
    const after = await map();
    for (const week of [1, 2, 3, 4]) {
      assert.deepEqual(cellOf(after, 'Finance', week), cellOf(before, 'Finance', week), `week ${week}`);
    }
    assert.deepEqual([cellOf(after, 'Finance', 5).silent, cellOf(after, 'Finance', 5).checked_in], [0, 1]);
  });

  world.step('counts no drafts, nobody’s', async () => {
    const draft = await on.draft({ unit_id: on.units.finance });
    await on.keyResult(draft.id);
    assert.equal(cellOf(await map(), 'Finance', 5).key_result_count, 1);
  });

  world.step('refuses what is not there', async () => {
    (await world.admin.get(path, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, unit_id: 999_999 })).faultAt('?unit_id', 400);
    (await world.admin.get(path, {})).faultAt('?cycle_id', 400);
    (await world.admin.get(`${path}/key-results`, { cycle_id: on.cycle, week: 0 })).faultAt('?week', 400);
    (await world.admin.get(`${path}/key-results`, { cycle_id: 999_999, week: 1 })).faultAt('?cycle_id', 400);
  });
});

both('attention', (world) => {
  let on: Company;
  const path = '/api/v1/attention';
  const rows = (query: Json = {}) => all(world.admin, path, { cycle_id: on.cycle, limit: 1, ...query });

  world.step('has what is at risk or fell, the most pressing first', async () => {
    on = await company(world);
    const objective = await on.published();
    const risky = await on.keyResult(objective.id, { title: 'Risky' });
    const riskier = await on.keyResult(objective.id, { title: 'Riskier' });
    const fell = await on.keyResult(objective.id, { title: 'Fell' });
    const fine = await on.keyResult(objective.id, { title: 'Fine' });
    const doubt = await on.keyResult((await on.published({ unit_id: on.units.finance })).id, { title: 'In doubt' });
    await on.checkIn(risky.id, 3);
    await on.checkIn(riskier.id, 0);
    await on.checkIn(fell.id, 90, { day: dayFrom(on.today, -3) });
    await on.checkIn(fell.id, 80);
    await on.checkIn(fine.id, 60, { confidence: 7 });
    await on.checkIn(doubt.id, 60, { confidence: 8, day: dayFrom(on.today, -2) });
    await on.checkIn(doubt.id, 65, { confidence: 5, reason: 'A supplier left' });
    const found = await rows();
    assert.deepEqual(found.map((row) => [row.key_result_title, row.status, row.fell]), [
      ['Riskier', 'at_risk', false],
      ['Risky', 'at_risk', false],
      ['In doubt', 'on_track', true],
      ['Fell', 'on_track', true],
    ]);
    assert.deepEqual([found[3].contribution_before, found[3].contribution], [0.9, 0.8]);
    assert.deepEqual([found[2].confidence_before, found[2].confidence], [8, 5]);
    assert.deepEqual((await rows({ unit_id: on.units.finance })).map((row) => row.key_result_title), ['In doubt']);
  });

  world.step('says what the check-ins said, also where the worst counts', async () => {
    const { id } = await on.published({ unit_id: on.units.finance });
    const worst = await on.keyResult(id, { title: 'At its worst', kind: 'at_least', start_value: null, target_value: 100, worst_value: 0, period_rule: 'worst' });
    for (const [days, value] of [[-3, 95], [-2, 99], [0, 97]] as const) await on.checkIn(worst.id, value, { day: dayFrom(on.today, days) });
    const row = (await rows()).find((one) => one.key_result_id === worst.id);
    assert.deepEqual([row.contribution_before, row.contribution_last, row.contribution], [0.99, 0.97, 0.95]);
  });

  world.step('has what is blocked, as long as it is', async () => {
    const { id } = await on.published({ unit_id: on.units.finance });
    const kept = await on.keyResult(id, { title: 'Waits for an answer' });
    await on.checkIn(kept.id, 60);
    const find = async () => (await rows()).find((row) => row.key_result_id === kept.id);
    assert.equal(await find(), undefined);
    const since = dayFrom(on.today, -9);
    const blocks = async (days: string) =>
      (await world.admin.post(`/api/v1/key-results/${kept.id}/blockers`, { type: 'clarity', text: 'Nobody decides', since_day: days })).is(201);
    const older = await blocks(since);
    const newer = await blocks(on.today);
    assert.deepEqual([(await find())?.blocked_since, (await find())?.fell], [since, false]);
    for (const [blocker, left] of [[older, on.today], [newer, undefined]] as const) {
      (await world.admin.post(`/api/v1/blockers/${blocker.id}/resolve`, { resolution: 'Decided' }, { ifMatch: `"${blocker.version}"` })).is(200);
      assert.equal((await find())?.blocked_since, left);
    }
  });

  world.step('refuses what is not there', async () => {
    (await world.admin.get(path, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, unit_id: 999_999 })).faultAt('?unit_id', 400);
    (await world.admin.get(path, { cycle_id: on.cycle, after: 'x' })).faultAt('?after', 400);
  });
});

for (const engine of engines)
  test(`a cell of hundreds of objectives is listed to its end, on ${engine}`, async (t) => {
    const database = await emptyDatabase(engine);
    await database.koers(['generate', '--people', '1200', '--years', '1', '--no-process', '--password-stdin'], `${PASSWORD}\n`);
    const server = await startServer({ db: database.url });
    t.after(async () => {
      await server.stop();
      await database.drop();
    });
    const admin = await new Client(server.url).signedIn('admin@aldermere.example', PASSWORD);
    const cycles = (await admin.get('/api/v1/cycles', { limit: 50 })).is(200).items as Json[];
    const cycle_id = cycles.find((one) => one.type === 'quarter' && one.state === 'open')?.id;
    const map = (await admin.get('/api/v1/heat-map', { cycle_id })).is(200);
    const cell = map.rows[0].cells.at(-1);
    // A page may have to look through more than one portion of a walk before it is full.
    const counts = { at_risk: cell.at_risk, behind: cell.behind, no_check_in: cell.silent, on_track: cell.on_track };
    const seen: Json[] = [];
    for (const [state, count] of Object.entries(counts)) {
      const rows = await all(admin, '/api/v1/heat-map/key-results', { cycle_id, week: cell.week, state, limit: 200 });
      assert.equal(rows.length, count, state);
      seen.push(...rows);
    }
    assert.ok(new Set(seen.map((row) => row.objective_id)).size > 256, 'they fit into one portion of a walk');
    assert.equal(new Set(seen.map((row) => row.key_result_id)).size, cell.key_result_count);
  });
