// SPDX-License-Identifier: Apache-2.0
// koers generate: a made-up organisation is the same to the byte on either engine and in a second run, agrees
// with every rule, and has what real ones have. What it cannot do it says.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../support/child.ts';
import { Client, type Json } from '../support/client.ts';
import { type Database, emptyDatabase, engines, newDatabase } from '../support/database.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { assertSearched } from '../support/searched.ts';
import { startServer } from '../support/server.ts';

const PEOPLE = 200;
const PASSWORD = 'a-year-of-made-up-quarters';
const folder = temporaryFolder('generate');

const generate = (database: Database, ...flags: string[]) =>
  database.koers(['generate', '--people', String(PEOPLE), '--years', '1', ...flags]);

/** What it refuses, and with which words. */
async function refused(args: string[], code: number, words: RegExp): Promise<void> {
  const ended = await run(binary, ['generate', ...args]);
  assert.equal(ended.code, code, ended.stderr);
  assert.match(ended.stderr, words);
}

async function exported(database: Database): Promise<string> {
  const file = join(folder, 'export');
  await database.koers(['export', file]);
  return readFile(file, 'utf8');
}

const today = () => Math.floor(Date.now() / 86_400_000);

/** Exports of organisations made on one day: all of them hang on it. */
async function madeOnOneDay(flags: string[][]): Promise<string[]> {
  for (;;) {
    const day = today();
    const exports: string[] = [];
    for (const [engine, ...rest] of flags) {
      const database = await emptyDatabase(engine === 'postgres' ? 'postgres' : 'sqlite');
      await generate(database, ...rest);
      assert.match(await database.koers(['check']), /every reference leads somewhere\.\n.*: 0 differences/);
      await assertSearched(database);
      exports.push(await exported(database));
      await database.drop();
    }
    if (day === today()) return exports;
  }
}

/** Rows of an export by entity. */
function rowsOf(text: string): Map<string, Json[]> {
  const rows = new Map<string, Json[]>();
  for (const line of text.split('\n').slice(1, -2)) {
    const { entity, row } = JSON.parse(line) as { entity: string; row: Json };
    rows.set(entity, [...(rows.get(entity) ?? []), row]);
  }
  return rows;
}

test('the same order makes the same organisation, on either engine', async () => {
  const [first, again, other, seeded] = await madeOnOneDay([['sqlite'], ['sqlite'], ['postgres'], ['sqlite', '--seed', '2']]);
  assert.ok(first !== undefined && first.length > 1_000_000);
  assert.ok(first === again, 'a second run made another one');
  assert.ok(first === other, 'PostgreSQL has another one');
  assert.ok(first !== seeded, 'the seed changes nothing');

  const rows = rowsOf(first);
  const of = (entity: string) => rows.get(entity) ?? [];
  assert.equal(of('person').length, PEOPLE);
  assert.equal(of('unit').length, PEOPLE / 8);
  assert.equal(of('objective').length, 4 * (PEOPLE / 4));
  assert.equal(of('key_result').length, 3.5 * of('objective').length);
  assert.deepEqual([...new Set(of('unit').map((unit) => unit.depth))].sort(), [0, 1, 2, 3, 4]);
  for (const kind of ['supports', 'contributes']) assert.ok(of('alignment').some((link) => link.kind === kind), kind);
  for (const language of ['en', 'nl']) assert.ok(of('person').some((person) => person.language === language), language);
  for (const state of ['draft', 'published', 'closed']) assert.ok(of('objective').some((one) => one.state === state), state);
  for (const kind of ['increase', 'decrease', 'at_least', 'at_most', 'yes_no', 'zones']) {
    assert.ok(of('key_result').some((one) => one.kind === kind), kind);
  }
  const withParents = new Map<number, number>();
  for (const link of of('alignment')) withParents.set(link.child_id, (withParents.get(link.child_id) ?? 0) + 1);
  assert.ok([...withParents.values()].includes(2), 'nothing has several parents');
  const speaking = new Set(of('objective').map((one) => one.unit_id));
  assert.ok(speaking.size < of('unit').length, 'every unit has OKRs');
  const published = new Set(of('objective').filter((one) => one.state === 'published').map((one) => one.id));
  assert.ok(of('key_result').some((one) => published.has(one.objective_id) && one.check_in_count === 0), 'nobody is silent');
  assert.ok(of('objective').some((one) => one.theme_id !== null), 'there is no topline');
  assert.ok(of('step').length > 100 && of('notice').length > 0 && of('post_mortem').length > 0 && of('leadership').length > 0);
  assert.ok(of('closing').every((one) => one.contribution !== null));
});

test('its administrator signs in with the password that was given', async () => {
  for (const engine of engines) {
    const database = await newDatabase(engine); // the templates that koers init brings are no obstacle
    await database.koers(['generate', '--people', '20', '--years', '1', '--no-process', '--password-stdin'], `${PASSWORD}\n`);
    const server = await startServer({ db: database.url });
    const admin = await new Client(server.url).signedIn('admin@aldermere.example', PASSWORD);
    const units = (await admin.get('/api/v1/units', { limit: 200 })).is(200).items as Json[];
    assert.equal(units.length, 2);
    assert.ok(units.some((unit) => unit.name === 'Aldermere'));
    assert.deepEqual((await admin.get('/api/v1/processes')).is(200).items, []);
    await server.stop();
    await database.drop();
  }
});

test('of a few people, or one, it makes an organisation as well', async () => {
  for (const people of ['1', '2', '9', '17']) {
    const database = await emptyDatabase('sqlite');
    await database.koers(['generate', '--people', people, '--years', '1']);
    assert.match(await database.koers(['check']), /: 0 differences/);
    await database.drop();
  }
});

test('what it cannot make it says, and leaves the database as it was', async () => {
  for (const engine of engines) {
    const database = await newDatabase(engine, ['--demo']);
    const before = await exported(database);
    await refused(['--people', '200', '--db', database.url], 1, /not made: the database is not empty \(it has a \w+\); make a new one/);
    assert.ok((await exported(database)) === before);
    await database.drop();
  }
  const db = `sqlite:${join(folder, 'refused.db')}`;
  await refused(['--db', db], 2, /generate wants --people N, from 1 to 1000000/);
  await refused(['--people', '0', '--db', db], 2, /from 1 to 1000000/);
  await refused(['--people', '1000001', '--db', db], 2, /from 1 to 1000000/);
  await refused(['--people', '-5', '--db', db], 2, /people/);
  await refused(['--people', 'many', '--db', db], 2, /people/);
  await refused(['--people', '10', '--years', '0', '--db', db], 2, /--years is 1 to 10/);
  await refused(['--people', '10', '--years', '11', '--db', db], 2, /--years is 1 to 10/);
  await refused(['--people', '10', '--size', '3', '--db', db], 2, /size/);
  await refused(['--people', '10', 'more', '--db', db], 2, /no arguments/);
  await refused(['--people', '10', '--password-stdin', '--db', db], 1, /no password that would do/);
});
