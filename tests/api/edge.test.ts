// SPDX-License-Identifier: Apache-2.0
// What lies around the operations: health, metrics, the document and its pages, headers, the log.
import assert from 'node:assert/strict';
import { readFileSync, renameSync } from 'node:fs';
import { get as ask, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { both, only } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { company } from '../support/company.ts';
import { root } from '../support/place.ts';
import type { LogLine } from '../support/server.ts';

const token = 'a token for the administrator of the machine';

/** A file as it comes over the wire. */
const fileOf = (url: string, coding: string) =>
  new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const request = ask(url, { agent: false, headers: { 'Accept-Encoding': coding } }, async (reply) =>
      resolve({ headers: reply.headers, bytes: Buffer.concat(await reply.toArray()) }),
    );
    request.on('error', reject);
  });

both('the edge', (world) => {
  /** The lines of the log that have this; they come by a pipe, after the answer. */
  const logged = async (like: LogLine) => {
    for (const deadline = Date.now() + 30_000; ; ) {
      const lines = world.server.logged(like);
      if (lines.length > 0 || Date.now() > deadline) return lines;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const get = (path: string, headers: Record<string, string> = {}) => world.unheard().get(path, {}, { headers });

  world.step('health needs nothing, readiness the database', async () => {
    const healthy = await get('/healthz');
    assert.equal(healthy.status, 200);
    const ready = (await world.unheard().get('/readyz')).is(200);
    assert.deepEqual(ready, { status: 'ok' });
    const told = (await get('/readyz', { Authorization: `Bearer ${token}` })).is(200);
    assert.equal(told.database, 'ok');
  });

  world.step('metrics are for the administrator of the machine, and name nobody', async () => {
    const on = await company(world);
    await on.person('Peculiar Person');
    (await get('/metrics')).is(404);
    (await get('/metrics', { Authorization: 'Bearer wrong' })).is(404);
    const reply = await get('/metrics', { Authorization: `Bearer ${token}` });
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(reply.text, /^koers_connections \d+$/m);
    assert.match(reply.text, /^koers_answers_total\{status="2xx"\} [1-9]\d*$/m);
    assert.match(reply.text, /^koers_database_faults_total\{fault="full"\} 0$/m);
    const value = (name: string) => Number(new RegExp(`^${name} (-?\\d+)$`, 'm').exec(reply.text)?.[1]);
    assert.ok(value('process_open_fds') > 5 && value('process_open_fds') < value('process_max_fds'), reply.text);
    assert.ok(value('process_resident_memory_bytes') > 1_000_000, reply.text);
    assert.ok(Math.abs(value('koers_clock_seconds') - Date.now() / 1000) < 10, reply.text);
    assert.ok(!/peculiar|acme|example\.org/i.test(reply.text));
  });

  world.step('the document is the one of the repository', async () => {
    const served = (await world.unheard().get('/api/v1/openapi.json')).is(200);
    assert.deepEqual(served, JSON.parse(readFileSync(join(root, 'doc/openapi.json'), 'utf8')));
    assert.ok(served.openapi.startsWith('3.1'));
  });

  // Only their compressed forms are in the program.
  world.step('a large file comes in each coding, and as it is to who takes none', async () => {
    const document = readFileSync(join(root, 'doc/openapi.json'));
    const script = readFileSync(join(root, 'web/node_modules/swagger-ui-dist/swagger-ui-bundle.js'));
    for (const [path, whole] of [['/api/v1/openapi.json', document], ['/api/docs/swagger-ui-bundle.js', script]] as const) {
      const files = await Promise.all(['identity', 'gzip', 'br'].map((coding) => fileOf(`${world.server.url}${path}`, coding)));
      const [plain, gzip, brotli] = files as [(typeof files)[0], (typeof files)[0], (typeof files)[0]];
      assert.deepEqual(files.map(({ headers }) => headers['content-encoding']), [undefined, 'gzip', 'br']);
      assert.equal(new Set(files.map(({ headers }) => headers.etag)).size, 3);
      for (const bytes of [plain.bytes, gunzipSync(gzip.bytes), brotliDecompressSync(brotli.bytes)]) assert.ok(bytes.equals(whole), path);
      assert.ok(gzip.bytes.length < whole.length / 2);
    }
  });

  world.step('a file is the same for the first who asks and for all after', async () => {
    const page = (await get('/')).text;
    const path = /\/assets\/[^"]+\.js/.exec(page)?.[0];
    assert.ok(path, page);
    for (const coding of ['identity', 'gzip', 'br']) {
      const files: { headers: IncomingHttpHeaders; bytes: Buffer }[] = [];
      for (let i = 0; i < 3; i++) files.push(await fileOf(`${world.server.url}${path}`, coding));
      for (const { headers } of files) delete headers.date;
      assert.deepEqual(files[1], files[0]);
      assert.deepEqual(files[2], files[0]);
      assert.equal((await get(path, { 'Accept-Encoding': coding, 'If-None-Match': files[0]?.headers.etag ?? '' })).status, 304);
    }
  });

  world.step('its pages are served from here alone', async () => {
    const page = await get('/api/docs', { Accept: 'text/html' });
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as string);
    assert.ok(links.length > 0);
    for (const link of links) {
      assert.ok(link.startsWith('/') || link.startsWith('data:'), link);
      if (link.startsWith('/')) assert.equal((await get(link)).status, 200, link);
    }
  });

  world.step('the client has its policy, with a fresh nonce each time', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const page = await get('/', { Accept: 'text/html' });
      assert.equal(page.status, 200);
      const policy = page.headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
        assert.ok(policy.includes(rule), `${rule} is not in ${policy}`);
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      assert.ok(nonce.length >= 16 && page.text.includes(nonce));
      nonces.add(nonce);
    }
    assert.equal(nonces.size, 3);
    // Pages route by themselves; what looks like a file and is none is not found.
    assert.equal((await get('/objective/1', { Accept: 'text/html' })).status, 200);
    assert.equal((await get('/assets/none.js')).status, 404);
  });

  world.step('every answer has a request id, which the log has it under', async () => {
    const reply = await world.admin.get('/api/v1/me');
    const id = reply.headers.get('x-request-id') ?? '';
    assert.match(id, /^[0-9a-f]{16}$/);
    assert.equal(reply.headers.get('cache-control'), 'private, no-cache');
    const failed = await world.admin.get('/api/v1/objectives/999999');
    assert.equal(failed.is(404).request_id, failed.headers.get('x-request-id'));
    const [line] = await logged({ request_id: id });
    assert.deepEqual([line?.method, line?.path, line?.status], ['GET', '/api/v1/me', 200]);
    assert.equal(world.server.noise.length, 0, world.server.noise.join('\n'));
  });

  world.step('the log has no secrets', async () => {
    const secret = 'a very secret password';
    (await world.unheard().post('/api/v1/session', { email: 'secretive@example.org', password: secret })).is(401);
    const last = await get('/api/v1/people?q=confidential', { Cookie: `koers_session=${'s'.repeat(43)}` });
    last.is(401);
    await logged({ request_id: last.headers.get('x-request-id') });
    const log = JSON.stringify(world.server.logs);
    const session = world.admin.cookie?.split('=')[1] ?? '!';
    for (const word of [secret, 'secretive', 'confidential', 's'.repeat(43), session]) assert.ok(!log.includes(word), word);
  });

  world.step('OPTIONS tells what a path takes', async () => {
    const reply = await world.unheard().request('OPTIONS', '/api/v1/units', { unchecked: true });
    assert.equal(reply.status, 204);
    const allow = (reply.headers.get('allow') ?? '').split(', ');
    assert.ok(allow.includes('GET') && allow.includes('POST') && !allow.includes('DELETE'), allow.join());
    assert.equal(reply.headers.get('access-control-allow-origin'), null);
  });

  world.step('HEAD is GET without its body', async () => {
    const reply = await world.unheard().request('HEAD', '/healthz', { unchecked: true });
    assert.deepEqual([reply.status, reply.text], [200, '']);
  });

  world.step('a tree may be walked by the keys of its nodes', async () => {
    const cycle = (await world.admin.get('/api/v1/cycles')).is(200).items[0].id;
    const tree = (query: Json) => world.admin.get('/api/v1/tree', { cycle_id: cycle, ...query });
    for (const parent_id of ['x1', 'o', 'o0', 'o-1', 'u1', 'o1.5']) (await tree({ parent_id })).faultAt('?parent_id', 400);
    for (const parent_id of ['o999999', 'k999999']) (await tree({ parent_id })).is(404);
    (await tree({ parent_id: 'u999999', by: 'unit' })).is(404);
    (await world.admin.get('/api/v1/tree', { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
  });
}, { args: ['--admin-token', token] });

only('sqlite', 'readiness', (world) => {
  world.step('asks the database each time, and says so as any other problem', async () => {
    const file = world.database.url.slice('sqlite:'.length);
    (await world.unheard().get('/readyz')).is(200);
    renameSync(file, `${file}.aside`);
    const gone = await world.unheard().get('/readyz');
    assert.equal(gone.is(503).code, 'gone');
    assert.equal(gone.headers.get('retry-after'), '1');
    assert.ok(!gone.text.includes(file), 'a stranger learns where the database lies');
    const told = await world.unheard().get('/readyz', {}, { headers: { Authorization: `Bearer ${token}` } });
    assert.match(told.is(503).detail, /replaced or removed/);
    renameSync(`${file}.aside`, file);
    (await world.unheard().get('/readyz')).is(200);
  });
}, { args: ['--admin-token', token] });
