// SPDX-License-Identifier: Apache-2.0
// Mark 11: event streams of whoever has a page open. What each of ten thousand costs in memory of the server's own; and what
// the processor does for their heartbeats while five events a second come that a thousand of them may see, a draft that its
// owner edits. Held against a limit of one core; beside it, without a mark, events that all of them may see.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from '../support/client.ts';
import { temporaryFolder } from '../support/place.ts';
import { signedIn } from './life.ts';
import { judge, limit, PAIRS, type Pair, program, report, Rounds, slowness, startKoers } from './measure.ts';
import { fill, query, runningCycle } from './organisation.ts';

const PEOPLE = 1000;
const STREAMS = 10_000;
const OF_THE_OWNER = 1000;
const BYTES_MAX = 16 << 10;
const CORE_SHARE_MAX = 0.05;
const EVENTS_A_SECOND = 5;
const ROUND_MS = process.env.BENCH_SHORT ? 3000 : 20_000; // a heartbeat is due every 20 s

interface Heard {
  count: number;
  events: number;
  ended: number;
}

const folder = temporaryFolder('bench');
const path = join(folder, 'koers.db');
const { database } = await fill(path, PEOPLE);
const [owner, ...others] = await signedIn(database, STREAMS / OF_THE_OWNER);
if (!owner) throw new Error('nobody owns an objective');
const { id: cycle } = await runningCycle(database);

const server = await startKoers(path, join(folder, 'server.log'));
const client = new Client(`http://127.0.0.1:${server.port}`);
client.cookie = owner.cookie;
let draft = (await client.post('/api/v1/objectives', { cycle_id: Number(cycle), unit_id: owner.unit_id, owner_id: owner.id, title: 'What is begun' })).is(201);
const [published] = await query(database, `SELECT id FROM objective WHERE cycle_id = ${cycle} AND owner_id = ${owner.id} AND state = 'published'`);

/** Edits so often a second, while the streams are listened to; microseconds of CPU in a second. */
async function listened(streams: Rounds<Heard>, edit: (i: number) => Promise<void>, hearers: number): Promise<number> {
  const before = server.cpuNanos();
  const begun = performance.now();
  const edits = (ROUND_MS / 1000) * EVENTS_A_SECOND;
  const round = streams.round(`${ROUND_MS} ${edits * hearers}`);
  for (let i = 0; i < edits; i++) {
    await edit(i);
    await setTimeout(Math.max(0, begun + ((i + 1) * 1000) / EVENTS_A_SECOND - performance.now()));
  }
  const { events, ended } = await round; // once all of them were heard
  if (ended > 0) throw new Error(`${ended} streams were ended by the server`);
  if (events !== edits * hearers) throw new Error(`${events} events were heard, not ${edits} by each of ${hearers}`);
  return Number(server.cpuNanos() - before) / ROUND_MS;
}

async function costs(streams: Rounds<Heard>, edit: (i: number) => Promise<void>, hearers: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let i = 0; i < PAIRS; i++) {
    const reference = 1e6 * CORE_SHARE_MAX * (await slowness());
    pairs.push({ koers: await listened(streams, edit, hearers), reference });
  }
  return pairs;
}

async function editDraft(i: number): Promise<void> {
  const reply = await client.patch(`/api/v1/objectives/${draft.id}`, { title: `What is begun, ${i} and ${process.hrtime.bigint()}` }, `"${draft.version}"`);
  draft = reply.is(200);
}

async function comment(i: number): Promise<void> {
  (await client.post(`/api/v1/objectives/${published}/comments`, { body: `Said ${i} times.` })).is(201);
}

const idle = server.anonymousBytes();
const cookies = Array.from({ length: STREAMS / OF_THE_OWNER }, (_, i) => (i === 0 ? owner.cookie : (others[(i - 1) % others.length]?.cookie ?? '')));
const streams = new Rounds<Heard>('load', [program('bench_hold'), String(server.port), String(STREAMS), ...cookies]);
const { count } = await streams.said();
await streams.round('1000 0');
const bytes = (server.anonymousBytes() - idle) / count;
const marks = [
  limit(11, 'stream, bytes', PEOPLE, [{ koers: bytes, reference: BYTES_MAX }]),
  limit(11, 'streams, µs of CPU a second', PEOPLE, await costs(streams, editDraft, OF_THE_OWNER)),
  judge({ mark: 11, work: 'the same, events to all', people: PEOPLE }, await costs(streams, comment, STREAMS)),
];
await streams.end();
await server.stop();
report(marks);
