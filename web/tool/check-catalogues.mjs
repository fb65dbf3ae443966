// SPDX-License-Identifier: Apache-2.0
// Every message of the source stands in every catalogue, translated. Where a translation equals the
// English text, it must be on the list of words that are the same in both languages.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const web = new URL('..', import.meta.url).pathname;
const languages = ['en', 'nl'];
const catalogue = (language) => join(web, `src/locale/${language}.po`);
const same = new Set(JSON.parse(readFileSync(join(web, 'src/locale/same.json'), 'utf8')));

/** msgid → msgstr of a catalogue; texts over several lines are joined. */
function entries(text) {
  const found = new Map();
  let id = null;
  let field = null;
  let value = { msgid: '', msgstr: '' };
  const finish = () => {
    if (id !== null && value.msgid !== '') found.set(value.msgid, value.msgstr);
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('#~')) continue;
    const start = /^(msgid|msgstr) "(.*)"$/.exec(line);
    if (start?.[1] === 'msgid') {
      finish();
      id = start[2];
      value = { msgid: start[2], msgstr: '' };
      field = 'msgid';
    } else if (start) {
      value.msgstr = start[2];
      field = 'msgstr';
    } else {
      const more = /^"(.*)"$/.exec(line);
      if (more && field) value[field] += more[1];
    }
  }
  finish();
  return found;
}

/** Extracts anew and compares, so that a catalogue that was not extracted fails too. */
function stale() {
  const kept = mkdtempSync(join(tmpdir(), 'koers-catalogues-'));
  for (const language of languages) copyFileSync(catalogue(language), join(kept, `${language}.po`));
  try {
    execFileSync(join(web, 'node_modules/.bin/lingui'), ['extract', '--clean'], { cwd: web });
    return languages.filter(
      (language) =>
        [...entries(readFileSync(catalogue(language), 'utf8')).keys()].join('\n') !==
        [...entries(readFileSync(join(kept, `${language}.po`), 'utf8')).keys()].join('\n'),
    );
  } finally {
    for (const language of languages)
      copyFileSync(join(kept, `${language}.po`), catalogue(language));
    rmSync(kept, { recursive: true });
  }
}

const faults = stale().map(
  (language) => `${language}.po is not what the source says: npm run extract`,
);
for (const language of languages.slice(1)) {
  for (const [id, text] of entries(readFileSync(catalogue(language), 'utf8'))) {
    if (text === '') faults.push(`${language}: not translated: ${id}`);
    else if (text === id && !same.has(id))
      faults.push(`${language}: equal to English, not on the list: ${id}`);
  }
}

for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
