// SPDX-License-Identifier: Apache-2.0
// Three servers that read from a standby which nobody's commits wait for. It is read from, and nobody sees there what is
// older than what they know; one that lags, ends or is no standby any more costs nobody an answer.
import assert from 'node:assert/strict';
import { only } from '../support/both.ts';
import type { Client } from '../support/client.ts';
import { type Company, company } from '../support/company.ts';
import { type Database, databaseAt } from '../support/database.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { databaseName, type Postgres, startPostgres } from '../support/postgres.ts';
import { Servers } from '../support/servers.ts';
import { pause } from '../support/writers.ts';

const SERVERS = 3;
const READS = 20;
const WRITES = 40;
const WITHIN_MS = 30_000;
const args = [...metricsArgs, '--trusted-proxies', '127.0.0.1'];

let primary: Postgres;
let replica: Postgres;

async function onPair(): Promise<Database> {
  primary = await startPostgres({ durable: true });
  const url = await primary.createDatabase();
  const drop = async () => void (await Promise.all([replica, primary].map((one) => one.stop())));
  const database = databaseAt('postgres', { url, drop });
  await database.koers(['init']);
  replica = await primary.replica();
  args.push('--replica', replica.url(databaseName(url)));
  return database;
}

only(
  'postgres',
  'three servers that read from a standby',
  (world) => {
    let servers: Servers;
    let on: Company;
    let path: string;
    let value = 0;

    /** How many reads a server had from the replica, and how many the replica gave back. */
    const reads = async (server: number): Promise<{ taken: number; turned: number }> => {
      const now = await metrics(servers.all[server] ?? assert.fail());
      const of = (by: string) => now.get(`koers_replica_reads_total{by="${by}"}`) ?? assert.fail('no such metric');
      return { taken: of('replica'), turned: of('primary') };
    };

    const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
      for (const deadline = Date.now() + WITHIN_MS; !(await met()); await pause(20)) assert.ok(Date.now() < deadline, what);
    };

    /** Somebody with the administrator's session who did not write. */
    const reader = (server: number): Client => servers.to(server, world.admin);
    const checkIn = async (client: Client): Promise<void> => void (await client.post(`${path}/check-ins`, { value: ++value })).is(201);
    const seen = async (client: Client): Promise<number> => Number((await client.get(`${path}/check-ins`)).is(200).items[0].value);

    const readsFromReplica = async (server: number): Promise<void> => {
      const { taken } = await reads(server);
      await until('the replica is not read from', async () => (await seen(reader(server))) === value && (await reads(server)).taken > taken);
    };
    const readsFromPrimary = async (server: number): Promise<void> => {
      const { taken } = await reads(server);
      for (let i = 0; i < READS; i++) assert.equal(await seen(reader(server)), value);
      assert.equal((await reads(server)).taken, taken);
    };

    world.step('it is read from', async () => {
      servers = await Servers.start(world, SERVERS - 1, 'nginx', args);
      on = await company(Object.assign(world, { admin: Object.assign(world.unheard(), { cookie: world.admin.cookie }) }));
      path = `/api/v1/key-results/${(await on.keyResult((await on.published()).id)).id}`;
      await checkIn(world.admin);
      for (let i = 0; i < SERVERS; i++) await readsFromReplica(i);
      const before = await reads(0);
      for (let i = 0; i < READS; i++) assert.equal(await seen(reader(0)), value);
      assert.ok((await reads(0)).taken >= before.taken + READS / 2, 'most reads that nobody wrote before');
    });

    world.step('who wrote sees it at once, whichever server is asked', async () => {
      for (let i = 0; i < WRITES; i++) {
        await checkIn(world.admin);
        assert.equal(await seen(world.admin), value);
      }
    });

    world.step('who signed in is known at once, also where nobody heard of it', async () => {
      const ann = await on.person('Ann Signed-In');
      await readsFromReplica(1);
      const { turned } = await reads(1);
      const listeners = await primary.query("SELECT pid FROM pg_stat_activity WHERE query ~ '^(LISTEN|NOTIFY)'");
      assert.ok(listeners.length >= SERVERS);
      const signal = (name: NodeJS.Signals) => listeners.forEach(([pid]) => process.kill(Number(pid), name));
      await replica.query('SELECT pg_wal_replay_pause()');
      signal('SIGSTOP');
      try {
        const session = await servers.to(0, world.unheard()).signedIn(ann.email, 'correct horse battery staple');
        (await servers.to(1, session).get('/api/v1/me')).is(200);
      } finally {
        signal('SIGCONT');
        await replica.query('SELECT pg_wal_replay_resume()');
      }
      assert.ok((await reads(1)).turned > turned, 'the replica was not asked');
    });

    world.step('while it stands still, it shows nobody what was', async () => {
      const ann = await on.person('Ann Left');
      await until('servers hear of her', async () => (await servers.to(1, ann.client).get('/api/v1/me')).status === 200);
      await replica.query('SELECT pg_wal_replay_pause()');
      await checkIn(reader(0));
      (await servers.to(0, ann.client).delete('/api/v1/session')).is(204);
      for (let i = 0; i < SERVERS; i++) {
        await until('the new value is not seen', async () => (await seen(reader(i))) === value);
        await until('her session holds on', async () => (await servers.to(i, ann.client).get('/api/v1/me')).status === 401);
        await readsFromPrimary(i);
        assert.ok((await reads(i)).turned > 0);
      }
      await replica.query('SELECT pg_wal_replay_resume()');
      for (let i = 0; i < SERVERS; i++) await readsFromReplica(i);
    });

    world.step('it ends under those who read, and comes back', async () => {
      let over = false;
      const readers = Array.from({ length: 4 }, async (_, i) => {
        while (!over) assert.equal(await seen(reader(i % SERVERS)), value);
      });
      await replica.restart('immediate', async () => {
        await pause(500);
        for (let i = 0; i < SERVERS; i++) await readsFromPrimary(i);
      });
      for (let i = 0; i < SERVERS; i++) await readsFromReplica(i);
      over = true;
      await Promise.all(readers);
    });

    world.step('it is no standby any more', async () => {
      await replica.promote();
      await replica.query('SELECT pg_switch_wal()'); // its own log is longer than what it followed
      await checkIn(reader(0));
      for (let i = 0; i < SERVERS; i++) {
        await until('the new value is not seen', async () => (await seen(reader(i))) === value);
        await readsFromPrimary(i);
      }
    });
  },
  { database: onPair, args },
);
