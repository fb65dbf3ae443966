// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { mustRun } from './child.ts';
import { root } from './place.ts';
import { sharedPostgres, startPostgres } from './postgres.ts';

test('postgres__answers_on_its_socket_only', async () => {
  const postgres = await startPostgres({ settings: { max_connections: '20' } });
  const url = await postgres.createDatabase();
  assert.deepEqual(await postgres.query('SELECT 1, 2; SHOW listen_addresses; SHOW server_encoding', url), [
    ['1', '2'],
    ['UTF8'],
  ]);
  await postgres.dropDatabase(url);
  await postgres.stop();
  assert.ok(!existsSync(postgres.host));
});

test('postgres__is_shared_by_the_tests_of_a_process', async () => {
  const postgres = await sharedPostgres();
  assert.equal(await sharedPostgres(), postgres);
  await assert.rejects(postgres.query('SELECT nonsense'), /nonsense/);
});

test('postgres__ends_when_its_test_is_killed', async () => {
  const script = `
    const { startPostgres } = await import('${import.meta.dirname}/postgres.js');
    const postgres = await startPostgres();
    console.log((await postgres.query('SELECT pg_backend_pid()')).length, postgres.host);
    process.kill(process.pid, 'SIGKILL');`;
  const said = await mustRun('sh', ['-c', `'${process.execPath}' --input-type=module -e "$0" || true`, script], { cwd: root });
  const host = said.trim().split(' ')[1] ?? '';
  assert.notEqual(host, '');
  for (let tries = 0; existsSync(`${host}/.s.PGSQL.5432.lock`) && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(!existsSync(`${host}/.s.PGSQL.5432.lock`), 'the server still runs');
});
