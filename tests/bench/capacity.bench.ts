// SPDX-License-Identifier: Apache-2.0
// How much of one core a Monday morning takes, and how many such mornings fit into it: Koers, and PostgreSQL where it has
// one, share a core, people come from another. The rate doubles until somebody waits too long. No mark is judged by it;
// doc/admin/capacity.md is made from it.
//
//     BENCH_SECONDS=60 BENCH_DOUBLINGS=8 BENCH_ENGINE=sqlite    of each rate, with a burst in the first tenth of each minute; at most so many rates
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/child.ts';
import { type Database, databaseAt, type Engine, engines } from '../support/database.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { mondayRate, morning, start, type Told } from './life.ts';
import { cpuOf, Measured, measuredCore, sizes } from './measure.ts';
import { fill, filled, generate, runningCycle } from './organisation.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? '60');
const PEOPLE_MAX = 1000; // of whom a session is made
const DOUBLINGS = Number(process.env.BENCH_DOUBLINGS ?? 8);
const WAITS_MOST_MS = 1000; // 95 of 100 requests of each kind
const SETTINGS = { shared_buffers: '512MB', synchronous_commit: 'on' };

interface Place {
  database: Database;
  /** Nanoseconds that PostgreSQL has taken. */
  postgresNanos(): bigint;
  stop(): Promise<void>;
}

async function onSqlite(people: number): Promise<Place> {
  const { database } = await fill(join(temporaryFolder('bench'), 'koers.db'), people);
  return { database, postgresNanos: () => 0n, stop: async () => {} };
}

/** Its first process, and those that it started. */
function processes(postgres: Postgres): number[] {
  const [first = ''] = readFileSync(join(postgres.host, 'data/postmaster.pid'), 'utf8').split('\n');
  const others = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim().split(' ');
  return [first, ...others].map(Number);
}

async function onPostgres(people: number): Promise<Place> {
  const postgres = await startPostgres({ durable: true, settings: SETTINGS });
  const url = await postgres.createDatabase();
  await generate(url, people);
  await postgres.query('VACUUM (ANALYZE)', url); // else it does so by itself, in the midst of it
  await postgres.query('CHECKPOINT', url);
  const database = databaseAt('postgres', { url, drop: async () => {} });
  await filled(database);
  for (const pid of processes(postgres)) await run('taskset', ['-cp', String(measuredCore), String(pid)]); // some have ended meanwhile
  return { database, postgresNanos: () => processes(postgres).reduce((sum, pid) => sum + cpuOf(pid), 0n), stop: () => postgres.stop() };
}

const line = (cells: unknown[]) => console.log(`| ${cells.join(' | ')} |`);
const ms = (micros: number) => (micros / 1000).toFixed(micros < 10_000 ? 1 : 0);

async function measure(engine: Engine, people: number): Promise<void> {
  const place = await (engine === 'sqlite' ? onSqlite(people) : onPostgres(people));
  const { database } = place;
  const plan = await morning(database, (await runningCycle(database)).id, PEOPLE_MAX);
  const monday = await mondayRate(database);
  const serve = (port: number) => [binary, 'serve', '--db', database.url, '--threads', '1', '--listen', `127.0.0.1:${port}`];
  const server = await Measured.start(serve, join(temporaryFolder('bench'), 'server.log'));
  const kinds = Object.keys(plan.kinds);
  console.log(`\n${engine}, ${people} people; ${SECONDS} s each; shares of one core; p50 and p99 in ms:\n`);
  line(['Mondays', 'check-ins a second', 'requests a second', 'Koers', 'PostgreSQL', ...kinds, 'memory, MiB', 'errors']);
  line(Array(7 + kinds.length).fill('---'));
  for (let doubling = 0; doubling <= DOUBLINGS; doubling++) {
    const rate = monday * 2 ** doubling;
    const life = start(server.port, plan, { rate, seed: doubling + 1 });
    const before = { koers: server.cpuNanos(), postgres: place.postgresNanos(), at: process.hrtime.bigint() };
    const told: Told = await life.round(SECONDS);
    const took = process.hrtime.bigint() - before.at;
    const share = (nanos: bigint) => (Number((nanos * 1000n) / took) / 1000).toFixed(2);
    const all = Object.values(told.kinds);
    const errors = all.reduce((sum, one) => sum + one.errors, told.streams.errors);
    const requests = all.reduce((sum, one) => sum + one.count, 0);
    line([
      2 ** doubling,
      rate.toFixed(1),
      Math.round(requests / SECONDS),
      share(server.cpuNanos() - before.koers),
      engine === 'sqlite' ? '' : share(place.postgresNanos() - before.postgres),
      ...Object.values(told.kinds).map(({ p50, p99 }) => `${ms(p50)}, ${ms(p99)}`),
      Math.round(server.anonymousBytes() / 2 ** 20),
      errors,
    ]);
    await life.end();
    if (errors > 0 || all.some(({ p95 }) => p95 > WAITS_MOST_MS * 1000)) break;
  }
  await server.stop();
  await place.stop();
}

const asked = engines.filter((engine) => (process.env.BENCH_ENGINE ?? engine) === engine);
for (const people of sizes) for (const engine of asked) await measure(engine, people);
