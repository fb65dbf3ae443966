// SPDX-License-Identifier: Apache-2.0
// Everybody checks in at once, each on an objective that contributes to the same one: all are answered, nobody waits for
// ever, and the numbers of the one above add up. On PostgreSQL three servers write.
import assert from 'node:assert/strict';
import { engines } from '../support/database.ts';
import { only } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { type Company, company } from '../support/company.ts';
import { startServer, type Server } from '../support/server.ts';

const PEOPLE = 64;
const LONG_MS = 30_000;
/** Whoever comes off worst has at least this share of what the one in the middle has. */
const WORST = 0.5;

for (const engine of engines) {
  only(engine, 'everybody under the same objective', (world) => {
    let on: Company;
    let top: Json;
    const keyResults: Json[] = [];
    const servers: Server[] = [];

    world.step(`${PEOPLE} objectives that contribute to one`, async () => {
      on = await company(world);
      top = await on.published();
      for (let i = 0; i < PEOPLE; i++) {
        const child = await on.published();
        keyResults.push(await on.keyResult(child.id));
        await on.link(child.id, top.id);
      }
      if (engine === 'postgres') for (let i = 0; i < 2; i++) world.beside.push(await startServer({ db: world.database.url }));
      servers.push(world.server, ...(world.beside as Server[]));
    });

    world.step('all check in again and again, and each is answered', async () => {
      const until = performance.now() + LONG_MS;
      const slowest: number[] = [];
      const checkIn = async (keyResult: Json, i: number): Promise<number> => {
        const client = Object.assign(new Client(servers[i % servers.length]?.url ?? ''), { cookie: world.admin.cookie });
        let count = 0;
        for (let longest = 0; performance.now() < until; slowest[i] = longest) {
          const at = performance.now();
          (await client.post(`/api/v1/key-results/${keyResult.id}/check-ins`, { value: 1 + (count++ % 99) })).is(201);
          longest = Math.max(longest, performance.now() - at);
        }
        return count;
      };
      const ends = await Promise.allSettled(keyResults.map(checkIn));
      for (const { logs } of servers) for (const line of logs.filter((one) => one.event === 'failed')) console.log(`# ${JSON.stringify(line)}`);
      const counts = ends.map((one) => (one.status === 'fulfilled' ? one.value : assert.fail(one.reason))).sort((a, b) => a - b);
      const [worst, middle] = [counts[0] ?? 0, counts[PEOPLE / 2] ?? 0];
      const sum = counts.reduce((all, one) => all + one, 0);
      console.log(`# ${engine}: ${sum} check-ins in ${LONG_MS / 1000} s, each person ${worst} to ${counts.at(-1)}, the middle ${middle}; the slowest took ${Math.round(Math.max(...slowest))} ms`);
      assert.ok(worst >= WORST * middle, `${worst} of somebody, where the one in the middle has ${middle}`);
    });

    world.step('its numbers add up', async () => {
      const values = await Promise.all(keyResults.map(async ({ id }) => (await on.quiet.get(`/api/v1/key-results/${id}`)).is(200).current_value));
      assert.ok(values.every((one) => one > 0));
      await world.database.koers(['check']);
    });
  });
}
