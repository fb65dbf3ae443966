-- SPDX-License-Identifier: Apache-2.0

-- name: leadership_get :one leadership
SELECT * FROM leadership WHERE id = :id;

-- name: leadership_insert :id from leadership
INSERT INTO leadership (person_id, valid_from, valid_until)
VALUES (:person_id, :valid_from, :valid_until);

-- name: leadership_end_set :exec
UPDATE leadership SET valid_until = :valid_until WHERE id = :id;

-- name: leadership_open_of :number
-- param: today day
-- How many places of a person have not ended.
SELECT count(*) FROM leadership
 WHERE person_id = :person_id AND (valid_until IS NULL OR valid_until > :today);

-- fragment: leadership_view
SELECT l.id, l.person_id, l.valid_from, l.valid_until, p.name AS person_name,
       p.state AS person_state, p.job_title, u.id AS unit_id, u.name AS unit_name, p.folded
  FROM leadership l
  JOIN person p ON p.id = l.person_id
  LEFT JOIN unit u ON u.id = (SELECT m.unit_id FROM membership m
                               WHERE m.person_id = l.person_id AND m.main
                                 AND m.valid_from <= :today
                                 AND (m.valid_until IS NULL OR m.valid_until > :today)
                               ORDER BY m.id DESC LIMIT 1)

-- name: leadership_show :one leadership_view
-- param: today day
{leadership_view}
 WHERE l.id = :id;

-- name: leadership_page :many leadership_view
-- param: today day
-- param: after_folded text
-- param: after_id id
-- Who belongs to it on a day, by name.
{leadership_view}
 WHERE l.valid_from <= :today AND (l.valid_until IS NULL OR l.valid_until > :today)
   AND p.merged_into IS NULL AND (p.folded, l.id) > (:after_folded, :after_id)
 ORDER BY p.folded, l.id
 LIMIT :limit;

-- name: leadership_page_past :many leadership_view
-- param: today day
-- param: after_folded text
-- param: after_id id
-- Everybody who ever belonged to it.
{leadership_view}
 WHERE p.merged_into IS NULL AND (p.folded, l.id) > (:after_folded, :after_id)
 ORDER BY p.folded, l.id
 LIMIT :limit;

-- name: squad_page :many squad_member
-- partial
-- param: now time
-- param: after_folded text
-- param: after_id id
-- OKR masters, each once.
SELECT p.id, p.name, p.state, p.job_title, p.folded
  FROM person p
 WHERE p.id IN (SELECT g.person_id FROM role_grant g
                 WHERE g.role = 'okr_master' AND (g.valid_until IS NULL OR g.valid_until > :now))
   AND p.merged_into IS NULL AND p.state <> 'deactivated'
   AND (p.folded, p.id) > (:after_folded, :after_id)
 ORDER BY p.folded, p.id
 LIMIT :limit;

-- name: squad_grants :many grant_view
-- param: now time
-- param: ids id[]
-- partial
-- What these people are OKR master of.
SELECT g.id, g.person_id, g.role, g.unit_id, g.valid_from, g.valid_until, p.name AS person_name,
       u.name AS unit_name
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.person_id IN {list:ids} AND g.role = 'okr_master'
   AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY g.person_id, u.depth NULLS FIRST, u.folded, g.id;
