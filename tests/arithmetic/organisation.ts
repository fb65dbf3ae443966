// SPDX-License-Identifier: Apache-2.0
//
// A whole organisation for the comparison: its types, its lines (README.md has the format) and the
// answer that arithmetic.ts gives to it.

import {
  contribution, defaultWeight, expected, expectedShare, faults, forecast, keyResultStatus, mean,
  objectiveStatus, outcome, progress, STATUSES, suggestedScore, valueFault,
  type CheckIn, type Flags, type Item, type KeyResult, type ObjectiveKind, type Rules, type Status,
} from './arithmetic.ts';

export interface WeighedKeyResult {
  id: bigint;
  weight: bigint;
  flags: Flags;
  measure: KeyResult;
  checkIns: CheckIn[];
}

export interface Objective {
  id: bigint;
  kind: ObjectiveKind;
  flags: Flags;
  startDay: bigint;
  endDay: bigint;
  keyResults: WeighedKeyResult[];
  children: { id: bigint; weight: bigint }[];
}

/** Objectives lie behind their children. */
export interface Organisation {
  rules: Rules;
  today: bigint;
  objectives: Objective[];
}

type Cell = bigint | number | string | boolean | null;

const cell = (value: Cell): string =>
  value === null ? '-' : value === true ? '1' : value === false ? '0' : String(value);
const row = (...cells: Cell[]): string => cells.map(cell).join(' ');

const letters = (f: Flags): string =>
  (f.draft ? 'd' : '') + (f.closed ? 'c' : '') + (f.dropped ? 'x' : '') + (f.postponed ? 'p' : '') || '-';

export function toLines(organisation: Organisation): string[] {
  const r = organisation.rules;
  const lines = [
    row('rules', r.gCommitted, r.gAspirational, r.gapOnTrack, r.gapBehind, r.startGrace, r.cadence, r.grace),
    row('today', organisation.today),
  ];
  for (const o of organisation.objectives) {
    lines.push(row('objective', o.id, o.kind, letters(o.flags), o.startDay, o.endDay));
    for (const kr of o.keyResults) lines.push(...keyResultLines(kr));
    for (const child of o.children) lines.push(row('child', child.id, child.weight));
  }
  lines.push('end');
  return lines;
}

function keyResultLines(kr: WeighedKeyResult): string[] {
  const m = kr.measure;
  return [
    row('kr', kr.id, kr.weight, m.kind, m.rule, letters(kr.flags), m.startDay, m.endDay, m.due,
      m.start, m.target, m.low, m.high, m.worst, m.tolerance),
    ...m.milestones.map((x) => row('milestone', x.weight, x.done, x.due)),
    ...m.interims.map((x) => row('interim', x.day, x.value)),
    ...kr.checkIns.map((x) => row('checkin', x.id, x.day, x.value)),
  ];
}

interface Result {
  kind: ObjectiveKind;
  progress: bigint | null;
  e: bigint | null;
  hasData: boolean;
  status: Status;
}

export function answer(organisation: Organisation): string[] {
  const results = new Map<bigint, Result>();
  const lines: string[] = [];
  for (const o of organisation.objectives) lines.push(...objectiveLines(organisation, o, results));
  for (const kind of ['committed', 'aspirational'] as const) {
    const of = [...results.values()].filter((r) => r.kind === kind && r.status !== 'draft');
    const spread = STATUSES.filter((s) => s !== 'draft')
      .map((s) => `${s}=${of.filter((r) => r.status === s).length}`);
    const share = mean(of.map((r) => ({ weight: 1n, value: r.progress })));
    lines.push(row('mean', kind, of.length, share, ...spread));
  }
  lines.push('end');
  return lines;
}

function objectiveLines(
  { rules, today }: Organisation, o: Objective, results: Map<bigint, Result>,
): string[] {
  const lines: string[] = [];
  const items: (Item & { e: bigint | null; hasData: boolean })[] = [];
  let outdated = 0;
  for (const kr of o.keyResults) {
    const codes = faults(kr.measure, o.kind);
    if (codes.length > 0) {
      lines.push(row('refused', 'kr', kr.id, ...codes));
      continue;
    }
    const checkIns: CheckIn[] = [];
    for (const checkIn of kr.checkIns) {
      const code = valueFault(kr.measure, checkIn.value);
      if (code) lines.push(row('refused', 'checkin', checkIn.id, code));
      else checkIns.push(checkIn);
    }
    const is = progress(kr.measure, checkIns, rules.cadence);
    const e = expectedShare(kr.measure, today);
    const mark = expected(e, o.kind, rules);
    const gap = mark - is.contribution;
    const flags = { ...kr.flags, draft: o.flags.draft, closed: kr.flags.closed || o.flags.closed };
    const status = keyResultStatus(kr.measure, flags, checkIns, is.noData, gap, today, rules);
    const score = suggestedScore(is.contribution, o.kind);
    lines.push(row('kr', kr.id, is.raw, is.contribution, is.noData, e, mark, gap, status,
      forecast(kr.measure, checkIns), score, outcome(o.kind, is.contribution, score)));
    if (flags.dropped) continue;
    if (status === 'outdated') outdated += 1;
    items.push({ weight: kr.weight, value: is.contribution, e, hasData: !is.noData });
  }
  for (const link of o.children) {
    const child = results.get(link.id);
    if (!child || child.status === 'draft' || child.status === 'dropped') continue;
    items.push({ weight: link.weight, value: child.progress, e: child.e, hasData: child.hasData });
  }
  lines.push(closeObjective({ rules, today }, o, items, outdated, results));
  return lines;
}

function closeObjective(
  { rules, today }: Pick<Organisation, 'rules' | 'today'>, o: Objective,
  items: (Item & { e: bigint | null; hasData: boolean })[], outdated: number,
  results: Map<bigint, Result>,
): string {
  const share = mean(items);
  const e = share === null ? null : mean(items.map((i) => ({ weight: i.weight, value: i.value === null ? null : i.e })));
  const mark = e === null ? null : expected(e, o.kind, rules);
  const gap = share === null || mark === null ? null : mark - share;
  const hasData = items.some((i) => i.hasData);
  const { flags, startDay, endDay } = o;
  const status = objectiveStatus({ flags, startDay, endDay, outdated, hasData, gap }, today, rules);
  results.set(o.id, { kind: o.kind, progress: share, e, hasData, status });
  const score = share === null ? null : suggestedScore(contribution(share), o.kind);
  return row('objective', o.id, share, e, mark, gap, status, outdated, score,
    share === null || score === null ? null : outcome(o.kind, share, score),
    defaultWeight(items.map((i) => i.weight)));
}
