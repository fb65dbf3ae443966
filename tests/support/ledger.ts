// SPDX-License-Identifier: Apache-2.0
// What a test told the server about objectives, key results, links and check-ins, kept to compute from: every number that the
// server shows is held against the second implementation of the arithmetic.
import assert from 'node:assert/strict';
import { type CheckIn, contribution, type KeyResult, mean, type ObjectiveKind, progress, RULES, raw, scaled } from '../arithmetic/arithmetic.ts';
import { answer, type Objective, type Organisation, type WeighedKeyResult } from '../arithmetic/organisation.ts';
import type { Json } from './client.ts';

export const dayNumber = (day: string): bigint => BigInt(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
export const decimal = (value: number | null): bigint | null => (value === null ? null : scaled(value, 4));
export const fraction = (value: number | null): bigint | null => (value === null ? null : scaled(value, 6));

/** A small generator of numbers, so that both engines get the same organisation. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A key result of every kind and rule; zones stand under aspirational objectives only, and milestones still need their list. */
export const shapes: Json[] = [
  { kind: 'increase', start_value: 0, target_value: 100 },
  { kind: 'increase', start_value: 15.5, target_value: 35.25 },
  { kind: 'increase', start_value: -10, target_value: 7 },
  { kind: 'decrease', start_value: 100, target_value: 60 },
  { kind: 'decrease', start_value: 0.3333, target_value: -0.3333 },
  { kind: 'at_least', target_value: 99.5, worst_value: 90 },
  { kind: 'at_least', target_value: 40 },
  { kind: 'at_most', target_value: 25, worst_value: 30 },
  { kind: 'at_most', target_value: 25 },
  { kind: 'at_least', target_value: 50, worst_value: 10, period_rule: 'worst' },
  { kind: 'at_most', target_value: 12.5, period_rule: 'share' },
  { kind: 'range', low_value: 4, high_value: 5 },
  { kind: 'range', low_value: -2.5, high_value: 7.25, tolerance: 3.3333 },
  { kind: 'range', low_value: 10, high_value: 10, tolerance: 4, period_rule: 'worst' },
  { kind: 'range', low_value: 90, high_value: 99, period_rule: 'share' },
  { kind: 'yes_no' },
  { kind: 'milestones' },
  { kind: 'zones', commit_text: 'A', target_text: 'B', stretch_text: 'C' },
];

/** A key result, or a node of a derivation, as the second implementation takes it; its own days go before those of the cycle. */
export function measure(kr: Json, start: string, end: string): KeyResult {
  return {
    kind: kr.kind,
    rule: kr.period_rule ?? null,
    startDay: dayNumber(kr.start_day ?? start),
    endDay: dayNumber(kr.due_day ?? end),
    due: kr.due_day ? dayNumber(kr.due_day) : null,
    start: decimal(kr.start_value ?? null),
    target: decimal(kr.target_value ?? null),
    low: decimal(kr.low_value ?? null),
    high: decimal(kr.high_value ?? null),
    worst: decimal(kr.worst_value ?? null),
    tolerance: decimal(kr.tolerance ?? null),
    milestones: kr.milestones.map((one: Json) => ({
      weight: scaled(one.weight, 2), done: one.done, due: one.due_day ? dayNumber(one.due_day) : null,
    })),
    interims: kr.interim_targets.map((one: Json) => ({ day: dayNumber(one.day), value: scaled(one.value, 4) })),
  };
}

/** A check-in, or a leaf of a derivation, as the second implementation takes it. */
const told = (one: Json): CheckIn => ({ id: BigInt(one.id), day: dayNumber(one.day), value: scaled(one.value, 4) });

/** The derivation, computed again from its leaves; every node on the way must be right. */
export function evaluate(node: Json): bigint | null {
  const ppm = node.ppm === null ? null : BigInt(node.ppm);
  if (node.formula === 'check_in') return BigInt(node.raw_ppm);
  if (node.formula === 'key_result_contribution') {
    if (node.no_data) {
      assert.deepEqual([node.ppm, node.children.length], [0, 0], node.key);
      return 0n;
    }
    const kr = measure(node, '', '');
    const readings: CheckIn[] = node.children.map(told);
    for (const [at, child] of node.children.entries())
      assert.equal(evaluate(child), raw(kr, readings[at]?.value ?? 0n), `${node.key}: raw of ${child.key}`);
    const is = progress(kr, readings, BigInt(node.interval_days ?? 1));
    if (node.intervals === null) assert.equal(readings.length, 1, node.key);
    else assert.deepEqual([node.intervals, node.intervals_good], [readings.length, node.children.filter((one: Json) => one.raw_ppm === 1_000_000).length], node.key);
    if (node.intervals === null && node.period_rule !== 'worst') assert.equal(node.children[0].value, node.value, node.key);
    assert.equal(BigInt(node.raw_ppm), is.raw, `${node.key}: raw`);
    assert.equal(ppm, contribution(is.raw), node.key);
    return ppm;
  }
  const items = node.children.map((child: Json) => ({ weight: BigInt(child.weight), value: evaluate(child) }));
  assert.equal(ppm, mean(items), `${node.key} of ${JSON.stringify(node.children.map((c: Json) => [c.key, c.weight, c.ppm]))}`);
  return ppm;
}

export interface Entry {
  view: Json;
  keyResults: Map<number, Json>;
  /** What contributes to it. */
  links: Map<number, Json>;
}

/** How far a key result is, and how sure its owner; null before anything was said. */
export interface Stand {
  share: bigint | null;
  confidence: number | null;
}

/** The cells of a line of the answer, by what it is about: `objective 7`, `kr 12`. */
export type Lines = Map<string, string[]>;

export class Ledger {
  readonly cycles = new Map<number, { start: string; end: string }>();
  readonly objectives = new Map<number, Entry>();
  readonly #checkIns = new Map<number, Json[]>();
  readonly #today: string;

  constructor(today: string) {
    this.#today = today;
  }

  entry(id: number): Entry {
    const found = this.objectives.get(id);
    assert.ok(found, `objective ${id} was never made`);
    return found;
  }

  /** Takes a new objective, with the key results it has. */
  add(view: Json): Entry {
    const keyResults = new Map<number, Json>((view.key_results as Json[]).map((kr) => [kr.id, kr]));
    const entry = { view, keyResults, links: new Map<number, Json>() };
    this.objectives.set(view.id, entry);
    return entry;
  }

  /** Takes a check-in as it was answered; ticks are what it said of milestones. */
  checkedIn(keyResult: number, made: Json, ticks: Json[] = []): void {
    this.#checkIns.set(keyResult, [...(this.#checkIns.get(keyResult) ?? []), { ...made, ticks }]);
  }

  /** Takes a check-in as it was corrected. */
  corrected(keyResult: number, made: Json, ticks: Json[] = []): void {
    const others = (this.#checkIns.get(keyResult) ?? []).filter((one) => one.id !== made.id);
    this.#checkIns.set(keyResult, [...others, { ...made, ticks }]);
  }

  /** Of a key result, the newest first: by day, then by id. */
  checkIns(keyResult: number, until = this.#today): Json[] {
    const known = (this.#checkIns.get(keyResult) ?? []).filter((one) => one.day <= until);
    return known.sort((a, b) => b.day.localeCompare(a.day) || b.id - a.id);
  }

  /** Milestones are done when the latest check-in that speaks of them says so. */
  ticked(kr: Json, until = this.#today): Json {
    const ticks = this.checkIns(kr.id, until).flatMap((one) => one.ticks);
    const done = (id: number) => ticks.find((tick: Json) => tick.id === id)?.done ?? false;
    return { ...kr, milestones: kr.milestones.map((one: Json) => ({ ...one, done: done(one.id) })) };
  }

  /** In the shape of the second implementation, children first. */
  organisation(): Organisation {
    const list: Objective[] = [];
    const done = new Set<number>();
    const visit = (id: number) => {
      if (done.has(id)) return;
      done.add(id);
      for (const link of this.entry(id).links.values()) visit(link.child_id);
      list.push(this.#objective(id));
    };
    for (const id of this.objectives.keys()) visit(id);
    return { rules: RULES, today: dayNumber(this.#today), objectives: list };
  }

  /** What the second implementation says of everything. */
  lines(): Lines {
    return new Map(answer(this.organisation()).map((line) => [line.split(' ').slice(0, 2).join(' '), line.split(' ')]));
  }

  /** The numbers and the status of an objective and its key results, as a page or a list shows them, against the second implementation. */
  hold(view: Json, lines: Lines): void {
    const [, , share, , mark, , status, outdated] = lines.get(`objective ${view.id}`) as string[];
    assert.deepEqual(
      [shown(view.progress), shown(view.expected), view.status, String(view.outdated_count)],
      [share, mark, status, view.dropped_at ? '0' : outdated], // nothing waits below what was dropped
      `objective ${view.id} of ${JSON.stringify(view, null, 1)}`,
    );
    for (const kr of view.key_results) {
      if (view.dropped_at || !this.entry(view.id).keyResults.has(kr.id)) continue;
      const [, , value, limited, noData, , krMark, , krStatus] = lines.get(`kr ${kr.id}`) as string[];
      assert.deepEqual(
        [kr.raw === null ? '0' : shown(kr.raw), shown(kr.contribution), kr.raw === null ? '1' : '0', shown(kr.expected), kr.status],
        [value, limited, noData, krMark, krStatus],
        `key result ${kr.id} of ${JSON.stringify(kr, null, 1)}`,
      );
    }
  }

  /** Where a key result stood at the end of a day. */
  stand(kr: Json, until = this.#today): Stand {
    const checkIns = this.checkIns(kr.id, until);
    const { start, end } = this.#period(this.entry(kr.objective_id).view.cycle_id);
    const { contribution: share, noData } = progress(measure(this.ticked(kr, until), start, end), checkIns.map(told), RULES.cadence);
    return { share: noData ? null : share, confidence: checkIns[0]?.confidence ?? null };
  }

  #period(cycle: number): { start: string; end: string } {
    const found = this.cycles.get(cycle);
    assert.ok(found, `cycle ${cycle} was never told`);
    return found;
  }

  #objective(id: number): Objective {
    const { view, keyResults, links } = this.entry(id);
    const { start, end } = this.#period(view.cycle_id);
    return {
      id: BigInt(id),
      kind: view.kind as ObjectiveKind,
      flags: {
        draft: view.state === 'draft',
        closed: view.state === 'closed',
        dropped: view.dropped_at !== null || view.archived_at !== null,
        postponed: false,
      },
      startDay: dayNumber(start),
      endDay: dayNumber(end),
      keyResults: [...keyResults.values()].map((kr) => this.#weighed(kr, start, end)),
      children: [...links.values()].map((link) => ({ id: BigInt(link.child_id), weight: scaled(link.weight, 2) })),
    };
  }

  #weighed(kr: Json, start: string, end: string): WeighedKeyResult {
    return {
      id: BigInt(kr.id),
      weight: scaled(kr.weight, 2),
      flags: { draft: false, closed: false, dropped: kr.dropped_at !== null, postponed: false },
      measure: measure(this.ticked(kr), start, end),
      checkIns: this.checkIns(kr.id).map(told),
    };
  }
}

/** A fraction as the lines of the second implementation write it. */
export const shown = (value: number | null): string => String(fraction(value) ?? '-');
