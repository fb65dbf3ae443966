// SPDX-License-Identifier: Apache-2.0
// The organisation that benches look at: made by koers generate, with its administrator signed in, and what a
// bench asks of it.
import { mustRun } from '../support/child.ts';
import { Client } from '../support/client.ts';
import { type Database, emptyDatabase, type Engine } from '../support/database.ts';
import { binary } from '../support/place.ts';
import { startServer } from '../support/server.ts';

const ADMIN = 'admin@aldermere.example';
const PASSWORD = 'what-is-measured-is-mended';
const PATIENCE = { timeoutMs: 3_600_000 };
const PAGE_ROWS = 20;
const PAGES = 32;
const CHECKED = 64;

/** Fills an empty database with so many people and a year of quarters; the process is left to the bench. */
export async function generate(url: string, people: number): Promise<void> {
  const flags = ['--people', String(people), '--years', '1', '--no-process', '--password-stdin', '--db', url];
  await mustRun(binary, ['generate', ...flags], { ...PATIENCE, input: `${PASSWORD}\n` });
}

/** A database of either engine, filled. */
export async function generated(engine: Engine, people: number): Promise<Database> {
  const database = await emptyDatabase(engine);
  await generate(database.url, people);
  return database;
}

/** The answer of a query, a line a row. */
async function query(database: { engine: Engine; url: string }, sql: string): Promise<string[]> {
  const place = database.url.replace(/^sqlite:/, '');
  const said =
    database.engine === 'sqlite'
      ? await mustRun('sqlite3', [place, sql], PATIENCE)
      : await mustRun('psql', ['-qtAX', '-v', 'ON_ERROR_STOP=1', '-d', place, '-c', sql], PATIENCE);
  return said.split('\n').filter((line) => line !== '');
}

const RUNNING = `(SELECT id FROM cycle WHERE type = 'quarter' AND state = 'open')`;

/** The id of the quarter that runs. */
export async function runningCycle(database: Database): Promise<string> {
  return (await query(database, RUNNING.slice(1, -1)))[0] ?? '';
}

/** What benches of requests ask for, of a SQLite database. */
export interface Filled {
  cookie: string;
  /** Paths of full first pages of units. */
  pages: string[];
  /** Ids of key results that the administrator may check in, without saying why confidence fell. */
  key_results: number[];
}

/** Makes a SQLite database of so many people at a path. */
export async function fill(path: string, people: number): Promise<Filled> {
  const database = { engine: 'sqlite' as const, url: `sqlite:${path}` };
  await generate(database.url, people);
  const server = await startServer({ db: database.url });
  const { cookie } = await new Client(server.url).signedIn(ADMIN, PASSWORD);
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
  if (!cookie || pages.length === 0 || keyResults.length < CHECKED) throw new Error(`${people} people are too few for a bench`);
  return { cookie, pages, key_results: keyResults.map(Number) };
}
