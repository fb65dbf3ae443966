// SPDX-License-Identifier: Apache-2.0
// Where things are: the same for a source in tests/ and for what the compiler made of it in build/.
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

function findRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'meson_options.txt'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('not inside a clone of Koers');
    folder = above;
  }
  return folder;
}

/** The folder of the clone. */
export const root = findRoot();

/** The program under test; `./test` names the build of the suite in TEST_BINARY. */
export const binary = process.env.TEST_BINARY ?? join(root, 'build/koers');

/** A new folder of its own, short enough for a unix socket, removed by `./test` with all others. */
export function temporaryFolder(what: string): string {
  return mkdtempSync(join(tmpdir(), `${what}-`));
}
