-- SPDX-License-Identifier: Apache-2.0

-- name: grant_get :one role_grant
SELECT * FROM role_grant WHERE id = :id;

-- name: grant_insert :id from role_grant
INSERT INTO role_grant (person_id, role, unit_id, valid_from, valid_until)
VALUES (:person_id, :role, :unit_id, :valid_from, :valid_until);

-- name: grant_end :exec
UPDATE role_grant SET valid_until = :valid_until WHERE id = :id;

-- name: grant_same :number
-- param: wanted_unit id
-- param: now time
-- How many there are of a role for a unit (0: the whole organisation) that a person holds.
SELECT count(*) FROM role_grant
 WHERE person_id = :person_id AND role = :role AND coalesce(unit_id, 0) = :wanted_unit
   AND (valid_until IS NULL OR valid_until > :now);

-- fragment: grant_view
SELECT g.id, g.person_id, g.role, g.unit_id, g.valid_from, g.valid_until, p.name AS person_name,
       u.name AS unit_name
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  LEFT JOIN unit u ON u.id = g.unit_id

-- name: grant_show :one grant_view
{grant_view}
 WHERE g.id = :id;

-- name: grant_masters :many grant_view
-- param: now time
-- param: ids id[]
-- OKR masters of any of these units or of the whole organisation, the nearest first.
{grant_view}
 WHERE g.role = 'okr_master' AND (g.unit_id IS NULL OR g.unit_id IN {list:ids})
   AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND p.state <> 'deactivated' AND p.merged_into IS NULL
 ORDER BY u.depth DESC NULLS LAST, p.folded, g.id;

-- name: grant_page :many grant_view
-- param: now time
-- param: after_id id
{grant_view}
 WHERE g.id > :after_id AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY g.id
 LIMIT :limit;

-- name: grant_page_of_person :many grant_view
-- param: now time
-- param: after_id id
-- param: unit_id id?
{grant_view}
 WHERE g.person_id = :person_id AND g.id > :after_id
   AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND (:unit_id IS NULL OR g.unit_id = :unit_id)
 ORDER BY g.id
 LIMIT :limit;

-- name: grant_page_of_unit :many grant_view
-- param: now time
-- param: after_id id
{grant_view}
 WHERE g.unit_id = :unit_id AND g.id > :after_id
   AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY g.id
 LIMIT :limit;
