// SPDX-License-Identifier: Apache-2.0
// A page may use features and ui, a feature ui, never the other way; ui fetches nothing and knows
// no word of the practice. route/ names the addresses and may use pages; nothing uses it but src
// itself. This reads every import and says which ones break that.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const SRC = new URL('../src/', import.meta.url).pathname;

/** What a folder of src may import from. Files of src itself wire all of it. */
const allowed = {
  api: ['api', 'locale/sentence'],
  locale: ['locale', 'ui/number'],
  ui: ['ui', 'locale', 'api/problem'],
  feature: ['feature', 'ui', 'locale', 'api'],
  route: ['route', 'page', 'feature', 'ui', 'api'],
  page: ['page/frame', 'feature', 'ui', 'locale', 'api'],
};

function* files(folder) {
  for (const entry of readdirSync(join(SRC, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

function* imports(path) {
  const text = readFileSync(join(SRC, path), 'utf8');
  for (const match of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    const target = match[1];
    if (target.startsWith('@/')) yield target.slice(2);
    else if (target.startsWith('.')) yield normalize(join(dirname(path), target));
  }
}

const inside = (target, folder) => target === folder || target.startsWith(`${folder}/`);
const faults = [];
for (const path of files('')) {
  const [layer, name] = path.split('/');
  if (!(layer in allowed)) continue;
  // A page may use its own folder, and the frame around all pages; not another page.
  const own = layer === 'page' ? [`page/${name}`, ...allowed.page] : allowed[layer];
  for (const target of imports(path)) {
    if (!own.some((folder) => inside(target, folder)))
      faults.push(`${path}: may not import ${target}`);
  }
}

for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
