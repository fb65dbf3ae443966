// SPDX-License-Identifier: Apache-2.0
// Mark 7: every number of the quarter that runs is recomputed (koers check --numbers --cycle), in time; on PostgreSQL too,
// which is printed without a mark.
import assert from 'node:assert/strict';
import { type Database, engines } from '../support/database.ts';
import { limit, type Mark, median, PAIRS, type Pair, report, sizes, slowness } from './measure.ts';
import { generated, runningCycle } from './organisation.ts';

const MICROS_MAX = 2_000_000;

async function measure(database: Database, people: number): Promise<Pair[]> {
  const { name } = await runningCycle(database);
  const pairs: Pair[] = [];
  for (let i = 0; i <= PAIRS; i++) {
    const reference = MICROS_MAX * (await slowness());
    const begun = process.hrtime.bigint();
    const said = await database.koers(['check', '--numbers', '--cycle', name]);
    const koers = Number(process.hrtime.bigint() - begun) / 1000;
    assert.match(said, /: 0 differences\.\n$/);
    if (i > 0) pairs.push({ koers, reference }); // the first one reads the file from the disk
    else console.log(`${database.engine}, ${people} people: ${said.trimEnd()}`);
  }
  return pairs;
}

const marks: Mark[] = [];
for (const people of sizes) {
  for (const engine of engines) {
    const database = await generated(engine, people);
    const pairs = await measure(database, people);
    await database.drop();
    if (engine === 'sqlite') marks.push(limit(7, 'numbers of a quarter', people, pairs));
    else console.log(`${engine}, ${people} people: ${(median(pairs.map((pair) => pair.koers)) / 1e6).toFixed(2)} s`);
  }
}
report(marks);
