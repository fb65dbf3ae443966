// SPDX-License-Identifier: Apache-2.0
// A Monday morning: all that people do at once, at the rate of an organisation of that size, with its bursts.
// No mark is judged by it; the soak lives in the same way for longer.
//
//     BENCH_SECONDS=600 BENCH_RATE=4 BENCH_SEED=7    how long, how many check-ins a second, and by which seed
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { mondayRate, morning, print, start } from './life.ts';
import { sizes, startKoers } from './measure.ts';
import { fill, runningCycle } from './organisation.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? (process.env.BENCH_SHORT ? '15' : '60'));
const PEOPLE_MAX = 1000; // of whom a session is made

for (const people of sizes) {
  const folder = temporaryFolder('bench');
  const path = join(folder, 'koers.db');
  const { database } = await fill(path, people);
  const plan = await morning(database, (await runningCycle(database)).id, PEOPLE_MAX);
  const rate = Number(process.env.BENCH_RATE ?? (await mondayRate(database)));
  const server = await startKoers(path, join(folder, 'server.log'), 2);
  const life = start(server.port, plan, { rate, seed: Number(process.env.BENCH_SEED ?? '1') });
  console.log(`${people} people, ${rate.toFixed(2)} check-ins a second in the mean, ten times as many in bursts, ${SECONDS} s:`);
  print(await life.round(SECONDS));
  await life.end();
  await server.stop();
}
