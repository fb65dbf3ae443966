// SPDX-License-Identifier: Apache-2.0
// Mark 8: 100,000 rows of an export of another tool come in, with their report, while the server serves: how long it
// takes, the memory the command has of its own, and how long the longest small write of somebody else waited
// meanwhile, which is what they notice of a lock. On PostgreSQL the same is printed without a mark.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, start } from '../support/child.ts';
import { type Database, type Engine, engines } from '../support/database.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { startServer } from '../support/server.ts';
import { limit, type Mark, report, sizes, slowness } from './measure.ts';
import { checkIn, filled, generated } from './organisation.ts';

const ROWS = 100_000;
const ROWS_PER_OBJECTIVE = 4; // itself, and three key results
const UNITS = 2500;
const PEOPLE = 5000;
const MICROS_MAX = 30_000_000;
const BYTES_MAX = 256 << 20;
const WAIT_MICROS_MAX = 2_000_000;
const PAUSE_MS = 10; // between two writes of somebody else

const columns = ['Title', 'Id', 'Team', 'Owner', 'Creator', 'Period', 'Start Date', 'End Date', 'Description', 'Aligned To', 'Unit', 'Start', 'Target', 'Object Type', 'Goal Type', 'Last Check-in', 'Progress %', 'Actual Progress', 'Status'];

/** A row of an objective, or of a key result of the objective above it. */
function row(i: number): string {
  const objective = Math.floor(i / ROWS_PER_OBJECTIVE);
  const isObjective = i % ROWS_PER_OBJECTIVE === 0;
  const above = objective * ROWS_PER_OBJECTIVE + 1;
  const title = isObjective ? `Customers of region ${objective} come back by themselves` : `Orders answered within a day as part ${i} of what we promise`;
  const place = [`Brought in ${objective % UNITS}`, `Person ${i % PEOPLE} of Before`, `Person ${objective % PEOPLE} of Before`];
  const time = ['2025 Q1', '2025-01-01', '2025-03-31', 'As it was told in the tool that we come from.'];
  const aligned = isObjective ? '' : `"Customers of region ${objective} come back by themselves(weight: 50%, Id: ${above})"`;
  const said = isObjective ? ['', '', 'Not Started'] : ['2025-02-15', '50', '50%', 'On Track'];
  const measure = isObjective ? ['%', '0', '100', 'Objective', 'Committed Goal', ''] : ['%', '40', '60', 'Key result', 'Committed Goal'];
  return [title, String(i + 1), ...place, ...time, aligned, ...measure, ...said].join(',');
}

function writeRows(path: string): void {
  const lines = Array.from({ length: ROWS }, (_, i) => row(i));
  writeFileSync(path, `${columns.join(',')}\n${lines.join('\n')}\n`);
}

interface Meanwhile {
  longestMicros: number;
  writes: number;
  refused: number;
}

/** Somebody checks in again and again, until told to stop. */
async function others(url: string, cookie: string, keyResult: number, goesOn: () => boolean): Promise<Meanwhile> {
  const said: Meanwhile = { longestMicros: 0, writes: 0, refused: 0 };
  while (goesOn()) {
    const begun = process.hrtime.bigint();
    const reply = await fetch(`${url}/api/v1/key-results/${keyResult}/check-ins`, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json', 'X-Koers': '1' },
      body: checkIn(said.writes % 2 === 0 ? 40 : 60),
    });
    const text = await reply.text();
    if (reply.status !== 503) assert.equal(reply.status, 201, text); // 503: it was busy, and is asked again
    else said.refused++;
    said.longestMicros = Math.max(said.longestMicros, Number(process.hrtime.bigint() - begun) / 1000);
    said.writes++;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return said;
}

/** Memory of its own of a process, while it lives. */
function anonymousBytes(pid: number): number {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

interface Import {
  micros: number;
  bytes: number;
  report: string;
}

async function bringIn(file: string, db: string): Promise<Import> {
  const begun = process.hrtime.bigint();
  const child = start(binary, ['import', 'viva', file, '--db', db]);
  let [said, errors, bytes] = ['', '', 0];
  child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  const looks = setInterval(() => (bytes = Math.max(bytes, anonymousBytes(child.pid ?? 0))), 20);
  const { code } = await ended(child);
  clearInterval(looks);
  assert.equal(code, 0, errors);
  assert.doesNotMatch(said, /Refused rows/);
  return { micros: Number(process.hrtime.bigint() - begun) / 1000, bytes, report: said };
}

interface Measurement extends Import, Meanwhile {
  slower: number;
}

async function measure(database: Database, file: string): Promise<Measurement> {
  const { cookie, key_results } = await filled(database);
  const server = await startServer({ db: database.url });
  let done = false;
  const before = await slowness();
  const meanwhile = others(server.url, cookie, key_results[0] ?? 0, () => !done);
  const brought = await bringIn(file, database.url).finally(() => (done = true));
  const said = await meanwhile;
  const slower = (before + (await slowness())) / 2;
  await server.stop();
  return { ...brought, ...said, slower };
}

function say(engine: Engine, people: number, m: Measurement): void {
  const [, , , , objectives = '', keyResults = ''] = m.report.split('\n');
  console.log(
    `${engine}, ${people} people: ${(m.micros / 1e6).toFixed(1)} s (the machine ${m.slower.toFixed(1)} times slower), ` +
      `${(m.bytes / 2 ** 20).toFixed(0)} MiB, ${m.writes} writes meanwhile (${m.refused} refused as busy), the longest ${(m.longestMicros / 1e6).toFixed(2)} s; ${objectives}; ${keyResults}`,
  );
}

const folder = temporaryFolder('bench');
const file = join(folder, 'rows.csv');
writeRows(file);
const marks: Mark[] = [];
for (const people of sizes) {
  for (const engine of engines) {
    const database = await generated(engine, people);
    const m = await measure(database, file);
    await database.drop();
    say(engine, people, m);
    if (engine !== 'sqlite') continue;
    marks.push(
      limit(8, 'import', people, [{ koers: m.micros, reference: MICROS_MAX * m.slower }]),
      limit(8, 'import, bytes', people, [{ koers: m.bytes, reference: BYTES_MAX }]),
      limit(8, 'import, longest wait', people, [{ koers: m.longestMicros, reference: WAIT_MICROS_MAX * m.slower }]),
    );
  }
}
report(marks);
