-- SPDX-License-Identifier: Apache-2.0

-- name: template_get :one template
SELECT * FROM template WHERE id = :id;

-- name: template_show :one template_view
-- partial
SELECT t.id, t.unit_id, t.name, t.title, t.description, t.hint, t.kind, t.language, t.archived,
       t.created_at, t.version, u.name AS unit_name, u.path AS unit_path
  FROM template t
  LEFT JOIN unit u ON u.id = t.unit_id
 WHERE t.id = :id;

-- name: template_page :many template_row
-- partial
-- param: unit_id id?
-- param: archived bool
-- param: after_id id
-- With a unit: those it can use, its own, those of units above it and those of everybody.
-- Those that Koers brought along are there in the organisation's language.
SELECT t.id, t.unit_id, t.name, t.title, t.description, t.hint, t.kind, t.language, t.archived,
       t.created_at, t.version, u.name AS unit_name, u.path AS unit_path,
       (SELECT count(*) FROM template_key_result k WHERE k.template_id = t.id) AS key_result_count
  FROM template t
  LEFT JOIN unit u ON u.id = t.unit_id
 WHERE t.id > :after_id
   AND (:archived OR NOT t.archived)
   AND (t.language IS NULL OR t.language = :language)
   AND (:unit_id IS NULL OR t.unit_id IS NULL
        OR EXISTS (SELECT 1 FROM unit w
                    WHERE w.id = :unit_id AND substr(w.path, 1, length(u.path)) = u.path))
 ORDER BY t.id
 LIMIT :limit;

-- name: template_count :number
SELECT count(*) FROM template;

-- name: template_insert :id from template
INSERT INTO template (unit_id, name, title, description, hint, kind, language, archived, created_at, version)
VALUES (:unit_id, :name, :title, :description, :hint, :kind, :language, :archived, :created_at,
        :version);

-- name: template_update :exec from template
UPDATE template
   SET unit_id = :unit_id, name = :name, title = :title, description = :description, hint = :hint,
       kind = :kind, language = :language, archived = :archived, version = :version
 WHERE id = :id;

-- name: template_key_results :many template_key_result_view
-- partial
SELECT k.id, k.template_id, k.title, k.description, k.hint, k.kind, k.unit_of_measure, k.start_value,
       k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance, k.period_rule,
       k.commit_text, k.target_text, k.stretch_text, k.weight, k.rank
  FROM template_key_result k
 WHERE k.template_id = :template_id
 ORDER BY k.rank, k.id;

-- name: template_key_result_insert :id from template_key_result
INSERT INTO template_key_result (template_id, title, description, hint, kind, unit_of_measure, start_value,
                                 target_value, worst_value, low_value, high_value, tolerance,
                                 period_rule, commit_text, target_text, stretch_text, weight, rank)
VALUES (:template_id, :title, :description, :hint, :kind, :unit_of_measure, :start_value,
        :target_value, :worst_value, :low_value, :high_value, :tolerance, :period_rule,
        :commit_text, :target_text, :stretch_text, :weight, :rank);

-- name: template_milestones :many template_milestone
-- param: template_id id
SELECT m.*
  FROM template_key_result k
  JOIN template_milestone m ON m.key_result_id = k.id
 WHERE k.template_id = :template_id
 ORDER BY k.rank, k.id, m.rank, m.id;

-- name: template_milestone_insert :id from template_milestone
INSERT INTO template_milestone (key_result_id, title, weight, due_after, rank)
VALUES (:key_result_id, :title, :weight, :due_after, :rank);

-- name: template_milestones_clear :exec
-- param: template_id id
DELETE FROM template_milestone
 WHERE key_result_id IN (SELECT k.id FROM template_key_result k WHERE k.template_id = :template_id);

-- name: template_interim_targets :many template_interim_target
-- param: template_id id
SELECT i.*
  FROM template_key_result k
  JOIN template_interim_target i ON i.key_result_id = k.id
 WHERE k.template_id = :template_id
 ORDER BY k.rank, k.id, i.day_after;

-- name: template_interim_target_insert :exec from template_interim_target
INSERT INTO template_interim_target (key_result_id, day_after, value)
VALUES (:key_result_id, :day_after, :value);

-- name: template_interim_targets_clear :exec
-- param: template_id id
DELETE FROM template_interim_target
 WHERE key_result_id IN (SELECT k.id FROM template_key_result k WHERE k.template_id = :template_id);

-- name: template_key_results_clear :exec
DELETE FROM template_key_result WHERE template_id = :template_id;

-- fragment: starter_key_results
(SELECT k.id FROM template_key_result k JOIN template t ON t.id = k.template_id WHERE t.language IS NOT NULL)

-- name: starter_milestones_delete :exec
DELETE FROM template_milestone WHERE key_result_id IN {starter_key_results};

-- name: starter_interim_targets_delete :exec
DELETE FROM template_interim_target WHERE key_result_id IN {starter_key_results};

-- name: starter_key_results_delete :exec
DELETE FROM template_key_result WHERE id IN {starter_key_results};

-- name: starters_delete :exec
DELETE FROM template WHERE language IS NOT NULL;
