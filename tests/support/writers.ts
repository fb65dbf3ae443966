// SPDX-License-Identifier: Apache-2.0
// Writers of a server that something happens to. What a writer had acknowledged is on disk before it asks for more;
// what was refused for the moment, or under way when the server was killed, it says again under the same key.
// Afterwards all of it is looked up: nothing is lost, nothing is there twice.
import assert from 'node:assert/strict';
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './both.ts';
import type { Client, Json, RequestOptions } from './client.ts';
import { all, type Company, company, match } from './company.ts';
import { temporaryFolder } from './place.ts';

const WRITERS = 6;
const CHECK_INS = 4;
/** A life ends so many milliseconds after the last acknowledgement it was given: a batch and its commit take less. */
const LATEST_MS = 8;
const ACKNOWLEDGED_MOST = 40;
const PATIENCE_MS = 60_000;

/** The same numbers in every run, after Park and Miller. */
export function* chances(seed: number, least: number, most: number): Generator<number, never> {
  for (let at = seed; ; ) {
    at = (at * 48_271) % 2_147_483_647;
    yield least + (at % (most - least));
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One thing that was acknowledged. */
interface Told {
  what: 'objective' | 'key_result' | 'check_in';
  id: number;
  title: string;
  /** The objective of a key result, the key result of a check-in. */
  of?: number;
}

/** Lines on disk. */
class Journal {
  readonly #path = join(temporaryFolder('journal'), 'acknowledged');
  readonly #fd = openSync(this.#path, 'ax');
  count = 0;

  note(told: Told): void {
    writeSync(this.#fd, `${JSON.stringify(told)}\n`);
    fdatasyncSync(this.#fd);
    this.count += 1;
  }

  read(): Told[] {
    closeSync(this.#fd);
    return readFileSync(this.#path, 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as Told);
  }
}

export class Writers {
  readonly journal = new Journal();
  /** Requests that the server was killed under, and how many of those it had written all the same. */
  cut = 0;
  kept = 0;
  /** How often a problem named by this code was the answer, with 503. */
  readonly refused = new Map<string, number>();
  readonly #on: Company;
  readonly #world: World;
  readonly #cookie: string | undefined;
  readonly #work: Promise<unknown>;
  #client: Client;
  #parent = 0;
  #parents = 0;
  #enough = false;
  #down = false;
  #downAt = 0;
  #up: () => void = () => {};
  #isUp: Promise<void> = Promise.resolve();
  #heard: (() => void)[] = [];

  constructor(world: World, on: Company) {
    this.#world = world;
    this.#on = on;
    this.#cookie = world.admin.cookie;
    this.#client = this.client();
    this.#work = this.#begin();
    this.#work.catch(() => {}); // whoever waits for it hears of it
  }

  client(): Client {
    return Object.assign(this.#world.unheard(), { cookie: this.#cookie });
  }

  /** The next answer, or the end of a writer, which is a failure. */
  #answer(): Promise<unknown> {
    return Promise.race([this.#work, new Promise<void>((resolve) => this.#heard.push(resolve))]);
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; !holds(); await Promise.race([this.#answer(), pause(PATIENCE_MS)]))
      assert.ok(Date.now() < deadline, `${what}: waited ${PATIENCE_MS} ms, refused were ${JSON.stringify([...this.refused])}`);
  }

  /** Waits until so many more were acknowledged. */
  acknowledged(more: number): Promise<void> {
    const wanted = this.journal.count + more;
    return this.#until(() => this.journal.count >= wanted, `${more} acknowledgements`);
  }

  /** Waits until so many more were refused for the moment, with this code. */
  refusedWith(code: string, more: number): Promise<void> {
    const wanted = (this.refused.get(code) ?? 0) + more;
    return this.#until(() => (this.refused.get(code) ?? 0) >= wanted, `${more} times ${code}`);
  }

  /** Kills the server and starts the next, which everybody then talks to. */
  async kill(): Promise<void> {
    this.#isUp = new Promise((resolve) => (this.#up = resolve));
    this.#down = true;
    this.#downAt = Date.now();
    await this.#world.server.kill();
    await this.#world.serve();
    this.#client = this.client();
    this.#down = false;
    this.#up();
  }

  /** From now on everybody contributes to another objective, so that none gets more children than people give it. */
  async contributeAnew(): Promise<void> {
    const title = `Parent ${++this.#parents}`;
    const draft = await this.#post(title, '/api/v1/objectives', { cycle_id: this.#on.cycle, unit_id: this.#on.units.retail, title });
    await this.#post(`${title}, published`, `/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(draft) });
    this.#parent = draft.id;
  }

  /** What was begun is finished, and then all of it is looked up. */
  async stop(): Promise<void> {
    this.#enough = true;
    await this.#work;
    await lookUp(this.client(), this.#on, this.journal.read());
    await this.#world.database.koers(['check']);
  }

  async #begin(): Promise<void> {
    await this.contributeAnew();
    await Promise.all(Array.from({ length: WRITERS }, (_, who) => this.#write(who)));
  }

  /** Says it until it is acknowledged. */
  async #post(key: string, path: string, body?: unknown, options?: RequestOptions): Promise<Json> {
    for (let cut = false; ; ) {
      const reply = await this.#client.post(path, body, { ...options, idempotencyKey: key }).catch((error: unknown) => {
        if (!this.#down) throw error;
      });
      if (!reply) {
        if (!cut) this.cut += 1;
        cut = true;
        await this.#isUp;
      } else if (reply.status === 503) {
        const seconds = Number(reply.headers.get('retry-after') ?? assert.fail('503 without Retry-After'));
        this.refused.set(reply.body.code, (this.refused.get(reply.body.code) ?? 0) + 1);
        this.#tell();
        await pause(seconds * 100);
      } else {
        assert.ok(reply.status === 200 || reply.status === 201, `${path}: ${reply.status} ${reply.text}`);
        if (cut && Date.parse(reply.body.created_at) < this.#downAt) this.kept += 1;
        return reply.body;
      }
    }
  }

  #note(told: Told): void {
    this.journal.note(told);
    this.#tell();
  }

  #tell(): void {
    for (const resolve of this.#heard.splice(0)) resolve();
  }

  /** Objectives, each published, measured and linked. */
  async #write(who: number): Promise<void> {
    const { cycle, units } = this.#on;
    for (let i = 0; !this.#enough; i++) {
      const key = `writer-${who}-${i}`;
      const title = `Writer ${who}, number ${i}`;
      const draft = await this.#post(`${key}-draft`, '/api/v1/objectives', { cycle_id: cycle, unit_id: units.finance, title });
      this.#note({ what: 'objective', id: draft.id, title });
      await this.#post(`${key}-publish`, `/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(draft) });
      const kr = await this.#post(`${key}-measure`, '/api/v1/key-results', { objective_id: draft.id, title, start_value: 0, target_value: 100 });
      this.#note({ what: 'key_result', id: kr.id, title, of: draft.id });
      await this.#post(`${key}-link`, '/api/v1/alignments', { child_id: draft.id, parent_id: this.#parent, kind: 'contributes' });
      for (let value = 1; value <= CHECK_INS; value++) {
        const { id } = await this.#post(`${key}-${value}`, `/api/v1/key-results/${kr.id}/check-ins`, { value, note: `${title}: ${value}` });
        this.#note({ what: 'check_in', id, title: `${title}: ${value}`, of: kr.id });
      }
    }
  }
}

const idsOf = (told: Told[], what: Told['what'], of?: number) =>
  told.filter((one) => one.what === what && (of === undefined || one.of === of)).map((one) => one.id).sort((a, b) => a - b);

/** Looks up everything: it is there, under its number, once, and nothing else is. */
async function lookUp(client: Client, on: Company, told: Told[]): Promise<void> {
  const there = await all(client, '/api/v1/objectives', { unit_id: on.units.finance, limit: 200 });
  assert.deepEqual(there.map((row) => row.id).sort((a, b) => a - b), idsOf(told, 'objective'), 'objectives');
  for (const { what, id, title, of } of told) {
    if (what === 'objective') {
      const objective = (await client.get(`/api/v1/objectives/${id}`)).is(200);
      assert.equal(objective.title, title);
      assert.deepEqual(objective.key_results.map((row: Json) => row.id), idsOf(told, 'key_result', id), `key results of "${title}"`);
      assert.equal(objective.parents.length, 1, `parents of "${title}"`);
    } else if (what === 'key_result') {
      const kr = (await client.get(`/api/v1/key-results/${id}`)).is(200);
      const list = (await client.get(`/api/v1/key-results/${id}/check-ins`)).is(200).items as Json[];
      assert.deepEqual(list.map((row) => row.id).sort((a, b) => a - b), idsOf(told, 'check_in', id), `check-ins of "${title}"`);
      assert.deepEqual([kr.check_in_count, kr.current_value], [CHECK_INS, list[0]?.value], `numbers of "${title}"`);
      // The newest is the one of the newest day, by the clock it was given under.
      if (list.every((row) => row.day === list[0]?.day)) assert.equal(kr.current_value, CHECK_INS, `value of "${title}"`);
    } else {
      const checkIn = (await client.get(`/api/v1/check-ins/${id}`)).is(200);
      assert.deepEqual([checkIn.note, checkIn.key_result_id], [title, of]);
    }
  }
}

/** The steps of a suite in which a server is killed under write load so many times. */
export function killedUnderLoad(world: World, kills: number): void {
  let on: Company;
  let writers: Writers;

  world.step('a company', async () => {
    on = await company(world);
  });

  world.step('is killed under its writers, and the next server goes on', async () => {
    const counts = chances(20_261_129, 1, ACKNOWLEDGED_MOST);
    const delays = chances(5, 0, LATEST_MS);
    writers = new Writers(world, on);
    for (let kill = 0; kill < kills; kill++) {
      await writers.acknowledged(counts.next().value);
      await pause(delays.next().value);
      await writers.kill();
      await writers.contributeAnew();
    }
  });

  world.step('lost nothing that was acknowledged, did nothing twice, and its numbers add up', async () => {
    await writers.stop();
    const acknowledged = writers.journal.count;
    assert.ok(acknowledged > 3 * kills, `only ${acknowledged} were acknowledged`);
    assert.ok(writers.cut >= kills, `only ${writers.cut} requests were cut off by ${kills} kills`);
    if (kills >= 50) assert.ok(writers.kept > 0 && writers.kept < writers.cut, `of ${writers.cut} cut off ${writers.kept} were written: no kill fell on one of the sides of COMMIT`);
    world.admin = writers.client();
    console.log(`# ${world.engine}: ${kills} kills, ${acknowledged} acknowledged, ${writers.cut} cut off, ${writers.kept} of them written`);
  });
}
