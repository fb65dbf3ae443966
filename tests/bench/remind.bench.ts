// SPDX-License-Identifier: Apache-2.0
// The reminder run: up to 100,000 people in 12,500 units, each with a key result that wants a check-in today, live
// in one zone whose morning has come. Two servers start on PostgreSQL, one on SQLite. The mark: under a
// minute from the start of the servers until all are told, each once.
import assert from 'node:assert/strict';
import { mustRun } from '../support/child.ts';
import { type Database, type Engine, engines, newDatabase } from '../support/database.ts';
import { type Server, startServer } from '../support/server.ts';
import { sizes } from './measure.ts';

const PEOPLE_OF_A_UNIT = 8;
const MARK_S = 60;
const DAY_S = 86_400;

/** A zone where it is about noon now. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** The index of the search is not what is measured, and filling it row by row takes minutes. */
const asReplica = 'SET session_replication_role = replica; ';

async function sql(database: Database, text: string): Promise<string> {
  const url = database.url.replace(/^sqlite:/, '');
  if (database.engine === 'sqlite') return mustRun('sqlite3', [url, text], { timeoutMs: 300_000 });
  return mustRun('psql', ['-qtAX', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', `${asReplica}${text}`], { timeoutMs: 300_000 });
}

const series = (count: number, select: string) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) ${select}`;

async function fill(database: Database, people: number): Promise<void> {
  const units = Math.round(people / PEOPLE_OF_A_UNIT);
  const local = Date.now() / 1000 + (12 - new Date().getUTCHours()) * 3600;
  const today = Math.floor(local / DAY_S);
  const at = Date.now() * 1000;
  const insert = (table: string, columns: string, count: number, values: string) =>
    sql(database, `INSERT INTO ${table} (${columns}) ${series(count, `SELECT ${values} FROM n`)}`);
  await insert('unit', 'id, name, type, path, zone_effective, folded, depth, valid_from, imported, created_at, version', units,
    `i, 'Unit ' || i, 'team', '/' || i || '/', '${noonZone()}', 'unit', 0, 0, FALSE, ${at}, 1`);
  await insert('person', 'id, name, email, state, language, region, week_start, zone, shortcuts, folded, created_at, version', people,
    `i, 'Person ' || i, 'p' || i || '@example.org', 'active', 'en', 'en-GB', 1, '${noonZone()}', TRUE, 'person', ${at}, 1`);
  await sql(database, `INSERT INTO cycle (id, name, type, start_day, end_day, state, imported, created_at, version)
    VALUES (1, 'Q', 'quarter', ${today - 14}, ${today + 76}, 'open', FALSE, ${at}, 1)`);
  await insert('objective', 'id, cycle_id, unit_id, owner_id, title, kind, state, rank, imported, postponed, created_at, version', people,
    `i, 1, 1 + i % ${units}, i, 'Objective ' || i, 'committed', 'published', 1, FALSE, FALSE, ${at}, 1`);
  await insert('key_result', 'id, objective_id, title, kind, unit_of_measure, start_value, target_value, weight, rank, contribution, check_in_count, imported, postponed, created_at, version, period_rule', people,
    `i, i, 'Key result ' || i, 'increase', '', 0, 1000000, 10000, 1, 0, 0, FALSE, FALSE, ${at}, 1, 'latest'`);
}

async function measure(engine: Engine, people: number): Promise<void> {
  const database = await newDatabase(engine);
  await fill(database, people);
  const begun = Date.now();
  const servers: Server[] = [];
  for (let i = 0; i < (engine === 'postgres' ? 2 : 1); i++) servers.push(await startServer({ db: database.url }));
  const told = () => servers.some((server) => server.logged({ event: 'job_done', job: 'remind' }).length > 0);
  while (!told()) {
    assert.ok(Date.now() - begun < 5 * MARK_S * 1000, `nobody was told:\n${servers[0]?.tail()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (Date.now() - begun) / 1000;
  const count = Number((await sql(database, 'SELECT count(*) FROM notice')).trim());
  for (const server of servers) await server.stop();
  await database.drop();
  console.log(`${engine}: ${people} people, ${servers.length} server(s): told in ${seconds.toFixed(1)} s, ${count} notices`);
  assert.equal(count, people);
  assert.ok(seconds < MARK_S, `${seconds} s is more than ${MARK_S}`);
}

for (const engine of engines) for (const people of sizes) await measure(engine, people);
