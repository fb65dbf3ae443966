// SPDX-License-Identifier: Apache-2.0
// Mark 2: the first page of a unit's objectives, twenty with their key results, as a whole HTTP answer, by CPU, against a bare SQLite
// loop of the statements that it needs: those of a server which remembers nothing (decision 0296). The loop learns them from the
// program's own server (overhear.h), so the two cannot drift apart. Once more, without a mark, against the statements that are left to
// a server which remembers. The same page when it is what the client has already (If-None-Match) is held against the whole one.
import { join } from 'node:path';
import { temporaryFolder } from '../support/place.ts';
import { judge, type Mark, type Measured, PAIRS, type Pair, program, report, Rounds, sizes, startKoers } from './measure.ts';
import { type Filled, fill } from './organisation.ts';

const TARGET = 0.75;
const UNCHANGED_TARGET = 3;
const REQUESTS = 1000; // of a round
const CLIENTS = 16;

type Load = Rounds<{ bytes: number }>;

const startLoad = (server: Measured, cookie: string, requests: string[]): Load =>
  new Rounds('load', [program('bench_load'), String(server.port), cookie, String(CLIENTS), ...requests]);

/** The same pages with the entity tags that they have now. */
function unlessChanged(server: Measured, { cookie, pages }: Filled): Promise<string[]> {
  const tagged = async (page: string) => `${page} ${(await fetch(`http://127.0.0.1:${server.port}${page}`, { headers: { cookie } })).headers.get('etag')}`;
  return Promise.all(pages.map(tagged));
}

/** Microseconds of CPU a request, and its bytes. */
async function cost(server: Measured, load: Load): Promise<{ micros: number; bytes: number }> {
  const before = server.cpuNanos();
  const { bytes } = await load.round(REQUESTS);
  return { micros: Number(server.cpuNanos() - before) / 1000 / REQUESTS, bytes: bytes / REQUESTS };
}

async function measure(people: number): Promise<Mark[]> {
  const folder = temporaryFolder('bench');
  const db = join(folder, 'koers.db');
  const filled = await fill(db, people);
  const reference = (how: string) => new Rounds<{ cpu_nanos: number }>('measured', [program('bench_bare'), how, db, filled.cookie, ...filled.pages]);
  const [bare, anew] = [reference('read'), reference('anew')];
  const { queries } = await bare.said<{ queries: string[] }>();
  await anew.said();
  const server = await startKoers(db, join(folder, 'server.log'));
  const full = startLoad(server, filled.cookie, filled.pages);
  const unchanged = startLoad(server, filled.cookie, await unlessChanged(server, filled));
  for (const one of [full, unchanged, bare, anew]) await one.round(REQUESTS);
  const pages: Pair[] = [];
  const anewPages: Pair[] = [];
  const unchangedPages: Pair[] = [];
  let bytes = 0;
  for (let i = 0; i < PAIRS; i++) {
    const page = await cost(server, full);
    const of = async (loop: typeof bare) => ({ koers: page.micros, reference: (await loop.round(REQUESTS)).cpu_nanos / 1000 / REQUESTS });
    pages.push(await of(bare));
    anewPages.push(await of(anew));
    unchangedPages.push({ koers: (await cost(server, unchanged)).micros, reference: page.micros });
    bytes = page.bytes;
  }
  for (const one of [full, unchanged, bare, anew]) await one.end();
  await server.stop();
  console.log(`${people} people: ${Math.round(bytes)} bytes an answer; statements: ${queries.join(', ')}`);
  return [
    judge({ mark: 2, work: 'unit page', people, target: TARGET }, anewPages),
    judge({ mark: 2, work: 'unit page, what is left', people }, pages),
    judge({ mark: 2, work: 'unit page, unchanged', people, target: UNCHANGED_TARGET }, unchangedPages),
  ];
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(...(await measure(people)));
report(marks);
