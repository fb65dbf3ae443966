// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'nl'],
  catalogs: [{ path: 'src/locale/{locale}', include: ['src'] }],
  // Line numbers would change every catalogue on every edit.
  format: formatter({ lineNumbers: false, printPlaceholdersInComments: false }),
});
