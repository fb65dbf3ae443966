// SPDX-License-Identifier: Apache-2.0
// The process of an organisation of 100,000 people in 12,500 units, on both engines: putting DARE to use for a
// quarter, a look at everything, and rounds of the job. A start takes under a minute.
import assert from 'node:assert/strict';
import { mustRun } from '../support/child.ts';
import { emptyDatabase, engines } from '../support/database.ts';
import { program } from './measure.ts';

const PEOPLE = process.env.BENCH_PEOPLE?.split(',').at(-1) ?? '100000';
const RUNNING_CYCLE = '4'; // the last of those that fill makes
const START_MILLIS_MAX = 60_000;
const PATIENCE = { timeoutMs: 3_600_000 }; // row by row over a socket, filling takes its time

for (const engine of engines) {
  const database = await emptyDatabase(engine);
  await mustRun(program('bench_fill'), [database.url, PEOPLE], PATIENCE);
  const said = JSON.parse(await mustRun(program('bench_process'), [database.url, RUNNING_CYCLE], PATIENCE)) as Record<string, number>;
  console.log(`${engine}: ${JSON.stringify(said)}`);
  assert.ok(said.start! < START_MILLIS_MAX, `the start took ${said.start} ms`);
  await database.drop();
}
