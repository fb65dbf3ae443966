// SPDX-License-Identifier: Apache-2.0
// What a server does not start with, and what it says then.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../support/child.ts';
import { type Database, newDatabase } from '../support/database.ts';
import { binary } from '../support/place.ts';

const nowhere = 'postgresql://koers@127.0.0.1:1/koers';

describe('koers serve', () => {
  let database: Database;
  before(async () => void (database = await newDatabase('sqlite')));
  after(() => database.drop());

  const refused: [string, string[], RegExp][] = [
    ['a_replica_that_is_a_file', ['--replica', 'sqlite:other.db'], /replica: a replica is a standby of PostgreSQL: postgresql:\/\/USER@HOST\/NAME/],
    ['a_replica_of_a_file', ['--replica', nowhere], /replica: SQLite has none; leave it out, or move to PostgreSQL/],
    ['no_address', ['--listen', 'everywhere'], /listen must be HOST:PORT/],
  ];
  for (const [what, args, why] of refused)
    test(`serve__does_not_start_with_${what}`, async () => {
      const ended = await run(binary, ['serve', '--db', database.url, '--listen', '127.0.0.1:0', ...args]);
      assert.equal(ended.code, 1, ended.stdout + ended.stderr);
      assert.match(ended.stderr, why);
    });
});
