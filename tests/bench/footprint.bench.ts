// SPDX-License-Identifier: Apache-2.0
// Marks 9, 10 and 13: what Koers takes up. From the start of the program to its first answer; the memory of its own
// that it holds when nothing happens and while units are read; the bytes of the program with its client, without what is for debuggers.
// A time is held against what a fixed piece of work (spin.c) takes in the same call.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { limit, type Mark, PAIRS, type Pair, program, report, Rounds, sizes, slowness, startKoers } from './measure.ts';
import { fill } from './organisation.ts';

const MIB = 1 << 20;
const START_MICROS_MAX = 100_000;
const IDLE_BYTES_MAX = 20 * MIB;
const BUSY_BYTES_MAX = 96 * MIB;
const PROGRAM_BYTES_MAX = 8 * MIB;
const THREADS = 2;
const CLIENTS = 64;
const REQUESTS = 5000;
const LOOKS = 10;

async function start(people: number, db: string, log: string): Promise<Mark> {
  const pairs: Pair[] = [];
  for (let i = 0; i <= PAIRS; i++) {
    const reference = START_MICROS_MAX * (await slowness());
    const begun = process.hrtime.bigint();
    const server = await startKoers(db, log, THREADS);
    const koers = Number(process.hrtime.bigint() - begun) / 1000;
    await server.stop();
    if (i > 0) pairs.push({ koers, reference }); // the first one reads the file from the disk
  }
  return limit(10, 'start', people, pairs);
}

async function memory(people: number, db: string, log: string, cookie: string, pages: string[]): Promise<Mark[]> {
  const server = await startKoers(db, log, THREADS);
  const idle = server.anonymousBytes();
  const load = new Rounds('load', [program('bench_load'), String(server.port), cookie, String(CLIENTS), ...pages]);
  const busy: Pair[] = [];
  for (let i = 0; i < LOOKS; i++) {
    await load.round(REQUESTS / LOOKS);
    busy.push({ koers: server.anonymousBytes(), reference: BUSY_BYTES_MAX });
  }
  await load.end();
  await server.stop();
  return [
    limit(9, 'memory idle, bytes', people, [{ koers: idle, reference: IDLE_BYTES_MAX }]),
    limit(9, 'memory busy, bytes', people, busy),
  ];
}

const folder = temporaryFolder('bench');
const log = join(folder, 'server.log');
await mustRun('strip', ['-o', join(folder, 'koers'), binary]);
const size = statSync(join(folder, 'koers')).size;
const marks = [limit(13, 'program, bytes', 0, [{ koers: size, reference: PROGRAM_BYTES_MAX }])];
for (const people of sizes) {
  const db = join(folder, `${people}.db`);
  const { cookie, pages } = await fill(db, people);
  marks.push(await start(people, db, log), ...(await memory(people, db, log, cookie, pages)));
}
report(marks);
