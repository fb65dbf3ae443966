// SPDX-License-Identifier: Apache-2.0
// What startServer() makes of servers that behave in all kinds of ways, played by a script.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from './client.ts';
import { temporaryFolder } from './place.ts';
import { startServer } from './server.ts';

/** A program that serves as `koers serve` would; `more` is its own peculiarity. */
function actor(more: string): string {
  const file = join(temporaryFolder('actor'), 'koers.cjs');
  writeFileSync(
    file,
    `#!${process.execPath}
    const http = require('node:http');
    const listen = process.argv[process.argv.indexOf('--listen') + 1].split(':');
    console.error(JSON.stringify({ message: 'listening', db: process.argv[process.argv.indexOf('--db') + 1] }));
    process.on('SIGTERM', () => process.exit(0));
    const server = http.createServer((request, response) => {
      if (request.url === '/healthz') return response.end('ok');
      if (request.url === '/in') return response.setHeader('Set-Cookie', ['koers_session=1; HttpOnly; Path=/', 'other=2; Max-Age=60']).end();
      if (request.url === '/out') return response.setHeader('Set-Cookie', ['koers_session=; Max-Age=0; Path=/', 'other=2; Max-Age=0']).end();
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(request.headers));
    });
    server.listen(Number(listen[1]), listen[0]);
    ${more}`,
  );
  chmodSync(file, 0o755);
  return file;
}

test('server__is_ready_logs_and_stops', async (t) => {
  const server = await startServer({ db: 'sqlite:x.db', binary: actor('') });
  t.after(() => server.stop());
  assert.equal(server.logged({ message: 'listening' })[0]?.db, 'sqlite:x.db');
  await server.stop();
  assert.ok(!server.running);
});

test('server__stop_fails_on_a_bad_exit_and_on_a_sanitizer_report', async () => {
  const bad = await startServer({ db: 'x', binary: actor("process.removeAllListeners('SIGTERM').on('SIGTERM', () => process.exit(3));") });
  await assert.rejects(bad.stop(), /ended with 3/);
  const sick = await startServer({ db: 'x', binary: actor("console.error('==7==ERROR: AddressSanitizer: heap-use-after-free');") });
  assert.throws(() => sick.checkNoise(), /heap-use-after-free/);
  await assert.rejects(sick.stop(), /sanitizer/);
});

test('server__that_never_starts_says_why', async () => {
  await assert.rejects(startServer({ db: 'x', binary: actor("console.error('no disk'); process.exit(1);") }), /no disk/);
});

test('client__keeps_its_session_and_sends_what_a_browser_sends', async (t) => {
  const server = await startServer({ db: 'x', binary: actor('') });
  t.after(() => server.stop());
  const client = new Client(server.url);
  await client.get('/in');
  assert.equal(client.cookie, 'koers_session=1');
  const sent = (await client.post('/echo', { a: 1 }, { idempotencyKey: 'k', ifMatch: '"1"' })).is(200);
  assert.equal(sent.cookie, 'koers_session=1; other=2');
  assert.equal(sent['x-koers'], '1');
  assert.equal(sent['idempotency-key'], 'k');
  assert.equal(sent['if-match'], '"1"');
  const bare = (await client.post('/echo', {}, { headers: { 'X-Koers': null } })).is(200);
  assert.equal(bare['x-koers'], undefined);
  assert.equal((await client.withToken('t').get('/echo')).body.authorization, 'Bearer t');
  assert.equal((await client.withToken('t').get('/echo')).body.cookie, undefined);
  await client.get('/out');
  assert.equal(client.cookie, undefined);
  assert.equal((await client.get('/echo')).body.cookie, undefined);
});
