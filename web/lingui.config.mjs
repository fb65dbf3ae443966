// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from '@lingui/cli';
import babel from '@lingui/cli/api/extractors/babel';
import { formatter } from '@lingui/format-po';
import { serverSentences } from './tool/server-sentences.mjs';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'nl'],
  catalogs: [
    {
      path: 'src/locale/{locale}',
      include: ['src', '../src/edge', '../src/model', '../src/practice'],
      exclude: ['../src/practice/example/story/**'], // people of the example write what they like
    },
  ],
  extractors: [babel, serverSentences],
  // Line numbers would change every catalogue on every edit.
  format: formatter({ lineNumbers: false, printPlaceholdersInComments: false }),
});
