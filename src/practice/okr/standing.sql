-- SPDX-License-Identifier: Apache-2.0

-- name: standing_children :many standing_link
-- partial
-- ahead
-- Objectives that contribute to any of these and count: published or closed, neither dropped nor archived.
SELECT a.parent_id, a.weight, o.id, o.unit_id, o.kind, o.state, o.progress, o.postponed,
       u.zone_effective AS zone, u.cadence_effective AS cadence, c.start_day AS cycle_start, c.end_day AS cycle_end
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE a.parent_id IN {list:parent_ids} AND a.kind = 'contributes' AND a.valid_until IS NULL
   AND o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL
 ORDER BY a.parent_id, a.id;

-- name: standing_key_results :many key_result_view
-- partial
-- ahead
-- param: objective_ids id[]
SELECT k.id, k.objective_id, k.owner_id, k.title, k.description, k.kind, k.unit_of_measure,
       k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance,
       k.period_rule, k.interval_days, k.commit_text, k.target_text, k.stretch_text,
       k.start_day, k.due_day, k.weight, k.rank,
       k.current_value, k.raw, k.contribution, k.confidence, k.own_status, k.last_check_in_day,
       k.check_in_count, k.source_kind, k.imported, k.postponed, k.dropped_at, k.reason,
       k.created_at, k.version, p.name AS owner_name
  FROM key_result k
  LEFT JOIN person p ON p.id = k.owner_id
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY k.objective_id, k.rank, k.id;

-- name: standing_measures :many key_result_view
-- partial
-- ahead
-- param: objective_ids id[]
-- What of them counts in an objective above, and nothing to show.
SELECT k.id, k.objective_id, k.kind, k.start_value, k.target_value, k.worst_value, k.low_value,
       k.high_value, k.tolerance, k.period_rule, k.start_day, k.due_day, k.weight, k.raw,
       k.contribution, k.last_check_in_day, k.check_in_count, k.postponed, k.dropped_at
  FROM key_result k
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY k.objective_id, k.rank, k.id;

-- name: standing_children_then :many standing_link
-- partial
-- ahead
-- param: known day
-- param: until time
-- The same when a past day ended. Their progress follows from what is below them.
SELECT a.parent_id, {link_weight_then} AS weight, o.id, e.kind, e.state, e.postponed,
       CASE WHEN e.rebuilt THEN 'rebuilt' ELSE 'kept' END AS known,
       u.zone_effective AS zone, u.cadence_effective AS cadence, c.start_day AS cycle_start, c.end_day AS cycle_end
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  {objective_day_then}
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE a.parent_id IN {list:parent_ids} AND {link_then} AND {link_kind_then} = 'contributes'
   AND e.state <> 'draft' AND e.dropped_at IS NULL AND e.archived_at IS NULL
 ORDER BY a.parent_id, a.id;

-- fragment: key_result_then
  FROM key_result k
  JOIN key_result_day e
    ON e.key_result_id = k.id
   AND e.day = (SELECT max(y.day) FROM key_result_day y WHERE y.key_result_id = k.id AND y.day <= :known)

-- fragment: known_then
CASE WHEN e.contribution IS NULL THEN 'unknown' WHEN e.rebuilt THEN 'rebuilt' ELSE 'kept' END AS known

-- name: standing_key_results_then :many key_result_view
-- partial
-- ahead
-- param: objective_ids id[]
-- param: known day
SELECT k.id, k.objective_id, k.owner_id, k.title, k.description, e.kind, k.unit_of_measure,
       e.start_value, e.target_value, e.worst_value, e.low_value, e.high_value, e.tolerance,
       e.period_rule, k.interval_days, k.commit_text, k.target_text, k.stretch_text,
       e.start_day, e.due_day, e.weight, k.rank,
       e.current_value, e.raw, coalesce(e.contribution, 0) AS contribution, e.confidence,
       e.own_status, e.last_check_in_day, e.check_in_count, k.source_kind, k.imported, e.postponed,
       e.dropped_at, k.reason, k.created_at, k.version, p.name AS owner_name, {known_then}
{key_result_then}
  LEFT JOIN person p ON p.id = k.owner_id
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY k.objective_id, k.rank, k.id;

-- name: standing_measures_then :many key_result_view
-- partial
-- ahead
-- param: objective_ids id[]
-- param: known day
SELECT k.id, k.objective_id, e.kind, e.start_value, e.target_value, e.worst_value, e.low_value,
       e.high_value, e.tolerance, e.period_rule, e.start_day, e.due_day, e.weight, e.raw,
       coalesce(e.contribution, 0) AS contribution, e.last_check_in_day, e.check_in_count,
       e.postponed, e.dropped_at, {known_then}
{key_result_then}
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY k.objective_id, k.rank, k.id;
