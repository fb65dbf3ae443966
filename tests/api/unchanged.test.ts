// SPDX-License-Identifier: Apache-2.0
// A list of objectives, a level of the tree or a heat map that the client has already is not built again; whatever shows in it brings it anew, to whoever may see it.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json, Reply } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';

const UNCHANGED = 'koers_unchanged_total';

both(
  'unchanged lists',
  (world) => {
    let on: Company;
    let mia: Person;
    let objective: Json;
    let keyResult: Json;
    const path = '/api/v1/objectives';
    const list = (client: Client, etag?: string) =>
      client.get(path, { cycle_id: on.cycle, unit_id: on.units.retail }, etag ? { headers: { 'If-None-Match': etag } } : {});
    const first = (reply: Reply): Json => reply.is(200).items.find((one: Json) => one.id === objective.id);
    const unbuilt = async () => (await metrics(world.server)).get(UNCHANGED) ?? Number.NaN;

    /** What somebody has seen twice, so that it is remembered, is another after the change. */
    async function changes(change: () => Promise<Reply>): Promise<Json> {
      const before = await list(world.admin);
      for (let i = 0; i < 4; i++) assert.equal((await list(world.admin, before.etag)).status, 304);
      const reply = await change();
      assert.ok(reply.status < 300, reply.text);
      const after = await list(world.admin, before.etag);
      assert.notEqual(after.is(200) && after.etag, before.etag);
      assert.equal((await list(world.admin, after.etag)).status, 304);
      return first(after);
    }

    world.step('are not built again', async () => {
      on = await company(world);
      mia = await on.person('Mia Member', { memberOf: [on.units.retail] });
      const draft = await on.draft({ title: 'Deliver on time', unit_id: on.units.retail, owner_id: mia.id });
      keyResult = await on.keyResult(draft.id);
      objective = await on.publish(await on.objective(draft.id));
      const quiet = on.quiet;
      const { etag } = await list(quiet);
      const before = await unbuilt();
      // Somebody else may write meanwhile: jobs, and on PostgreSQL other databases of the server.
      for (let i = 0; i < 500 && (await unbuilt()) === before; i++) assert.equal((await list(quiet, etag)).status, 304);
      assert.ok((await unbuilt()) > before);
      assert.equal((await list(quiet, '"another"')).status, 200);
    });

    world.step('nor are levels of the tree, heat maps and the health of the practice', async () => {
      const quiet = on.quiet;
      const told = (value: number) => on.checkIn(keyResult.id, value);
      const asked: [string, Json, (value: number) => Promise<unknown>][] = [
        ['/api/v1/tree', { cycle_id: on.cycle, by: 'unit', parent_id: `u${on.units.top}` }, told],
        ['/api/v1/heat-map', { cycle_id: on.cycle }, told],
        [`/api/v1/units/${on.units.top}/practice-health`, { cycle_id: on.cycle }, () => on.published()],
      ];
      for (const [place, query, change] of asked) {
        const get = (etag?: string) => quiet.get(place, query, etag ? { headers: { 'If-None-Match': etag } } : {});
        let { etag } = await get();
        const before = await unbuilt();
        for (let i = 0; i < 500 && (await unbuilt()) === before; i++) assert.equal((await get(etag)).status, 304, place);
        assert.ok((await unbuilt()) > before, place);
        await change(1);
        ({ etag } = await get());
        (await get(etag)).is(304);
        await change(90);
        assert.notEqual((await get(etag)).is(200).etag, etag, place);
      }
    });

    world.step('come anew after whatever shows in them', async () => {
      const edit = (body: Json) => async () => world.admin.patch(`${path}/${objective.id}`, body, match(await on.objective(objective.id)));
      assert.equal((await changes(edit({ title: 'Deliver earlier' }))).title, 'Deliver earlier');
      const checkedIn = await changes(() => mia.client.post(`/api/v1/key-results/${keyResult.id}/check-ins`, { value: 60, confidence: 7 }));
      assert.equal(checkedIn.progress, 0.6);
      const below = await on.published({ unit_id: on.units.finance });
      const far = await on.keyResult(below.id);
      await changes(() => world.admin.post('/api/v1/alignments', { child_id: below.id, parent_id: objective.id, kind: 'contributes' }));
      const carried = await changes(() => world.admin.post(`/api/v1/key-results/${far.id}/check-ins`, { value: 10 }));
      assert.notEqual(carried.progress, checkedIn.progress);
      await changes(async () => {
        const now = (await world.admin.get(`/api/v1/people/${mia.id}`)).is(200);
        return world.admin.patch(`/api/v1/people/${mia.id}`, { name: 'Mia Married' }, match(now));
      });
      await changes(() => world.admin.post(path, { cycle_id: on.cycle, unit_id: on.units.retail, owner_id: mia.id, title: 'A second one' }));
    });

    world.step('are those of who asks', async () => {
      const draft = (await mia.client.post(path, { cycle_id: on.cycle, unit_id: on.units.retail, owner_id: mia.id, title: 'Not yet' })).is(201);
      const sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
      const { etag } = await list(mia.client);
      for (let i = 0; i < 4; i++) assert.equal((await list(mia.client, etag)).status, 304);
      const hers = await list(sam.client, etag);
      assert.ok(hers.is(200).items.every((one: Json) => one.id !== draft.id));
      (await list(world.anonymous(), etag)).is(401);
    });
  },
  { args: ['--threads', '1', ...metricsArgs] },
);
