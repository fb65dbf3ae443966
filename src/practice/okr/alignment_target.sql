-- SPDX-License-Identifier: Apache-2.0

-- fragment: target_row
SELECT o.id, o.title, o.unit_id, u.name AS unit_name, u.path AS unit_path, p.name AS owner_name, o.state
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN person p ON p.id = o.owner_id

-- name: alignment_target_of_cycle :many alignment_target
-- partial
-- param: me id
-- Whatever of a cycle an objective might hang under, from the top of the organisation down.
{target_row}
 WHERE o.cycle_id = :cycle_id AND o.archived_at IS NULL AND o.dropped_at IS NULL
   AND {objective_visible}
 ORDER BY u.depth, u.name, o.rank, o.id;

-- name: alignment_target_above :many alignment_target
-- partial
-- param: path text
-- Published objectives of a cycle that belong to units above the one of this path, the nearest first.
{target_row}
 WHERE o.cycle_id = :cycle_id AND o.state = 'published' AND o.archived_at IS NULL
   AND o.dropped_at IS NULL AND u.path <> :path AND substr(:path, 1, length(u.path)) = u.path
 ORDER BY u.depth DESC, o.rank, o.id;

-- name: key_result_titles :many title_row
-- param: objective_ids id[]
SELECT k.objective_id AS id, k.title
  FROM key_result k
 WHERE k.objective_id IN {list:objective_ids} AND k.dropped_at IS NULL
 ORDER BY k.objective_id, k.id;

-- name: alignment_hanging_under :many id_row
-- param: ids id[]
-- What hangs directly under any of these objectives, or under one of their key results.
SELECT a.child_id AS id FROM alignment a WHERE a.parent_id IN {list:ids} AND a.valid_until IS NULL
UNION
SELECT b.child_id AS id
  FROM alignment b
  JOIN key_result k ON k.id = b.parent_kr_id
 WHERE k.objective_id IN {list:ids} AND b.valid_until IS NULL;
