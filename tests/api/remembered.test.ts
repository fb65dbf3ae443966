// SPDX-License-Identifier: Apache-2.0
// What a server remembers of objectives as lists show them: whatever is told, a list is that of a server which remembers nothing,
// and nobody finds in it what is not theirs to see. What sums hang on is kept.test.ts.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { type Company, company, dayFrom, match, type Person } from '../support/company.ts';
import { type Server, startServer } from '../support/server.ts';

both('what lists show', (world) => {
  let on: Company;
  let bea: Person;
  let objective: Json;
  let upper: Json;
  let own: Json;
  let steps: Json;
  let forgetful: Server;

  /** The same caller at a server that remembers nothing. */
  const plainly = (client: Client) => Object.assign(new Client(forgetful.url), { cookie: client.cookie, token: client.token });

  /** Every way to list what they see. */
  async function lists(client: Client): Promise<Json[]> {
    const said: Json[] = [];
    const ask = async (query: Json) => said.push((await client.get('/api/v1/objectives', query)).is(200));
    for (const unit of Object.values(on.units)) {
      await ask({ cycle_id: on.cycle, unit_id: unit });
      await ask({ unit_id: unit, limit: 1 });
    }
    await ask({ owner_id: bea.id });
    await ask({ cycle_id: on.cycle, include_archived: true });
    await ask({ state: 'published', limit: 2 });
    return said;
  }

  /** Changes something that lists show; each list must be the one without anything remembered. */
  async function same(what: string, change: () => Promise<unknown>, differs = true): Promise<void> {
    const before = await lists(on.quiet);
    assert.deepEqual(await lists(on.quiet), before, `before ${what}`);
    await change();
    const now = await lists(on.quiet);
    assert.deepEqual(now, await lists(plainly(on.quiet)), what);
    assert.deepEqual(await lists(bea.client), await lists(plainly(bea.client)), `${what}, for somebody else`);
    if (differs) assert.notDeepEqual(now, before, `${what} changes nothing`);
  }

  const change = (path: string, like: Json) => async () => {
    const there = (await world.admin.get(path)).is(200);
    (await world.admin.patch(path, like, match(there))).is(200);
  };
  const act = (what: string, body?: Json) => async () => {
    objective = await on.objective(objective.id);
    objective = (await world.admin.post(`/api/v1/objectives/${objective.id}/${what}`, body, { ifMatch: match(objective) })).is(200);
  };

  world.step('is told of an objective', async () => {
    on = await company(world);
    forgetful = await startServer({ db: world.database.url, args: ['--sums-mib', '0'] });
    world.beside.push(forgetful);
    bea = await on.person('Bea Owner', { memberOf: [on.units.netherlands] });
    upper = await on.published({ unit_id: on.units.top });
    objective = await on.published();
    await same('an owner', change(`/api/v1/objectives/${objective.id}`, { owner_id: bea.id }));
    await same('a title', change(`/api/v1/objectives/${objective.id}`, { title: 'Called otherwise' }));
    await same('a place in the order', change(`/api/v1/objectives/${objective.id}`, { rank: 7 }));
    await same('another unit', change(`/api/v1/objectives/${objective.id}`, { unit_id: on.units.finance }));
    await same('what hangs below', () => on.link(objective.id, upper.id), false);
    await same('dropping', act('drop', { reason: 'Test' }));
    await same('restoring', act('restore'));
    await same('archiving', act('archive', { reason: 'Test' }));
    await same('restoring again', act('restore'));
    await same('closing', act('close'));
    await same('reopening', act('reopen'));
  });

  world.step('is told of key results', async () => {
    const ofKeyResult = (like: Json) => change(`/api/v1/key-results/${own.id}`, like);
    await same('one', async () => {
      own = await on.keyResult(objective.id, { owner_id: bea.id });
    });
    await same('one of milestones', async () => {
      steps = await on.keyResult(objective.id, { kind: 'milestones', milestones: [{ title: 'Begun' }, { title: 'Over' }] });
    });
    await same('a check-in', () => on.checkIn(own.id, 40));
    await same('a check-in of a milestone', async () => {
      const [first] = steps.milestones;
      (await world.admin.post(`/api/v1/key-results/${steps.id}/check-ins`, { milestones: [{ id: first.id, done: true }] })).is(201);
    });
    await same('a title', ofKeyResult({ title: 'Measured otherwise' }));
    await same('a description', ofKeyResult({ description: 'As the desk counts it.' }));
    await same('a weight', ofKeyResult({ weight: 300 }));
    await same('a place in the order', change(`/api/v1/key-results/${steps.id}`, { rank: 0 }), false);
    await same('interim targets', ofKeyResult({ interim_targets: [{ day: on.today, value: 10 }] }));
    await same('milestones', change(`/api/v1/key-results/${steps.id}`, { milestones: [{ title: 'Begun anew' }] }));
    await same('its end', async () => {
      const there = (await world.admin.get(`/api/v1/key-results/${steps.id}`)).is(200);
      (await world.admin.post(`/api/v1/key-results/${steps.id}/drop`, { reason: 'Test' }, { ifMatch: match(there) })).is(200);
    });
  });

  world.step('is told of people', async () => {
    const absence = { first_day: on.today, last_day: dayFrom(on.today, 3) };
    let away: Json;
    await same('a name', change(`/api/v1/people/${bea.id}`, { name: 'Bea Renamed' }));
    await same('an absence', async () => {
      away = (await bea.client.post(`/api/v1/people/${bea.id}/absences`, absence)).is(201);
    });
    await same('its end', async () => (await bea.client.delete(`/api/v1/absences/${away.id}`, match(away))).is(204));
  });

  world.step('is told of tags', async () => {
    const [one, other] = [(await world.admin.post('/api/v1/tags', { name: 'One' })).is(201), (await world.admin.post('/api/v1/tags', { name: 'Other' })).is(201)];
    const there = async () => (await world.admin.get('/api/v1/tags')).is(200).items.find((tag: Json) => tag.id === one.id);
    await same('one', change(`/api/v1/objectives/${objective.id}`, { tag_ids: [one.id] }));
    await same('a name', async () => {
      (await world.admin.patch(`/api/v1/tags/${one.id}`, { name: 'One of them' }, match(await there()))).is(200);
    });
    await same('one that went up in another', async () => {
      (await world.admin.post(`/api/v1/tags/${one.id}/merge`, { into_id: other.id }, { ifMatch: match(await there()) })).is(200);
    });
  });

  world.step('is told of themes and units', async () => {
    await on.strategy(['Fewer parcels lost']);
    const [theme] = (await world.admin.get('/api/v1/themes')).is(200).items;
    await same('a theme', change(`/api/v1/objectives/${upper.id}`, { theme_id: theme.id }));
    await same('a name of a theme', async () => {
      const draft = await on.strategyDraft([]);
      const drafted = (await world.admin.get(`/api/v1/strategies/${draft.id}`)).is(200).themes[0];
      (await world.admin.patch(`/api/v1/strategy-themes/${drafted.id}`, { name: 'No parcel lost' }, match(drafted))).is(200);
      const now = (await world.admin.get(`/api/v1/strategies/${draft.id}`)).is(200);
      (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(now) })).is(200);
    });
    await same('a name of a unit', change(`/api/v1/units/${on.units.finance}`, { name: 'Money' }));
    await same('another mark', () => on.setting('on_track_gap', '0.9'), false);
  });

  world.step('is told of what comes and goes in a cycle that was closed', async () => {
    const cycle = (state: string) => change(`/api/v1/cycles/${on.cycle}`, { state });
    await on.checkIn(own.id, 90);
    await cycle('closed')();
    await same('archiving below', act('archive', { reason: 'Test' }));
    const [above] = (await on.quiet.get('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.top })).is(200).items;
    assert.equal(above.progress, null);
    await same('restoring it', act('restore'));
    await cycle('open')();
  });

  world.step('shows nobody a draft that is not theirs', async () => {
    let begun: Json;
    await same('a draft', async () => {
      begun = await on.draft();
    });
    await same('its title', change(`/api/v1/objectives/${begun!.id}`, { title: 'Begun otherwise' }));
    const ids = async (client: Client) => (await client.get('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.netherlands })).is(200).items.map((one: Json) => one.id);
    assert.ok((await ids(on.quiet)).includes(begun!.id));
    assert.ok(!(await ids(bea.client)).includes(begun!.id));
    await same('its end', async () => (await world.admin.delete(`/api/v1/objectives/${begun.id}`, match(await on.objective(begun.id)))).is(204));
  });
});
