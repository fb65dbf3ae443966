// SPDX-License-Identifier: Apache-2.0
// Mark 3: a check-in that is durable before its answer, from 64 clients at once, against a bare loop that
// commits the same statements in groups of 64. By time, since both wait for the disk; and how much longer
// the slowest wait than those in the middle, compared with the loop.
import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { judge, type Mark, median, PAIRS, type Pair, program, report, Rounds, sizes, startKoers } from './measure.ts';
import { checkIns, fill } from './organisation.ts';

const TARGET = 0.8;
const REQUESTS = 6400; // of a round
const CLIENTS = 64;

interface Said {
  micros: number;
  cpu_nanos: number; // of the loop
  p50: number;
  p99: number;
}

async function measure(people: number): Promise<Mark> {
  const folder = temporaryFolder('bench');
  const [db, copy] = [join(folder, 'koers.db'), join(folder, 'bare.db')];
  const filled = await fill(db, people);
  copyFileSync(db, copy, constants.COPYFILE_FICLONE);

  const requests = checkIns(filled.key_results);
  const bare = new Rounds<Said>('measured', [program('bench_bare'), 'write', copy, filled.cookie, ...requests]);
  const { queries } = await bare.said<{ queries: string[] }>();
  const server = await startKoers(db, join(folder, 'server.log'));
  const load = new Rounds<Said>('load', [program('bench_load'), String(server.port), filled.cookie, String(CLIENTS), ...requests]);

  await load.round(REQUESTS);
  await bare.round(REQUESTS);
  const pairs: Pair[] = [];
  const cpu: Pair[] = [];
  const spreads: number[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const before = server.cpuNanos();
    const koers = await load.round(REQUESTS);
    const taken = Number(server.cpuNanos() - before) / 1000 / REQUESTS;
    const reference = await bare.round(REQUESTS);
    pairs.push({ koers: koers.micros / REQUESTS, reference: reference.micros / REQUESTS });
    cpu.push({ koers: taken, reference: reference.cpu_nanos / 1000 / REQUESTS });
    spreads.push(koers.p99 / koers.p50 / (reference.p99 / reference.p50));
  }
  await load.end();
  await bare.end();
  await server.stop();

  console.log(`${people} people; statements: ${queries.join(', ')}`);
  console.log(`p99/p50, of that of the bare loop: ${median(spreads).toFixed(2)} (the mark is at most 1.25)`);
  const ratio = median(cpu.map((pair) => pair.reference / pair.koers));
  const micros = (who: keyof Pair) => median(cpu.map((pair) => pair[who])).toFixed(1);
  console.log(`by CPU: koers ${micros('koers')} µs, bare ${micros('reference')} µs, ratio ${ratio.toFixed(3)}`);
  return judge({ mark: 3, work: 'check-in', people, target: TARGET }, pairs);
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(await measure(people));
report(marks);
