-- SPDX-License-Identifier: Apache-2.0

-- name: membership_get :one membership
SELECT * FROM membership WHERE id = :id;

-- name: membership_insert :id from membership
INSERT INTO membership (unit_id, person_id, title, main, valid_from, valid_until)
VALUES (:unit_id, :person_id, :title, :main, :valid_from, :valid_until);

-- name: membership_update :exec from membership
UPDATE membership SET title = :title, main = :main, valid_until = :valid_until WHERE id = :id;

-- name: membership_open :many membership
-- param: today day
-- Those of a person that have not ended, also such as are yet to begin.
SELECT * FROM membership
 WHERE person_id = :person_id AND (valid_until IS NULL OR valid_until > :today)
 ORDER BY id;

-- fragment: member_view
SELECT m.id, m.unit_id, m.person_id, m.title, m.main, m.valid_from, m.valid_until,
       p.name AS person_name, p.state AS person_state, p.folded
  FROM membership m
  JOIN person p ON p.id = m.person_id

-- name: member_get :one member_view
{member_view}
 WHERE m.id = :id;

-- name: member_page :many member_view
-- param: today day
-- param: after_folded text
-- param: after_id id
-- Who belongs to a unit today or will, by name.
{member_view}
 WHERE m.unit_id = :unit_id AND (m.valid_until IS NULL OR m.valid_until > :today)
   AND p.merged_into IS NULL
   AND (p.folded, m.id) > (:after_folded, :after_id)
 ORDER BY p.folded, m.id
 LIMIT :limit;

-- fragment: membership_view
SELECT m.id, m.unit_id, m.person_id, m.title, m.main, m.valid_from, m.valid_until,
       u.name AS unit_name, u.type AS unit_type
  FROM membership m
  JOIN unit u ON u.id = m.unit_id

-- name: membership_page :many membership_view
-- param: before_id id
-- All of a person's, past ones too, newest first.
{membership_view}
 WHERE m.person_id = :person_id AND m.id < :before_id
 ORDER BY m.id DESC
 LIMIT :limit;

-- name: membership_today :many membership_view
-- param: today day
{membership_view}
 WHERE m.person_id = :person_id AND m.valid_from <= :today
   AND (m.valid_until IS NULL OR m.valid_until > :today)
 ORDER BY m.main DESC, u.folded, m.id;
