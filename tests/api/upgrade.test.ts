// SPDX-License-Identifier: Apache-2.0
// Databases of earlier schemas (tests/fixture/schema) are brought up to date, by a command and by the start of a server: every row of theirs
// is as it was, every number adds up. An upgrade that fails or is killed changes nothing; of many that start at once one upgrades. A
// server goes on under the schema of the next release, and refuses one that is not for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { ended, start } from '../support/child.ts';
import { Client } from '../support/client.ts';
import { all } from '../support/company.ts';
import { type Database, emptyDatabase, type Engine, engines, newDatabase, sql } from '../support/database.ts';
import { binary, root } from '../support/place.ts';
import { assertSearched } from '../support/searched.ts';
import { startServer } from '../support/server.ts';
import { chances, pause } from '../support/writers.ts';

const schemas = ['0008', '0121', '0220'];
const oldest = '0008';
const ANYBODY = 'daan.visser@talverno.example';
const PASSWORD = 'steady-as-she-goes';
const AT_ONCE = 4;
const KILLS = 8;
/** An upgrade takes about so long. */
const LATEST_MS = 400;
/** Migrations that a newer program may have applied: DB_AHEAD_MAX. */
const AHEAD_MOST = 16;

/** Tables to which migrations add what is built in. */
const grow = new Set(['template', 'template_key_result']);

/** A database as a program of that schema left it. */
async function old(engine: Engine, schema: string): Promise<Database> {
  const database = await emptyDatabase(engine);
  after(() => database.drop());
  const text = brotliDecompressSync(readFileSync(join(root, 'tests/fixture/schema', `${schema}-${engine}.sql.br`))).toString();
  await sql(database, text);
  return database;
}

const migrations = async (database: Database) => Number((await sql(database, 'SELECT count(*) FROM schema_migration;'))[0]);

/** The columns of every table; the indexes of search are made anew by whoever likes. */
async function columns(database: Database): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  const rows = await sql(
    database,
    database.engine === 'sqlite'
      ? "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'search\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'schema_migration' ORDER BY 1, c.cid;"
      : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'search\\_%' AND table_name <> 'schema_migration' ORDER BY 1, ordinal_position;",
  );
  for (const row of rows) {
    const [table, column] = row.split(',') as [string, string];
    tables.set(table, [...(tables.get(table) ?? []), column]);
  }
  return tables;
}

/** All rows of these columns, by table, in one go. */
async function rowsOf(database: Database, tables: Map<string, string[]>): Promise<Map<string, string[]>> {
  const mark = '== ';
  const selects = [...tables].map(([table, names]) => `SELECT '${mark}${table}';\nSELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "${table}";\n`);
  const rows = new Map<string, string[]>();
  let of: string[] = [];
  for (const line of await sql(database, selects.join(''))) {
    const table = line.replaceAll('"', '');
    if (table.startsWith(mark)) rows.set(table.slice(mark.length), (of = []));
    else of.push(line);
  }
  return rows;
}

/** What is in one list and not in the other, each as often as it is there. */
function without(rows: string[], others: string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    if (count > 0) left.set(row, count - 1);
    return count === 0;
  });
}

for (const engine of engines) {
  describe(`upgrade on ${engine}`, () => {
    let fresh: Database;
    let newest = 0;

    before(async () => {
      fresh = await newDatabase(engine);
      newest = await migrations(fresh);
    });
    after(() => fresh?.drop());

    for (const schema of schemas) {
      test(`from ${schema} by a command, every row stays`, async () => {
        const database = await old(engine, schema);
        const now = await columns(fresh);
        const tables = new Map([...(await columns(database))].map(([table, names]) => [table, names.filter((name) => now.get(table)?.includes(name))]));
        const rowsBefore = await rowsOf(database, tables);
        assert.ok(tables.size > 15 && [...rowsBefore.values()].flat().length > 3000, 'the database is too small to show anything');
        await database.koers(['init']);
        assert.equal(await migrations(database), newest);
        const rows = await rowsOf(database, tables);
        for (const [table, was] of rowsBefore) {
          const is = rows.get(table) ?? [];
          assert.deepEqual(without(was, is), [], `rows of ${table} are gone, or are others`);
          if (!grow.has(table)) assert.equal(is.length, was.length, `${table} has rows more`);
        }
        assert.match(await database.koers(['check']), /: 0 differences/);
        await assertSearched(database);
      });
    }

    test('by the start of a server, which then serves what was there', async () => {
      const database = await old(engine, oldest);
      const server = await startServer({ db: database.url });
      const client = await new Client(server.url).signedIn(ANYBODY, PASSWORD);
      const [count] = await sql(database, 'SELECT count(*) FROM objective WHERE state = \'published\' AND archived_at IS NULL;');
      const found = await all(client, '/api/v1/objectives', { state: 'published', limit: 200 });
      await server.stop();
      assert.equal(found.length, Number(count));
      assert.ok(found.length > 50);
      assert.equal(await migrations(database), newest);
    });

    test('one that fails leaves all as it was, and says where', async () => {
      const database = await old(engine, oldest);
      const tables = await columns(database);
      const [applied, rows] = [await migrations(database), await rowsOf(database, tables)];
      await sql(database, 'CREATE TABLE meeting (in_the_way INTEGER);');
      await assert.rejects(database.koers(['init']), /0053_meeting: .*meeting/);
      assert.deepEqual([...(await columns(database)).keys()].filter((table) => !tables.has(table)), ['meeting']);
      assert.deepEqual([await migrations(database), await rowsOf(database, tables)], [applied, rows]);
      await sql(database, 'DROP TABLE meeting;');
      await database.koers(['init']);
      assert.equal(await migrations(database), newest);
    });

    test('one that is killed leaves all as it was, or is done', async () => {
      const database = await old(engine, oldest);
      const applied = await migrations(database);
      const delays = chances(241, 0, LATEST_MS);
      let killed = 0;
      for (let kill = 0; kill < KILLS && (await migrations(database)) === applied; kill++) {
        const upgrading = start(binary, ['init', '--db', database.url]);
        await pause(delays.next().value);
        upgrading.kill('SIGKILL');
        await ended(upgrading);
        if (upgrading.signalCode === 'SIGKILL') killed++;
        assert.ok([applied, newest].includes(await migrations(database)), 'half of it is done');
      }
      assert.ok(killed > 0, 'each was done before it could be killed');
      await database.koers(['init']);
      assert.match(await database.koers(['check']), /: 0 differences/);
    });

    test('of many servers that start at once one upgrades', async () => {
      const database = await old(engine, oldest);
      if (engine === 'sqlite') {
        await Promise.all(Array.from({ length: AT_ONCE }, () => database.koers(['init'])));
      } else {
        const servers = await Promise.all(Array.from({ length: AT_ONCE }, () => startServer({ db: database.url })));
        for (const server of servers) await server.stop();
      }
      assert.equal(await migrations(database), newest);
      assert.match(await database.koers(['check']), /: 0 differences/);
    });

    test('a server goes on under the next schema, and starts on it; not on one that is not for it', async () => {
      const database = await newDatabase(engine, ['--demo']);
      after(() => database.drop());
      const server = await startServer({ db: database.url });
      const client = await new Client(server.url).signedIn(ANYBODY, PASSWORD);
      const tell = async (who: Client) => {
        (await who.get('/api/v1/units', { limit: 200 })).is(200);
        (await who.post('/api/v1/saved-views', { name: `View ${Date.now()}`, page: 'objectives', query: '' })).is(201);
      };
      await tell(client);
      const applied = (name: string) => `INSERT INTO schema_migration (name, hash, applied_at) VALUES ('${name}', 'of the next release', 0);`;
      await sql(database, `ALTER TABLE unit ADD COLUMN of_the_next BIGINT NOT NULL DEFAULT 0; ALTER TABLE saved_view ADD COLUMN of_the_next BIGINT NOT NULL DEFAULT 0; CREATE TABLE of_the_next (id BIGINT); ${applied('9000_next')}`);
      await tell(client);
      await server.stop();
      const again = await startServer({ db: database.url });
      await tell(await new Client(again.url).signedIn(ANYBODY, PASSWORD));
      await again.stop();
      await sql(database, applied('9001_less_breaks'));
      await assert.rejects(database.koers(['check']), /a newer program has taken away what this one needs; install the newer one/);
      await sql(database, `DELETE FROM schema_migration WHERE name = '9001_less_breaks'; ${Array.from({ length: AHEAD_MOST }, (_, i) => applied(`${9100 + i}_later`)).join(' ')}`);
      await assert.rejects(database.koers(['check']), /17 migrations ahead of this program; install the newer one/);
    });
  });
}
