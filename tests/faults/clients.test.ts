// SPDX-License-Identifier: Apache-2.0
// Clients that mean no good, many at once: the memory they take has a bound, an operator sees what they do, ordinary people are
// served as before, and when they go nothing of them is left.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { both } from '../support/both.ts';
import { ended, mustRun, start } from '../support/child.ts';
import type { Client, Json } from '../support/client.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { root } from '../support/place.ts';
import { send } from '../support/raw.ts';
import type { Server } from '../support/server.ts';
import { pause } from '../support/writers.ts';

const MIB = 1 << 20;
const PATIENCE_MS = 4000;
const ANSWERS_MIB = 48;
const UPLOADS_MIB = 64;
const REQUESTS = 200;
const SETTLED_MS = 60_000;

/**
 * Server, crowd and the ordinary client share the machine's cores, which a crowd on machines of its own would not: on two cores
 * a request waits while the crowd has its turns. What must not be is that it waits for the crowd: then it takes seconds.
 */
const SLOWER = 10;
const SLOWER_MS = 500;

/** What a crowd does. */
interface Crowd {
  what: string;
  count: number;
  pauseMs: number;
  piece: number;
  ways?: string;
  opening: string;
  /** What an operator sees them by, of koers_client_faults_total; nothing when they do no harm. */
  fault?: string;
  /** Memory that the server may take for them. */
  mib: number;
}

const head = 'Host: localhost\r\n';
const upload = `POST /api/v1/imports/okrs/any HTTP/1.1\r\n${head}Content-Type: text/csv\r\n`;

/** A connection costs the library a pool of 16 KiB, of which most stays untouched, and us a record. */
const crowds: Crowd[] = [
  { what: '10,000 that are idle', count: 10_000, pauseMs: 1000, piece: 0, opening: '', mib: 10_000 * 24 / 1024 },
  { what: 'heads a byte at a time', count: 2000, pauseMs: 200, piece: 1, opening: `GET /api/v1/me HTTP/1.1\r\n${head}A: `, fault: 'late', mib: 64 },
  { what: 'bodies a byte at a time', count: 2000, pauseMs: 200, piece: 1, opening: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 100000\r\n\r\n`, fault: 'late', mib: 64 },
  { what: 'chunks a byte at a time', count: 2000, pauseMs: 200, piece: 1, opening: `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nffff\r\n`, fault: 'late', mib: 64 },
  { what: 'half a request, and their half closed', count: 2000, pauseMs: 200, piece: 0, ways: 'h', opening: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 10\r\n\r\n{`, mib: 64 },
  { what: 'heads without an end', count: 50, pauseMs: 5, piece: 4096, opening: `GET / HTTP/1.1\r\n${head}A: `, fault: 'malformed', mib: 32 },
  { what: 'headers without number', count: 50, pauseMs: 5, piece: 0, opening: `GET / HTTP/1.1\r\n${head}${'A: b\r\n'.repeat(150)}\r\n`, fault: 'long_head', mib: 32 },
  { what: 'bodies of 1 GiB', count: 50, pauseMs: 5, piece: 65_536, opening: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 1073741824\r\n\r\n`, fault: 'large_body', mib: 32 },
  { what: 'chunked bodies of 1 GiB', count: 50, pauseMs: 5, piece: 65_536, opening: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n`, fault: 'large_body', mib: 64 },
  { what: 'bodies up to what one may have', count: 200, pauseMs: 50, piece: 4096, opening: `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 1000000\r\n\r\n`, fault: 'bodies', mib: 64 },
  { what: 'uploads of 1 GiB', count: 50, pauseMs: 5, piece: 65_536, opening: `${upload}Content-Length: 1073741824\r\n\r\n`, fault: 'large_body', mib: 32 },
  { what: 'uploads up to what one may have', count: 20, pauseMs: 5, piece: 65_536, opening: `${upload}Content-Length: 33000000\r\n\r\n`, fault: 'uploads', mib: 32 },
];

/** Answers of a third of a megabyte, of which each asks for more than the kernel takes off the server's hands, and reads a byte at a time. */
const slowReaders = (cookie: string): Crowd => ({
  what: 'large answers, read a byte at a time',
  count: 200,
  pauseMs: 100,
  piece: 0,
  ways: 'r',
  opening: `GET /api/v1/objectives?limit=200 HTTP/1.1\r\n${head}Cookie: ${cookie}\r\n\r\n`.repeat(20),
  fault: 'answers',
  mib: ANSWERS_MIB + 64,
});

/** The same request could be read as one by a proxy before us and as two by us, or the other way round. */
const smuggled: Record<string, string | Buffer> = {
  'Content-Length twice': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 0\r\nContent-Length: 44\r\n\r\n`,
  'Content-Length twice, alike': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`,
  'Content-Length as a list': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 0, 44\r\n\r\n`,
  'Content-Length with a sign': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: +0\r\n\r\n`,
  'Content-Length and chunks': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length: 44\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'chunks and Content-Length': `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\nContent-Length: 44\r\n\r\n0\r\n\r\n`,
  'chunked twice': `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
  'chunked, misspelt': `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'chunked in HTTP/1.0': `POST /api/v1/session HTTP/1.0\r\n${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a chunk of more than 64 bits': `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n\r\n`,
  'a chunk of fewer than none': `POST /api/v1/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n`,
  'a folded header': `GET /api/v1/me HTTP/1.1\r\n${head}A: b\r\n Content-Length: 44\r\nC: d\r\n\r\n`,
  'a bare line feed': `GET /api/v1/me HTTP/1.1\r\n${head}A: b\nContent-Length: 44\r\nC: d\r\n\r\n`,
  'a zero byte': Buffer.from(`GET /api/v1/me HTTP/1.1\r\n${head}A: b\u0000\r\nContent-Length: 44\r\n\r\n`),
  'a blank before the colon': `POST /api/v1/session HTTP/1.1\r\n${head}Content-Length : 44\r\n\r\n`,
  'a blank before the name': `POST /api/v1/session HTTP/1.1\r\n Host: a\r\n${head}Content-Length: 0\r\n\r\n`,
  'Host twice': `GET /api/v1/me HTTP/1.1\r\n${head}Host: elsewhere\r\n\r\n`,
};

/** Anonymous memory of a process: what mapped files take is the page cache's. */
function memory(pid: number): number {
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

const descriptors = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

class Members {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(server: Server, crowd: Crowd) {
    const opening = crowd.opening.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
    this.#child = start(join(root, 'build/tests/faults/faults_crowd'), [server.port, crowd.count, crowd.pauseMs, crowd.piece, crowd.ways ?? '', opening].map(String));
    if (!this.#child.stdout) throw new Error('the crowd has no standard output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async said(): Promise<{ open: number; opened: number; closed: number; answers: Record<string, number> }> {
    this.#child.stdin?.write('\n');
    const line = await this.#lines.next();
    if (line.done) throw new Error('the crowd ended');
    return JSON.parse(line.value);
  }

  async end(): Promise<void> {
    this.#child.stdin?.end();
    await ended(this.#child);
  }
}

/** Once more if it went out on a connection that was just being cut off for being idle. */
const again = <T>(ask: () => Promise<T>): Promise<T> => ask().catch(ask);

/** The longest that 99 of 100 requests of somebody at work took, and how much memory the server had most meanwhile. */
async function atWork(client: Client, keyResults: Json[], pid: number): Promise<{ p99: number; most: number }> {
  const paths = ['/api/v1/me', '/api/v1/units?limit=200', '/api/v1/me/due', `/api/v1/key-results/${keyResults[0]?.id}`];
  const took: number[] = [];
  let most = 0;
  await again(() => client.get('/api/v1/me'));
  for (let i = 0; i < REQUESTS; i++) {
    const begun = performance.now();
    if (i % 5 === 4) {
      const one = keyResults[i % keyResults.length] as Json;
      (await client.post(`/api/v1/key-results/${one.id}/check-ins`, { value: one.target_value, confidence: 9 })).is(201);
    } else {
      (await client.get(paths[i % 5] as string)).is(200);
    }
    took.push(performance.now() - begun);
    most = Math.max(most, memory(pid));
    await pause(5);
  }
  took.sort((a, b) => a - b);
  return { p99: took[Math.floor(took.length * 0.99)] as number, most };
}

both(
  'clients that mean no good',
  (world) => {
    let client: Client;
    let keyResults: Json[];
    const counts = () => again(() => metrics(world.server));
    const faults = async (fault: string) => (await counts()).get(`koers_client_faults_total{fault="${fault}"}`) as number;
    const say = (line: string) => console.log(`# ${world.engine}: ${line}`);

    /** Waits until nothing is left of a crowd. */
    async function settled(before: number): Promise<void> {
      for (const deadline = Date.now() + SETTLED_MS; ; await pause(100)) {
        const { pid } = world.server;
        const now = await counts();
        const left = ['koers_connections', 'koers_body_bytes', 'koers_upload_bytes', 'koers_answer_bytes'].map((name) => now.get(name) as number);
        // The crowd's connections have ended; those of this test are a few.
        if (descriptors(pid) <= before + 8 && (left[0] as number) <= 8 && left.slice(1).every((one) => one === 0)) return;
        assert.ok(Date.now() < deadline, `${descriptors(pid)} descriptors, ${before} before; connections and bytes: ${left}`);
      }
    }

    async function withstand(crowd: Crowd): Promise<void> {
      const quiet = (await atWork(client, keyResults, world.server.pid)).p99;
      const { pid } = world.server;
      const before = { memory: memory(pid), descriptors: descriptors(pid), faults: crowd.fault ? await faults(crowd.fault) : 0 };
      const members = new Members(world.server, crowd);
      const working = async () => {
        for (const deadline = Date.now() + SETTLED_MS; ; await pause(50)) {
          const said = await members.said();
          if (said.opened >= crowd.count && (!crowd.fault || (await faults(crowd.fault)) > before.faults)) break;
          assert.ok(Date.now() < deadline, `${crowd.what}: the crowd does not bite: ${JSON.stringify(said)}`);
        }
        return { ...(await atWork(client, keyResults, pid)), said: await members.said() };
      };
      const { p99, most, said } = await working().finally(() => members.end());
      await settled(before.descriptors);
      const after = memory(pid);
      say(`${crowd.what}: p99 ${p99.toFixed(1)} ms, quiet ${quiet.toFixed(1)}; memory +${((most - before.memory) / MIB).toFixed(1)} MiB, after +${((after - before.memory) / MIB).toFixed(1)}; ${JSON.stringify(said)}`);
      assert.ok(p99 <= Math.max(quiet * SLOWER, SLOWER_MS), `${crowd.what}: p99 ${p99} ms, and ${quiet} without them`);
      assert.ok(most - before.memory <= crowd.mib * MIB, `${crowd.what}: ${(most - before.memory) / MIB} MiB more`);
      assert.ok(world.server.running, world.server.tail());
    }

    world.step('people at work, by themselves', async () => {
      await mustRun('prlimit', ['--pid', String(world.server.pid), '--nofile=20000:20000']);
      client = Object.assign(world.unheard(), { cookie: world.admin.cookie });
      const cycle = (await client.get('/api/v1/cycles', { state: 'open' })).is(200).items.at(-1) as Json;
      const objectives = (await client.get('/api/v1/objectives', { cycle_id: cycle.id, state: 'published', limit: 200 })).is(200).items as Json[];
      keyResults = objectives.filter((one) => !one.dropped_at && !one.archived_at).flatMap((one) => one.key_results as Json[]).filter((one) => one.kind === 'increase' && !one.dropped_at);
      await atWork(client, keyResults, world.server.pid); // caches fill
    });

    for (const crowd of crowds) world.step(crowd.what, () => withstand(crowd));

    world.step('large answers, read a byte at a time', () => withstand(slowReaders(world.admin.cookie as string)));

    world.step('what two servers could read differently is nobody\'s request', async () => {
      const before = await faults('malformed');
      for (const [what, bytes] of Object.entries(smuggled)) {
        const behind = Buffer.from('GET /api/v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n');
        const reply = await send(world.server.port, Buffer.concat([Buffer.from(bytes as string), behind]), { halfOpen: true, timeoutMs: PATIENCE_MS * 2 });
        assert.ok(reply.closed, `${what}: the connection stays`);
        assert.ok(reply.statuses.every((status) => status === 400 || status === 413), `${what}: ${reply.text}`);
      }
      assert.ok((await faults('malformed')) >= before + Object.keys(smuggled).length, 'some were not counted');
    });

    world.step('a packed body is not unpacked', async () => {
      const before = memory(world.server.pid);
      const bomb = gzipSync(Buffer.alloc(512 * MIB, ' '));
      const request = `POST /api/v1/units HTTP/1.1\r\n${head}Cookie: ${world.admin.cookie}\r\nX-Koers: 1\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\nConnection: close\r\n\r\n`;
      const reply = await send(world.server.port, Buffer.concat([Buffer.from(request), bomb]), { halfOpen: true, timeoutMs: SETTLED_MS });
      assert.equal(reply.status, 415, reply.text);
      assert.match(reply.text, /without Content-Encoding/);
      assert.ok(memory(world.server.pid) - before < 16 * MIB);
    });

    world.step('nothing of them is left', async () => {
      await settled(descriptors(world.server.pid));
      const failed = world.server.logged({ event: 'failed' }).filter((line) => line.level === 'error');
      assert.deepEqual(failed, []);
    });
  },
  { init: ['--demo'], args: [...metricsArgs, '--request-timeout-ms', String(PATIENCE_MS), '--answers-mib', String(ANSWERS_MIB), '--uploads-mib', String(UPLOADS_MIB), '--log-level', 'warning'] },
);
