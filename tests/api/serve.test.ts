// SPDX-License-Identifier: Apache-2.0
// What a server does not start with, and what it says then.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { mustRun, run } from '../support/child.ts';
import { type Database, engines, newDatabase } from '../support/database.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { startServer } from '../support/server.ts';

const nowhere = 'postgresql://koers@127.0.0.1:1/koers';

describe('koers serve', () => {
  let database: Database;
  before(async () => void (database = await newDatabase('sqlite')));
  after(() => database.drop());

  const refused: [string, string[], RegExp, number?][] = [
    ['a_replica_that_is_a_file', ['--replica', 'sqlite:other.db'], /replica: a replica is a standby of PostgreSQL: postgresql:\/\/USER@HOST\/NAME/],
    ['a_replica_of_a_file', ['--replica', nowhere], /replica: SQLite has none; leave it out, or move to PostgreSQL/],
    ['no_address', ['--listen', 'everywhere'], /listen must be HOST:PORT/],
    ['a_level_there_is_not', ['--log-level', 'verbose'], /log_level: it must be debug, info, warning or error/],
    ['a_public_url_without_its_scheme', ['--public-url', 'koers.example.org'], /public_url must begin with https:\/\/ or http:\/\//],
    ['a_public_url_with_a_path', ['--public-url', 'https://example.org/koers/'], /public_url must begin .* and end with the host or its port/],
    ['a_public_url_without_a_host', ['--public-url', 'https://'], /public_url must begin .* and end with the host or its port/],
    ['less_than_nothing', ['--drain-s', '-1'], /flag: drain_s must be a whole number, 0 or more, not "-1"/, 2],
    ['a_word_that_is_no_flag', ['-db', 'sqlite:other.db'], /serve takes no arguments, only flags: not "-db"/, 2],
  ];
  for (const [what, args, why, code = 1] of refused)
    test(`serve__does_not_start_with_${what}`, async () => {
      const ended = await run(binary, ['serve', '--db', database.url, '--listen', '127.0.0.1:0', ...args]);
      assert.equal(ended.code, code, ended.stdout + ended.stderr);
      assert.match(ended.stderr, why);
    });
});

/** The names of all threads of a process. */
const threads = (pid: number): string[] => readdirSync(`/proc/${pid}/task`).map((task) => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim());

for (const engine of engines)
  test(`serve__threads_have_names_on_${engine}`, async () => {
    const database = await newDatabase(engine);
    const server = await startServer({ db: database.url });
    const wanted = ['jobs', 'tell', 'keep', 'log', 'live', 'sweep', 'worker', ...(engine === 'sqlite' ? ['writer', 'checkpoint'] : ['listen'])];
    const names = threads(server.pid);
    await server.stop();
    await database.drop();
    assert.deepEqual(wanted.filter((name) => !names.includes(name)), [], names.join());
  });

test('init__makes_a_file_that_only_its_owner_reads', async () => {
  const file = join(temporaryFolder('init'), 'koers.db');
  await mustRun(binary, ['init', '--db', `sqlite:${file}`]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});
