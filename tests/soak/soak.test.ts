// SPDX-License-Identifier: Apache-2.0
// Twenty minutes (SOAK_SECONDS) of a morning on each engine: people check in, look at their home page, the tree, the heat map and
// units, search as they type and leave streams open. Memory, descriptors and waiting times are in the last quarter what they were
// in the first, no request fails, and afterwards every number adds up. SOAK_ENGINE picks one engine.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { mustRun } from '../support/child.ts';
import { Client, type Json } from '../support/client.ts';
import { type Database, emptyDatabase, engines } from '../support/database.ts';
import { binary } from '../support/place.ts';
import { type Server, startServer } from '../support/server.ts';
import { Stream } from '../support/stream.ts';
import { chances, pause } from '../support/writers.ts';

const SECONDS = Number(process.env.SOAK_SECONDS ?? 1200);
const PEOPLE = 1000;
const ADMIN = 'admin@aldermere.example';
const PASSWORD = 'drop-by-drop';
const VISITORS = 8;
const STREAMS = 30;
/** A visitor looks at what came for a while; the server is busy, not full. */
const LOOKS_MS = 100;
const SAMPLE_MS = 1000;
/** Caches have filled by then: of the database, of prepared statements, of the allocator. */
const WARM = 0.1;

/**
 * A leak of one page a request would be hundreds of MiB by then. What is allowed is what the allocator keeps of a day's
 * largest answers, on each of its heaps, and that a quarter of an hour's rows are more to read than none.
 */
const MEMORY_MORE = 16 << 20;
const DESCRIPTORS_MORE = 8;
/** What a server remembers fills all that it may have of it, with what changed as well; little of it is full before the first quarter. */
const SUMS_MIB = 16;
/**
 * Medians: what else the machine does moves the far end of waiting times at will. What it moves of the middle shows in a request
 * that asks for nothing, and there are more rows to read by then.
 */
const SLOWER = 2;
const SLOWER_MS = 5;
const NOTHING = 'nothing';

/** Other tests hold answers against the document; here that would be most of the work. */
const quick = { unchecked: true };

interface Sample {
  /** Seconds since the beginning. */
  at: number;
  memory: number;
  descriptors: number;
}

interface Wait {
  at: number;
  what: string;
  ms: number;
}

function sampleOf(pid: number, at: number): Sample {
  const memory = Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  return { at, memory, descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

/** The value that so much of them is at or below. */
function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** What was in the first quarter after the warming up, and in the last. */
function quarters<T extends { at: number }>(all: T[]): [T[], T[]] {
  const begun = SECONDS * WARM;
  const quarter = (SECONDS - begun) / 4;
  return [all.filter(({ at }) => at >= begun && at < begun + quarter), all.filter(({ at }) => at >= SECONDS - quarter)];
}

/** What a visitor may do, as often as its weight says. */
type Deed = [what: string, weight: number, run: (client: Client, chance: () => number) => Promise<unknown>];

async function deeds(client: Client): Promise<Deed[]> {
  const cycle = ((await client.get('/api/v1/cycles', { state: 'open' })).is(200).items as Json[]).find((one) => one.type === 'quarter') as Json;
  const objectives = (await client.get('/api/v1/objectives', { cycle_id: cycle.id, state: 'published', limit: 200 })).is(200).items as Json[];
  const keyResults = objectives.flatMap((one) => one.key_results as Json[]).filter((one) => one.kind === 'increase' && !one.dropped_at);
  const units = (await client.get('/api/v1/units', { limit: 200 })).is(200).items as Json[];
  const words = objectives.flatMap((one) => (one.title as string).split(' ')).filter((word) => word.length > 4);
  assert.ok(keyResults.length > 20 && units.length > 20 && words.length > 20, 'the organisation is too small');
  const one = <T>(list: T[], chance: () => number) => list[chance() % list.length] as T;
  return [
    [NOTHING, 10, async (who) => (await who.get('/healthz', {}, quick)).is(200)],
    ['check-in', 30, async (who, chance) => {
      const { id, target_value } = one(keyResults, chance);
      (await who.post(`/api/v1/key-results/${id}/check-ins`, { value: target_value, confidence: 10, note: 'As planned.' }, quick)).is(201);
    }],
    ['home', 20, async (who) => Promise.all(['/api/v1/me', '/api/v1/me/due', '/api/v1/me/actions', '/api/v1/me/steps', '/api/v1/me/notices/unread'].map(async (path) => (await who.get(path, {}, quick)).is(200)))],
    ['tree', 10, async (who) => (await who.get('/api/v1/tree', { cycle_id: cycle.id, by: 'unit' }, quick)).is(200)],
    ['heat map', 5, async (who, chance) => (await who.get('/api/v1/heat-map', { cycle_id: cycle.id, unit_id: one(units, chance).id }, quick)).is(200)],
    ['unit', 20, async (who, chance) => (await who.get('/api/v1/objectives', { cycle_id: cycle.id, unit_id: one(units, chance).id, limit: 20 }, quick)).is(200)],
    ['search', 15, async (who, chance) => {
      const word = one(words, chance);
      for (let typed = 3; typed <= Math.min(word.length, 6); typed++) (await who.get('/api/v1/search', { q: word.slice(0, typed) }, quick)).is(200);
    }],
  ];
}

for (const engine of engines.filter((one) => (process.env.SOAK_ENGINE ?? one) === one)) {
  describe(`${SECONDS} seconds of a morning on ${engine}`, () => {
    const samples: Sample[] = [];
    const waits: Wait[] = [];
    const streams: Stream[] = [];
    let database: Database;
    let server: Server;
    let client: Client;

    before(async () => {
      database = await emptyDatabase(engine);
      await mustRun(binary, ['generate', '--people', String(PEOPLE), '--years', '1', '--password-stdin', '--db', database.url], { input: `${PASSWORD}\n`, timeoutMs: 600_000 });
      server = await startServer({ db: database.url, args: ['--log-level', 'warning', '--sums-mib', String(SUMS_MIB)] });
      client = await new Client(server.url).signedIn(ADMIN, PASSWORD);
    });
    after(async () => {
      await server?.stop();
      await database?.drop();
    });

    test('no request fails', async () => {
      const begun = performance.now();
      const now = () => (performance.now() - begun) / 1000;
      const all = await deeds(client);
      const bag = all.flatMap((deed) => Array<Deed>(deed[1]).fill(deed));
      const visitor = async (seed: number) => {
        const numbers = chances(seed, 0, 1 << 30);
        const chance = () => numbers.next().value;
        while (now() < SECONDS) {
          const [what, , run] = bag[chance() % bag.length] as Deed;
          const at = now();
          await run(client, chance);
          waits.push({ at, what, ms: (now() - at) * 1000 });
          await pause(LOOKS_MS);
        }
      };
      // Some leave and others come, all the time.
      const listeners = async () => {
        while (now() < SECONDS) {
          if (streams.length === STREAMS) streams.shift()?.close();
          const stream = await Stream.open(client);
          assert.equal(stream.status, 200);
          streams.push(stream);
          for (const one of streams) one.heard.length = 0;
          await pause(SAMPLE_MS / 4);
        }
        for (const one of streams) one.close();
      };
      const watch = async () => {
        for (; now() < SECONDS; await pause(SAMPLE_MS)) samples.push(sampleOf(server.pid, now()));
      };
      await Promise.all([watch(), listeners(), ...Array.from({ length: VISITORS }, (_, i) => visitor(i + 1))]);
      console.log(`# ${engine}: ${waits.length} visits, ${(waits.length / SECONDS).toFixed(0)} a second`);
      assert.ok(waits.length > SECONDS, 'there was no load');
      assert.deepEqual(server.logged({ event: 'failed' }), []);
    });

    test('memory is flat', () => {
      const [first, last] = quarters(samples).map((part) => Math.max(...part.map(({ memory }) => memory))) as [number, number];
      console.log(`# ${engine}: at most ${(first / 2 ** 20).toFixed(1)} MiB in the first quarter, ${(last / 2 ** 20).toFixed(1)} in the last`);
      assert.ok(last <= first + MEMORY_MORE);
    });

    test('descriptors are flat', () => {
      const [first, last] = quarters(samples).map((part) => Math.max(...part.map(({ descriptors }) => descriptors))) as [number, number];
      console.log(`# ${engine}: at most ${first} descriptors in the first quarter, ${last} in the last`);
      assert.ok(last <= first + DESCRIPTORS_MORE);
    });

    test('waiting times are flat', () => {
      const slower: string[] = [];
      const of = (what: string) => quarters(waits.filter((wait) => wait.what === what)).map((part) => part.map(({ ms }) => ms)) as [number[], number[]];
      const [early, late] = of(NOTHING).map((part) => quantile(part, 0.5)) as [number, number];
      const machine = Math.max(1, late / early);
      for (const what of new Set(waits.map((wait) => wait.what))) {
        const [first, last] = of(what);
        const [before, after] = [quantile(first, 0.5), quantile(last, 0.5)];
        console.log(`# ${engine}: ${what}: median ${before.toFixed(1)} ms, then ${after.toFixed(1)}; p99 ${quantile(first, 0.99).toFixed(0)} ms, then ${quantile(last, 0.99).toFixed(0)}`);
        if (!(after <= before * SLOWER * machine + SLOWER_MS)) slower.push(what);
      }
      assert.deepEqual(slower, []);
    });

    test('every number adds up', async () => {
      await database.koers(['check']);
    });
  });
}
