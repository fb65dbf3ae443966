-- SPDX-License-Identifier: Apache-2.0

-- name: objective_touch :exec
-- Takes the row before its items are read, so that of two roll-ups on PostgreSQL the second waits
-- and sees what the first wrote.
UPDATE objective SET progress = progress WHERE id = :id;

-- name: rollup_items :many rollup_row
-- param: objective_id id
-- Live key results, and contributing children that everyone can see.
SELECT k.weight, k.contribution
  FROM key_result k
 WHERE k.objective_id = :objective_id AND k.dropped_at IS NULL
UNION ALL
SELECT a.weight, o.progress
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
 WHERE a.parent_id = :objective_id AND a.kind = 'contributes' AND a.valid_until IS NULL
   AND o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL;

-- name: objective_progress_take :number
-- The same, with what it is. SQLite has one writer, for whom nobody has to wait.
SELECT progress FROM objective WHERE id = :id;
-- engine: postgres
UPDATE objective SET progress = progress WHERE id = :id RETURNING progress;

-- name: objective_progress_set :exec
UPDATE objective SET progress = :progress WHERE id = :id;

-- name: contributes_to :many id_row
-- param: child_id id
SELECT parent_id AS id FROM alignment
 WHERE child_id = :child_id AND parent_id IS NOT NULL AND kind = 'contributes' AND valid_until IS NULL
 ORDER BY parent_id;
