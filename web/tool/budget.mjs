// SPDX-License-Identifier: Apache-2.0
// What a browser must load, compressed, against the budgets of the design. Run after a build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const budget = { entryJs: 270 * KB, css: 25 * KB, chunk: 80 * KB };
const dist = new URL('../dist/', import.meta.url).pathname;

const size = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const entry = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]);
const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`);

const lines = [];
const check = (what, bytes, limit) => lines.push({ what, bytes, limit, fits: bytes <= limit });
const sum = (paths) => paths.reduce((total, path) => total + size(join(dist, path)), 0);

check('entry JS', sum(entry.filter((path) => path.endsWith('.js'))), budget.entryJs);
check('entry CSS', sum(entry.filter((path) => path.endsWith('.css'))), budget.css);
for (const path of assets.filter((name) => /\.(js|css)$/.test(name))) {
  if (!entry.includes(path))
    check(path.slice('assets/'.length), size(join(dist, path)), budget.chunk);
}

for (const { what, bytes, limit, fits } of lines.sort((a, b) => b.bytes - a.bytes)) {
  const text = `${(bytes / KB).toFixed(1).padStart(7)} kB of ${limit / KB} kB  ${what}`;
  if (!fits) console.error(`TOO BIG ${text}`);
  else if (bytes > 10 * KB || limit !== budget.chunk) console.log(`     ok ${text}`);
}
process.exit(lines.every((line) => line.fits) ? 0 : 1);
