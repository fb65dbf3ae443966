// SPDX-License-Identifier: Apache-2.0
// One suite, two engines, one process. Everything the suite's clients hear is recorded under the
// step it was heard in; at the end both recordings must be the same: as many steps, the same
// statuses, the same bodies, when ids are mapped onto each other and times may differ.
//
//     both('units', (world) => {
//       world.step('a unit can be made', async () => {
//         const made = (await world.admin.post('/api/v1/units', { … })).is(201);
//       });
//     });
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Client, type Json } from './client.ts';
import { newDatabase, engines, type Database, type Engine } from './database.ts';
import { differences, type Exchange } from './same.ts';
import { startServer, type Server, type ServerOptions } from './server.ts';

const DAY_MS = 86_400_000;
const SUITE_MS = 240_000; // a suite of both engines takes less

/** Milliseconds that are left of the day in a zone. */
function leftOfDay(zone: string, now: number): number {
  const [hours = 0, minutes = 0, seconds = 0] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'medium' }).format(now).split(':').map(Number);
  return DAY_MS - ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** How long to wait until a suite that begins then sees one day alone: where the organisation is, and in UTC. */
function untilDayLasts(now: number): number {
  return Math.max(0, ...['Europe/Amsterdam', 'UTC'].map((zone) => leftOfDay(zone, now)).filter((ms) => ms < SUITE_MS));
}

await setTimeout(untilDayLasts(Date.now())); // before a suite that is loaded next looks what day it is

export interface WorldOptions extends Omit<Partial<ServerOptions>, 'db'> {
  /** More arguments of `koers init`, such as --demo. */
  init?: string[];
  /** Both engines at once: for a suite that waits for the server's clock more than it works. */
  beside?: boolean;
  /** Where the suite's database is, when not in a temporary folder or the shared server. */
  database?: (engine: Engine, init?: string[]) => Promise<Database>;
}

export const adminEmail = 'admin@example.org';
export const adminPassword = 'correct horse battery staple';

/** What a suite has of one engine: a fresh database, a server on it, an administrator. */
export class World {
  readonly engine: Engine;
  /** What was heard, in order, by step. */
  readonly heard = new Map<string, Exchange[]>();
  database!: Database;
  server!: Server;
  admin!: Client;
  /** Where callers go instead of straight to the server: a balancer. */
  front: string | undefined;
  /** What stands beside the server and ends before it does. */
  readonly beside: { stop(): Promise<void> }[] = [];
  #step: Exchange[] = [];
  readonly #options: WorldOptions;

  constructor(engine: Engine, options: WorldOptions) {
    this.engine = engine;
    this.#options = options;
  }

  /** One test: the same on each engine, and compared. Steps run in order and may build on each other. */
  step(name: string, run: () => Promise<void>): void {
    assert.ok(!this.heard.has(name), `two steps are called "${name}"`);
    const exchanges: Exchange[] = [];
    this.heard.set(name, exchanges);
    test(name, async () => {
      this.#step = exchanges;
      await run();
      this.server.checkNoise();
    });
  }

  /** A caller without a session. */
  anonymous(): Client {
    return new Client(this.front ?? this.server.url, (method, path, reply) => {
      this.#step.push({ request: `${method} ${path}`, status: reply.status, body: reply.body as Json });
    });
  }

  /** A caller whose replies are not compared: for what is raced, or differs by nature. */
  unheard(): Client {
    return new Client(this.front ?? this.server.url);
  }

  /** Makes an account by command and signs it in. */
  async account(email: string, name: string, role: string, password = adminPassword): Promise<Client> {
    await this.database.koers(['user', 'add', email, '--name', name, '--role', role, '--password-stdin'], `${password}\n`);
    return this.anonymous().signedIn(email, password);
  }

  /** Starts a server (again) on the suite's database. */
  async serve(): Promise<void> {
    this.server = await startServer({ ...this.#options, db: this.database.url });
  }

  async open(): Promise<void> {
    this.database = await (this.#options.database ?? newDatabase)(this.engine, this.#options.init);
    await this.serve();
    this.admin = await this.account(adminEmail, 'Ada Admin', 'admin');
    this.#step = [];
  }

  async close(): Promise<void> {
    await Promise.all(this.beside.map((one) => one.stop()));
    await this.server?.stop();
    await this.database?.drop();
  }
}

/** Runs a suite on both engines and compares what it heard. */
export function both(name: string, define: (world: World) => void, options: WorldOptions = {}): void {
  describe(name, () => {
    const worlds = engines.map((engine) => new World(engine, options));
    describe('each engine', { concurrency: options.beside ? engines.length : 1 }, () => {
      for (const world of worlds) {
        describe(world.engine, { concurrency: 1 }, () => {
          before(() => world.open());
          after(() => world.close());
          define(world);
        });
      }
    });
    test('both engines answered alike', () => {
      const [first, second] = worlds as [World, World];
      assert.deepEqual([...second.heard.keys()], [...first.heard.keys()], 'the steps differ');
      const found = differences(first.heard, second.heard);
      assert.ok(found.length === 0, `${found.length} differences:\n${found.slice(0, 20).join('\n')}`);
    });
  });
}

/** Runs a suite on one engine, for what only one has (group commit, serialization failures). */
export function only(engine: Engine, name: string, define: (world: World) => void, options: WorldOptions = {}): void {
  describe(`${name} (${engine})`, () => {
    const world = new World(engine, options);
    before(() => world.open());
    after(() => world.close());
    define(world);
  });
}
