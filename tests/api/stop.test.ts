// SPDX-License-Identifier: Apache-2.0
// SIGTERM with a hundred streams open and twenty writes in flight: what was begun is finished and
// answered, streams end, nothing new is taken, and the server ends well.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import { Client, type Json, type Reply } from '../support/client.ts';
import { type Company, company } from '../support/company.ts';
import { send } from '../support/raw.ts';
import { startServer } from '../support/server.ts';
import { Stream } from '../support/stream.ts';

const STREAMS = 100;
const WRITES = 20;
const LONGEST_STOP_MS = 15_000;

both('stopping', (world) => {
  let on: Company;
  let keyResults: Json[] = [];

  world.step('a company with twenty key results under one parent', async () => {
    on = await company(world);
    const parent = await on.published();
    for (let i = 0; i < WRITES; i++) {
      const child = await on.published();
      keyResults.push(await on.keyResult(child.id));
      await on.link(child.id, parent.id);
    }
  });

  world.step('finishes what is under way, twice in a row', async () => {
    for (let round = 1; round <= 2; round++) {
      const client = on.quiet;
      const streams: Stream[] = [];
      for (let i = 0; i < STREAMS; i += 20) streams.push(...(await Promise.all(Array.from({ length: 20 }, () => Stream.open(client)))));
      assert.ok(streams.every((stream) => stream.status === 200));
      // An idle connection and half a request must not hold it up either.
      const idle = send(world.server.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', { halfOpen: true, timeoutMs: LONGEST_STOP_MS });
      const half = send(world.server.port, 'POST /api/v1/units HTTP/1.1\r\nHost: x\r\nContent-Le', { halfOpen: true, timeoutMs: LONGEST_STOP_MS });
      const begun: Promise<Reply | Error>[] = keyResults.map((kr) =>
        client.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: round * 10 }).catch((error: Error) => error),
      );
      await Promise.race(begun); // the first is answered, so the others are in flight
      const at = Date.now();
      await world.server.stop();
      const took = Date.now() - at;
      assert.ok(took < LONGEST_STOP_MS, `it took ${took} ms`);
      const replies = await Promise.all(begun);
      for (const stream of streams) await stream.until('its end', (one) => one.ended);
      await Promise.all([idle, half]);

      // Whatever was answered with 201 is there; whoever heard nothing may not have been heard.
      const answered = replies.map((reply) => (reply instanceof Error ? 0 : reply.status));
      for (const status of answered) assert.ok([0, 201, 503].includes(status), `${answered}`);
      assert.ok(answered.includes(201));
      await world.serve();
      const fresh = world.unheard();
      fresh.cookie = world.admin.cookie;
      for (const [i, kr] of keyResults.entries()) {
        const now = (await fresh.get(`/api/v1/key-results/${kr.id}`)).is(200);
        if (answered[i] === 201) assert.equal(now.current_value, round * 10, `key result ${kr.id} was acknowledged`);
        if (answered[i] === 503) assert.notEqual(now.current_value, round * 10, `key result ${kr.id} was refused`);
      }
      const log = answered.filter((status) => status === 0).length;
      assert.ok(log <= WRITES / 2, `${log} of ${WRITES} writes got no answer`);
      Object.assign(on.admin, { url: world.server.url });
      keyResults = [...keyResults];
    }
  });

  world.step('says so first and serves on, where it is told to drain, until it is told again', async () => {
    const server = await startServer({ db: world.database.url, args: ['--drain-s', '600'] });
    const client = new Client(server.url);
    (await client.get('/readyz')).is(200);
    const stopped = server.stop();
    const deadline = Date.now() + LONGEST_STOP_MS;
    while ((await client.get('/readyz')).status !== 503) assert.ok(Date.now() < deadline, 'it does not say so');
    assert.equal((await client.get('/readyz')).is(503).code, 'stopping');
    const { text: answer } = await send(server.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', { halfOpen: true });
    assert.match(answer, /^HTTP\/1.1 200 [^]*\r\nConnection: close\r\n/i);
    process.kill(server.pid, 'SIGTERM');
    await stopped;
  });

  world.step('leaves numbers that add up', async () => {
    await world.database.koers(['check']);
  });
});
