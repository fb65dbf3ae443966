// SPDX-License-Identifier: Apache-2.0
// tool/setup on machines that lack things. It runs in a copy of its own, beside no client, so that
// the clone's build folder stays as it is.
import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mustRun, run } from '../support/child.ts';
import { root, temporaryFolder } from '../support/place.ts';

const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

/** A clone that holds only the script, writable by anyone. */
function clone(): string {
  const folder = temporaryFolder('clone');
  mkdirSync(join(folder, 'tool'));
  cpSync(join(root, 'tool/setup'), join(folder, 'tool/setup'));
  chmodSync(folder, 0o777);
  return folder;
}

/** A folder for the PATH with everything of this machine but these programs. */
function programsWithout(...hidden: string[]): string {
  const folder = temporaryFolder('bin');
  chmodSync(folder, 0o755);
  for (const place of ['/usr/sbin', '/usr/bin']) {
    for (const name of readdirSync(place)) {
      if (hidden.includes(name) || existsSync(join(folder, name))) continue;
      symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

/** Adds a program to a folder of the PATH. */
function program(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

test('setup__with_nothing_missing_is_silent', async () => {
  const folder = clone();
  await mustRun(join(folder, 'tool/setup'), []);
  assert.equal(await mustRun(join(folder, 'tool/setup'), ['test']), '');
});

test('setup__names_each_missing_package_with_its_reason_and_asks_sudo_for_those_alone', async () => {
  const folder = clone();
  const bin = programsWithout('sudo', 'apt-get', 'dpkg-query', 'apt-cache');
  const calls = join(folder, 'calls');
  // All is installed but two; the second is known to the distribution by its other name only.
  program(bin, 'dpkg-query', `for p; do case $p in -*|*Package*|libcsv-dev|pkg-config|pkgconf) ;; *) echo "installed $p" ;; esac; done; exit 1`);
  program(bin, 'apt-cache', `case $* in *' pkg-config') exit 100 ;; *) echo Filename: x ;; esac`);
  program(bin, 'apt-get', 'exit 0');
  program(bin, 'sudo', `echo "$*" >>'${calls}'`);
  const said = await mustRun(join(folder, 'tool/setup'), [], { user: nobody, env: { PATH: `${bin}:${process.env.PATH}` } });
  assert.match(said, /libcsv-dev +CSV as RFC 4180 has it/);
  assert.match(said, /pkg-config\|pkgconf +finds the libraries/);
  assert.doesNotMatch(said, /libpq/);
  assert.deepEqual(readFileSync(calls, 'utf8').trim().split('\n').map((line) => line.replace(/^env \S+ /, '')), [
    '-v',
    'apt-get -q update',
    '-v',
    'apt-get -q -y --no-install-recommends install pkgconf libcsv-dev',
  ]);
});

test('setup__without_root_and_sudo_says_what_is_needed', async () => {
  const folder = clone();
  const bin = programsWithout('sudo', 'dpkg-query');
  program(bin, 'dpkg-query', 'exit 1');
  const result = await run(join(folder, 'tool/setup'), [], { user: nobody, env: { PATH: bin } });
  assert.equal(result.code, 1);
  assert.match(result.stdout, /gcc +the C compiler/);
  assert.match(result.stderr, /run it as root, or install sudo/);
});

test('setup__with_a_path_without_node_brings_its_own', async () => {
  const folder = clone();
  const bin = programsWithout('node', 'nodejs', 'npm', 'npx', 'corepack');
  const said = await mustRun(join(folder, 'tool/setup'), [], { env: { PATH: bin }, timeoutMs: 600_000 });
  assert.match(said, /Node 20\.19 or newer with npm 11 is missing/);
  const own = { env: { PATH: `${join(folder, 'build/node/bin')}:${bin}` } };
  assert.match(await mustRun('node', ['--version'], own), /^v22\./);
  assert.match(await mustRun('npm', ['--version'], own), /^11\./);
  assert.equal(await mustRun(join(folder, 'tool/setup'), [], { env: { PATH: bin } }), '', 'a second run has nothing to do');
});
