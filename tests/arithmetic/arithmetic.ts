// SPDX-License-Identifier: Apache-2.0
//
// The arithmetic of Koers a second time, for tests only: written from the chapter on arithmetic of
// the design, with BigInt, where nothing overflows. It prefers the plain way over the fast one and
// shares nothing with the C, so that one mistake is not made twice.
//
// Decimals are bigints in ten-thousandths, fractions in ppm, weights in hundredths, days since
// 1970-01-01.

export type Kind =
  | 'increase' | 'decrease' | 'at_least' | 'at_most' | 'range' | 'yes_no' | 'milestones' | 'zones';
export type PeriodRule = 'latest' | 'worst' | 'share';
export type ObjectiveKind = 'committed' | 'aspirational';
export type Status =
  | 'draft' | 'closed' | 'dropped' | 'postponed' | 'not_started' | 'outdated' | 'no_data'
  | 'on_track' | 'behind' | 'at_risk';

export const STATUSES: readonly Status[] = [
  'draft', 'closed', 'dropped', 'postponed', 'not_started', 'outdated', 'no_data',
  'on_track', 'behind', 'at_risk',
];

export interface Rules {
  gCommitted: bigint;
  gAspirational: bigint;
  gapOnTrack: bigint;
  gapBehind: bigint;
  startGrace: bigint;
  cadence: bigint;
  grace: bigint;
}

export const RULES: Rules = {
  gCommitted: 1_000_000n,
  gAspirational: 700_000n,
  gapOnTrack: 100_000n,
  gapBehind: 250_000n,
  startGrace: 150_000n,
  cadence: 14n,
  grace: 3n,
};

export interface Milestone { weight: bigint; done: boolean; due: bigint | null }
export interface Interim { day: bigint; value: bigint }
export interface CheckIn { id: bigint; day: bigint; value: bigint }
export interface Flags { draft: boolean; closed: boolean; dropped: boolean; postponed: boolean }

export interface KeyResult {
  kind: Kind;
  rule: PeriodRule | null;
  startDay: bigint;
  endDay: bigint;
  due: bigint | null;
  start: bigint | null;
  target: bigint | null;
  low: bigint | null;
  high: bigint | null;
  worst: bigint | null;
  tolerance: bigint | null;
  milestones: Milestone[];
  interims: Interim[];
}

export const ONE = 1_000_000n;
const RAW_MAX = 1_000_000_000_000n;
const WEIGHT_MAX = 1_000_000n;
const VALUE_ONE = 10_000n;
const ZONES = [0n, 3_000n, 7_000n, 10_000n];
const HOLD: readonly Kind[] = ['at_least', 'at_most', 'range'];

const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const sum = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);
const limit = (n: bigint, low: bigint, high: bigint): bigint => (n < low ? low : n > high ? high : n);

/** A ratio as a whole number, half away from zero. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const size = (2n * abs(numerator) + abs(denominator)) / (2n * abs(denominator));
  return numerator < 0n === denominator < 0n ? size : -size;
}

/** A ratio in ppm. */
export const ppm = (numerator: bigint, denominator: bigint): bigint =>
  rounded(numerator * ONE, denominator);

/** A JSON number as a whole count of 10^-places; throws where it would lose digits. */
export function scaled(value: number | string, places: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`not a plain number: ${value}`);
  const decimals = match[3] ?? '';
  if (decimals.length > places) throw new RangeError(`more than ${places} decimals: ${value}`);
  const size = BigInt(match[2] + decimals.padEnd(places, '0'));
  return match[1] ? -size : size;
}

/** Whole percent as a person sees it: never 100 for less than all. */
export function percent(fraction: bigint): bigint {
  const shown = rounded(fraction, 10_000n);
  return shown === 100n && fraction < ONE ? 99n : shown;
}

// What is refused when saving ----------------------------------------------------------------

type Member =
  | 'start' | 'target' | 'low' | 'high' | 'worst' | 'tolerance' | 'period_rule' | 'milestones'
  | 'interim_targets';

const REQUIRED: Record<Kind, readonly Member[]> = {
  increase: ['start', 'target'],
  decrease: ['start', 'target'],
  at_least: ['target'],
  at_most: ['target'],
  range: ['low', 'high'],
  yes_no: [],
  milestones: ['milestones'],
  zones: [],
};

const ALLOWED: Record<Kind, readonly Member[]> = {
  increase: ['interim_targets'],
  decrease: ['interim_targets'],
  at_least: ['worst', 'period_rule'],
  at_most: ['worst', 'period_rule'],
  range: ['tolerance', 'period_rule'],
  yes_no: [],
  milestones: [],
  zones: [],
};

export function faults(kr: KeyResult, under: ObjectiveKind): string[] {
  const given: Record<Member, boolean> = {
    start: kr.start !== null,
    target: kr.target !== null,
    low: kr.low !== null,
    high: kr.high !== null,
    worst: kr.worst !== null,
    tolerance: kr.tolerance !== null,
    period_rule: kr.rule !== null && kr.rule !== 'latest',
    milestones: kr.milestones.length > 0,
    interim_targets: kr.interims.length > 0,
  };
  const found: string[] = [];
  for (const member of Object.keys(given) as Member[]) {
    const required = REQUIRED[kr.kind].includes(member);
    if (required && !given[member]) found.push(`${member}_missing`);
    if (!required && !ALLOWED[kr.kind].includes(member) && given[member]) found.push(`${member}_unused`);
  }
  if (kr.kind === 'zones' && under !== 'aspirational') found.push('zones_not_aspirational');
  if (kr.endDay <= kr.startDay) found.push('end_not_after_start');
  found.push(...valueFaults(kr), ...listFaults(kr));
  return found.sort();
}

function valueFaults(kr: KeyResult): string[] {
  const found: string[] = [];
  const { kind, start, target, worst, low, high, tolerance } = kr;
  if ((kind === 'increase' || kind === 'decrease') && start !== null && target !== null) {
    if (target === start) found.push('target_equals_start');
    if (kind === 'increase' && target < start) found.push('target_below_start');
    if (kind === 'decrease' && target > start) found.push('target_above_start');
  }
  if (worst !== null && target !== null) {
    if (kind === 'at_least' && worst >= target) found.push('worst_not_below_target');
    if (kind === 'at_most' && worst <= target) found.push('worst_not_above_target');
  }
  if (kind === 'range') {
    if (low !== null && high !== null && low > high) found.push('low_above_high');
    if (tolerance !== null && tolerance <= 0n) found.push('tolerance_not_positive');
  }
  if (kr.rule === 'share') {
    if ((kind === 'at_least' || kind === 'at_most') && worst !== null) found.push('share_excludes_worst');
    if (kind === 'range' && tolerance !== null) found.push('share_excludes_tolerance');
  }
  return found;
}

function listFaults(kr: KeyResult): string[] {
  const found: string[] = [];
  if (kr.kind === 'milestones' && kr.milestones.length > 0) {
    const weights = kr.milestones.map((m) => m.weight);
    if (weights.some((w) => w < 0n || w > WEIGHT_MAX)) found.push('milestone_weight_outside');
    else if (sum(weights) === 0n) found.push('milestone_weights_zero');
  }
  if (kr.kind === 'increase' || kr.kind === 'decrease') {
    const days = kr.interims.map((i) => i.day);
    if (days.some((d) => d <= kr.startDay || d >= kr.endDay)) found.push('interim_outside_period');
    if (new Set(days).size !== days.length) found.push('interim_day_repeated');
  }
  return found;
}

/** Why a value may not be checked in, or null. */
export function valueFault(kr: KeyResult, value: bigint): string | null {
  if (kr.kind === 'yes_no' && value !== 0n && value !== VALUE_ONE) return 'value_not_yes_no';
  if (kr.kind === 'zones' && !ZONES.includes(value)) return 'value_not_zone';
  return abs(raw(kr, value)) > RAW_MAX ? 'value_too_far' : null;
}

// Progress -----------------------------------------------------------------------------------

function must(value: bigint | null): bigint {
  if (value === null) throw new Error('a refused key result was computed');
  return value;
}

/** The raw progress of one value. */
export function raw(kr: KeyResult, c: bigint): bigint {
  switch (kr.kind) {
    case 'increase':
    case 'decrease':
      return ppm(c - must(kr.start), must(kr.target) - must(kr.start));
    case 'at_least': {
      const least = must(kr.target);
      if (c >= least) return ONE;
      return kr.worst === null ? 0n : ppm(c - kr.worst, least - kr.worst);
    }
    case 'at_most': {
      const most = must(kr.target);
      if (c <= most) return ONE;
      return kr.worst === null ? 0n : ppm(kr.worst - c, kr.worst - most);
    }
    case 'range': {
      const distance = c < must(kr.low) ? must(kr.low) - c : c > must(kr.high) ? c - must(kr.high) : 0n;
      if (distance === 0n) return ONE;
      return kr.tolerance === null ? 0n : ppm(kr.tolerance - distance, kr.tolerance);
    }
    case 'yes_no':
      return c === VALUE_ONE ? ONE : 0n;
    case 'milestones':
      return ppm(
        sum(kr.milestones.filter((m) => m.done).map((m) => m.weight)),
        sum(kr.milestones.map((m) => m.weight)),
      );
    case 'zones':
      return c * 100n;
  }
}

export const contribution = (fraction: bigint): bigint => limit(fraction, 0n, ONE);

const later = (a: CheckIn, b: CheckIn): CheckIn =>
  b.day > a.day || (b.day === a.day && b.id > a.id) ? b : a;

export interface Progress { raw: bigint; contribution: bigint; noData: boolean }

/** Progress from all check-ins of a key result, in any order. */
export function progress(kr: KeyResult, checkIns: readonly CheckIn[], cadence: bigint): Progress {
  const inside = checkIns.filter((c) => c.day >= kr.startDay && c.day <= kr.endDay);
  const rule = HOLD.includes(kr.kind) ? (kr.rule ?? 'latest') : 'latest';
  const used = rule === 'latest' ? checkIns : inside;
  if (used.length === 0) return { raw: 0n, contribution: 0n, noData: true };
  const value = byRule(kr, rule, used, cadence);
  return { raw: value, contribution: contribution(value), noData: false };
}

function byRule(kr: KeyResult, rule: PeriodRule, used: readonly CheckIn[], cadence: bigint): bigint {
  if (rule === 'latest') return raw(kr, used.reduce(later).value);
  if (rule === 'worst') return used.map((c) => raw(kr, c.value)).reduce((a, b) => (b < a ? b : a));
  const last = new Map<bigint, CheckIn>();
  for (const checkIn of used) {
    const interval = (checkIn.day - kr.startDay) / cadence;
    const other = last.get(interval);
    last.set(interval, other ? later(other, checkIn) : checkIn);
  }
  const good = [...last.values()].filter((c) => raw(kr, c.value) === ONE).length;
  return ppm(BigInt(good), BigInt(last.size));
}

export interface Item { weight: bigint; value: bigint | null }

/** The weighted mean of what is not null; null without weight. */
export function mean(items: readonly Item[]): bigint | null {
  const live = items.filter((i) => i.value !== null);
  const weight = sum(live.map((i) => i.weight));
  return weight === 0n ? null : rounded(sum(live.map((i) => i.weight * must(i.value))), weight);
}

export const defaultWeight = (siblings: readonly bigint[]): bigint =>
  siblings.length === 0 ? 10_000n : rounded(sum(siblings), BigInt(siblings.length));

// Expected progress --------------------------------------------------------------------------

/** e of a key result: where it should be on a day, before g. */
export function expectedShare(kr: KeyResult, today: bigint): bigint {
  switch (kr.kind) {
    case 'at_least':
    case 'at_most':
    case 'range':
      return ONE;
    case 'yes_no':
      return today < (kr.due ?? kr.endDay) ? 0n : ONE;
    case 'milestones': {
      if (kr.milestones.every((m) => m.due === null)) return line(kr, today);
      const due = kr.milestones.filter((m) => (m.due ?? kr.endDay) <= today);
      return ppm(sum(due.map((m) => m.weight)), sum(kr.milestones.map((m) => m.weight)));
    }
    case 'zones':
      return line(kr, today);
    case 'increase':
    case 'decrease':
      return polyline(kr, today);
  }
}

function line(kr: KeyResult, today: bigint): bigint {
  return limit(ppm(today - kr.startDay, kr.endDay - kr.startDay), 0n, ONE);
}

function polyline(kr: KeyResult, today: bigint): bigint {
  // Heights as ratios over one positive height, so that nothing is rounded on the way.
  const full = abs(must(kr.target) - must(kr.start));
  const up = must(kr.target) > must(kr.start) ? 1n : -1n;
  const points = [
    { day: kr.startDay, height: 0n },
    ...kr.interims.map((i) => ({ day: i.day, height: limit(up * (i.value - must(kr.start)), 0n, full) })),
    { day: kr.endDay, height: full },
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  if (today <= kr.startDay) return 0n;
  if (today >= kr.endDay) return ONE;
  const after = points.findIndex((p) => p.day > today);
  const [left, right] = [points[after - 1]!, points[after]!];
  const days = right.day - left.day;
  return ppm(left.height * days + (right.height - left.height) * (today - left.day), full * days);
}

export const expected = (share: bigint, kind: ObjectiveKind, rules: Rules): bigint =>
  ppm(share * (kind === 'committed' ? rules.gCommitted : rules.gAspirational), ONE * ONE);

// Status -------------------------------------------------------------------------------------

function lifeStatus(flags: Flags, today: bigint, startDay: bigint): Status | null {
  if (flags.draft) return 'draft';
  if (flags.closed) return 'closed';
  if (flags.dropped) return 'dropped';
  if (flags.postponed) return 'postponed';
  return today < startDay ? 'not_started' : null;
}

function gapStatus(gap: bigint, early: boolean, rules: Rules): Status {
  if (early || gap <= rules.gapOnTrack) return 'on_track';
  return gap <= rules.gapBehind ? 'behind' : 'at_risk';
}

const early = (today: bigint, start: bigint, end: bigint, rules: Rules): boolean =>
  (today - start) * ONE < rules.startGrace * (end - start);

export function keyResultStatus(
  kr: KeyResult, flags: Flags, checkIns: readonly CheckIn[], noData: boolean, gap: bigint,
  today: bigint, rules: Rules,
): Status {
  const life = lifeStatus(flags, today, kr.startDay);
  if (life) return life;
  const since = checkIns.length > 0 ? checkIns.reduce(later).day : kr.startDay;
  if (today - since > rules.cadence + rules.grace) return 'outdated';
  if (noData) return 'no_data';
  return gapStatus(gap, !HOLD.includes(kr.kind) && early(today, kr.startDay, kr.endDay, rules), rules);
}

export interface ObjectiveState {
  flags: Flags;
  startDay: bigint;
  endDay: bigint;
  outdated: number;
  /** At least one item has data. */
  hasData: boolean;
  /** expected − progress; null without progress. */
  gap: bigint | null;
}

export function objectiveStatus(o: ObjectiveState, today: bigint, rules: Rules): Status {
  const life = lifeStatus(o.flags, today, o.startDay);
  if (life) return life;
  if (o.outdated > 0) return 'outdated';
  if (o.gap === null || !o.hasData) return 'no_data';
  return gapStatus(o.gap, early(today, o.startDay, o.endDay, rules), rules);
}

// Forecast -----------------------------------------------------------------------------------

/** The value on the last day at the pace of the last check-ins, or why there is none. */
export function forecast(kr: KeyResult, checkIns: readonly CheckIn[]): bigint | string {
  if (kr.kind !== 'increase' && kr.kind !== 'decrease') return 'kind';
  const last = [...checkIns].sort((a, b) => (later(a, b) === a ? 1 : -1)).slice(-5);
  if (last.length < 3) return 'few_check_ins';
  if (new Set(last.map((c) => c.day)).size < 3) return 'few_days';
  // Means and deviations, each times n, keep everything whole.
  const n = BigInt(last.length);
  const days = sum(last.map((c) => c.day));
  const values = sum(last.map((c) => c.value));
  const across = sum(last.map((c) => (n * c.day - days) * (n * c.value - values)));
  const spread = sum(last.map((c) => (n * c.day - days) ** 2n));
  const value = rounded(values * spread + across * (n * kr.endDay - days), n * spread);
  return abs(value) > 999_999_999_999_999n ? 'too_far' : value;
}

// Closing ------------------------------------------------------------------------------------

export function suggestedScore(share: bigint, kind: ObjectiveKind): bigint {
  const tenths = kind === 'committed' ? share / 100_000n : (share + 50_000n) / 100_000n;
  return tenths * 100_000n;
}

/** A committed result is met or missed by its contribution; an aspirational score has a colour. */
export function outcome(kind: ObjectiveKind, share: bigint, score: bigint): string {
  if (kind === 'committed') return share === ONE ? 'met' : 'missed';
  return score < 400_000n ? 'red' : score < 700_000n ? 'amber' : 'green';
}
