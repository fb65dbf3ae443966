-- SPDX-License-Identifier: Apache-2.0

-- fragment: counts
-- What counts for everybody alike.
o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL

-- name: trace_objectives :many trace_objective
-- param: cycle_id id
SELECT o.id, o.unit_id, o.theme_id FROM objective o WHERE o.cycle_id = :cycle_id AND {counts} ORDER BY o.id;

-- name: trace_objectives_by_ids :many trace_objective
-- param: ids id[]
SELECT o.id, o.unit_id, o.theme_id FROM objective o WHERE o.id IN {list:ids} AND {counts} ORDER BY o.id;

-- name: trace_steps_of_cycle :many trace_step
-- param: cycle_id id
-- Every link upward from an objective of the cycle.
SELECT a.child_id, coalesce(a.parent_id, k.objective_id) AS parent_id
  FROM objective o
  JOIN alignment a ON a.child_id = o.id AND a.valid_until IS NULL
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE o.cycle_id = :cycle_id AND {counts}
   AND coalesce(a.parent_id, k.objective_id) IS NOT NULL
 ORDER BY a.child_id, a.id;

-- name: trace_steps :many trace_step
-- param: ids id[]
SELECT a.child_id, coalesce(a.parent_id, k.objective_id) AS parent_id
  FROM alignment a
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.child_id IN {list:ids} AND a.valid_until IS NULL
   AND coalesce(a.parent_id, k.objective_id) IS NOT NULL
 ORDER BY a.child_id, a.id;

-- name: trace_takers :many trace_taker
-- param: cycle_id id
SELECT v.objective_id, v.unit_id
  FROM objective o
  JOIN objective_unit v ON v.objective_id = o.id
 WHERE o.cycle_id = :cycle_id AND {counts}
 ORDER BY v.objective_id, v.unit_id;

-- name: trace_units :many gap_unit
-- partial
-- param: first_day day
-- param: last_day day
-- Units that exist at some time in the cycle, from the top down.
SELECT u.id, u.name, u.depth, p.name AS parent_name
  FROM unit u
  LEFT JOIN unit p ON p.id = u.parent_id
 WHERE u.valid_from <= :last_day AND (u.valid_until IS NULL OR u.valid_until > :first_day)
 ORDER BY u.depth, u.name, u.id;

-- name: trace_gap_objectives :many gap_objective
-- param: ids id[]
SELECT o.id, o.title, o.unit_id, u.name AS unit_name, u.depth, p.name AS owner_name
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN person p ON p.id = o.owner_id
 WHERE o.id IN {list:ids}
 ORDER BY u.depth, u.name, o.rank, o.id;
