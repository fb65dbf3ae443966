// SPDX-License-Identifier: Apache-2.0
// Mark 12: the unit page on PostgreSQL, which shares the core of what asks it. Against a bare loop of libpq that sends
// the statements that it needs, those of a server which remembers nothing (decision 0296), and without a mark against one with those that are
// left to a server which remembers; against Koers on SQLite, with as many workers as it takes by itself there; and two
// servers together against one with as many connections. By CPU, that of the database's own processes included.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { databaseName, sharedPostgres } from '../support/postgres.ts';
import { cpuOf, judge, type Mark, Measured, measuredCore, median, PAIRS, type Pair, program, report, Rounds, sizes, startKoers } from './measure.ts';
import { fill, filled, generated } from './organisation.ts';

const BARE_TARGET = 0.75;
const SQLITE_TARGET = 0.45;
const TWO_TARGET = 0.95;
const REQUESTS = 200; // of a round
const CLIENTS = 16;
const CONNECTIONS = 8; // workers of two servers, or of one beside them, each with a connection
const BY_ITSELF = 0; // as many as the server takes on that core

/** The server's process that starts the others, and where they may run. */
async function pinPostgres(core: string): Promise<void> {
  const [pid = ''] = readFileSync(join((await sharedPostgres()).host, 'data/postmaster.pid'), 'utf8').split('\n');
  await mustRun('taskset', ['-cp', core, pid]);
}

/** CPU that the processes of PostgreSQL have taken which serve a database. */
function backendNanos(database: string): bigint {
  let sum = 0n;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(' ');
      if (words[0] === 'postgres:' && words[2] === database) sum += cpuOf(Number(pid));
    } catch {
      // It has ended.
    }
  }
  return sum;
}

interface Cost {
  cpu: number;
  time: number;
}

/** Microseconds a request while all of these make their share of a round: of CPU, of servers and database, and of time. */
async function cost(database: string, servers: Measured[], loads: Rounds<unknown>[]): Promise<Cost> {
  const taken = () => servers.reduce((sum, server) => sum + server.cpuNanos(), backendNanos(database));
  const before = taken();
  const begun = process.hrtime.bigint();
  await Promise.all(loads.map((load) => load.round(REQUESTS / loads.length)));
  const time = Number(process.hrtime.bigint() - begun) / 1000 / REQUESTS;
  return { cpu: Number(taken() - before) / 1000 / REQUESTS, time };
}

async function measure(people: number): Promise<Mark[]> {
  const folder = temporaryFolder('bench');
  const database = await generated('postgres', people);
  const name = databaseName(database.url);
  const { cookie, pages } = await filled(database);
  const path = join(folder, 'koers.db');
  const onSqlite = await fill(path, people);

  const start = (workers: number, log: string) =>
    Measured.start(
      (port) => [binary, 'serve', '--db', database.url, '--threads', '1', '--workers', String(workers), '--listen', `127.0.0.1:${port}`],
      join(folder, log),
    );
  const load = (server: Measured, clients: number, who = cookie) =>
    new Rounds('load', [program('bench_load'), String(server.port), who, String(clients), ...pages]);
  const reference = (how: string) => new Rounds<{ cpu_nanos: number }>('measured', [program('bench_bare_postgres'), how, database.url, cookie, ...pages]);
  const [anew, left] = [reference('anew'), reference('read')];
  await anew.said();
  const { queries } = await left.said<{ queries: string[] }>();
  const one = await start(BY_ITSELF, 'one.log');
  const alone = await start(CONNECTIONS, 'alone.log');
  const half = [await start(CONNECTIONS / 2, 'left.log'), await start(CONNECTIONS / 2, 'right.log')];
  const lite = await startKoers(path, join(folder, 'lite.log'));
  const loads = {
    one: [load(one, CLIENTS)],
    alone: [load(alone, CLIENTS)],
    two: half.map((server) => load(server, CLIENTS / 2)),
    lite: [load(lite, CLIENTS, onSqlite.cookie)],
  };

  const bareCost = async (loop: typeof anew) => {
    const before = backendNanos(name);
    const { cpu_nanos } = await loop.round(REQUESTS);
    return (cpu_nanos + Number(backendNanos(name) - before)) / 1000 / REQUESTS;
  };
  const round = async () => ({
    one: await cost(name, [one], loads.one),
    anew: await bareCost(anew),
    left: await bareCost(left),
    lite: await cost(name, [lite], loads.lite),
    alone: await cost(name, [alone], loads.alone),
    two: await cost(name, half, loads.two),
  });
  await round();
  const rounds: Awaited<ReturnType<typeof round>>[] = [];
  for (let i = 0; i < PAIRS; i++) rounds.push(await round());
  for (const each of [anew, left, ...Object.values(loads).flat()]) await each.end();
  for (const server of [one, alone, ...half, lite]) await server.stop();
  await database.drop();

  const byTime = median(rounds.map(({ alone, two }) => alone.time / two.time));
  console.log(`${people} people: two servers against one by time: ${byTime.toFixed(2)}; statements: ${queries.join(', ')}`);
  const mark = (work: string, target: number | undefined, pairs: Pair[]) => judge({ mark: 12, work, people, target }, pairs);
  return [
    mark('page, of libpq', BARE_TARGET, rounds.map((r) => ({ koers: r.one.cpu, reference: r.anew }))),
    mark('page, of libpq, what is left', undefined, rounds.map((r) => ({ koers: r.one.cpu, reference: r.left }))),
    mark('page, of SQLite', SQLITE_TARGET, rounds.map((r) => ({ koers: r.one.cpu, reference: r.lite.cpu }))),
    mark('page, two servers', TWO_TARGET, rounds.map((r) => ({ koers: r.two.cpu, reference: r.alone.cpu }))),
  ];
}

const marks: Mark[] = [];
await pinPostgres(String(measuredCore));
for (const people of sizes) marks.push(...(await measure(people)));
await pinPostgres(`0-${cpus().length - 1}`); // others use it after this
report(marks);
