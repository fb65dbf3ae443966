// SPDX-License-Identifier: Apache-2.0
// SIGKILL in the middle of writing: whatever was acknowledged is there afterwards, whole, and its
// numbers add up.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Reply, RequestOptions } from '../support/client.ts';
import { all, type Company, company, match } from '../support/company.ts';

const ROUNDS = 3;
const WRITERS = 6;

both('a crash', (world) => {
  let on: Company;

  world.step('a company', async () => {
    on = await company(world);
  });

  world.step('loses nothing that was acknowledged', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const client = world.unheard();
      client.cookie = world.admin.cookie;
      const parent = (await client.post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.retail, title: `Parent ${round}` })).is(201);
      (await client.post(`/api/v1/objectives/${parent.id}/publish`, undefined, { ifMatch: match(parent) })).is(200);
      const made = new Map<number, string>();
      const measured = new Map<number, number>();
      let running = true;
      // Busy is an answer too: the client tries again, as Retry-After asks it to.
      const post = async (path: string, body?: unknown, options?: RequestOptions): Promise<Reply> => {
        const reply = await client.post(path, body, options);
        return reply.status === 503 ? post(path, body, options) : reply;
      };
      // Each writer makes objectives, publishes, measures and links them, until the server is gone.
      const writer = async (who: number) => {
        for (let i = 0; running; i++) {
          const title = `Round ${round}, writer ${who}, number ${i}`;
          const draft = await post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.finance, title });
          made.set(draft.is(201).id, title);
          const { id } = draft.body;
          (await post(`/api/v1/objectives/${id}/publish`, undefined, { ifMatch: match(draft.body) })).is(200);
          const body = { objective_id: id, title, start_value: 0, target_value: 100 };
          const kr = (await post('/api/v1/key-results', body)).is(201);
          (await post('/api/v1/alignments', { child_id: id, parent_id: parent.id, kind: 'contributes' })).is(201);
          for (let value = 1; value < 5; value++) {
            (await post(`/api/v1/key-results/${kr.id}/check-ins`, { value })).is(201);
            measured.set(kr.id, value);
          }
        }
      };
      const writers = Array.from({ length: WRITERS }, (_, who) =>
        writer(who).catch((error: Error) => {
          if (running) throw error;
        }),
      );
      const failed = Promise.race(writers.map((one) => one.then(() => undefined)));
      await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 400 + 250 * round))]);
      running = false;
      await world.server.kill();
      await Promise.all(writers);
      assert.ok(made.size > 3, `only ${made.size} objectives in round ${round}`);

      await world.serve();
      const fresh = world.unheard();
      fresh.cookie = world.admin.cookie;
      world.admin = fresh;
      const there = new Map((await all(fresh, '/api/v1/objectives', { unit_id: on.units.finance, limit: 200 })).map((row) => [row.id, row]));
      for (const [id, title] of made) assert.equal(there.get(id)?.title, title, `objective ${id} was acknowledged`);
      for (const [id, value] of measured) {
        const kr = (await fresh.get(`/api/v1/key-results/${id}`)).is(200);
        assert.ok(kr.current_value >= value && kr.current_value <= value + 1, `key result ${id}: ${kr.current_value}, not ${value}`);
        const list = (await fresh.get(`/api/v1/key-results/${id}/check-ins`)).is(200);
        assert.equal(list.items.length, kr.check_in_count);
        assert.equal(list.items[0]?.value, kr.current_value);
      }
    }
  });

  world.step('leaves numbers that add up', async () => {
    await world.database.koers(['check']);
  });
});
