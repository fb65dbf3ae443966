// SPDX-License-Identifier: Apache-2.0
// PostgreSQL is restarted and crashes under load, and others take all of its connections.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { only } from '../support/both.ts';
import { ended } from '../support/child.ts';
import { type Company, company } from '../support/company.ts';
import { type Database, databaseAt } from '../support/database.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { pause, Writers } from '../support/writers.ts';

const CONNECTIONS = 14;
const RESTARTS = 5;

let postgres: Postgres;

async function onOwnServer(): Promise<Database> {
  postgres = await startPostgres({ durable: true, settings: { max_connections: String(CONNECTIONS), superuser_reserved_connections: '0' } });
  const database = databaseAt('postgres', { url: await postgres.createDatabase(), drop: () => postgres.stop() });
  await database.koers(['init']);
  return database;
}

only(
  'postgres',
  'PostgreSQL that goes away',
  (world) => {
    let on: Company;
    let writers: Writers;
    const ready = () => world.unheard().get('/readyz');
    const fault = async (name: string) => (await metrics(world.server)).get(`koers_database_faults_total{fault="${name}"}`) ?? 0;

    world.step('a company whose people write', async () => {
      on = await company(world);
      writers = new Writers(world, on);
      await writers.acknowledged(50);
      (await ready()).is(200);
    });

    for (const mode of ['fast', 'immediate'] as const) {
      world.step(`${mode === 'fast' ? 'restarted' : 'crashed'} ${RESTARTS} times under load`, async () => {
        for (let i = 0; i < RESTARTS; i++) {
          await postgres.restart(mode);
          await writers.acknowledged(30);
        }
        (await ready()).is(200);
        assert.ok((await fault('unreachable')) > 0);
      });
    }

    world.step('not there, it is said', async () => {
      await postgres.restart('immediate', async () => {
        await writers.refusedWith('gone', 20);
        const reply = await ready();
        assert.equal(reply.is(503).code, 'gone');
        assert.equal(reply.headers.get('retry-after'), '1');
        (await world.unheard().get('/healthz', {}, { unchecked: true })).is(200);
      });
      await writers.acknowledged(30);
      (await ready()).is(200);
    });

    world.step('as a standby, it is said that it takes no writes', async () => {
      const mark = join(postgres.host, 'data/standby.signal');
      await postgres.restart('fast', async () => writeFileSync(mark, ''));
      await writers.refusedWith('gone', 20);
      assert.ok((await fault('read_only')) > 0);
      await postgres.restart('fast', async () => unlinkSync(mark));
      await writers.acknowledged(30);
    });

    world.step('with all of its connections taken by others', async () => {
      // They come first, since Koers is not there while they come.
      process.kill(world.server.pid, 'SIGSTOP');
      await postgres.restart('fast');
      const others: ChildProcess[] = Array.from({ length: CONNECTIONS }, () => postgres.session('SELECT pg_sleep(600)'));
      await pause(1000);
      process.kill(world.server.pid, 'SIGCONT');
      await writers.refusedWith('gone', 20);
      assert.ok((await fault('crowded')) > 0);
      assert.ok(world.server.logged({ event: 'failed' }).some((line) => /too many|connection slots/.test(String(line.database))));
      (await ready()).is(503);
      for (const one of others) one.kill('SIGINT'); // which takes back what it asked
      await Promise.all(others.map(ended));
      await writers.acknowledged(30);
    });

    world.step('lost nothing and did nothing twice', async () => {
      await writers.stop();
      const own = new Set(world.server.logged({ level: 'error' }).map((line) => line.error));
      assert.deepEqual([...own], []);
    });
  },
  { database: onOwnServer, args: metricsArgs },
);
