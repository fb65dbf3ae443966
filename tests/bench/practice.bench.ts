// SPDX-License-Identifier: Apache-2.0
// Mark 5: the heat map of the whole organisation and the health of all its units, from what is kept of each unit, by the CPU
// that one answer takes. The limit grows with what spin takes.
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { limit, type Mark, Measured, PAIRS, type Pair, report, sizes, slowness, startKoers } from './measure.ts';
import { fill, runningCycle } from './organisation.ts';

const COLD_MICROS_MAX = 100_000;
const UNCHANGED_MICROS_MAX = 5_000;
const ROUND = 5; // answers of one pair

const paths = {
  'heat map': (cycle: string) => `/api/v1/heat-map?cycle_id=${cycle}`,
  'health of all units': (cycle: string) => `/api/v1/practice-health?cycle_id=${cycle}&type=team`,
};
type Work = keyof typeof paths;

/** Asks with what the last answer was tagged with, if there was one; says the tag of this one. */
async function ask(server: Measured, cookie: string, path: string, tag?: string): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { cookie, ...(tag && { 'if-none-match': tag }) } });
  await reply.arrayBuffer();
  if (reply.status !== (tag ? 304 : 200)) throw new Error(`${path} answers ${reply.status}`);
  return reply.headers.get('etag') ?? '';
}

/** Microseconds of CPU that one answer takes. */
async function cost(server: Measured, answer: () => Promise<unknown>): Promise<number> {
  const before = server.cpuNanos();
  for (let i = 0; i < ROUND; i++) await answer();
  return Number(server.cpuNanos() - before) / 1000 / ROUND;
}

async function measure(people: number): Promise<Mark[]> {
  const folder = temporaryFolder('bench');
  const path = join(folder, 'koers.db');
  const { database, cookie } = await fill(path, people);
  const { id: cycle } = await runningCycle(database);
  const server = await startKoers(path, join(folder, 'server.log'));
  const marks: Mark[] = [];
  for (const work of Object.keys(paths) as Work[]) {
    const pairs: Record<'cold' | 'unchanged', Pair[]> = { cold: [], unchanged: [] };
    const tag = await ask(server, cookie, paths[work](cycle));
    for (let i = 0; i < PAIRS; i++) {
      const slow = await slowness();
      pairs.cold.push({ koers: await cost(server, () => ask(server, cookie, paths[work](cycle))), reference: COLD_MICROS_MAX * slow });
      pairs.unchanged.push({ koers: await cost(server, () => ask(server, cookie, paths[work](cycle), tag)), reference: UNCHANGED_MICROS_MAX * slow });
    }
    for (const how of ['cold', 'unchanged'] as const) marks.push(limit(5, `${work}, ${how}`, people, pairs[how]));
  }
  await server.stop();
  return marks;
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(...(await measure(people)));
report(marks);
