-- SPDX-License-Identifier: Apache-2.0

-- name: writing_key_results :many key_result
-- Live key results of any of these objectives, by rank.
-- param: ids id[]
SELECT * FROM key_result
 WHERE objective_id IN {list:ids} AND dropped_at IS NULL
 ORDER BY objective_id, rank, id;

-- name: writing_between :number
-- param: unit_ids id[]
-- How many published objectives these units have in the cycle: a link that passes them by skips a level.
SELECT count(*) FROM objective
 WHERE cycle_id = :cycle_id AND unit_id IN {list:unit_ids}
   AND state <> 'draft' AND dropped_at IS NULL AND archived_at IS NULL;

-- name: writing_uppers :many writing_upper
-- param: ids id[]
-- What any of these objectives hangs under, itself or through a key result.
SELECT a.child_id, CASE o.state WHEN 'draft' THEN NULL ELSE o.title END AS title, o.cycle_id,
       u.path AS unit_path
  FROM alignment a
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
  JOIN objective o ON o.id = coalesce(a.parent_id, k.objective_id)
  JOIN unit u ON u.id = o.unit_id
 WHERE a.child_id IN {list:ids} AND a.valid_until IS NULL
 ORDER BY a.child_id, a.id;

-- name: writing_published :many writing_saved
-- param: after_id id
-- param: unit_ids id[]
-- Published and closed objectives of these units in a cycle, but for what is put off.
SELECT o.id, o.unit_id, o.title, o.kind, o.owner_id, u.path AS unit_path
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.cycle_id = :cycle_id AND o.id > :after_id AND o.state <> 'draft'
   AND o.dropped_at IS NULL AND o.archived_at IS NULL AND NOT o.postponed
   AND o.unit_id IN {list:unit_ids}
 ORDER BY o.id
 LIMIT :limit;

-- name: writing_live :many writing_saved
-- param: unit_ids id[]
-- Live objectives of these units in a cycle, everybody's drafts among them, unit by unit.
SELECT o.id, o.unit_id, o.title, o.kind, o.owner_id, u.path AS unit_path
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.cycle_id = :cycle_id AND o.unit_id IN {list:unit_ids}
   AND o.dropped_at IS NULL AND o.archived_at IS NULL AND NOT o.postponed
 ORDER BY o.unit_id, o.rank, o.id;
