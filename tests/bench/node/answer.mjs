// SPDX-License-Identifier: Apache-2.0
// Rows as the JSON that Koers answers with. What Koers works out (where things stand, what is due, what one may do)
// comes ready made in `given`, an answer of Koers itself: it costs Node nothing.
const DAY_MS = 86_400_000;

const scaled = (scale) => (value) => (value === null ? null : value / scale);
const decimal = scaled(10_000);
const fraction = scaled(1_000_000);
const weight = scaled(100);
const bool = (value) => value !== 0;
const day = (value) => (value === null ? null : new Date(value * DAY_MS).toISOString().slice(0, 10));

function time(micros) {
  if (micros === null) return null;
  const rest = micros % 1_000_000;
  const seconds = new Date((micros - rest) / 1000).toISOString().slice(0, 19);
  return rest === 0 ? `${seconds}Z` : `${seconds}.${String(rest).padStart(6, '0')}Z`;
}

const keyResult = (row, given) => ({
  id: row.id,
  objective_id: row.objective_id,
  owner_id: row.owner_id,
  title: row.title,
  description: row.description,
  kind: row.kind,
  unit_of_measure: row.unit_of_measure,
  start_value: decimal(row.start_value),
  target_value: decimal(row.target_value),
  worst_value: decimal(row.worst_value),
  low_value: decimal(row.low_value),
  high_value: decimal(row.high_value),
  tolerance: decimal(row.tolerance),
  period_rule: row.period_rule,
  interval_days: row.interval_days,
  commit_text: row.commit_text,
  target_text: row.target_text,
  stretch_text: row.stretch_text,
  start_day: day(row.start_day),
  due_day: day(row.due_day),
  weight: weight(row.weight),
  rank: row.rank,
  current_value: decimal(row.current_value),
  raw: fraction(row.raw),
  contribution: fraction(row.contribution),
  confidence: row.confidence,
  own_status: row.own_status,
  last_check_in_day: day(row.last_check_in_day),
  check_in_count: row.check_in_count,
  source_kind: row.source_kind,
  imported: bool(row.imported),
  postponed: bool(row.postponed),
  dropped_at: time(row.dropped_at),
  reason: row.reason,
  created_at: time(row.created_at),
  version: row.version,
  owner_name: row.owner_name,
  status: given.status,
  expected: given.expected,
  effective_start_day: given.effective_start_day,
  effective_due_day: given.effective_due_day,
  due_on: given.due_on,
  may_check_in: given.may_check_in,
  milestones: given.milestones,
  interim_targets: given.interim_targets,
  away: given.away,
  known: given.known,
});

const objective = (row, keyResults, tags, given) => ({
  id: row.id,
  cycle_id: row.cycle_id,
  unit_id: row.unit_id,
  unit_name: row.unit_name,
  owner_id: row.owner_id,
  owner_name: row.owner_name,
  theme_id: row.theme_id,
  theme_name: row.theme_name,
  title: row.title,
  kind: row.kind,
  state: row.state,
  rank: row.rank,
  progress: fraction(row.progress),
  expected: given.expected,
  status: given.status,
  outdated_count: given.outdated_count,
  key_result_count: given.key_result_count,
  version: row.version,
  dropped_at: time(row.dropped_at),
  archived_at: time(row.archived_at),
  postponed: bool(row.postponed),
  key_results: keyResults,
  tags,
  known: given.known,
});

/** Rows of a list by the id of what they belong to. */
function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}

/** The first page of a unit: `rows` finds those of a query by the beginning of its name. */
export function page(rows, given) {
  const keyResults = grouped(rows('standing_key_results'), 'objective_id');
  const tags = grouped(rows('objective_tags'), 'objective_id');
  const items = rows('objective_by_ids').slice(0, given.items.length);
  return {
    items: items.map((row, i) => {
      const of = given.items[i];
      const own = (keyResults.get(row.id) ?? []).map((one, j) => keyResult(one, of.key_results[j]));
      const named = (tags.get(row.id) ?? []).map(({ id, name, tone }) => ({ id, name, tone }));
      return objective(row, own, named, of);
    }),
    next: given.next,
  };
}

/** A check-in that was saved. */
export function checkIn(rows, given) {
  const [row] = rows('check_in_show');
  return {
    id: row.id,
    key_result_id: row.key_result_id,
    person_id: row.person_id,
    day: day(row.day),
    value: decimal(row.value),
    confidence: row.confidence,
    own_status: row.own_status,
    note: row.note,
    raw: fraction(row.raw),
    imported: bool(row.imported),
    created_at: time(row.created_at),
    corrected_at: time(row.corrected_at),
    corrected_by: row.corrected_by,
    version: row.version,
    person_name: row.person_name,
    corrected_by_name: row.corrected_by_name,
    may_correct: given.may_correct,
    milestones: given.milestones,
  };
}
