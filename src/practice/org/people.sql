-- SPDX-License-Identifier: Apache-2.0

-- name: person_page :many person
-- param: after_folded text
-- param: after_id id
-- param: state person_state?
-- param: pattern text?
SELECT * FROM person
 WHERE (folded, id) > (:after_folded, :after_id) AND merged_into IS NULL
   AND (:state IS NULL OR state = :state)
   AND (:pattern IS NULL OR folded LIKE :pattern ESCAPE '\')
 ORDER BY folded, id
 LIMIT :limit;

-- name: person_page_of_manager :many person
-- param: manager_id id
-- param: after_folded text
-- param: after_id id
-- param: state person_state?
-- param: pattern text?
SELECT * FROM person
 WHERE manager_id = :manager_id AND (folded, id) > (:after_folded, :after_id)
   AND merged_into IS NULL
   AND (:state IS NULL OR state = :state)
   AND (:pattern IS NULL OR folded LIKE :pattern ESCAPE '\')
 ORDER BY folded, id
 LIMIT :limit;

-- name: person_show :one person_view
-- partial
-- param: today day
SELECT p.id, p.name, p.email, p.state, p.language, p.region, p.week_start, p.zone, p.shortcuts,
       p.employee_id, p.job_title, p.country, p.manager_id, p.merged_into, p.erased_at,
       p.created_at, p.version, m.name AS manager_name,
       (SELECT count(*) FROM person r
         WHERE r.manager_id = p.id AND r.merged_into IS NULL AND r.state <> 'deactivated') AS report_count,
       (SELECT max(l.valid_from) FROM leadership l
         WHERE l.person_id = p.id AND l.valid_from <= :today
           AND (l.valid_until IS NULL OR l.valid_until > :today)) AS leader_since
  FROM person p
  LEFT JOIN person m ON m.id = p.manager_id
 WHERE p.id = :id;

-- name: person_page_of_unit :many person
-- param: today day
-- param: after_folded text
-- param: after_id id
-- param: state person_state?
-- param: pattern text?
SELECT * FROM person
 WHERE id IN (SELECT m.person_id FROM membership m
               WHERE m.unit_id = :unit_id AND m.valid_from <= :today
                 AND (m.valid_until IS NULL OR m.valid_until > :today))
   AND (folded, id) > (:after_folded, :after_id) AND merged_into IS NULL
   AND (:state IS NULL OR state = :state)
   AND (:pattern IS NULL OR folded LIKE :pattern ESCAPE '\')
 ORDER BY folded, id
 LIMIT :limit;
