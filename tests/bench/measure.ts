// SPDX-License-Identifier: Apache-2.0
// What all benches share: programs pinned to a core that work in rounds, the CPU a process took, and the
// ratio of pairs measured in turn, printed as a table and kept in build/bench.json.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { ended, mustRun } from '../support/child.ts';
import { binary, root } from '../support/place.ts';
import { freePort } from '../support/server.ts';

export const PAIRS = 11;

/** How many people the organisations have, one after the other, so that the slope shows. */
export const sizes = (process.env.BENCH_PEOPLE ?? (process.env.BENCH_SHORT ? '1000' : '1000,10000,100000')).split(',').map(Number);

const ANSWERS_WITHIN_MS = 10_000;

/** Where what is measured runs, and where the load does. With one core both share it. */
export const measuredCore = 0;
const loadCore = cpus().length > 1 ? 1 : 0;

export interface Mark {
  /** Its number in the table of marks. */
  mark: number;
  work: string;
  people: number;
  /** Median of the paired ratios, with their quartiles. */
  ratio: number;
  q1: number;
  q3: number;
  /** What is only printed, beside a mark, has none. */
  target?: number;
  met?: boolean;
  /** Medians: microseconds a request, of CPU for a read, of time for a write, unless the work says otherwise. */
  koers: number;
  reference: number;
}

/** A program of this folder, as Meson built it. */
export const program = (name: string): string => join(root, 'build/tests/bench', name);

function startPinned(core: number, command: string[], stderr: number | 'inherit'): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', 'taskset', '-c', String(core), ...command], {
    stdio: ['pipe', 'pipe', stderr],
  });
}

/** A program that works for each line it is given, such as a number of requests, and answers with a line of JSON. */
export class Rounds<Said> {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(where: 'measured' | 'load', command: string[]) {
    this.#child = startPinned(where === 'measured' ? measuredCore : loadCore, command, 'inherit');
    if (!this.#child.stdout) throw new Error('the program has no standard output');
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async said<Line = Said>(): Promise<Line> {
    const line = await this.#lines.next();
    if (line.done) throw new Error('a program of the bench ended; it has said why');
    return JSON.parse(line.value) as Line;
  }

  async round(what: number | string): Promise<Said> {
    this.#child.stdin?.write(`${what}\n`);
    return this.said();
  }

  async end(): Promise<void> {
    this.#child.stdin?.end();
    await ended(this.#child);
    this.#reader.close();
  }
}

/** Nanoseconds of CPU, the kernel's share included, that all threads of a process have taken so far. */
export function cpuOf(pid: number): bigint {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks)
    .map((task) => BigInt(readFileSync(join(tasks, task, 'schedstat'), 'utf8').split(' ')[0] ?? '0'))
    .reduce((sum, nanos) => sum + nanos, 0n);
}

/** A process on the measured core that answers on a port of loopback. */
export class Measured {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts a command with its log in a file, as it would be in earnest, and waits until it answers. */
  static async start(command: (port: number) => string[], log: string): Promise<Measured> {
    const port = await freePort();
    const stderr = openSync(log, 'w');
    const child = startPinned(measuredCore, command(port), stderr);
    closeSync(stderr);
    const deadline = Date.now() + ANSWERS_WITHIN_MS;
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`the server does not answer; its log:\n${readFileSync(log, 'utf8')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return new Measured(child, port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Nanoseconds of CPU, the kernel's share included, that all its threads have taken so far. */
  cpuNanos(): bigint {
    return cpuOf(this.pid);
  }

  /** Memory of its own that is in use: neither files nor what it shares. */
  anonymousBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await ended(this.#child);
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get({ port, host: '127.0.0.1', path: '/healthz', agent: false }, (reply) => {
      reply.resume();
      resolve(true);
    });
    asked.on('error', () => resolve(false));
  });

/** Koers with a database on the disk. */
export function startKoers(db: string, log: string, threads = 1): Promise<Measured> {
  const serve = [binary, 'serve', '--db', `sqlite:${db}`, '--threads', String(threads)];
  return Measured.start((port) => [...serve, '--listen', `127.0.0.1:${port}`], log);
}

function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
export const median = (values: number[]): number => quantile(sorted(values), 0.5);

/** One pair: microseconds a request, of Koers and of the reference. */
export interface Pair {
  koers: number;
  reference: number;
}

/** Judges pairs: the ratio is the reference's share of what Koers took. */
export function judge(what: Pick<Mark, 'mark' | 'work' | 'people' | 'target'>, pairs: Pair[]): Mark {
  const ratios = sorted(pairs.map((pair) => pair.reference / pair.koers));
  const ratio = quantile(ratios, 0.5);
  return {
    ...what,
    ratio,
    q1: quantile(ratios, 0.25),
    q3: quantile(ratios, 0.75),
    met: what.target === undefined ? undefined : ratio >= what.target,
    koers: median(pairs.map((pair) => pair.koers)),
    reference: median(pairs.map((pair) => pair.reference)),
  };
}

/** A mark that is a limit, which is the reference of each pair. */
export const limit = (mark: number, work: string, people: number, pairs: Pair[]): Mark => judge({ mark, work, people, target: 1 }, pairs);

/** What spin takes on the machine that the marks were set on, at rest. */
const SPIN_MICROS = 100_000;

/** How many times slower than there this machine is now: by so much a limit in time grows. */
export async function slowness(): Promise<number> {
  const spin = await mustRun('taskset', ['-c', String(measuredCore), program('bench_spin')]);
  return (JSON.parse(spin) as { micros: number }).micros / SPIN_MICROS;
}

/** What the work of a mark costs, of what it costs with the fewest people. */
function slope(mark: Mark, all: Mark[]): string {
  const [fewest] = all.filter((one) => one.work === mark.work).sort((a, b) => a.people - b.people);
  return fewest && fewest !== mark ? (mark.koers / fewest.koers).toFixed(2) : '';
}

const headings = ['mark', 'work', 'people', 'koers', 'reference', 'slope', 'ratio', 'q1', 'q3', 'target', 'met'];

function line(cells: string[]): void {
  console.log(cells.map((cell, i) => (i === 1 ? cell.padEnd(28) : cell.padStart(10))).join(' '));
}

function print(mark: Mark, all: Mark[]): void {
  const { work, people, koers, reference, ratio, q1, q3, target, met } = mark;
  const costs = [koers.toFixed(1), reference.toFixed(1), slope(mark, all)];
  const judged = [...[ratio, q1, q3].map((one) => one.toFixed(3)), target?.toFixed(2) ?? 'none', met === undefined ? '' : met ? 'yes' : 'no'];
  line([String(mark.mark), work, String(people), ...costs, ...judged]);
}

/** Of a mark what build/bench.json has. */
type Kept = Omit<Mark, 'koers' | 'reference'>;

function kept({ mark, work, people, ratio, target, met, q1, q3 }: Mark): Kept {
  return { mark, work, people, ratio, target, met, q1, q3 };
}

/** Prints the marks and puts those with a target into build/bench.json, in the place of older ones of the same work. */
export function report(marks: Mark[]): void {
  line(headings);
  for (const mark of marks) print(mark, marks);
  const path = join(root, 'build/bench.json');
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept[]) : [];
  const others = before.filter((old) => !marks.some((one) => one.work === old.work && one.people === old.people));
  writeFileSync(path, `${JSON.stringify([...others, ...marks.filter((mark) => mark.target !== undefined).map(kept)], null, 2)}\n`);
}
