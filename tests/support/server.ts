// SPDX-License-Identifier: Apache-2.0
// A Koers server under test: started on a free loopback port, stopped by SIGTERM, and every stop
// checks that it ended well and that no sanitizer had anything to report.
import { AssertionError } from 'node:assert';
import { type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { ended, start } from './child.ts';
import { binary } from './place.ts';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 60_000;

export interface ServerOptions {
  /** The database's URL. */
  db: string;
  /** More arguments of `koers serve`; some name the address at which it serves. */
  args?: string[] | ((url: string) => string[]);
  env?: Record<string, string>;
  /** Another build than the suite's. */
  binary?: string;
  /** https, when the arguments name certificates. */
  scheme?: 'http' | 'https';
  /** Where to serve, when not on any free port. */
  port?: number;
}

/** One line of the server's log, which is JSON. */
export type LogLine = Record<string, unknown>;

// Below those the kernel gives to whoever connects, so that no connection takes one between the look and its use.
const PORT_MIN = 10_000;
const PORT_MAX = 32_000;

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  const port = randomInt(PORT_MIN, PORT_MAX);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(freePort()) : reject(error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

export class Server {
  readonly url: string;
  readonly port: number;
  /** The log so far. */
  readonly logs: LogLine[] = [];
  /** What the server said that is no log line: nothing, unless something is wrong. */
  readonly noise: string[] = [];
  readonly #child: ChildProcess;
  readonly #end: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #said: Promise<void>;

  constructor(child: ChildProcess, port: number, scheme: string) {
    this.#child = child;
    this.#end = ended(child);
    this.port = port;
    this.url = `${scheme}://127.0.0.1:${port}`;
    child.stdin?.end();
    child.stdout?.resume();
    if (!child.stderr) throw new Error('the server has no standard error');
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => this.#hear(line));
    this.#said = new Promise((resolve) => lines.once('close', () => resolve()));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #hear(line: string): void {
    try {
      this.logs.push(JSON.parse(line) as LogLine);
    } catch {
      this.noise.push(line);
    }
  }

  /** Log lines that have all these members. */
  logged(like: LogLine): LogLine[] {
    return this.logs.filter((line) => Object.entries(like).every(([name, value]) => line[name] === value));
  }

  /** Throws if a sanitizer reported anything. */
  checkNoise(): void {
    const at = this.noise.findIndex((line) => /Sanitizer|runtime error:/.test(line));
    if (at >= 0) {
      throw new AssertionError({
        message: `the server's sanitizer reports:\n${this.noise.slice(at, at + 60).join('\n')}`,
      });
    }
  }

  /** Stops the server as an administrator does, and throws unless it ended well. */
  async stop(): Promise<void> {
    if (this.running) this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const { code, signal } = await this.#end;
    clearTimeout(timer);
    await this.#said;
    this.checkNoise();
    if (code !== 0) {
      throw new AssertionError({
        message: `the server ended with ${code ?? signal}:\n${this.tail()}`,
      });
    }
  }

  /** Ends the server at once, as a crash does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#end;
  }

  tail(): string {
    return [...this.logs.slice(-15).map((line) => JSON.stringify(line)), ...this.noise.slice(-40)].join('\n');
  }
}

/** Starts a server and waits until it answers /healthz. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = options.port ?? (await freePort());
  const scheme = options.scheme ?? 'http';
  const args = typeof options.args === 'function' ? options.args(`${scheme}://127.0.0.1:${port}`) : options.args;
  const child = start(
    options.binary ?? binary,
    ['serve', '--db', options.db, '--listen', `127.0.0.1:${port}`, ...(args ?? [])],
    {
      env: {
        ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0',
        UBSAN_OPTIONS: 'print_stacktrace=1',
        ...options.env,
      },
    },
  );
  const server = new Server(child, port, scheme);
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (!server.running) throw new Error(`the server did not start:\n${server.tail()}`);
    const healthy = await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
      (reply) => reply.ok,
      // Behind TLS a test's certificate is not trusted here; that it listens is enough.
      (error: Error) => scheme === 'https' && /certificate/.test(String(error.cause)),
    );
    if (healthy) return server;
    if (Date.now() > deadline) {
      await server.kill();
      throw new Error(`the server does not answer /healthz:\n${server.tail()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
