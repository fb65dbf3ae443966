// SPDX-License-Identifier: Apache-2.0
// Mark 2: the first page of a unit's objectives, twenty with their key results, as a whole HTTP answer,
// against the same statements in a bare SQLite loop, by CPU. The loop learns the statements from the
// program's own server (overhear.h), so the two cannot drift apart.
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { judge, type Mark, PAIRS, type Pair, program, report, Rounds, sizes, startKoers } from './measure.ts';
import { fill } from './organisation.ts';

const TARGET = 0.75;
const REQUESTS = 1000; // of a round
const CLIENTS = 16;

async function measure(people: number): Promise<Mark> {
  const folder = temporaryFolder('bench');
  const db = join(folder, 'koers.db');
  const filled = await fill(db, people);
  const reference = [program('bench_bare'), 'read', db, filled.cookie, ...filled.pages];
  const bare = new Rounds<{ cpu_nanos: number }>('measured', reference);
  const { queries } = await bare.said<{ queries: string[] }>();
  const server = await startKoers(db, join(folder, 'server.log'));
  const load = new Rounds<{ bytes: number }>('load', [
    program('bench_load'),
    String(server.port),
    filled.cookie,
    String(CLIENTS),
    ...filled.pages,
  ]);
  await load.round(REQUESTS);
  await bare.round(REQUESTS);
  const pairs: Pair[] = [];
  let bytes = 0;
  for (let i = 0; i < PAIRS; i++) {
    const before = server.cpuNanos();
    bytes = (await load.round(REQUESTS)).bytes;
    const koers = Number(server.cpuNanos() - before) / 1000 / REQUESTS;
    pairs.push({ koers, reference: (await bare.round(REQUESTS)).cpu_nanos / 1000 / REQUESTS });
  }
  await load.end();
  await bare.end();
  await server.stop();
  console.log(`${people} people: ${Math.round(bytes / REQUESTS)} bytes an answer; statements: ${queries.join(', ')}`);
  return judge({ mark: 2, work: 'unit page', people, target: TARGET }, pairs);
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(await measure(people));
report(marks);
