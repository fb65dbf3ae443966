// SPDX-License-Identifier: Apache-2.0
// The organisation of the scripted year (tests/api/year.test.ts): a board, four business units with ten teams each, people who
// act for them, and the OKRs they write, with names that are generated and numbers that a seed decides. What is told to the
// server is kept in a ledger, and what the server shows is held against it.
import assert from 'node:assert/strict';
import { mean, type Status } from '../arithmetic/arithmetic.ts';
import type { World } from './both.ts';
import type { Client, Json } from './client.ts';
import { all, Company, dayFrom, match, type Person } from './company.ts';
import { evaluate, fraction, generator, Ledger, type Lines, shapes } from './ledger.ts';

export const ROUNDS = 6;
const TEAMS = 10;
const weights = [100, 50, 14.29, 1.5, 33.33, 0];
const businesses = ['Parcels', 'Freight', 'Stores', 'Services'];
const places = ['Alkmaar', 'Breda', 'Delft', 'Ede', 'Goes', 'Haarlem', 'Leiden', 'Meppel', 'Sneek', 'Tiel'];
const subjects = ['Customers', 'Couriers', 'Shops', 'Suppliers', 'New colleagues', 'Planners', 'Neighbours'];
const outcomes = ['trust every promise we make', 'are never left waiting', 'find us without searching', 'stay because they want to', 'say what could be better'];
const measures = ['Delivered on the promised day', 'Minutes until the first answer', 'Complaints in a thousand orders', 'Orders by returning customers', 'Score in the monthly survey'];

export interface Unit {
  id: number;
  name: string;
  /** Leads it, or the business unit it belongs to. */
  leader: Person;
  /** The business unit above; null for one of them. */
  above: Unit | null;
}

const rounded4 = (value: number): number => Math.round(value * 10_000) / 10_000;

export class Year {
  readonly on: Company;
  readonly ledger: Ledger;
  readonly units: Unit[] = [];
  /** The OKR master, who speaks for the board. */
  board!: Person;
  top = 0;
  quarter!: Json;
  readonly next = generator(20_261_128);
  readonly #confidence = new Map<number, number>();
  #written = 0;

  constructor(world: World) {
    this.on = new Company(world);
    this.ledger = new Ledger(this.on.today);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.next(list.length)] as T;
  }

  /** A day of the year, counted from today. */
  day(days: number): string {
    return dayFrom(this.on.today, days);
  }

  get businesses(): Unit[] {
    return this.units.filter((unit) => unit.above === null);
  }

  get teams(): Unit[] {
    return this.units.filter((unit) => unit.above !== null);
  }

  unit(id: number): Unit {
    return this.units.find((unit) => unit.id === id) as Unit;
  }

  /** Who acts for a unit: its leader, for the top unit the board. */
  actor(unit: number): Client {
    return (this.unit(unit)?.leader ?? this.board).client;
  }

  async found(): Promise<void> {
    this.top = await this.on.unit('Fietspost', null, 'company');
    this.board = await this.on.person('Olga Board', { role: ['okr_master', null] });
    for (const name of businesses) {
      const id = await this.on.unit(name, this.top, 'business_unit');
      const leader = await this.on.person(`Lead of ${name}`, { role: ['leader', id] });
      const business: Unit = { id, name, leader, above: null };
      this.units.push(business);
      for (const place of places.slice(0, TEAMS)) {
        const team = await this.on.unit(`${name} ${place}`, id);
        this.units.push({ id: team, name: `${name} ${place}`, leader, above: business });
      }
    }
  }

  async cycle(name: string, from: number, until: number, like: Json = {}): Promise<Json> {
    const body = { name, start_day: this.day(from), end_day: this.day(until), ...like };
    const made = (await this.board.client.post('/api/v1/cycles', body)).is(201);
    this.ledger.cycles.set(made.id, { start: made.start_day, end: made.end_day });
    return made;
  }

  async changeCycle(id: number, body: Json): Promise<Json> {
    const before = (await this.board.client.get(`/api/v1/cycles/${id}`)).is(200);
    const made = (await this.board.client.patch(`/api/v1/cycles/${id}`, body, match(before))).is(200);
    this.ledger.cycles.set(id, { start: made.start_day, end: made.end_day });
    return made;
  }

  /** A draft with key results, written by who acts for its unit. */
  async write(unit: number, keyResults: number, like: Json = {}): Promise<Json> {
    this.#written += 1;
    const title = `${this.pick(subjects)} ${this.pick(outcomes)}`;
    const body = { cycle_id: this.quarter.id, unit_id: unit, title, kind: this.pick(['committed', 'aspirational']), ...like };
    const client = this.actor(unit);
    const { id } = (await client.post('/api/v1/objectives', body)).is(201);
    for (let at = 0; at < keyResults; at++) await this.#measure(id, body.kind, at, client);
    const view = await this.on.objective(id, client);
    this.ledger.add(view);
    return view;
  }

  async #measure(objective: number, kind: string, at: number, client: Client): Promise<void> {
    // Every shape has its turn, so that none depends on luck.
    const fitting = shapes.filter((one) => one.kind !== 'zones' || kind === 'aspirational');
    const shape = { ...(fitting[(this.#written * 5 + at * 7) % fitting.length] as Json), weight: at === 0 ? 25 : this.pick(weights) };
    if (this.next(5) === 0) shape.start_day = this.day(-85 + this.next(40));
    if (this.next(4) === 0) shape.due_day = this.day(-20 + this.next(25));
    if (shape.kind === 'milestones') shape.milestones = this.#milestones();
    if (shape.start_value !== undefined && this.next(2) === 0) shape.interim_targets = this.#interims(shape);
    await this.on.keyResult(objective, { title: this.pick(measures), ...shape }, client);
  }

  #milestones(): Json[] {
    const due = () => (this.next(2) === 0 ? null : this.day(this.next(60) - 40));
    return ['Contract', 'Pilot', 'Training', 'Everywhere'].map((title, at) => ({ title, weight: at === 0 ? 7.5 : this.pick(weights), due_day: due() }));
  }

  /** On distinct days that lie within the period of every key result there is. */
  #interims(kr: Json): Json[] {
    return [-40, -35, -25].slice(this.next(3)).map((day) => ({
      day: this.day(day),
      value: rounded4(kr.start_value + ((kr.target_value - kr.start_value) * (this.next(140) - 20)) / 100),
    }));
  }

  /** Links an objective under another; only what contributes counts, and is kept. */
  async link(child: Json, parent: Json, kind: 'contributes' | 'supports', weight = 100): Promise<Json> {
    const body = { child_id: child.id, parent_id: parent.id, kind, weight };
    const made = (await this.actor(child.unit_id).post('/api/v1/alignments', body)).is(201);
    if (kind === 'contributes') this.ledger.entry(parent.id).links.set(made.id, { ...made, child_id: child.id });
    return made;
  }

  /** Does something to an objective as who acts for its unit, on its newest version. */
  async act(id: number, what: string, body?: Json): Promise<Json> {
    const entry = this.ledger.entry(id);
    const client = this.actor(entry.view.unit_id);
    const fresh = await this.on.objective(id, client);
    entry.view = (await client.post(`/api/v1/objectives/${id}/${what}`, body, { ifMatch: match(fresh) })).is(200);
    return entry.view;
  }

  /** Another business unit reads a draft, some are sent back and changed, and accepts it. */
  async review(view: Json, sentBack: boolean): Promise<void> {
    const own = this.businesses.findIndex((unit) => unit.leader === this.unit(view.unit_id)?.leader);
    const reviewer = (this.businesses[(own + 1) % this.businesses.length] as Unit).leader;
    const author = this.actor(view.unit_id);
    const path = `/api/v1/objectives/${view.id}`;
    assert.equal((await author.post(`${path}/publish`, undefined, { ifMatch: match(await this.on.objective(view.id)) })).is(409).code, 'review_needed');
    let review = (await author.post(`${path}/reviews`, { reviewer_ids: [reviewer.id] })).is(201);
    const say = async (client: Client, what: string, body: Json) =>
      (await client.post(`/api/v1/reviews/${review.id}/${what}`, body)).is(200);
    if (sentBack) {
      await say(reviewer.client, 'send-back', { edition: review.edition, body: 'Who measures the first one?' });
      const [kr] = (await this.on.objective(view.id)).key_results;
      (await author.patch(`/api/v1/key-results/${kr.id}`, { description: 'Finance does.' }, match(kr))).is(200);
      review = await say(author, 'ask-again', { body: 'It says so now.' });
    }
    assert.equal((await say(reviewer.client, 'accept', { edition: review.edition })).accepted, true, view.title);
  }

  /** Publishes the drafts of a cycle; promises are read by others first. */
  async publish(cycle: number): Promise<void> {
    const drafts = this.of(cycle).filter((one) => one.state === 'draft');
    for (const [at, view] of drafts.entries()) {
      if (view.kind === 'committed') await this.review(view, at % 3 === 0);
      await this.act(view.id, 'publish');
    }
  }

  /** The objectives of a cycle, as they were told. */
  of(cycle: number): Json[] {
    return [...this.ledger.objectives.values()].map((one) => one.view).filter((view) => view.cycle_id === cycle);
  }

  /** Most key results of a cycle say where they are; they go forward with the rounds, at their own pace. */
  async round(cycle: number, share: number, day: string): Promise<void> {
    for (const view of this.of(cycle)) {
      if (view.state !== 'published') continue;
      for (const kr of this.ledger.entry(view.id).keyResults.values())
        if (this.next(8) > 0) await this.#checkIn(kr, share, day, this.actor(view.unit_id));
    }
  }

  async #checkIn(kr: Json, share: number, day: string, client: Client): Promise<void> {
    const ticks = kr.milestones.filter(() => this.next(2) === 0).map(({ id }: Json) => ({ id, done: this.next(100) < 40 + share / 2 }));
    const said = kr.kind === 'milestones' ? { milestones: ticks } : { value: this.#value(kr, share) };
    const [before, confidence] = [this.#confidence.get(kr.id), this.next(11)];
    const reason = before !== undefined && before - confidence >= 2 ? 'It became harder.' : undefined;
    const body = { ...said, day, confidence, reason, note: this.next(3) === 0 ? `So it was on *${day}*.` : undefined };
    const made = (await client.post(`/api/v1/key-results/${kr.id}/check-ins`, body)).is(201);
    this.#confidence.set(kr.id, confidence);
    this.ledger.checkedIn(kr.id, made, ticks);
  }

  #value(kr: Json, share: number): number {
    const pace = share + this.next(60) - 25; // in hundredths of the way
    if (kr.kind === 'yes_no') return pace > 70 ? 1 : 0;
    if (kr.kind === 'zones') return pace > 95 ? 1 : pace > 60 ? 0.7 : pace > 25 ? 0.3 : 0;
    if (kr.kind === 'range') return rounded4(kr.low_value - 2 + ((kr.high_value - kr.low_value + 4) * this.next(100)) / 100);
    const [from, to] = [kr.start_value ?? kr.worst_value ?? kr.target_value - 10, kr.target_value];
    return rounded4(from + ((to - from) * pace) / 100);
  }

  /** Everything a cycle shows, against the second implementation: lists, the means of units, and why topline objectives stand there. */
  async compare(cycle: number): Promise<Lines> {
    const lines = this.ledger.lines();
    const rows = await all(this.on.admin, '/api/v1/objectives', { cycle_id: cycle, limit: 200 });
    const known = this.of(cycle);
    assert.deepEqual(rows.map((row) => row.id).sort(), known.map((view) => view.id).sort(), 'the objectives of the cycle');
    for (const row of rows) {
      assert.equal(row.key_results.length, this.ledger.entry(row.id).keyResults.size, row.title);
      this.ledger.hold(row, lines);
    }
    await this.#compareUnits(cycle, lines);
    for (const view of known.filter((one) => one.unit_id === this.top)) {
      const why = (await this.on.admin.get(`/api/v1/objectives/${view.id}/why`)).is(200);
      assert.equal(String(evaluate(why) ?? '-'), lines.get(`objective ${view.id}`)?.[2], `why of objective ${view.id}`);
    }
    return lines;
  }

  /** Two means and the counts of statuses, of the whole and of every business unit with all below it. */
  async #compareUnits(cycle: number, lines: Lines): Promise<void> {
    const query = { cycle_id: cycle, by: 'unit' };
    const nodes = await all(this.on.admin, '/api/v1/tree', query);
    nodes.push(...(await all(this.on.admin, '/api/v1/tree', { ...query, parent_id: `u${this.top}` })));
    for (const node of nodes.filter((one) => one.kind === 'unit')) {
      const below = (unit: number) => node.id === this.top || unit === node.id || this.unit(unit)?.above?.id === node.id;
      const under = this.of(cycle).filter((view) => view.state !== 'draft' && below(view.unit_id));
      const line = (view: Json) => lines.get(`objective ${view.id}`) as string[];
      assert.equal(node.objective_count, under.length, node.title);
      for (const kind of ['committed', 'aspirational']) {
        const shares = under.filter((view) => view.kind === kind).map((view) => line(view)[2] as string);
        const expected = mean(shares.map((share) => ({ weight: 1n, value: share === '-' ? null : BigInt(share) })));
        assert.equal(fraction(node[`${kind}_mean`]), expected, `${kind} mean of ${node.title}`);
      }
      for (const status of ['on_track', 'behind', 'at_risk', 'outdated', 'no_data', 'not_started', 'closed'] as Status[])
        assert.equal(node.counts[status], under.filter((view) => line(view)[6] === status).length, `${status} of ${node.title}`);
    }
  }
}
