// SPDX-License-Identifier: Apache-2.0
// The process of an organisation, of up to 100,000 people in 12,500 units, on both engines: putting DARE to use for a
// quarter, a look at everything, and rounds of the job. A start takes under a minute.
import assert from 'node:assert/strict';
import { mustRun } from '../support/child.ts';
import { type Engine, engines } from '../support/database.ts';
import { program, sizes } from './measure.ts';
import { generated, runningCycle } from './organisation.ts';

const START_MILLIS_MAX = 60_000;
const PATIENCE = { timeoutMs: 3_600_000 };

async function measure(engine: Engine, people: number): Promise<void> {
  const database = await generated(engine, people);
  const said = JSON.parse(await mustRun(program('bench_process'), [database.url, (await runningCycle(database)).id], PATIENCE)) as Record<string, number>;
  console.log(`${engine}: ${people} people, milliseconds: ${JSON.stringify(said)}`);
  assert.ok(said.start! < START_MILLIS_MAX, `the start took ${said.start} ms`);
  await database.drop();
}

for (const engine of engines) for (const people of sizes) await measure(engine, people);
