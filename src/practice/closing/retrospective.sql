-- SPDX-License-Identifier: Apache-2.0

-- name: retrospective_row :one retrospective
SELECT * FROM retrospective WHERE id = :id;

-- fragment: retrospective_view
SELECT r.id, r.unit_id, r.cycle_id, r.worked, r.not_worked, r.created_at, r.version,
       u.name AS unit_name, u.path AS unit_path, c.name AS cycle_name
  FROM retrospective r
  JOIN unit u ON u.id = r.unit_id
  JOIN cycle c ON c.id = r.cycle_id

-- name: retrospective_show :one retrospective_view
-- partial
{retrospective_view}
 WHERE r.id = :id;

-- name: retrospective_of_unit :many retrospective_view
-- partial
-- One at most.
{retrospective_view}
 WHERE r.cycle_id = :cycle_id AND r.unit_id = :unit_id;

-- name: retrospective_of_cycle :many retrospective_view
-- partial
-- param: after_id id
{retrospective_view}
 WHERE r.cycle_id = :cycle_id AND r.id > :after_id
 ORDER BY r.id
 LIMIT :limit;

-- name: retrospective_insert :id from retrospective
INSERT INTO retrospective (unit_id, cycle_id, worked, not_worked, created_at, version)
VALUES (:unit_id, :cycle_id, :worked, :not_worked, :created_at, :version);

-- name: retrospective_set :exec from retrospective
UPDATE retrospective SET worked = :worked, not_worked = :not_worked, version = :version
 WHERE id = :id;

-- name: retrospective_cause_list :many retrospective_cause
-- param: retrospective_ids id[]
SELECT * FROM retrospective_cause WHERE retrospective_id IN {list:retrospective_ids}
 ORDER BY retrospective_id, id;

-- name: retrospective_cause_insert :id from retrospective_cause
INSERT INTO retrospective_cause (retrospective_id, cause, note)
VALUES (:retrospective_id, :cause, :note);

-- name: retrospective_cause_clear :exec
DELETE FROM retrospective_cause WHERE retrospective_id = :retrospective_id;
