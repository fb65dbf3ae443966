-- SPDX-License-Identifier: Apache-2.0

-- name: intervention_row :one intervention
SELECT * FROM intervention WHERE id = :id;

-- fragment: intervention_view
SELECT i.id, i.unit_id, i.case_id, i.kind, i.state, i.day, i.master_id, i.note, i.outcome,
       i.created_by, i.created_at, i.version, u.name AS unit_name, u.path AS unit_path,
       p.name AS master_name, s.title AS case_title
  FROM intervention i
  JOIN unit u ON u.id = i.unit_id
  LEFT JOIN person p ON p.id = i.master_id
  LEFT JOIN squad_case s ON s.id = i.case_id

-- name: intervention_show :one intervention_view
-- partial
{intervention_view}
 WHERE i.id = :id;

-- name: intervention_page :many intervention_view
-- partial
-- param: before_day day
-- param: before_id id
-- param: unit_id id?
{intervention_view}
 WHERE (i.day, i.id) < (:before_day, :before_id) AND (:unit_id IS NULL OR i.unit_id = :unit_id)
 ORDER BY i.day DESC, i.id DESC
 LIMIT :limit;

-- name: intervention_planned :many intervention_view
-- partial
{intervention_view}
 WHERE i.master_id = :master_id AND i.state = 'planned'
 ORDER BY i.day, i.id
 LIMIT :limit;

-- name: intervention_people :many present_row
-- param: ids id[]
SELECT x.intervention_id AS of_id, x.person_id, p.name
  FROM intervention_person x JOIN person p ON p.id = x.person_id
 WHERE x.intervention_id IN {list:ids}
 ORDER BY x.intervention_id, p.folded, p.id;

-- name: intervention_insert :id from intervention
INSERT INTO intervention (unit_id, case_id, kind, state, day, master_id, note, outcome, created_by,
                          created_at, version)
VALUES (:unit_id, :case_id, :kind, :state, :day, :master_id, :note, :outcome, :created_by,
        :created_at, :version);

-- name: intervention_set :exec from intervention
UPDATE intervention
   SET case_id = :case_id, kind = :kind, state = :state, day = :day, master_id = :master_id,
       note = :note, outcome = :outcome, version = :version
 WHERE id = :id;

-- name: intervention_people_clear :exec
DELETE FROM intervention_person WHERE intervention_id = :intervention_id;

-- name: intervention_person_add :exec from intervention_person
INSERT INTO intervention_person (intervention_id, person_id) VALUES (:intervention_id, :person_id)
ON CONFLICT DO NOTHING;
