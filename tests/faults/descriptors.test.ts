// SPDX-License-Identifier: Apache-2.0
// No descriptor is left: who is connected still is served, who comes waits, and when there are some again everything goes on
// by itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { both } from '../support/both.ts';
import { mustRun } from '../support/child.ts';
import { company } from '../support/company.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { pause, Writers } from '../support/writers.ts';

both(
  'a process without descriptors',
  (world) => {
    let writers: Writers;
    const limit = (files: number) => mustRun('prlimit', ['--pid', String(world.server.pid), `--nofile=${files}:`]);
    const open = () => new Promise<Socket>((resolve) => {
      const socket = connect(world.server.port, '127.0.0.1', () => resolve(socket));
      socket.on('error', () => {});
    });
    const answered = (socket: Socket, ms: number) => new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      socket.once('data', () => {
        clearTimeout(timer);
        resolve(true);
      });
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    });

    world.step('a company whose people write', async () => {
      writers = new Writers(world, await company(world));
      await writers.acknowledged(50);
    });

    world.step('who is connected is served, who comes waits', async () => {
      const served = await open();
      assert.ok(await answered(served, 2000));
      const numbers = await metrics(world.server);
      const most = numbers.get('process_max_fds') as number;
      await limit(numbers.get('process_open_fds') as number);
      const waiting: Socket[] = [];
      for (let i = 0; i < 20; i++) waiting.push(await open());
      // Writers are acknowledged, or told to come again: on SQLite for want of a temporary file, on PostgreSQL of a connection.
      await pause(1500);
      assert.ok(await answered(served, 2000), 'who was connected is not served any more');
      assert.ok(!(await answered(waiting.at(-1) as Socket, 300)), 'there were descriptors left');
      const before = cpuOf(world.server.pid);
      await pause(1000);
      const spent = cpuOf(world.server.pid) - before;
      await limit(most);
      // The library takes them in when the next connection ends or comes.
      served.destroy();
      (await open()).destroy();
      for (const one of waiting) assert.ok(await answered(one, 10_000), 'who waited is never served');
      for (const one of waiting) one.destroy();
      console.log(`# ${world.engine}: ${spent} of 100 ticks of a core while it was out of descriptors`);
    });

    world.step('lost nothing and did nothing twice', async () => {
      await writers.stop();
    });
  },
  { args: metricsArgs },
);

/** User and system time so far, in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
