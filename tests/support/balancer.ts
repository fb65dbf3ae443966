// SPDX-License-Identifier: Apache-2.0
// The distribution's nginx or HAProxy on loopback, with the very configuration that the administrator's pages give:
// only its addresses are ours, and it speaks no TLS.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, start } from './child.ts';
import { root, temporaryFolder } from './place.ts';
import { freePort, type Server } from './server.ts';

const START_TIMEOUT_MS = 30_000;

export type Kind = 'nginx' | 'haproxy';
export const kinds: readonly Kind[] = ['nginx', 'haproxy'];

export class Balancer {
  readonly url: string;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await ended(this.#child);
  }
}

/** The page's text with each of these put in its place; all of them must be there. */
function adapted(name: string, changes: [RegExp, string][]): string {
  const text = changes.reduce((text, [what, by]) => {
    assert.match(text, what, `${name} has no ${what}`);
    return text.replace(what, by);
  }, readFileSync(join(root, 'doc/admin', name), 'utf8'));
  assert.doesNotMatch(text, /10\.0\.0\.\d+:/, `${name} has more servers than there are`);
  return text;
}

/** The page's servers, in order. */
const addresses = (servers: Server[]): [RegExp, string][] =>
  servers.map(({ port }, i) => [new RegExp(`10\\.0\\.0\\.1${i + 1}:8080`), `127.0.0.1:${port}`]);

function nginx(folder: string, port: number, servers: Server[]): [string, string[]] {
  const site = adapted('koers-nginx.conf', [
    ...addresses(servers),
    [/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`],
    [/ +ssl_certificate .*\n +ssl_certificate_key .*\n/, ''],
  ]);
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ');
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
     events { worker_connections 1024; }
     http { access_log off; ${scratch} ${site} }`,
  );
  return ['/usr/sbin/nginx', ['-p', folder, '-c', file, '-e', 'stderr']];
}

function haproxy(folder: string, port: number, servers: Server[]): [string, string[]] {
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(
    file,
    adapted('koers-haproxy.cfg', [
      ...addresses(servers),
      [/bind :443 .*/, `bind 127.0.0.1:${port}`],
      [/X-Forwarded-Proto https/, 'X-Forwarded-Proto http'],
    ]),
  );
  return ['/usr/sbin/haproxy', ['-db', '-f', file]];
}

/** Starts one in front of these servers, and waits until it hands on. */
export async function startBalancer(kind: Kind, servers: Server[]): Promise<Balancer> {
  const port = await freePort();
  const [command, args] = (kind === 'nginx' ? nginx : haproxy)(temporaryFolder(kind), port, servers);
  const child = start(command, args);
  let said = '';
  child.stdin?.end();
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  const balancer = new Balancer(child, `http://127.0.0.1:${port}`);
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; ) {
    const hands = await fetch(`${balancer.url}/healthz`, { signal: AbortSignal.timeout(2000) }).then((reply) => reply.ok, () => false);
    if (hands) return balancer;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${kind} did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
