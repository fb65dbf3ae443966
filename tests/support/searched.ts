// SPDX-License-Identifier: Apache-2.0
// What search looks up holds the words of all titles and names there are, and of no others.
import assert from 'node:assert/strict';
import { type Database, sql } from './database.ts';

const texts = { objective: 'title', key_result: 'title', person: 'name', unit: 'name' };

export async function assertSearched(database: Database): Promise<void> {
  for (const [table, column] of Object.entries(texts)) {
    const check =
      database.engine === 'sqlite'
        ? `INSERT INTO search_${table} (search_${table}, rank) VALUES ('integrity-check', 1);`
        : `SELECT coalesce(t.id, w.id) FROM ${table} t FULL JOIN search_${table}_words w ON w.id = t.id
            WHERE w.words IS DISTINCT FROM search_words_of(t.${column});`;
    assert.deepEqual(await sql(database, check), [], `search has not the words of each ${table}`);
  }
}
