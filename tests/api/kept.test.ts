// SPDX-License-Identifier: Apache-2.0
// What is kept of each unit, and what a server remembers of it: whatever is told, an answer is that of a server which remembers
// nothing, where nothing is kept; the job keeps up, and koers check says where what is kept is not what it is.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { type Company, company, dayFrom, match } from '../support/company.ts';
import { sql } from '../support/database.ts';
import { type Server, startServer } from '../support/server.ts';
import { pause } from '../support/writers.ts';

const KEPT_WITHIN = 300; // looks
const LOOK_MS = 100;
const AT_ONCE = 12; // check-ins on each key result

both('what is kept', (world) => {
  let on: Company;
  let objective: Json;
  let upper: Json;
  let kr: Json;
  let forgetful: Server;
  const kept = () => sql(world.database, 'SELECT 1 FROM kept_cursor c WHERE c.whole_day > 0 AND NOT EXISTS (SELECT 1 FROM kept_sum s WHERE s.day = 0);');

  /** Until nothing lacks, and nothing was told that the job has not heard. */
  async function settled(): Promise<void> {
    for (let i = 0; i < KEPT_WITHIN; i++) {
      const [row = ''] = await sql(world.database, "SELECT max(e.id) <= (SELECT c.event_id FROM kept_cursor c) FROM event e WHERE e.subject <> 'notice';");
      if (/^(1|t)$/.test(row) && (await kept()).length > 0) return;
      await pause(LOOK_MS);
    }
    assert.fail('the sums are not kept');
  }

  /** Every answer that is made of what is kept. */
  async function answers(client: Client): Promise<Json[]> {
    const said: Json[] = [];
    const ask = async (path: string, query: Json) => said.push((await client.get(path, { cycle_id: on.cycle, ...query })).is(200));
    for (const unit of [undefined, ...Object.values(on.units)]) {
      await ask('/api/v1/heat-map', { unit_id: unit });
      await ask('/api/v1/tree', { by: 'unit', parent_id: unit && `u${unit}` });
    }
    for (const node of [undefined, upper, objective]) await ask('/api/v1/tree', { by: 'alignment', parent_id: node && `o${node.id}` });
    for (const unit of Object.values(on.units)) {
      await ask(`/api/v1/units/${unit}/practice-health`, {});
      await ask('/api/v1/objectives', { unit_id: unit, limit: 200 });
    }
    for (const node of [upper, objective]) said.push(await on.objective(node.id, client));
    return said;
  }

  /** Changes something while everything is kept and remembered; the answers must be those without either. */
  async function same(what: string, change: () => Promise<unknown>, differs = true): Promise<void> {
    const plain = Object.assign(new Client(forgetful.url), { cookie: on.quiet.cookie, token: on.quiet.token });
    await settled();
    const before = await answers(on.quiet);
    await change();
    const now = await answers(on.quiet);
    assert.deepEqual(now, await answers(plain), `${what}, kept`);
    await sql(world.database, 'DELETE FROM kept_sum; UPDATE kept_cursor SET whole_day = 0;');
    assert.deepEqual(now, await answers(plain), what);
    if (differs) assert.notDeepEqual(now, before, `${what} changes nothing`);
  }

  const act = (what: string, body?: Json) => async () => {
    objective = await on.objective(objective.id);
    objective = (await world.admin.post(`/api/v1/objectives/${objective.id}/${what}`, body, { ifMatch: match(objective) })).is(200);
  };
  const setting = (name: string, value: string) => () => on.setting(name, value);

  world.step('holds whatever is told of a key result', async () => {
    on = await company(world);
    forgetful = await startServer({ db: world.database.url, args: ['--sums-mib', '0'] });
    upper = await on.published({ unit_id: on.units.top });
    objective = await on.published();
    await same('a key result', async () => {
      kr = await on.keyResult(objective.id);
    });
    await same('a check-in', () => on.checkIn(kr.id, 10));
    await same('a check-in of the past', () => on.checkIn(kr.id, 5, { day: dayFrom(on.today, -9) }), false);
    await same('another check-in', () => on.checkIn(kr.id, 70));
    await same('a target', async () => {
      const view = (await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200);
      (await world.admin.patch(`/api/v1/key-results/${kr.id}`, { target_value: 1000 }, match(view))).is(200);
    }, false);
  });

  world.step('holds whatever is told of an objective', async () => {
    await same('a link', () => on.link(objective.id, upper.id));
    await same('a draft', () => on.draft(), false);
    await same('a move to another unit', async () => {
      objective = await on.objective(objective.id);
      objective = (await world.admin.patch(`/api/v1/objectives/${objective.id}`, { unit_id: on.units.finance }, match(objective))).is(200);
    });
    await same('dropping', act('drop', { reason: 'Test' }));
    await same('restoring', act('restore'));
    await same('archiving', act('archive', { reason: 'Test' }));
    await same('restoring again', act('restore'));
    await same('closing', act('close'), false);
    await same('reopening', act('reopen'), false);
  });

  world.step('holds whatever is told of what stands above', async () => {
    const rules = async (rule: string) => {
      const all = (await world.admin.get('/api/v1/writing/rules', { limit: 200 })).is(200).items;
      const there = all.find((one: Json) => one.rule === rule);
      (await world.admin.patch(`/api/v1/writing/rules/${rule}`, { level: 'warn' }, match(there))).is(200);
    };
    const child = await on.published({ title: 'Parcels arrive when we said they would' });
    await on.link(child.id, upper.id, 'supports');
    await rules('level_skipped');
    await same('a level of a rule', () => rules('copied_from_above'), false);
    await same('a title above', async () => {
      upper = await on.objective(upper.id);
      upper = (await world.admin.patch(`/api/v1/objectives/${upper.id}`, { title: child.title }, match(upper))).is(200);
    });
    await same('an objective of a unit between', () => on.published({ unit_id: on.units.retail }));
    const above = await on.draft({ unit_id: on.units.retail });
    const hanging = await on.published();
    await on.link(hanging.id, above.id, 'supports');
    await same('a draft above that is thrown away', async () =>
      (await world.admin.delete(`/api/v1/objectives/${above.id}`, match(await on.objective(above.id)))).is(204));
    await same('a meeting', async () => {
      const meeting = (await world.admin.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);
      (await world.admin.post(`/api/v1/meetings/${meeting.id}/start`)).is(200);
      (await world.admin.post(`/api/v1/meetings/${meeting.id}/end`)).is(200);
    });
  });

  world.step('holds what links carry upward', async () => {
    const below = await on.published();
    const counted = await on.keyResult(below.id);
    const link = await on.link(below.id, upper.id);
    const changed = (like: Json) => async () => {
      const now = (await on.objective(below.id)).parents.find((one: Json) => one.id === link.id);
      (await world.admin.patch(`/api/v1/alignments/${link.id}`, like, match(now))).is(200);
    };
    await same('a check-in below', () => on.checkIn(counted.id, 30));
    const more = await on.keyResult(upper.id);
    await on.checkIn(more.id, 90);
    await same('a weight', changed({ weight: 900 }));
    await same('a link that only supports', changed({ kind: 'supports' }));
    await same('one that contributes', changed({ kind: 'contributes' }));
    await same('its end', async () => {
      const now = (await on.objective(below.id)).parents.find((one: Json) => one.id === link.id);
      (await world.admin.delete(`/api/v1/alignments/${link.id}`, match(now))).is(204);
    });
    await same('its beginning', () => on.link(below.id, upper.id));
  });

  world.step('holds whatever is told of the organisation', async () => {
    await same('another mark', setting('on_track_gap', '0.9'), false);
    await same('a rhythm', setting('cadence_days', '28'));
    await same('a unit', () => on.unit('Belgium', on.units.retail));
    const like = (change: Json) => async () => {
      const top = (await world.admin.get(`/api/v1/units/${on.units.top}`)).is(200);
      (await world.admin.patch(`/api/v1/units/${top.id}`, change, match(top))).is(200);
    };
    await on.checkIn((await on.keyResult((await on.published()).id)).id, 50, { day: dayFrom(on.today, -9) });
    await same('a rhythm that units below follow', like({ cadence_days: 1 }));
    await same('none', like({ cadence_days: null }));
    await same('a place', async () => {
      const unit = (await world.admin.get(`/api/v1/units/${on.units.netherlands}`)).is(200);
      (await world.admin.patch(`/api/v1/units/${unit.id}`, { name: 'The Netherlands' }, match(unit))).is(200);
    });
  });

  world.step('holds in a cycle that is planned as well', async () => {
    const before = { cycle: on.cycle, upper, objective };
    const next = { name: 'Next quarter', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 150), state: 'planned' };
    on.cycle = (await world.admin.post('/api/v1/cycles', next)).is(201).id;
    upper = await on.published({ unit_id: on.units.top });
    objective = await on.published({ unit_id: on.units.retail });
    const below = await on.published();
    await on.link(objective.id, upper.id);
    await on.link(below.id, objective.id);
    await same('a key result on the third level', () => on.keyResult(below.id));
    on.cycle = before.cycle;
    ({ upper, objective } = before);
  });

  world.step('is remembered as it is, whoever writes and looks at once', async () => {
    const plain = Object.assign(new Client(forgetful.url), { cookie: on.quiet.cookie, token: on.quiet.token });
    const results: number[] = [];
    for (const unit of Object.values(on.units)) {
      const { id } = await on.published({ unit_id: unit });
      if (id !== upper.id) await on.link(id, upper.id);
      results.push((await on.keyResult(id)).id);
    }
    let writing = true;
    const look = async () => {
      while (writing) await answers(on.quiet);
    };
    const write = async (id: number) => {
      for (let value = 1; value <= AT_ONCE; value++) (await on.quiet.post(`/api/v1/key-results/${id}/check-ins`, { value })).is(201);
    };
    const looking = [look(), look()];
    await Promise.all(results.map(write)).finally(() => {
      writing = false;
    });
    await Promise.all(looking);
    assert.deepEqual(await answers(on.quiet), await answers(plain));
  });

  world.step('is made again where a server ended before it had written what it heard of', async () => {
    await settled();
    await world.server.stop();
    await sql(world.database, `UPDATE kept_sum SET day = 0 WHERE unit_id = ${on.units.finance};`);
    await world.serve();
    await settled();
  });

  world.step('is what koers check computes, and it says where it is not', async () => {
    await settled();
    assert.match(await world.database.koers(['check']), /[1-9]\d* sums of units computed again: 0 differences/);
    await sql(world.database, `UPDATE kept_sum SET numbers = '7' WHERE cycle_id = ${on.cycle} AND unit_id = ${on.units.finance};`);
    for (const kind of ['heat', 'practice', 'writing'])
      await assert.rejects(world.database.koers(['check']), new RegExp(`unit \\d+ in cycle \\d+ \\(This quarter\\): what is kept for its ${kind} is not what it is`));
    await forgetful.stop();
  });
});
