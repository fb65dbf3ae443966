// SPDX-License-Identifier: Apache-2.0
// Mark 14: the same work from Node with fastify and better-sqlite3 (node/server.mjs), which runs the statements that the work
// needs, those of a server which remembers nothing (decision 0296), and answers with the same JSON, compared before anything is
// measured. Pages by CPU, check-ins by time, since they wait for the disk: once with a commit each, and, without a mark, with commits shared.
import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { root, temporaryFolder } from '../support/place.ts';
import { judge, type Mark, Measured, PAIRS, type Pair, program, report, Rounds, sizes, startKoers } from './measure.ts';
import { checkIns, fill } from './organisation.ts';

const PAGE_TARGET = 2.6;
const CHECK_IN_TARGET = 4.5;
const PAGES = 200; // of a round
const CHECK_INS = 640;
const PAGE_CLIENTS = 16;
const CHECK_IN_CLIENTS = 64;
const PATIENCE = { timeoutMs: 600_000 };

type Json = Record<string, unknown>;

/** What differs from one check-in to the next. */
const passing = ['id', 'created_at'];

async function ask(port: number, cookie: string, request: string): Promise<Json> {
  const [, path = request, body] = /^POST (\S+) (.*)$/.exec(request) ?? [];
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Cookie: cookie, 'Content-Type': 'application/json' },
    body,
  });
  assert.ok(reply.ok, `${request}: ${reply.status}`);
  return (await reply.json()) as Json;
}

const lasting = (answer: Json): Json => Object.fromEntries(Object.entries(answer).filter(([name]) => !passing.includes(name)));

/** What Node knows of the requests: what each of them needs, and what Koers answers. */
async function known(mode: 'anew' | 'write', db: string, cookie: string, requests: string[], port: number): Promise<string> {
  const told = await mustRun(program('bench_tell'), [mode, db, cookie, ...requests], PATIENCE);
  const lines: string[] = [];
  for (const [i, line] of told.trimEnd().split('\n').entries()) {
    const request = requests[i] ?? '';
    const answer = await ask(port, cookie, request);
    lines.push(JSON.stringify({ request, statements: JSON.parse(line) as unknown, answer }));
  }
  return `${lines.join('\n')}\n`;
}

interface Work {
  folder: string;
  koers: Measured;
  cookie: string;
  requests: string[];
  clients: number;
  round: number;
  /** Microseconds a request, of what counts. */
  cost: (server: Measured, load: Rounds<{ micros: number }>, requests: number) => Promise<number>;
}

const byCpu: Work['cost'] = async (server, load, requests) => {
  const before = server.cpuNanos();
  await load.round(requests);
  return Number(server.cpuNanos() - before) / 1000 / requests;
};

const byTime: Work['cost'] = async (_, load, requests) => (await load.round(requests)).micros / requests;

/** Node with a copy of the database, as Koers is now held against it. */
async function compare(work: Work, db: string, knownFile: string, commits: 'each' | 'grouped'): Promise<Pair[]> {
  const { folder, koers, cookie, requests } = work;
  const server = join(root, 'tests/bench/node/server.mjs');
  const node = await Measured.start((port) => [process.execPath, server, String(port), db, knownFile, commits], join(folder, 'node.log'));
  for (const request of requests) assert.deepEqual(lasting(await ask(node.port, cookie, request)), lasting(await ask(koers.port, cookie, request)));
  const load = (to: Measured) =>
    new Rounds<{ micros: number }>('load', [program('bench_load'), String(to.port), cookie, String(work.clients), ...requests]);
  const loads = { koers: load(koers), node: load(node) };
  await work.cost(koers, loads.koers, work.round);
  await work.cost(node, loads.node, work.round);
  const pairs: Pair[] = [];
  for (let i = 0; i < PAIRS; i++)
    pairs.push({ koers: await work.cost(koers, loads.koers, work.round), reference: await work.cost(node, loads.node, work.round) });
  await loads.koers.end();
  await loads.node.end();
  await node.stop();
  return pairs;
}

async function measure(people: number): Promise<Mark[]> {
  const folder = temporaryFolder('bench');
  const [db, copy] = [join(folder, 'koers.db'), join(folder, 'node.db')];
  const { cookie, pages, key_results } = await fill(db, people);
  copyFileSync(db, copy);
  const koers = await startKoers(db, join(folder, 'koers.log'));
  const knownFile = join(folder, 'known.jsonl');
  const common = { folder, koers, cookie };

  const read: Work = { ...common, requests: pages, clients: PAGE_CLIENTS, round: PAGES, cost: byCpu };
  writeFileSync(knownFile, await known('anew', copy, cookie, pages, koers.port));
  const page = await compare(read, copy, knownFile, 'each');

  const requests = checkIns(key_results);
  const write: Work = { ...common, requests, clients: CHECK_IN_CLIENTS, round: CHECK_INS, cost: byTime };
  writeFileSync(knownFile, await known('write', copy, cookie, requests, koers.port));
  const each = await compare(write, copy, knownFile, 'each');
  const grouped = await compare(write, copy, knownFile, 'grouped');
  await koers.stop();
  return [
    judge({ mark: 14, work: 'page, Node', people, target: PAGE_TARGET }, page),
    judge({ mark: 14, work: 'check-in, Node', people, target: CHECK_IN_TARGET }, each),
    judge({ mark: 14, work: 'check-in, Node grouped', people }, grouped), // printed, no mark
  ];
}

const marks: Mark[] = [];
for (const people of sizes) marks.push(...(await measure(people)));
console.log(`Node ${process.version}`);
report(marks);
