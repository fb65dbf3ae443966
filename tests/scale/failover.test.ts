// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL with a synchronous standby, and three servers that know both. What did not wait for the standby is not
// acknowledged; the primary is killed under load and the standby takes over, again and again, and nothing is lost.
import assert from 'node:assert/strict';
import { only } from '../support/both.ts';
import { type Company, company } from '../support/company.ts';
import { type Database, databaseAt } from '../support/database.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { Servers } from '../support/servers.ts';
import { pause, Writers } from '../support/writers.ts';

const SERVERS = 3;
const KILLS = 5;
const READY_WITHIN_MS = 60_000;

let primary: Postgres;
let standby: Postgres;

async function onPair(): Promise<Database> {
  primary = await startPostgres({ durable: true });
  const alone = await primary.createDatabase();
  await databaseAt('postgres', { url: alone, drop: async () => {} }).koers(['init']);
  standby = await primary.standby();
  const name = /@\/(\w+)\?/.exec(alone)?.[1] ?? assert.fail(alone);
  const drop = async () => void (await Promise.all([primary, standby].map((one) => one.stop())));
  return databaseAt('postgres', { url: primary.url(name, [standby]), drop });
}

only(
  'postgres',
  'a primary with a synchronous standby',
  (world) => {
    let servers: Servers;
    let on: Company;

    /** Cancels whatever waits for the standby, until this is over; how many there were. */
    const cancelled = async (over: () => boolean): Promise<number> => {
      let count = 0;
      for (; !over(); await pause(50)) {
        const rows = await primary.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        count += rows.length;
      }
      return count;
    };

    world.step('three servers', async () => {
      servers = await Servers.start(world, SERVERS - 1, 'nginx', metricsArgs);
      on = await company(Object.assign(world, { admin: Object.assign(world.unheard(), { cookie: world.admin.cookie }) }));
    });

    world.step('what did not wait for the standby is not acknowledged, not when it is asked again either', async () => {
      const keyResult = await on.keyResult((await on.published()).id);
      const path = `/api/v1/key-results/${keyResult.id}/check-ins`;
      const client = servers.to(0, world.admin);
      const checkIn = () => client.post(path, { value: 10 }, { idempotencyKey: 'the only one' });
      await standby.restart('fast', async () => {
        for (let time = 1; time <= 2; time++) {
          let over = false;
          const asked = checkIn().finally(() => (over = true));
          assert.ok((await cancelled(() => over)) > 0, 'nobody waited for the standby');
          assert.equal((await asked).is(503).code, 'gone');
          assert.equal((await client.get(path)).is(200).items.length, 1, 'it is there, on this server alone');
        }
      });
      await primary.followed();
      const { id } = (await checkIn()).is(201);
      assert.deepEqual((await client.get(path)).is(200).items.map((one: { id: number }) => one.id), [id]);
      const server = servers.all[0] ?? assert.fail();
      assert.ok(((await metrics(server)).get('koers_database_faults_total{fault="unconfirmed"}') ?? 0) >= 2);
      assert.ok(server.logged({ event: 'failed' }).some((line) => /standby/.test(String(line.database))));
    });

    world.step(`is killed ${KILLS} times under load, and nothing that was acknowledged is lost or there twice`, async () => {
      const writers = new Writers(world, on);
      let slowest = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        await writers.acknowledged(40);
        await primary.kill();
        const at = Date.now();
        await standby.promote();
        await writers.acknowledged(1);
        slowest = Math.max(slowest, Date.now() - at);
        await writers.contributeAnew();
        [primary, standby] = [standby, primary];
        standby = await primary.standby(standby);
      }
      await writers.acknowledged(40);
      for (let i = 0; i < SERVERS; i++) {
        const deadline = Date.now() + READY_WITHIN_MS;
        while ((await servers.to(i, world.admin).get('/readyz')).status !== 200) assert.ok(Date.now() < deadline, `server ${i} is not ready`);
      }
      await writers.stop();
      console.log(`# standby: ${KILLS} kills, ${writers.journal.count} acknowledged, refused ${JSON.stringify([...writers.refused])}, acknowledged again after at most ${slowest} ms`);
    });
  },
  { database: onPair, args: metricsArgs },
);
