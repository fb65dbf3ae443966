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
                        start_value, target_value, worst_value, low_value, high_value, tolerance,
                        period_rule, interval_days, commit_text, target_text, stretch_text,
                        start_day, due_day, weight, rank,
                        current_value, raw, contribution, confidence, own_status,
                        last_check_in_day, check_in_count, score, source_kind, imported, postponed,
                        dropped_at, reason, created_at, version)
VALUES (:objective_id, :owner_id, :title, :description, :kind, :unit_of_measure,
        :start_value, :target_value, :worst_value, :low_value, :high_value, :tolerance,
        :period_rule, :interval_days, :commit_text, :target_text, :stretch_text,
        :start_day, :due_day, :weight, :rank,
        :current_value, :raw, :contribution, :confidence, :own_status,
        :last_check_in_day, :check_in_count, :score, :source_kind, :imported, :postponed,
        :dropped_at, :reason, :created_at, :version);

-- name: key_result_update :exec from key_result
-- Everything but what only a check-in writes (key_result_checked_in).
UPDATE key_result
   SET owner_id = :owner_id, title = :title, description = :description, kind = :kind,
       unit_of_measure = :unit_of_measure, start_value = :start_value,
       target_value = :target_value, worst_value = :worst_value, low_value = :low_value,
       high_value = :high_value, tolerance = :tolerance, period_rule = :period_rule,
       interval_days = :interval_days, commit_text = :commit_text, target_text = :target_text,
       stretch_text = :stretch_text, start_day = :start_day, due_day = :due_day, weight = :weight, rank = :rank, raw = :raw,
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

-- name: key_result_count_live :number
SELECT count(*) FROM key_result WHERE objective_id = :objective_id AND dropped_at IS NULL;

-- name: key_result_zones_of :number
-- How many key results of an objective are told in zones.
SELECT count(*) FROM key_result WHERE objective_id = :objective_id AND kind = 'zones' AND dropped_at IS NULL;

-- name: key_result_by_period :many key_result
-- param: cycle_id id
-- Those of a cycle whose progress goes by the days of their period.
SELECT k.id, k.objective_id, k.owner_id, k.title, k.description, k.kind, k.unit_of_measure,
       k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance,
       k.period_rule, k.interval_days, k.commit_text, k.target_text, k.stretch_text, k.start_day,
       k.due_day, k.weight, k.rank, k.current_value, k.raw, k.contribution, k.confidence,
       k.own_status, k.last_check_in_day, k.check_in_count, k.score, k.source_kind, k.imported,
       k.postponed, k.dropped_at, k.reason, k.created_at, k.version
  FROM key_result k
  JOIN objective o ON o.id = k.objective_id
 WHERE o.cycle_id = :cycle_id AND k.period_rule <> 'latest'
 ORDER BY k.id;
