-- SPDX-License-Identifier: Apache-2.0
-- What lies behind today is nobody's business any more: lists begin with today.

-- name: absence_get :one absence
SELECT * FROM absence WHERE id = :id;

-- fragment: absence_view
SELECT a.id, a.person_id, a.first_day, a.last_day, a.deputy_id, a.created_at, a.version,
       p.name AS person_name, d.name AS deputy_name
  FROM absence a
  JOIN person p ON p.id = a.person_id
  LEFT JOIN person d ON d.id = a.deputy_id

-- name: absence_show :one absence_view
{absence_view}
 WHERE a.id = :id;

-- name: absence_page :many absence_view
-- param: today day
-- param: after_day day
-- param: after_id id
{absence_view}
 WHERE a.person_id = :person_id AND a.last_day >= :today
   AND (a.last_day, a.id) > (:after_day, :after_id)
 ORDER BY a.last_day, a.id
 LIMIT :limit;

-- name: absence_now :many away_view
-- ahead
-- param: today day
-- param: ids id[]
-- Who of these people is away today; of two absences of one person the longer one comes last.
SELECT a.person_id, p.name, a.last_day, d.name AS deputy_name
  FROM absence a
  JOIN person p ON p.id = a.person_id
  LEFT JOIN person d ON d.id = a.deputy_id
 WHERE a.person_id IN {list:ids} AND a.last_day >= :today AND a.first_day <= :today
 ORDER BY a.last_day, a.id;

-- name: absence_overlap :number
-- param: except_id id
-- How many of a person's other absences share a day with this stretch.
SELECT count(*) FROM absence
 WHERE person_id = :person_id AND last_day >= :first_day AND first_day <= :last_day
   AND id <> :except_id;

-- name: absence_insert :id from absence
INSERT INTO absence (person_id, first_day, last_day, deputy_id, created_at, version)
VALUES (:person_id, :first_day, :last_day, :deputy_id, :created_at, :version);

-- name: absence_update :exec from absence
UPDATE absence
   SET first_day = :first_day, last_day = :last_day, deputy_id = :deputy_id, version = :version
 WHERE id = :id;

-- name: absence_delete :exec
DELETE FROM absence WHERE id = :id;

-- name: delegation_get :one delegation
SELECT * FROM delegation WHERE id = :id;

-- name: delegation_page :many delegation_view
-- param: after_id id
-- Who may check in for a person.
SELECT g.id, g.person_id, g.delegate_id, g.valid_from, g.valid_until, p.name AS person_name,
       d.name AS delegate_name
  FROM delegation g
  JOIN person p ON p.id = g.person_id
  JOIN person d ON d.id = g.delegate_id
 WHERE g.person_id = :person_id AND g.valid_until IS NULL AND g.id > :after_id
 ORDER BY g.id
 LIMIT :limit;

-- name: delegation_between :number
SELECT count(*) FROM delegation
 WHERE person_id = :person_id AND delegate_id = :delegate_id AND valid_until IS NULL;

-- name: delegation_insert :id from delegation
INSERT INTO delegation (person_id, delegate_id, valid_from, valid_until)
VALUES (:person_id, :delegate_id, :valid_from, :valid_until);

-- name: delegation_end :exec
UPDATE delegation SET valid_until = :valid_until WHERE id = :id;

-- name: person_units :many unit_place
-- param: today day
-- Units a person belongs to today.
SELECT u.id, u.name, u.path, u.zone_effective AS zone, u.valid_until
  FROM membership m
  JOIN unit u ON u.id = m.unit_id
 WHERE m.person_id = :person_id AND m.valid_from <= :today
   AND (m.valid_until IS NULL OR m.valid_until > :today)
 ORDER BY m.id;
