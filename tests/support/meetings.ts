// SPDX-License-Identifier: Apache-2.0
// The check-in meetings of the scripted year: each unit sits together after a round of check-ins. Its agenda is made a second time
// from the ledger and from what the meetings before left behind, and held against the server's.
import assert from 'node:assert/strict';
import type { Client, Json } from './client.ts';
import { match, type Person } from './company.ts';
import { fraction, generator, type Lines, type Stand } from './ledger.ts';
import type { Year } from './year.ts';

const CADENCE_DAYS = 14;
const CONFIDENCE_FALLS = 2;

/** Reasons in the order of the agenda, and how much of the time each takes against the others. */
const reasons = { blocked: 3, fell: 3, outdated: 2, moved: 1, steady: 1 };
type Reason = keyof typeof reasons;

interface Item {
  reason: Reason;
  kr: Json;
  before: Stand;
  now: Stand;
  status: string;
}

/** What a unit's meeting leaves to the next one. */
interface Past {
  id: number;
  cycle: number;
  shown: Map<number, Stand>;
}

const nothing: Stand = { share: null, confidence: null };
/** Nothing has these: the life of a key result before it starts, or after it ended. */
const absent = ['draft', 'not_started', 'dropped', 'postponed', 'closed'];

export class Meetings {
  readonly #year: Year;
  readonly #next = generator(20_270_104);
  readonly #past = new Map<number, Past>(); // by unit
  readonly #blockers = new Map<number, Json>(); // open ones, by key result
  readonly #actions = new Map<number, Json[]>(); // by unit
  /** How often each reason was on an agenda. */
  readonly seen = new Map<string, number>();

  constructor(year: Year) {
    this.#year = year;
  }

  /** The board and every unit meet, one after the other. */
  async round(cycle: number): Promise<void> {
    const lines = this.#year.ledger.lines();
    for (const unit of [this.#year.top, ...this.#year.units.map((one) => one.id)]) {
      await this.#stumble(unit, cycle);
      await this.#hold(unit, cycle, lines);
    }
  }

  /** An action that was agreed elsewhere; it comes back in the meetings of its unit. */
  agreed(unit: number, action: Json): void {
    this.#actions.set(unit, [...(this.#actions.get(unit) ?? []), action]);
  }

  #keyResults(unit: number, cycle: number): Json[] {
    const { ledger } = this.#year;
    const own = this.#year.of(cycle).filter((view) => view.unit_id === unit && view.state === 'published');
    return own.flatMap((view) => [...ledger.entry(view.id).keyResults.values()]);
  }

  /** Between two meetings something gets in the way of a key result, or out of it; and some of what was agreed is done. */
  async #stumble(unit: number, cycle: number): Promise<void> {
    const client = this.#year.actor(unit);
    for (const kr of this.#keyResults(unit, cycle)) {
      const blocker = this.#blockers.get(kr.id);
      if (blocker && this.#next(2) === 0) {
        (await client.post(`/api/v1/blockers/${blocker.id}/resolve`, { resolution: 'They found time.' }, { ifMatch: match(blocker) })).is(200);
        this.#blockers.delete(kr.id);
      } else if (!blocker && this.#next(9) === 0) {
        const body = { type: 'dependency', text: 'We wait for others.', asked_unit_id: this.#year.top, request: 'Two days of a planner.' };
        this.#blockers.set(kr.id, (await client.post(`/api/v1/key-results/${kr.id}/blockers`, body)).is(201));
      }
    }
    const actions = this.#actions.get(unit) ?? [];
    for (const [at, action] of actions.entries())
      if (action.state === 'open' && this.#next(2) === 0)
        actions[at] = (await client.patch(`/api/v1/actions/${action.id}`, { state: 'done' }, match(action))).is(200);
  }

  /** Key results by the first reason that holds; each against the last meeting or, in the first one, against a cadence ago. */
  #items(unit: number, cycle: number, since: string, lines: Lines): Item[] {
    const past = this.#pastOf(unit, cycle);
    const items: Item[] = [];
    for (const kr of this.#keyResults(unit, cycle)) {
      const status = lines.get(`kr ${kr.id}`)?.[8] as string;
      if (absent.includes(status)) continue;
      const now = this.#year.ledger.stand(kr);
      const before = past ? (past.shown.get(kr.id) ?? nothing) : this.#year.ledger.stand(kr, since);
      items.push({ kr, before, now, status, reason: this.#reason(kr, before, now, status) });
    }
    const order = Object.keys(reasons);
    return items.sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
  }

  #reason(kr: Json, before: Stand, now: Stand, status: string): Reason {
    const gain = (now.share ?? 0n) - (before.share ?? 0n);
    const doubts = before.confidence !== null && now.confidence !== null && before.confidence - now.confidence >= CONFIDENCE_FALLS;
    if (this.#blockers.has(kr.id)) return 'blocked';
    if (gain < 0n || doubts) return 'fell';
    if (status === 'outdated') return 'outdated';
    return gain > 0n ? 'moved' : 'steady';
  }

  #pastOf(unit: number, cycle: number): Past | undefined {
    const past = this.#past.get(unit);
    return past?.cycle === cycle ? past : undefined;
  }

  #since(unit: number, cycle: number): string {
    if (this.#pastOf(unit, cycle)) return this.#year.day(0);
    const { start } = this.#year.ledger.cycles.get(cycle) as { start: string };
    const ago = this.#year.day(-CADENCE_DAYS);
    return ago < start ? start : ago;
  }

  #open(unit: number): boolean {
    return (this.#actions.get(unit) ?? []).some((one) => one.state === 'open');
  }

  /** The agenda as it must be, with what it shows of each key result and the seconds it gives to each. */
  #holdAgainst(meeting: Json, items: Item[], topics: string[], open: boolean): void {
    const seconds = meeting.budget_minutes * 60;
    const round = Math.floor(seconds / 15);
    const actions = open ? Math.floor(seconds / 10) : 0;
    const weight = items.reduce((sum, one) => sum + reasons[one.reason], 0);
    const expected: unknown[][] = items.map(({ reason, kr, before, now, status }) => [
      reason, kr.id, kr.title, before.share, now.share, before.confidence, now.confidence, status,
      Math.floor(((seconds - actions - round) * reasons[reason]) / weight),
    ]);
    const alone = (kind: string, title: string | null, share: number) => [kind, null, title, null, null, null, null, null, share];
    if (open) expected.unshift(alone('actions', null, actions));
    expected.push(...topics.map((title) => alone('topic', title, 0)), alone('round', null, round));
    assert.deepEqual(
      meeting.items.map((one: Json) => [
        one.kind, one.key_result_id, one.title, fraction(one.contribution_before), fraction(one.contribution_now),
        one.confidence_before, one.confidence_now, one.status, one.budget_seconds,
      ]),
      expected,
      `the agenda of ${meeting.unit_name}`,
    );
  }

  async #hold(unit: number, cycle: number, lines: Lines): Promise<void> {
    const client = this.#year.actor(unit);
    const since = this.#since(unit, cycle);
    const items = this.#items(unit, cycle, since, lines);
    const open = this.#open(unit);
    const topics = this.#next(5) === 0 ? ['The new depot'] : [];

    let meeting = (await client.post(`/api/v1/units/${unit}/meetings`, { cycle_id: cycle, budget_minutes: 30 + 15 * this.#next(2) })).is(201);
    this.#holdAgainst(meeting, items, [], open);
    for (const title of topics) (await client.post(`/api/v1/meetings/${meeting.id}/topics`, { title })).is(201);
    meeting = (await client.post(`/api/v1/meetings/${meeting.id}/start`)).is(200);
    this.#holdAgainst(meeting, items, topics, open);
    assert.deepEqual(
      [meeting.state, meeting.item_id, meeting.since_day, meeting.previous_id],
      ['running', meeting.items[0].id, since, this.#past.get(unit)?.id ?? null],
    );
    assert.deepEqual(this.#titles(meeting.actions), this.#titles(this.#actions.get(unit) ?? []));
    await this.#minutes(meeting, unit, client);
    this.#past.set(unit, { id: meeting.id, cycle, shown: new Map(items.map((one) => [one.kr.id, one.now])) });
    for (const { reason } of items) this.seen.set(reason, (this.seen.get(reason) ?? 0) + 1);
  }

  #titles(actions: Json[]): string[] {
    return actions.map((one) => `${one.title}: ${one.state}`).sort();
  }

  /** Who was there, a word on what needs talk, an action; and all of it stays when the meeting has ended. */
  async #minutes(meeting: Json, unit: number, client: Client): Promise<void> {
    const path = `/api/v1/meetings/${meeting.id}`;
    const { board } = this.#year;
    const owner: Person = this.#year.unit(unit)?.leader ?? board;
    const notes = new Map<number, string>();
    (await client.post(`${path}/attendance`, { person_id: board.id, present: true })).is(200);
    for (const item of meeting.items.filter((one: Json) => ['blocked', 'round'].includes(one.kind))) {
      (await client.post(`${path}/move`, { item_id: item.id })).is(200);
      notes.set(item.id, `We spoke of *${item.title ?? 'all the rest'}*.`);
      (await client.patch(`/api/v1/meeting-items/${item.id}`, { note: notes.get(item.id) }, match(item))).is(200);
    }
    const days = this.#actions.get(unit)?.length ?? 0;
    const action = { title: `Ask neighbour ${days + 1}`, owner_id: owner.id, due_day: this.#year.day(days) };
    this.agreed(unit, (await client.post(`${path}/actions`, action)).is(201));
    (await client.post(`${path}/end`)).is(200);

    const read = (await board.client.get(path)).is(200);
    assert.equal(read.state, 'ended');
    assert.deepEqual(read.items.map((one: Json) => [one.id, one.note]), meeting.items.map((one: Json) => [one.id, notes.get(one.id) ?? null]));
    assert.deepEqual(read.attendance.map((one: Json) => one.person_name), [...new Set([owner.name, board.name])].sort());
    assert.deepEqual(this.#titles(read.actions), this.#titles(this.#actions.get(unit) ?? []));
    const last = read.actions.find((one: Json) => one.title === action.title);
    assert.deepEqual([last.owner_name, last.due_day, last.source, last.source_id], [owner.name, action.due_day, 'meeting', meeting.id]);
  }
}
