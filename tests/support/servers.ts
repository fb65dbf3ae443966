// SPDX-License-Identifier: Apache-2.0
// Several servers on one database, and a balancer before them through which everybody comes.
import assert from 'node:assert/strict';
import { type Balancer, type Kind, startBalancer } from './balancer.ts';
import type { World } from './both.ts';
import { Client } from './client.ts';
import { startServer, type Server } from './server.ts';
import { pause } from './writers.ts';

const TAKEN_BACK_WITHIN_MS = 60_000;

export class Servers {
  readonly all: Server[];
  readonly balancer: Balancer;
  readonly #world: World;
  readonly #args: string[];

  private constructor(world: World, args: string[], servers: Server[], balancer: Balancer) {
    this.#world = world;
    this.#args = args;
    this.all = servers;
    this.balancer = balancer;
  }

  /** So many beside the world's own, which had these arguments, too. From now on the world's callers come through the balancer. */
  static async start(world: World, more: number, kind: Kind, args: string[]): Promise<Servers> {
    const others = Array.from({ length: more }, () => startServer({ db: world.database.url, args }));
    const all = [world.server, ...(await Promise.all(others))];
    const balancer = await startBalancer(kind, all);
    world.front = balancer.url;
    const servers = new Servers(world, args, all, balancer);
    world.beside.push(servers);
    return servers;
  }

  /** Straight to one of them, as whoever this is. */
  to(number: number, client: Client): Client {
    return Object.assign(new Client(this.#at(number).url), { cookie: client.cookie, token: client.token });
  }

  #at(number: number): Server {
    return this.all[number] ?? assert.fail(`there is no server ${number}`);
  }

  /** Stops one as an administrator does and starts another in its place, which is waited for until the balancer sends it people. */
  async replace(number: number): Promise<void> {
    const old = this.#at(number);
    await old.stop();
    const fresh = await startServer({ db: this.#world.database.url, args: this.#args, port: old.port });
    this.all[number] = fresh;
    if (this.#world.server === old) this.#world.server = fresh;
    const deadline = Date.now() + TAKEN_BACK_WITHIN_MS;
    while (!fresh.logged({ event: 'request' }).some((line) => String(line.path).startsWith('/api/'))) {
      assert.ok(Date.now() < deadline, `the balancer sends nobody to server ${number} any more`);
      await pause(50);
    }
  }

  /** The world's own is the world's to stop. */
  async stop(): Promise<void> {
    await this.balancer.stop();
    await Promise.all(this.all.filter((one) => one !== this.#world.server).map((one) => one.stop()));
  }
}
