-- SPDX-License-Identifier: Apache-2.0

-- name: template_get :one template
SELECT * FROM template WHERE id = :id;

-- name: template_show :one template_view
-- partial
SELECT t.id, t.unit_id, t.name, t.title, t.description, t.hint, t.kind, t.archived, t.created_at,
       t.version, u.name AS unit_name, u.path AS unit_path
  FROM template t
  LEFT JOIN unit u ON u.id = t.unit_id
 WHERE t.id = :id;

-- name: template_page :many template_row
-- partial
-- param: unit_id id?
-- param: archived bool
-- param: after_id id
-- With a unit: those it can use, its own, those of units above it and those of everybody.
SELECT t.id, t.unit_id, t.name, t.title, t.description, t.hint, t.kind, t.archived, t.created_at,
       t.version, u.name AS unit_name, u.path AS unit_path,
       (SELECT count(*) FROM template_key_result k WHERE k.template_id = t.id) AS key_result_count
  FROM template t
  LEFT JOIN unit u ON u.id = t.unit_id
 WHERE t.id > :after_id
   AND (:archived OR NOT t.archived)
   AND (:unit_id IS NULL OR t.unit_id IS NULL
        OR EXISTS (SELECT 1 FROM unit w
                    WHERE w.id = :unit_id AND substr(w.path, 1, length(u.path)) = u.path))
 ORDER BY t.id
 LIMIT :limit;

-- name: template_count :number
SELECT count(*) FROM template;

-- name: template_insert :id from template
INSERT INTO template (unit_id, name, title, description, hint, kind, archived, created_at, version)
VALUES (:unit_id, :name, :title, :description, :hint, :kind, :archived, :created_at, :version)
RETURNING id;

-- name: template_update :exec from template
UPDATE template
   SET unit_id = :unit_id, name = :name, title = :title, description = :description, hint = :hint,
       kind = :kind, archived = :archived, version = :version
 WHERE id = :id;

-- name: template_key_results :many template_key_result
SELECT * FROM template_key_result WHERE template_id = :template_id ORDER BY rank, id;

-- name: template_key_result_insert :id from template_key_result
INSERT INTO template_key_result (template_id, title, description, hint, kind, unit_of_measure, start_value,
                                 target_value, worst_value, low_value, high_value, tolerance,
                                 period_rule, commit_text, target_text, stretch_text, milestones,
                                 weight, rank)
VALUES (:template_id, :title, :description, :hint, :kind, :unit_of_measure, :start_value,
        :target_value, :worst_value, :low_value, :high_value, :tolerance, :period_rule,
        :commit_text, :target_text, :stretch_text, :milestones, :weight, :rank)
RETURNING id;

-- name: template_key_results_clear :exec
DELETE FROM template_key_result WHERE template_id = :template_id;
