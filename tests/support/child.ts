// SPDX-License-Identifier: Apache-2.0
// Child processes that never outlive the test that started them, and whose end is always waited for.
import { spawn, type ChildProcess } from 'node:child_process';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  input?: string | Buffer;
  env?: Record<string, string | undefined>;
  cwd?: string;
  timeoutMs?: number;
  /** Run as this user; needs root. */
  user?: { uid: number; gid: number };
}

export interface StartOptions extends RunOptions {
  /** What the kernel sends the child when this process dies, however it dies. */
  deathSignal?: 'INT' | 'TERM' | 'KILL';
}

/** Starts a program that dies with this process. */
export function start(command: string, args: string[], options: StartOptions = {}): ChildProcess {
  const wrapper = ['--pdeathsig', options.deathSignal ?? 'KILL'];
  if (options.user) {
    wrapper.push(`--reuid=${options.user.uid}`, `--regid=${options.user.gid}`, '--clear-groups');
  }
  return spawn('setpriv', [...wrapper, command, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Waits for a child's end. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve({ code: child.exitCode, signal: child.signalCode });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Runs a program to its end and gives back all it said; a failure is the caller's to judge. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(command, args, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => {}); // a program that ends without reading its input is no error
  child.stdin?.end(options.input ?? '');
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 60_000);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => resolve());
    });
  } finally {
    clearTimeout(timer);
  }
  return { code: child.exitCode, signal: child.signalCode, stdout, stderr };
}

/** Runs a program that must succeed; gives its standard output. */
export async function mustRun(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')}: ended with ${result.code ?? result.signal}\n${result.stdout}${result.stderr}`,
    );
  }
  return result.stdout;
}
