// SPDX-License-Identifier: Apache-2.0
// No memory is left (a limit on the data of the process): what is too large for it gets 503, the process stays, and when there
// is room again everything goes on by itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { both } from '../support/both.ts';
import { mustRun } from '../support/child.ts';
import { type Company, company } from '../support/company.ts';
import { Writers } from '../support/writers.ts';

const MORE_KIB = 4096;
const ROUNDS = 5;
const AT_ONCE = 30;

both('a process without memory', (world) => {
  let on: Company;
  const limit = (bytes: number | string) => mustRun('prlimit', ['--pid', String(world.server.pid), `--data=${bytes}:`]);

  world.step('refuses what is too large for it', async () => {
    on = await company(world);
    const [, used] = /^VmData:\s+(\d+) kB/m.exec(readFileSync(`/proc/${world.server.pid}/status`, 'utf8')) ?? [];
    await limit((Number(used) + MORE_KIB) * 1024);
    const raw = JSON.stringify({ cycle_id: on.cycle, unit_id: on.units.finance, title: 'Large', description: 'x'.repeat(1_000_000) });
    const statuses = new Map<number, number>();
    const send = async () => {
      // Without memory even for a refusal a connection is cut off: 0.
      const reply = await on.quiet.request('POST', '/api/v1/objectives', { raw, headers: { 'Content-Type': 'application/json' }, unchecked: true }).catch(() => undefined);
      const status = reply?.status ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (reply && status === 503) assert.ok(reply.headers.get('retry-after') && reply.body.code, reply.text);
    };
    for (let round = 0; round < ROUNDS; round++) await Promise.all(Array.from({ length: AT_ONCE }, send));
    await limit('unlimited');
    assert.ok(world.server.running, world.server.tail());
    assert.ok([...statuses.keys()].every((status) => [0, 422, 503].includes(status)), JSON.stringify([...statuses]));
    assert.ok((statuses.get(503) ?? 0) > 0, `nothing was too large: ${JSON.stringify([...statuses])}`);
    console.log(`# ${world.engine}: ${JSON.stringify([...statuses])}`);
  });

  world.step('goes on by itself', async () => {
    const writers = new Writers(world, on);
    await writers.acknowledged(50);
    await writers.stop();
  });
});
