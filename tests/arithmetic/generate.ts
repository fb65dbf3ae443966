// SPDX-License-Identifier: Apache-2.0
//
// Organisations out of a seed. Most of what is made is ordinary; a part lies on the borders where an
// arithmetic goes wrong: equal start and target, values on a border, huge and tiny numbers, weights
// of 0, several check-ins on a day, interim targets outside the period.

import {
  RULES, type CheckIn, type Flags, type Interim, type KeyResult, type Kind, type Milestone,
  type PeriodRule,
} from './arithmetic.ts';
import type { Objective, Organisation, WeighedKeyResult } from './organisation.ts';

const KINDS: readonly Kind[] = [
  'increase', 'increase', 'increase', 'decrease', 'decrease', 'at_least', 'at_most', 'range',
  'yes_no', 'milestones', 'zones',
];
const VALUE_MAX = 999_999_999_999_999n;

/** xorshift64*, so that a seed gives the same organisation on every machine. */
export class Random {
  #state: bigint;

  constructor(seed: bigint) {
    this.#state = BigInt.asUintN(64, seed * 0x9e3779b97f4a7c15n + 1n) || 1n;
  }

  next(): bigint {
    let x = this.#state;
    x ^= x >> 12n;
    x ^= BigInt.asUintN(64, x << 25n);
    x ^= x >> 27n;
    this.#state = x;
    return BigInt.asUintN(64, x * 0x2545f4914f6cdd1dn) >> 11n;
  }

  /** A whole number from..to, both included; `from` when there is none. */
  int(from: number | bigint, to: number | bigint): bigint {
    const count = BigInt(to) - BigInt(from) + 1n;
    return count > 0n ? BigInt(from) + (this.next() % count) : BigInt(from);
  }

  chance(percent: number): boolean {
    return this.int(0, 99) < BigInt(percent);
  }

  pick<T>(list: readonly T[]): T {
    return list[Number(this.int(0, list.length - 1))]!;
  }

  maybe<T>(percent: number, make: () => T): T | null {
    return this.chance(percent) ? make() : null;
  }

  list<T>(count: bigint, make: (index: number) => T): T[] {
    return Array.from({ length: Number(count) }, (_, index) => make(index));
  }
}

const NO_FLAGS: Flags = { draft: false, closed: false, dropped: false, postponed: false };

function flags(random: Random): Flags {
  return {
    ...NO_FLAGS,
    ...(random.chance(5) && { draft: true }),
    ...(random.chance(8) && { closed: true }),
    ...(random.chance(6) && { dropped: true }),
    ...(random.chance(4) && { postponed: true }),
  };
}

/** A metric value: mostly of a human size, sometimes as large or as fine as the format allows. */
function value(random: Random): bigint {
  if (random.chance(3)) return random.pick([VALUE_MAX, -VALUE_MAX, 1n, -1n, 0n]);
  if (random.chance(5)) return random.int(-VALUE_MAX, VALUE_MAX);
  if (random.chance(10)) return random.int(-9, 9);
  return random.int(-20, 200) * (random.chance(70) ? 10_000n : 123n);
}

/** Near one of the given values, often exactly on it. */
function near(random: Random, around: readonly (bigint | null)[]): bigint {
  const known = around.filter((v) => v !== null);
  if (known.length === 0 || random.chance(25)) return value(random);
  const at = random.pick(known);
  const other = random.pick(known);
  const between = at + ((other - at) * random.int(-2, 12)) / 10n;
  const moved = random.chance(40) ? at + random.int(-2, 2) : between;
  return moved > VALUE_MAX ? VALUE_MAX : moved < -VALUE_MAX ? -VALUE_MAX : moved;
}

function measure(random: Random, startDay: bigint, endDay: bigint): KeyResult {
  const kind = random.pick(KINDS);
  const is = (...kinds: Kind[]): boolean => kinds.includes(kind);
  /** Given where the kind has it, with slips both ways. */
  const given = (percent: number, has: boolean): boolean => random.chance(has ? percent : 1);
  const pair = [value(random), value(random)].sort((a, b) => (a < b ? -1 : 1)) as [bigint, bigint];
  const [first, second] = random.chance(4) ? [pair[1], pair[0]] : pair;
  const down = is('decrease', 'at_most');
  const hold = is('at_least', 'at_most', 'range');
  const rule = given(70, hold) ? random.pick<PeriodRule>(['latest', 'worst', 'share']) : null;
  const bound = rule === 'share' ? 5 : 60;
  return {
    kind,
    rule,
    startDay,
    endDay,
    due: random.maybe(50, () => random.int(startDay - 2n, endDay + 2n)),
    start: given(99, is('increase', 'decrease')) ? (down ? second : first) : null,
    target: given(99, is('increase', 'decrease', 'at_least', 'at_most')) ? (down ? first : second) : null,
    low: given(99, is('range')) ? first : null,
    high: given(99, is('range')) ? (random.chance(10) ? first : second) : null,
    worst: given(bound, is('at_least', 'at_most')) ? (down ? second : first) : null,
    tolerance: given(bound, is('range')) ? (random.chance(95) ? random.int(1, 300_000) : random.int(-5, 5)) : null,
    milestones: given(98, is('milestones')) ? milestones(random, startDay, endDay) : [],
    interims: given(40, is('increase', 'decrease')) ? interims(random, startDay, endDay, [first, second]) : [],
  };
}

function milestones(random: Random, startDay: bigint, endDay: bigint): Milestone[] {
  const dated = random.chance(60);
  return random.list(random.int(1, 6), () => ({
    weight: random.chance(8) ? 0n : random.int(1, random.chance(2) ? 2_000_000 : 10_000),
    done: random.chance(50),
    due: dated && random.chance(85) ? random.int(startDay, endDay) : null,
  }));
}

function interims(random: Random, startDay: bigint, endDay: bigint, around: bigint[]): Interim[] {
  const days = new Set(random.list(random.int(1, 4), () =>
    random.chance(97) && endDay - startDay > 2n
      ? random.int(startDay + 1n, endDay - 1n)
      : random.int(startDay - 1n, endDay + 1n)));
  const list = [...days].map((day) => ({ day, value: near(random, around) }));
  if (random.chance(3)) list.push({ ...list[0]! });
  return list;
}

function checkIns(random: Random, m: KeyResult, ids: { next: bigint }): CheckIn[] {
  if (random.chance(12)) return [];
  const around = [m.start, m.target, m.low, m.high, m.worst];
  const one = (): bigint => {
    if (m.kind === 'yes_no') return random.pick(random.chance(98) ? [0n, 10_000n] : [1n, -10_000n]);
    if (m.kind === 'zones') return random.pick(random.chance(98) ? [0n, 3_000n, 7_000n, 10_000n] : [5_000n]);
    return m.kind === 'milestones' ? 0n : near(random, around);
  };
  const list = random.list(random.int(1, 9), () => ({
    id: ids.next++,
    day: random.chance(90) ? random.int(m.startDay, m.endDay) : random.int(m.startDay - 5n, m.endDay + 5n),
    value: one(),
  }));
  return list.sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));
}

function keyResult(random: Random, o: Objective, ids: { next: bigint }): WeighedKeyResult {
  const late = random.chance(15) ? random.int(1, 40) : 0n;
  const m = measure(random, o.startDay + late, random.chance(2) ? o.startDay : o.endDay);
  return {
    id: ids.next++,
    weight: random.chance(8) ? 0n : random.pick([10_000n, 1_429n, random.int(1, 1_000_000)]),
    flags: { ...flags(random), draft: false },
    measure: m,
    checkIns: checkIns(random, m, ids),
  };
}

export function generate(seed: bigint): Organisation {
  const random = new Random(seed);
  const ids = { next: 1n };
  const start = random.int(-800, 25_000);
  const length = random.pick([30n, 89n, 91n, 120n, 365n, random.int(1, 4_000)]);
  const objectives: Objective[] = [];
  for (let count = random.int(1, 14); count > 0n; count--) {
    const o: Objective = {
      id: ids.next++,
      kind: random.pick(['committed', 'aspirational'] as const),
      flags: flags(random),
      startDay: start,
      endDay: start + length,
      keyResults: [],
      children: [],
    };
    o.keyResults = random.list(random.int(0, 6), () => keyResult(random, o, ids));
    o.children = objectives.filter(() => random.chance(20))
      .map((child) => ({ id: child.id, weight: random.chance(10) ? 0n : random.int(1, 20_000) }));
    objectives.push(o);
  }
  const rules = random.chance(70) ? RULES : {
    gCommitted: random.int(500_000, 1_000_000),
    gAspirational: random.int(500_000, 1_000_000),
    gapOnTrack: random.int(0, 200_000),
    gapBehind: random.int(200_000, 500_000),
    startGrace: random.int(0, 500_000),
    cadence: random.int(1, 31),
    grace: random.int(0, 10),
  };
  return { rules, today: start + random.int(-3n, length + 10n), objectives };
}
