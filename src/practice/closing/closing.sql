-- SPDX-License-Identifier: Apache-2.0

-- fragment: closing_objective
SELECT o.id, o.unit_id, o.cycle_id, o.title, o.kind, o.state, p.name AS owner_name, o.progress,
       o.score, o.imported, o.version, o.owner_id, o.created_by, u.path AS unit_path,
       x.id AS closing_id, x.contribution, x.reason, x.ambition,
       (SELECT count(*) FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me) AS co_owner
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN person p ON p.id = o.owner_id
  LEFT JOIN closing x ON x.objective_id = o.id

-- name: closing_objective_get :one closing_objective
-- partial
-- param: me id
{closing_objective}
 WHERE o.id = :id;

-- name: closing_objective_of_unit :many closing_objective
-- partial
-- param: me id
-- What a unit has to close in a cycle, and what it has closed.
{closing_objective}
 WHERE o.cycle_id = :cycle_id AND o.unit_id = :unit_id AND o.state <> 'draft'
   AND o.dropped_at IS NULL AND o.archived_at IS NULL
 ORDER BY o.rank, o.id
 LIMIT :limit;

-- name: closing_key_result_list :many closing_key_result
-- partial
-- param: objective_ids id[]
SELECT k.id, k.objective_id, k.title, k.kind, k.unit_of_measure, k.start_value, k.target_value,
       k.worst_value, k.current_value, k.last_check_in_day, k.contribution, k.check_in_count,
       k.dropped_at, k.score, k.imported, x.reason
  FROM key_result k
  LEFT JOIN key_result_closing x ON x.key_result_id = k.id
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY k.objective_id, k.rank, k.id;

-- name: closing_insert :exec from closing
INSERT INTO closing (objective_id, contribution, reason, ambition)
VALUES (:objective_id, :contribution, :reason, :ambition);

-- name: closing_delete :changed
DELETE FROM closing WHERE objective_id = :objective_id;

-- name: key_result_score_set :exec
-- param: score fraction?
UPDATE key_result SET score = :score WHERE id = :id;

-- name: key_result_closing_insert :exec from key_result_closing
INSERT INTO key_result_closing (key_result_id, reason) VALUES (:key_result_id, :reason);

-- name: key_result_closing_delete :exec
DELETE FROM key_result_closing WHERE key_result_id = :key_result_id;
