// SPDX-License-Identifier: Apache-2.0
// Mark 4: the root of the tree and any of its branches, by alignment and by unit, while 40 check-ins a second arrive. The
// limit is of the p99 of a round, from when somebody wanted it, and grows with what spin takes. A request without success misses it.
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { checkIns, type Lived, signedIn, start, trees } from './life.ts';
import { limit, type Mark, PAIRS, type Pair, report, sizes, slowness, startKoers } from './measure.ts';
import { fill, runningCycle } from './organisation.ts';

const P99_MICROS_MAX = 20_000;
const CHECK_INS_A_SECOND = 40;
const PEOPLE_MAX = 500; // of whom a session is made
const ROUND_S = process.env.BENCH_SHORT ? 1 : 10;
const ways = ['alignment', 'unit'] as const;

/** The p99, with no limit where a request had no success. */
const p99 = ({ p99, errors }: Lived): number => (errors > 0 ? Infinity : p99);

async function measure(people: number): Promise<Mark[]> {
  const folder = temporaryFolder('bench');
  const path = join(folder, 'koers.db');
  const { database } = await fill(path, people);
  const { id: cycle } = await runningCycle(database);
  const somebody = await signedIn(database, PEOPLE_MAX);
  const pairs: Record<(typeof ways)[number], Pair[]> = { alignment: [], unit: [] };
  const server = await startKoers(path, join(folder, 'server.log'), 2);
  for (const by of ways) {
    const kinds = { 'check-in': await checkIns(database, somebody), tree: { ...(await trees(database, somebody, cycle, by)), pauseMs: 0 } };
    const life = start(server.port, { kinds, streams: [] }, { rate: CHECK_INS_A_SECOND, burst: 1 });
    for (let i = 0; i <= PAIRS; i++) {
      const reference = P99_MICROS_MAX * (await slowness());
      const { tree, 'check-in': checked } = (await life.round(ROUND_S)).kinds;
      if (!tree || !checked || checked.errors > 0) throw new Error('nobody looked at the tree, or not all check-ins arrived');
      if (i > 0) pairs[by].push({ koers: p99(tree), reference }); // the first round reads the file from the disk
    }
    await life.end();
  }
  await server.stop();
  return ways.map((by) => limit(4, `tree by ${by}, p99`, people, pairs[by]));
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(...(await measure(people)));
report(marks);
