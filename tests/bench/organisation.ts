// SPDX-License-Identifier: Apache-2.0
// The organisation that benches look at: made by koers generate, with its administrator signed in, and what a
// bench asks of it.
import { constants, copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { Client } from '../support/client.ts';
import { type Database, databaseAt, emptyDatabase, type Engine } from '../support/database.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { databaseName, type Postgres, sharedPostgres } from '../support/postgres.ts';
import { startServer } from '../support/server.ts';

const ADMIN = 'admin@aldermere.example';
const PASSWORD = 'what-is-measured-is-mended';
const PATIENCE = { timeoutMs: 3_600_000 };
const PAGE_ROWS = 20;
const PAGES = 32;
const CHECKED = 64;

/** Where the databases that were made lie; by hand, those of this process. */
const keep = process.env.BENCH_KEEP ?? temporaryFolder('made');

/** Fills an empty database with so many people and a year of quarters; the process is left to the bench. */
export async function generate(url: string, people: number): Promise<void> {
  const flags = ['--people', String(people), '--years', '1', '--no-process', '--password-stdin', '--db', url];
  const begun = Date.now();
  await mustRun(binary, ['generate', ...flags], { ...PATIENCE, input: `${PASSWORD}\n` });
  console.log(`${people} people made in ${Math.round((Date.now() - begun) / 1000)} s`);
}

/** The file of so many people, made once for all benches of a run. */
async function made(people: number): Promise<string> {
  const path = join(keep, `${people}.db`);
  if (!existsSync(path)) {
    await generate(`sqlite:${path}.part`, people);
    renameSync(`${path}.part`, path);
  }
  return path;
}

/** The same as a database that others are copied from. */
async function madeTemplate(server: Postgres, people: number): Promise<string> {
  const name = `made_${people}`;
  const [there] = await server.query(`SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (!there) {
    const url = await server.createDatabase();
    await generate(url, people);
    await server.query(`ALTER DATABASE ${databaseName(url)} RENAME TO ${name}`);
  }
  return name;
}

/** A database of either engine, filled. */
export async function generated(engine: Engine, people: number): Promise<Database> {
  if (engine === 'sqlite') {
    const database = await emptyDatabase(engine);
    await copyMade(people, database.url.replace(/^sqlite:/, ''));
    return database;
  }
  const server = await sharedPostgres();
  const url = await server.createDatabase(await madeTemplate(server, people));
  return databaseAt(engine, { url, drop: () => server.dropDatabase(url) });
}

const copyMade = async (people: number, path: string): Promise<void> => copyFileSync(await made(people), path, constants.COPYFILE_FICLONE);

/** The answer of SQL, a line a row, its cells with a bar between. */
export async function query(database: { engine: Engine; url: string }, sql: string): Promise<string[]> {
  const place = database.url.replace(/^sqlite:/, '');
  const [command, args] = database.engine === 'sqlite' ? ['sqlite3', [place]] : ['psql', ['-qtAX', '-v', 'ON_ERROR_STOP=1', '-d', place]];
  const said = await mustRun(command as string, args as string[], { ...PATIENCE, input: `${sql};\n` });
  return said.split('\n').filter((line) => line !== '');
}

export const RUNNING = `(SELECT id FROM cycle WHERE type = 'quarter' AND state = 'open')`;

/** The quarter that runs. */
export async function runningCycle(database: Database): Promise<{ id: string; name: string }> {
  const [row = ''] = await query(database, `SELECT id || ' ' || name FROM cycle WHERE id = ${RUNNING}`);
  const at = row.indexOf(' ');
  return { id: row.slice(0, at), name: row.slice(at + 1) };
}

/** What benches of requests ask for, and who asks. */
export interface Filled {
  cookie: string;
  /** Paths of full first pages of units. */
  pages: string[];
  /** Ids of key results that the administrator may check in, without saying why confidence fell. */
  key_results: number[];
}

const KEPT_WITHIN_MS = 2_700_000; // 225,000 people on PostgreSQL take some twenty minutes

/** Until the jobs of a server have kept all there is to keep: what units amount to, and the health of closed cycles. */
async function kept(database: Database): Promise<void> {
  const deadline = Date.now() + KEPT_WITHIN_MS;
  const closed = "SELECT 1 FROM cycle WHERE state = 'closed' AND id NOT IN (SELECT cycle_id FROM health_close)";
  while ((await query(database, `SELECT 1 FROM kept_cursor WHERE whole_day > 0 AND NOT EXISTS (${closed})`)).length === 0) {
    if (Date.now() > deadline) throw new Error('not all is kept');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Signs in, and finds what there is to ask for; jobs that have much to do at first are through. */
export async function filled(database: Database): Promise<Filled> {
  const server = await startServer({ db: database.url });
  const { cookie } = await new Client(server.url).signedIn(ADMIN, PASSWORD);
  await kept(database);
  await server.stop();
  const pages = await query(
    database,
    `SELECT '/api/v1/objectives?cycle_id=' || o.cycle_id || '&unit_id=' || o.unit_id || '&limit=${PAGE_ROWS}'
       FROM objective o WHERE o.cycle_id = ${RUNNING} AND o.state = 'published'
      GROUP BY o.cycle_id, o.unit_id HAVING count(*) >= ${PAGE_ROWS} ORDER BY o.unit_id LIMIT ${PAGES}`,
  );
  const keyResults = await query(
    database,
    `SELECT k.id FROM key_result k JOIN objective o ON o.id = k.objective_id
      WHERE o.cycle_id = ${RUNNING} AND o.state = 'published' AND k.kind = 'increase' AND coalesce(k.confidence, 0) <= 8
      ORDER BY k.id LIMIT ${CHECKED}`,
  );
  if (!cookie || pages.length === 0 || keyResults.length < CHECKED) throw new Error('these are too few people for a bench');
  return { cookie, pages, key_results: keyResults.map(Number) };
}

/** Makes a SQLite database of so many people at a path. */
export async function fill(path: string, people: number): Promise<Filled & { database: Database }> {
  await copyMade(people, path);
  const database = databaseAt('sqlite', { url: `sqlite:${path}`, drop: async () => {} });
  return { database, ...(await filled(database)) };
}

/** What a check-in says to move a key result there. */
export const checkIn = (value: number): string => JSON.stringify({ value, confidence: 7 });

/** Check-ins that move each key result there and back, so that every one changes what lies above it. */
export const checkIns = (key_results: number[]): string[] =>
  [40, 60].flatMap((value) => key_results.map((id) => `POST /api/v1/key-results/${id}/check-ins ${checkIn(value)}`));
