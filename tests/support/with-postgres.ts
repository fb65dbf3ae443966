// SPDX-License-Identifier: Apache-2.0
// with-postgres COMMAND ARG…: runs a command while a PostgreSQL of our own runs, so that the test
// files, each a process, share one server. The command's exit status is ours.
import { spawn } from 'node:child_process';
import { ended } from './child.ts';
import { startPostgres } from './postgres.ts';

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('with-postgres needs a command');
const postgres = await startPostgres();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {}); // the child's end is ours
const child = spawn(command, args, {
  stdio: 'inherit',
  // The folder of the socket for tests in TypeScript, a database for those in C.
  env: { ...process.env, TEST_POSTGRES: postgres.host, KOERS_TEST_POSTGRES: postgres.url('postgres') },
});
const { code } = await ended(child);
await postgres.stop();
process.exitCode = code ?? 1;
