// SPDX-License-Identifier: Apache-2.0
// Mark 6: search as typed, letter after letter, of titles and names: with 100,000 people over half a million texts. The limit
// is of the p95 of a round, and grows with what spin takes.
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { searches, signedIn, start } from './life.ts';
import { limit, type Mark, PAIRS, type Pair, report, sizes, slowness, startKoers } from './measure.ts';
import { fill, query } from './organisation.ts';

const P95_MICROS_MAX = 30_000;
const TYPING_A_SECOND = 5; // who begin to type, which takes them about two seconds
const PEOPLE_MAX = 500;
const ROUND_S = process.env.BENCH_SHORT ? 2 : 10;
const TABLES = ['objective', 'key_result', 'person', 'unit'];

async function measure(people: number): Promise<Mark> {
  const folder = temporaryFolder('bench');
  const path = join(folder, 'koers.db');
  const { database } = await fill(path, people);
  const kind = await searches(database, await signedIn(database, PEOPLE_MAX));
  const [texts] = await query(database, `SELECT ${TABLES.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')}`);
  const server = await startKoers(path, join(folder, 'server.log'), 2);
  const life = start(server.port, { kinds: { search: { ...kind, share: 1 } }, streams: [] }, { rate: TYPING_A_SECOND, burst: 1 });
  const pairs: Pair[] = [];
  for (let i = 0; i <= PAIRS; i++) {
    const reference = P95_MICROS_MAX * (await slowness());
    const { search } = (await life.round(ROUND_S)).kinds;
    if (!search || search.errors > 0) throw new Error(`${search?.errors} requests had no success`);
    if (i > 0) pairs.push({ koers: search.p95, reference }); // the first round reads the file from the disk
  }
  await life.end();
  await server.stop();
  console.log(`${people} people: ${texts} texts`);
  return limit(6, 'search as typed, p95', people, pairs);
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(await measure(people));
report(marks);
