-- SPDX-License-Identifier: Apache-2.0

-- name: key_result_get :one key_result
SELECT * FROM key_result WHERE id = :id;

-- name: key_result_weights :many weight_row
-- param: except_id id
-- Weights of the live items of an objective but one key result: what a new one is measured by, and
-- what must not add to 0.
SELECT k.weight
  FROM key_result k
 WHERE k.objective_id = :objective_id AND k.dropped_at IS NULL AND k.id <> :except_id
UNION ALL
SELECT a.weight
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
 WHERE a.parent_id = :objective_id AND a.kind = 'contributes' AND a.valid_until IS NULL
   AND o.dropped_at IS NULL AND o.archived_at IS NULL;

-- name: key_result_rank_next :number
SELECT max(rank) + 1 FROM key_result WHERE objective_id = :objective_id;

-- name: key_result_insert :id from key_result
INSERT INTO key_result (objective_id, owner_id, title, description, kind, unit_of_measure,
                        start_value, target_value, worst_value, start_day, due_day, weight, rank,
                        current_value, raw, contribution, confidence, own_status,
                        last_check_in_day, check_in_count, score, source_kind, imported, postponed,
                        dropped_at, reason, created_at, version)
VALUES (:objective_id, :owner_id, :title, :description, :kind, :unit_of_measure,
        :start_value, :target_value, :worst_value, :start_day, :due_day, :weight, :rank,
        :current_value, :raw, :contribution, :confidence, :own_status,
        :last_check_in_day, :check_in_count, :score, :source_kind, :imported, :postponed,
        :dropped_at, :reason, :created_at, :version)
RETURNING id;

-- name: key_result_update :exec from key_result
-- Everything but what only a check-in writes (key_result_checked_in).
UPDATE key_result
   SET owner_id = :owner_id, title = :title, description = :description, kind = :kind,
       unit_of_measure = :unit_of_measure, start_value = :start_value,
       target_value = :target_value, worst_value = :worst_value, start_day = :start_day,
       due_day = :due_day, weight = :weight, rank = :rank, raw = :raw,
       contribution = :contribution, score = :score, postponed = :postponed,
       dropped_at = :dropped_at, reason = :reason, version = :version
 WHERE id = :id;

-- name: key_result_checked_in :exec from key_result
-- What a check-in changes: no version, so that an edit in between is not stale.
UPDATE key_result
   SET current_value = :current_value, raw = :raw, contribution = :contribution,
       confidence = :confidence, own_status = :own_status,
       last_check_in_day = :last_check_in_day, check_in_count = :check_in_count
 WHERE id = :id;

-- name: key_result_delete :exec
DELETE FROM key_result WHERE id = :id;

-- name: key_result_delete_of_objective :exec
DELETE FROM key_result WHERE objective_id = :objective_id;
