// SPDX-License-Identifier: Apache-2.0
// Marks 9, 10 and 13: what Koers takes up. From the start of the program to its first answer; the memory of its own
// that it holds when nothing happens and while units are read; the bytes of the program with its client, without what is for debuggers.
// A time is held against what a fixed piece of work (spin.c) takes in the same call.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { judge, PAIRS, type Pair, program, report, Rounds, startKoers, type Mark } from './measure.ts';
import { fill } from './organisation.ts';

const SIZES = (process.env.BENCH_PEOPLE ?? '1000,10000,100000').split(',').map(Number);
const MIB = 1 << 20;
const START_MICROS_MAX = 100_000;
const IDLE_BYTES_MAX = 20 * MIB;
const BUSY_BYTES_MAX = 96 * MIB;
const PROGRAM_BYTES_MAX = 8 * MIB;
/** What spin takes on the machine that the marks were set on, at rest. */
const SPIN_MICROS = 100_000;
const THREADS = 2;
const CLIENTS = 64;
const REQUESTS = 5000;
const LOOKS = 10;

/** How many times slower than there this machine is now. */
async function slowness(): Promise<number> {
  const spin = await mustRun('taskset', ['-c', '0', program('bench_spin')]);
  return (JSON.parse(spin) as { micros: number }).micros / SPIN_MICROS;
}

const limit = (mark: number, work: string, people: number, pairs: Pair[]): Mark => judge({ mark, work, people, target: 1 }, pairs);

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
    limit(9, 'memory idle', people, [{ koers: idle, reference: IDLE_BYTES_MAX }]),
    limit(9, 'memory busy', people, busy),
  ];
}

const folder = temporaryFolder('bench');
const log = join(folder, 'server.log');
await mustRun('strip', ['-o', join(folder, 'koers'), binary]);
const size = statSync(join(folder, 'koers')).size;
const marks = [limit(13, 'program, bytes', 0, [{ koers: size, reference: PROGRAM_BYTES_MAX }])];
for (const people of SIZES) {
  const db = join(folder, `${people}.db`);
  const { cookie, pages } = await fill(db, people);
  marks.push(await start(people, db, log), ...(await memory(people, db, log, cookie, pages)));
}
report(marks);
