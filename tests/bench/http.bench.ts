// SPDX-License-Identifier: Apache-2.0
// Mark 1: bytes over kept connections, from one core, against nginx with the very same files; each writes a line
// for each request into a log of its own. By CPU. The mark is that of 2 KiB; other sizes are printed beside it.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../support/child.ts';
import { binary, root, temporaryFolder } from '../support/place.ts';
import { judge, Measured, PAIRS, type Pair, program, report, Rounds, startKoers } from './measure.ts';

const KIB = 1024;
const SIZES = [512, 2 * KIB, 48 * KIB];
const TARGET = 1.3;
const CLIENTS = 16;
const PLAIN_MAX = 4096; // as tool/embed has it
const BYTES = 32 << 20; // of a round, and
const REQUESTS_MAX = 10_000;

/** The file of the client whose size is nearest to this one, of those that the program has as they are. */
function assetNear(size: number): { path: string; size: number } {
  const folder = join(root, 'web/dist/assets');
  const far = (one: { size: number }) => Math.abs(Math.log(one.size / size));
  const all = readdirSync(folder).map((name) => ({ path: `/assets/${name}`, size: statSync(join(folder, name)).size }));
  const plain = all.filter((one) => one.path.endsWith('.woff2') || one.size <= PLAIN_MAX);
  return plain.reduce((best, one) => (far(one) < far(best) ? one : best));
}

/** nginx as one process on the measured core. */
function startNginx(folder: string): Promise<Measured> {
  const conf = (port: number) => `
    daemon off;
    master_process off;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events { worker_connections 256; }
    http {
      types { text/javascript js; text/css css; font/woff2 woff2; }
      access_log ${folder}/access.log;
      sendfile on;
      tcp_nopush on;
      open_file_cache max=1000;
      keepalive_requests 100000000;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ')}
      server { listen 127.0.0.1:${port}; root ${folder}/files; }
    }`;
  return Measured.start((port) => {
    writeFileSync(join(folder, 'nginx.conf'), conf(port));
    return ['/usr/sbin/nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  }, join(folder, 'nginx.log'));
}

/** Microseconds of CPU a request, measured in turn. */
async function compare(servers: { koers: Measured; nginx: Measured }, asset: { path: string; size: number }): Promise<Pair[]> {
  const requests = Math.min(REQUESTS_MAX, Math.ceil(BYTES / asset.size));
  const load = (server: Measured) =>
    new Rounds<{ bytes: number }>('load', [program('bench_load'), String(server.port), 'none=0', String(CLIENTS), asset.path]);
  const loads = { koers: load(servers.koers), nginx: load(servers.nginx) };
  const micros = async (of: 'koers' | 'nginx') => {
    const before = servers[of].cpuNanos();
    await loads[of].round(requests);
    return Number(servers[of].cpuNanos() - before) / 1000 / requests;
  };
  await micros('koers');
  await micros('nginx');
  const pairs: Pair[] = [];
  for (let i = 0; i < PAIRS; i++) pairs.push({ koers: await micros('koers'), reference: await micros('nginx') });
  await loads.koers.end();
  await loads.nginx.end();
  return pairs;
}

const folder = temporaryFolder('bench');
const assets = SIZES.map(assetNear);
const db = join(folder, 'koers.db');
await mustRun(binary, ['init', '--db', `sqlite:${db}`]);
const koers = await startKoers(db, join(folder, 'koers.log'));
mkdirSync(join(folder, 'files/assets'), { recursive: true });
for (const { path } of assets) {
  const reply = await fetch(`http://127.0.0.1:${koers.port}${path}`, { headers: { 'Accept-Encoding': 'identity' } });
  writeFileSync(join(folder, 'files', path), Buffer.from(await reply.arrayBuffer()));
}
const nginx = await startNginx(folder);
const marks = [];
for (const [i, asset] of assets.entries()) {
  const marked = SIZES[i] === 2 * KIB;
  const work = `bytes, ${((SIZES[i] ?? 0) / KIB).toFixed(1)} KiB`;
  marks.push(judge({ mark: 1, work, people: 0, target: marked ? TARGET : 0 }, await compare({ koers, nginx }, asset)));
}
await koers.stop();
await nginx.stop();
report(marks);
