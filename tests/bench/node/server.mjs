// SPDX-License-Identifier: Apache-2.0
// The reference of mark 14: pages and check-ins from Node, fastify and better-sqlite3.
//
//     server.mjs PORT DB KNOWN each|grouped
//
// KNOWN is a file with a line of JSON for each request: {request, statements, answer}, where the statements are those
// that Koers ran for it, with their parameters, and the answer is what Koers said. Here they run, their rows are all
// fetched, and the same JSON is made of them. A check-in has a durable commit of its own (each), or shares it
// with all that came while the last one was written (grouped).
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { checkIn, page } from './answer.mjs';

const [port, path, known, commits] = process.argv.slice(2);

const db = new Database(path);
const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'cache_size = -65536', 'mmap_size = 2147418112', 'wal_autocheckpoint = 4000'];
for (const pragma of pragmas) db.pragma(pragma);

/** Queries whose rows are shown. Of others the rows are fetched as arrays, which is faster: nobody looks at them here. */
const shown = /^(objective_by_ids|objective_tags|standing_key_results|check_in_show)/;

const prepared = new Map();

/** A statement is prepared once. Its numbered parameters are written out: better-sqlite3 takes those by name, which is slower. */
function prepare(name, sql) {
  const known = prepared.get(sql);
  if (known) return known;
  const places = [...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1]) - 1);
  const run = db.prepare(sql.replace(/\?\d+/g, '?'));
  if (run.reader && !shown.test(name)) run.raw(true);
  const statement = { places, run };
  prepared.set(sql, statement);
  return statement;
}

const value = (one) => (typeof one === 'number' ? BigInt(one) : one);

/** What a request runs, without BEGIN and COMMIT, which are ours. */
function work({ request, statements, answer }) {
  const steps = statements
    .filter((one) => one.name)
    .map(({ name, sql, params }) => {
      const { places, run } = prepare(name, sql);
      return { name, run, params: places.map((place) => value(params[place])) };
    });
  return [request, { steps, answer }];
}

const works = new Map(
  readFileSync(known, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => work(JSON.parse(line))),
);

/** Runs the statements of a request; gives the rows of each by the beginning of its name. */
function run({ steps }) {
  const found = steps.map(({ run: statement, params }) => (statement.reader ? statement.all(params) : statement.run(params)));
  return (name) => found[steps.findIndex((one) => one.name.startsWith(name))];
}

const begin = { read: db.prepare('BEGIN'), write: db.prepare('BEGIN IMMEDIATE') };
const commit = db.prepare('COMMIT');

function inOne(begins, act) {
  begins.run();
  const done = act();
  commit.run();
  return done;
}

let waiting = [];

/** Everything that waits, under one commit. */
function flush() {
  const group = waiting;
  waiting = [];
  const done = inOne(begin.write, () => group.map(({ one }) => checkIn(run(one), one.answer)));
  group.forEach(({ resolve }, i) => resolve(done[i]));
}

const shared = (one) =>
  new Promise((resolve) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ one, resolve });
  });

// A line of the log for each request, as Koers writes one.
const app = fastify({ logger: { level: 'info', file: '/dev/stderr' }, disableRequestLogging: true });
app.addHook('onResponse', async (request, reply) => {
  request.log.info({ method: request.method, url: request.url, status: reply.statusCode, ms: reply.elapsedTime }, 'request');
});

app.get('/api/v1/objectives', (request) => {
  const one = works.get(request.url);
  return inOne(begin.read, () => page(run(one), one.answer));
});

app.post('/api/v1/key-results/:id/check-ins', (request, reply) => {
  const one = works.get(`POST ${request.url} ${JSON.stringify(request.body)}`);
  reply.code(201);
  if (commits === 'grouped') return shared(one);
  return Promise.resolve(inOne(begin.write, () => checkIn(run(one), one.answer)));
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
