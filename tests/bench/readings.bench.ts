// SPDX-License-Identifier: Apache-2.0
// What each reading operation of the API costs an administrator, who sees everything: the first time on a server that has just
// started, and then. No mark is judged by it: it finds the list that costs as much as the organisation is large, and the answer
// that a large organisation does not get. Those with a place in their path are asked for the first place there is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, temporaryFolder } from '../support/place.ts';
import { type Measured, sizes, startKoers } from './measure.ts';
import { fill, query, runningCycle } from './organisation.ts';

const SHOWN = 25; // the dearest
const SAID_PLAINLY = new Set([404, 413, 422]); // not there, or more than one answer can hold: said plainly
const elsewhere = /events$|\.ics$|compare$|export|oidc|login|\/api\/v1\/setup/; // streams, files, ways in, and what takes two versions

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: { enum?: string[]; format?: string };
}
interface Description {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

interface Asked {
  path: string;
  status: number;
  bytes: number;
  millis: number;
}

/** Milliseconds of CPU, and what became of it. */
async function ask(server: Measured, cookie: string, path: string): Promise<Asked> {
  const before = server.cpuNanos();
  const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { cookie } });
  const { byteLength: bytes } = await reply.arrayBuffer();
  return { path, status: reply.status, bytes, millis: Number(server.cpuNanos() - before) / 1e6 };
}

async function measure(people: number): Promise<void> {
  const folder = temporaryFolder('bench');
  const file = join(folder, 'koers.db');
  const { database, cookie } = await fill(file, people);
  const { id: cycle } = await runningCycle(database);
  const one = async (sql: string) => (await query(database, sql))[0] ?? '1';
  const [unit, objective, keyResult] = await Promise.all([
    one('SELECT id FROM unit WHERE parent_id IS NULL'),
    one(`SELECT max(id) FROM objective WHERE cycle_id = ${cycle} AND state = 'published'`),
    one(`SELECT max(k.id) FROM key_result k JOIN objective o ON o.id = k.objective_id WHERE o.cycle_id = ${cycle}`),
  ]);
  const place = (path: string) =>
    path.replace(/\{[^}]+\}/g, () => (path.includes('/objectives/') ? objective : path.includes('/key-results/') ? keyResult : path.includes('/cycles/') ? cycle : '1'));
  const value = ({ name, schema }: Parameter) =>
    name === 'cycle_id' ? cycle : name.endsWith('unit_id') ? unit : (schema.enum?.[0] ?? (schema.format === 'date' ? '2026-01-01' : name === 'q' ? 'klant' : '3'));
  const { paths }: Description = JSON.parse(readFileSync(join(root, 'doc/openapi.json'), 'utf8'));
  const asked = Object.entries(paths)
    .filter(([path, { get }]) => get && !elsewhere.test(path))
    .map(([path, { get }]) => {
      const given = (get?.parameters ?? []).filter((one) => one.in === 'query' && (one.required || one.name === 'cycle_id'));
      const search = new URLSearchParams(given.map((one) => [one.name, value(one)]));
      return `${place(path)}${given.length > 0 ? `?${search}` : ''}`;
    });
  const rows: { first: Asked; then: Asked }[] = [];
  for (const path of asked) {
    // On a server of its own, which remembers nothing yet.
    const server = await startKoers(file, join(folder, 'server.log'));
    rows.push({ first: await ask(server, cookie, path), then: await ask(server, cookie, path) });
    await server.stop();
  }
  console.log(`\n${people} people: ${rows.length} reading operations; CPU in ms the first time on a fresh server, and then\n`);
  rows.sort((a, b) => b.first.millis + b.then.millis - a.first.millis - a.then.millis);
  for (const { first, then } of rows.slice(0, SHOWN)) console.log(`${first.millis.toFixed(1).padStart(9)} ${then.millis.toFixed(1).padStart(9)} ${String(then.bytes).padStart(9)} B  ${first.path}`);
  const amiss = rows.flatMap(({ first, then }) => [first, then]).filter(({ status }) => status >= 400 && !SAID_PLAINLY.has(status));
  for (const { path, status } of amiss) console.log(`answers ${status}: ${path}`);
}

for (const people of sizes) await measure(people);
