// SPDX-License-Identifier: Apache-2.0
// The process of an organisation of 100,000 people in 12,500 units, on both engines: putting DARE to use for a
// quarter, a look at everything, and rounds of the job. A start takes under a minute.
import assert from 'node:assert/strict';
import { mustRun } from '../support/child.ts';
import { engines } from '../support/database.ts';
import { program } from './measure.ts';
import { generated, runningCycle } from './organisation.ts';

const PEOPLE = Number(process.env.BENCH_PEOPLE?.split(',').at(-1) ?? '100000');
const START_MILLIS_MAX = 60_000;
const PATIENCE = { timeoutMs: 3_600_000 };

for (const engine of engines) {
  const begun = Date.now();
  const database = await generated(engine, PEOPLE);
  console.log(`${engine}: ${PEOPLE} people made in ${Math.round((Date.now() - begun) / 1000)} s`);
  const said = JSON.parse(await mustRun(program('bench_process'), [database.url, await runningCycle(database)], PATIENCE)) as Record<string, number>;
  console.log(`${engine}: ${JSON.stringify(said)}`);
  assert.ok(said.start! < START_MILLIS_MAX, `the start took ${said.start} ms`);
  await database.drop();
}
