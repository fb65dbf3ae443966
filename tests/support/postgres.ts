// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL of our own: the distribution's server in a temporary folder, on a unix socket only.
// A cluster that the package started is never touched. As root the server runs as `nobody`,
// since PostgreSQL refuses root. It dies with this process.
import { spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ended, mustRun, start, type StartOptions } from './child.ts';
import { temporaryFolder } from './place.ts';

const START_TIMEOUT_MS = 30_000;
const superuser = 'koers';

/** The name in a URL of such a server, which has no host between its slashes. */
export const databaseName = (url: string): string => new URL(url.replace('@/', '@x/')).pathname.slice(1);

/** The folder of the newest server installed. */
function programs(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).filter((name) => /^\d+$/.test(name)) : [];
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  if (newest === undefined) throw new Error('no PostgreSQL server is installed; run tool/setup test');
  if (newest < 15) throw new Error(`PostgreSQL 15 or newer is needed, ${newest} is installed`);
  return join(base, String(newest), 'bin');
}

/** Whom the server runs as, when not as ourselves. */
export function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[0] === 'nobody');
  if (!row) throw new Error('PostgreSQL refuses to run as root, and there is no user nobody');
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

export interface PostgresOptions {
  /** Keep fsync on, for tests of what survives a crash. */
  durable?: boolean;
  /** Settings of postgresql.conf. */
  settings?: Record<string, string>;
}

/** Where one of our own has its data and its socket, whom it runs as, and how it is started. */
interface Cluster {
  folder: string;
  data: string;
  as: StartOptions;
  args: string[];
}

export class Postgres {
  /** The folder of the socket, which libpq takes for a host. */
  readonly host: string;
  #child: ChildProcess | undefined;
  readonly #cluster: Cluster | undefined;
  #databases = 0;

  /** One of our own has a cluster; else it is lent to us. */
  constructor(host: string, child?: ChildProcess, cluster?: Cluster) {
    this.host = host;
    this.#child = child;
    this.#cluster = cluster;
  }

  /** Its database, or the same one on whichever of these servers takes writes. */
  url(database: string, others: Postgres[] = []): string {
    const hosts = [this, ...others].map(({ host }) => encodeURIComponent(host)).join(',');
    return `postgresql://${superuser}@/${database}?host=${hosts}${others.length > 0 ? '&target_session_attrs=read-write' : ''}`;
  }

  /** Makes a new, empty database (or a copy of another one) and gives its URL. */
  async createDatabase(template = 'template0', tablespace = 'pg_default'): Promise<string> {
    const name = `t${process.pid}_${++this.#databases}`;
    // The C collation, so that both engines order text alike.
    await this.query(
      `CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TABLESPACE ${tablespace}`,
    );
    return this.url(name);
  }

  async dropDatabase(url: string): Promise<void> {
    await this.query(`DROP DATABASE IF EXISTS ${databaseName(url)} WITH (FORCE)`);
  }

  /** Runs SQL through psql: rows as lines, columns separated by tabs. */
  async query(sql: string, url = this.url('postgres')): Promise<string[][]> {
    const text = await mustRun(
      join(programs(), 'psql'),
      ['-X', '-q', '-t', '-A', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', url, '-f', '-'],
      { input: sql },
    );
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t'));
  }

  /** A session of psql that runs this; whoever starts it ends it. */
  session(sql: string): ChildProcess {
    const child = start(join(programs(), 'psql'), ['-X', '-q', '-d', this.url('postgres'), '-c', sql]);
    child.stdin?.end();
    for (const stream of [child.stdout, child.stderr]) stream?.resume();
    return child;
  }

  /** Ends the server as stop() does, and starts it again on what it left. */
  async restart(mode: 'fast' | 'immediate', whileDown: () => Promise<void> = async () => {}): Promise<void> {
    if (!this.#child || !this.#cluster) throw new Error('this server is not ours to restart');
    const end = ended(this.#child);
    this.#child.ref();
    kill(this.#child, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await end;
    await whileDown();
    this.#child = await launched(this.#cluster);
  }

  /** Ends all of its processes at once, as when a machine loses its power. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child?.pid) throw new Error('this server is not ours to kill');
    this.#child = undefined;
    kill(child, 'SIGSTOP'); // so that it starts no more of them
    const others = spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' }).stdout.split('\n').filter((pid) => pid !== '');
    kill(child, 'SIGKILL');
    for (const pid of others) process.kill(Number(pid), 'SIGKILL');
    await ended(child);
  }

  /** Starts a copy that follows this server, in the place of one that is no more or in a new one; commits of this server wait for it from now on. */
  async standby(place?: Postgres): Promise<Postgres> {
    const standby = await this.replica(place);
    await this.query("ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf();");
    await this.followed();
    return standby;
  }

  /** Makes a standby that nobody waits for, in the place of one that there was before. */
  async replica(place?: Postgres): Promise<Postgres> {
    const cluster = (place && place.#cluster) ?? newCluster((this.#cluster ?? { args: [] }).args);
    const standby = place ?? new Postgres(cluster.folder, undefined, cluster);
    rmSync(cluster.data, { recursive: true, force: true });
    const from = ['-h', this.host, '-U', superuser, '-R', '-c', 'fast', '--no-sync'];
    await mustRun(join(programs(), 'pg_basebackup'), ['-D', cluster.data, ...from], cluster.as);
    standby.#child = await launched(cluster);
    return standby;
  }

  /** Waits until a standby follows. */
  async followed(): Promise<void> {
    for (const deadline = Date.now() + START_TIMEOUT_MS; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const [row] = await this.query("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'");
      if (row?.[0] === '1') return;
      if (Date.now() > deadline) throw new Error('no standby follows');
    }
  }

  /** Makes a standby the server that takes writes. */
  async promote(): Promise<void> {
    if (!this.#cluster) throw new Error('this server is not ours to promote');
    await mustRun(join(programs(), 'pg_ctl'), ['promote', '-w', '-s', '-D', this.#cluster.data], this.#cluster.as);
  }

  /** Stops the server: `fast` ends sessions, `immediate` is what a crash looks like. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#child;
    if (!child) return; // lent to us by the suite's runner, which stops it
    this.#child = undefined;
    child.ref();
    const end = ended(child);
    kill(child, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await end;
    if (mode === 'fast') rmSync(this.host, { recursive: true, force: true });
  }
}

// Root may signal another user's process; the child is the server itself, since setpriv replaces itself.
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** A place for a server of our own, to be started with these settings. */
function newCluster(settings: string[]): Cluster {
  const user = unprivileged();
  const folder = temporaryFolder('pg');
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o711); // the socket lies here, and we may be somebody else
  const as = { user, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' } };
  return { folder, data: join(folder, 'data'), as, args: settings };
}

/** Starts a server and waits until it answers. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_permissions: '0777',
    max_connections: '200',
    max_pred_locks_per_transaction: '256', // as doc/admin/README.md advises: the example is one transaction
    shared_buffers: '64MB',
    timezone: 'UTC',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  const cluster = newCluster(Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]));
  await mustRun(
    join(programs(), 'initdb'),
    ['-D', cluster.data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    cluster.as,
  );
  return new Postgres(cluster.folder, await launched(cluster), cluster);
}

/** The server, once it answers. */
async function launched({ folder, data, as, args }: Cluster): Promise<ChildProcess> {
  const place = ['-D', data, '-c', `unix_socket_directories=${folder}`];
  const child = start(join(programs(), 'postgres'), [...place, ...args], { ...as, deathSignal: 'INT' });
  child.stdin?.end();
  child.stdout?.resume();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  // A test never waits for these: the event loop may end while the server still runs, and it is stopped then.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    (stream as unknown as { unref?: () => void } | null)?.unref?.();
  }
  process.once('exit', () => kill(child, 'SIGINT'));

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!answers(folder)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      kill(child, 'SIGKILL');
      throw new Error(`PostgreSQL did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

function answers(host: string): boolean {
  return spawnSync(join(programs(), 'pg_isready'), ['-q', '-h', host, '-U', superuser]).status === 0;
}

let shared: Promise<Postgres> | undefined;

/** The server that all tests of this process share: the one the runner started, or one of our own. */
export function sharedPostgres(): Promise<Postgres> {
  const host = process.env.TEST_POSTGRES;
  shared ??= host ? Promise.resolve(new Postgres(host)) : startPostgres();
  return shared;
}
