-- SPDX-License-Identifier: Apache-2.0

-- name: milestones_of :many milestone
-- param: key_result_ids id[]
SELECT * FROM milestone
 WHERE key_result_id IN {list:key_result_ids} AND removed_at IS NULL
 ORDER BY key_result_id, rank, id;

-- name: milestone_insert :id from milestone
INSERT INTO milestone (key_result_id, title, weight, due_day, rank, done, done_day, check_in_id,
                       removed_at)
VALUES (:key_result_id, :title, :weight, :due_day, :rank, :done, :done_day, :check_in_id,
        :removed_at);

-- name: milestone_update :exec from milestone
UPDATE milestone
   SET title = :title, weight = :weight, due_day = :due_day, rank = :rank, done = :done,
       done_day = :done_day, check_in_id = :check_in_id, removed_at = :removed_at
 WHERE id = :id;

-- name: milestone_delete_of_key_result :exec
DELETE FROM milestone WHERE key_result_id = :key_result_id;

-- name: milestone_delete_of_objective :exec
-- param: objective_id id
DELETE FROM milestone
 WHERE key_result_id IN (SELECT k.id FROM key_result k WHERE k.objective_id = :objective_id);

-- name: interim_targets_of :many interim_target
-- ahead
-- param: key_result_ids id[]
SELECT * FROM interim_target WHERE key_result_id IN {list:key_result_ids} ORDER BY key_result_id, day;

-- name: interim_target_insert :exec from interim_target
INSERT INTO interim_target (key_result_id, day, value) VALUES (:key_result_id, :day, :value);

-- name: interim_target_delete_of_key_result :exec
DELETE FROM interim_target WHERE key_result_id = :key_result_id;

-- name: interim_target_delete_of_objective :exec
-- param: objective_id id
DELETE FROM interim_target
 WHERE key_result_id IN (SELECT k.id FROM key_result k WHERE k.objective_id = :objective_id);
