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
  env: { ...process.env, TEST_POSTGRES: postgres.host },
});
const { code } = await ended(child);
await postgres.stop();
process.exitCode = code ?? 1;
