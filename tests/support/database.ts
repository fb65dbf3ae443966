// SPDX-License-Identifier: Apache-2.0
// A fresh database on either engine, as `koers init` leaves it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './child.ts';
import { binary, temporaryFolder } from './place.ts';
import { sharedPostgres } from './postgres.ts';

export type Engine = 'sqlite' | 'postgres';
export const engines: readonly Engine[] = ['sqlite', 'postgres'];

export interface Database {
  engine: Engine;
  url: string;
  /** Runs `koers ARG… --db URL`, which must succeed; gives what it printed. */
  koers(args: string[], input?: string | Buffer): Promise<string>;
  drop(): Promise<void>;
}

/** An empty database, without tables. */
export async function emptyDatabase(engine: Engine): Promise<Database> {
  return databaseAt(engine, engine === 'sqlite' ? sqlite() : await postgres());
}

/** A database that is somewhere already, or will be once it is made. */
export function databaseAt(engine: Engine, place: { url: string; drop(): Promise<void> }): Database {
  return {
    engine,
    ...place,
    koers: (args, input) => mustRun(binary, [...args, '--db', place.url], { input, timeoutMs: 300_000 }),
  };
}

/** A database as `koers init` makes it; `--demo` may be added. */
export async function newDatabase(engine: Engine, initArgs: string[] = []): Promise<Database> {
  const database = await emptyDatabase(engine);
  await database.koers(['init', ...initArgs]);
  return database;
}

function sqlite(): { url: string; drop(): Promise<void> } {
  const folder = temporaryFolder('db');
  return {
    url: `sqlite:${join(folder, 'koers.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await sharedPostgres();
  const url = await server.createDatabase();
  return { url, drop: () => server.dropDatabase(url) };
}

/** Runs SQL with the engine's own program, beside a server too; gives what it says, a line a row. */
export async function sql(database: Database, text: string): Promise<string[]> {
  const place = database.url.replace(/^sqlite:/, '');
  const options = { input: text, timeoutMs: 300_000 };
  const said =
    database.engine === 'sqlite'
      ? await mustRun('sqlite3', ['-bail', '-csv', '-cmd', '.timeout 10000', place], options)
      : await mustRun('psql', ['-qtX', '--csv', '-v', 'ON_ERROR_STOP=1', '-d', place], options);
  return said.split('\n').filter((line) => line !== '');
}
