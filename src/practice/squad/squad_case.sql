-- SPDX-License-Identifier: Apache-2.0

-- name: squad_case_row :one squad_case
SELECT * FROM squad_case WHERE id = :id;

-- fragment: squad_case_view
SELECT s.id, s.unit_id, s.title, s.note, s.state, s.owner_id, s.due_day, s.outcome, s.created_by,
       s.created_at, s.closed_at, s.version, u.name AS unit_name, u.path AS unit_path,
       p.name AS owner_name
  FROM squad_case s
  JOIN unit u ON u.id = s.unit_id
  LEFT JOIN person p ON p.id = s.owner_id

-- name: squad_case_show :one squad_case_view
-- partial
{squad_case_view}
 WHERE s.id = :id;

-- name: squad_case_page :many squad_case_view
-- partial
-- param: before id
-- param: unit_id id?
-- param: state text?
{squad_case_view}
 WHERE s.id < :before AND (:unit_id IS NULL OR s.unit_id = :unit_id)
   AND (:state IS NULL OR s.state = :state)
 ORDER BY s.id DESC
 LIMIT :limit;

-- name: squad_case_of_owner :many squad_case_view
-- partial
{squad_case_view}
 WHERE s.owner_id = :owner_id AND s.state = 'open'
 ORDER BY s.due_day NULLS LAST, s.id
 LIMIT :limit;

-- name: squad_case_insert :id from squad_case
INSERT INTO squad_case (unit_id, title, note, state, owner_id, due_day, outcome, created_by,
                        created_at, closed_at, version)
VALUES (:unit_id, :title, :note, :state, :owner_id, :due_day, :outcome, :created_by,
        :created_at, :closed_at, :version);

-- name: squad_case_set :exec from squad_case
UPDATE squad_case
   SET title = :title, note = :note, state = :state, owner_id = :owner_id, due_day = :due_day,
       outcome = :outcome, closed_at = :closed_at, version = :version
 WHERE id = :id;
