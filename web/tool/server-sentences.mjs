// SPDX-License-Identifier: Apache-2.0
// The sentences of the server, for the catalogues: every text in its C that begins as a sentence and
// ends as one, and what is marked N_("…"). xgettext reads the C; placeholders of printf become those
// of a message, "%.*s has left." → "{0} has left.", and the English is the id, so that
// src/locale/sentence.ts finds it again in an answer.
import { execFileSync } from 'node:child_process';
import { formatter } from '@lingui/format-po';

const po = formatter();
const SENTENCE = /^[A-Z%].* .*[.?]$/;
const PLACEHOLDER = /%(?:%|[-0-9.*]*(?:<PRI\w+>|(?:ll|[hlzjt])?[dusxcf]))/g;

/** What xgettext finds in a file. */
async function texts(path, ...how) {
  const found = execFileSync(
    'xgettext',
    ['--from-code=UTF-8', '-L', 'C', ...how, '-o', '-', path],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'], // it warns of each ""
    },
  );
  return found === ''
    ? []
    : Object.values(await po.parse(found, { locale: 'en', sourceLocale: 'en' })).map(
        (one) => one.message,
      );
}

/** A text of printf as a message. */
export function messageOf(text) {
  let place = 0;
  return text
    .replace(/[{}]/g, "'$&'")
    .replace(PLACEHOLDER, (one) => (one === '%%' ? '%' : `{${place++}}`));
}

/* What is content of an organisation (okr/starter.h) is written in each language, not translated. */
export const serverSentences = {
  match: (path) => /\/(?!test_|starter_)\w+\.c$/.test(path),
  async extract(path, _code, found) {
    const all = (await texts(path, '--extract-all')).filter((text) => SENTENCE.test(text));
    for (const text of [...all, ...(await texts(path, '--keyword', '--keyword=N_'))]) {
      const message = messageOf(text);
      found({ id: message, message, origin: [path, 1] });
    }
  },
};
