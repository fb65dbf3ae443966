-- SPDX-License-Identifier: Apache-2.0

-- name: holiday_calendar_by_id :one holiday_calendar
SELECT * FROM holiday_calendar WHERE id = :id;

-- name: holiday_calendar_page :many holiday_calendar_row
-- param: after_id id
SELECT c.id, c.name, c.country, c.created_at, c.version,
       (SELECT count(*) FROM holiday h WHERE h.calendar_id = c.id) AS holiday_count,
       (SELECT count(*) FROM unit_calendar u WHERE u.calendar_id = c.id) AS unit_count
  FROM holiday_calendar c
 WHERE c.id > :after_id
 ORDER BY c.id
 LIMIT :limit;

-- name: holiday_calendar_insert :id from holiday_calendar
INSERT INTO holiday_calendar (name, country, created_at, version)
VALUES (:name, :country, :created_at, :version);

-- name: holiday_calendar_set :exec from holiday_calendar
UPDATE holiday_calendar SET name = :name, country = :country, version = :version WHERE id = :id;

-- name: holiday_calendar_remove :exec
DELETE FROM holiday_calendar WHERE id = :id;

-- name: holiday_by_id :one holiday
SELECT * FROM holiday WHERE id = :id;

-- name: holidays :many holiday
SELECT * FROM holiday WHERE calendar_id = :calendar_id ORDER BY day;

-- name: holiday_put :exec from holiday
INSERT INTO holiday (calendar_id, day, name) VALUES (:calendar_id, :day, :name)
ON CONFLICT (calendar_id, day) DO UPDATE SET name = excluded.name;

-- name: holiday_count :number
SELECT count(*) FROM holiday WHERE calendar_id = :calendar_id;

-- name: holiday_remove :exec
DELETE FROM holiday WHERE id = :id;

-- name: holidays_clear :exec
DELETE FROM holiday WHERE calendar_id = :calendar_id;

-- name: unit_calendar_page :many unit_calendar_view
-- param: after_id id
SELECT c.unit_id, c.calendar_id, u.name AS unit_name, h.name AS calendar_name
  FROM unit_calendar c
  JOIN unit u ON u.id = c.unit_id
  LEFT JOIN holiday_calendar h ON h.id = c.calendar_id
 WHERE c.unit_id > :after_id
 ORDER BY c.unit_id
 LIMIT :limit;

-- name: unit_calendar_put :exec from unit_calendar
INSERT INTO unit_calendar (unit_id, calendar_id) VALUES (:unit_id, :calendar_id)
ON CONFLICT (unit_id) DO UPDATE SET calendar_id = excluded.calendar_id;

-- name: unit_calendar_remove :exec
DELETE FROM unit_calendar WHERE unit_id = :unit_id;

-- name: unit_calendar_followers :number
SELECT count(*) FROM unit_calendar WHERE calendar_id = :calendar_id;
