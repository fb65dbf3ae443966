-- SPDX-License-Identifier: Apache-2.0
-- Addresses, and the dates that stand behind them.

-- name: calendar_feed_get :one calendar_feed
SELECT * FROM calendar_feed WHERE id = :id;

-- name: calendar_feed_page :many calendar_feed_view
-- param: before_id id
SELECT f.id, f.person_id, f.unit_id, f.created_at, f.seen_at, u.name AS unit_name
  FROM calendar_feed f
  LEFT JOIN unit u ON u.id = f.unit_id
 WHERE f.person_id = :person_id AND f.id < :before_id
 ORDER BY f.id DESC
 LIMIT :limit;

-- name: calendar_feed_count :number
SELECT count(*) FROM calendar_feed WHERE person_id = :person_id;

-- name: calendar_feed_insert :id from calendar_feed
INSERT INTO calendar_feed (person_id, unit_id, secret_hash, created_at, seen_at)
VALUES (:person_id, :unit_id, :secret_hash, :created_at, :seen_at);

-- name: calendar_feed_touch :exec
UPDATE calendar_feed SET seen_at = :seen_at WHERE id = :id;

-- name: calendar_feed_delete :exec
DELETE FROM calendar_feed WHERE id = :id;

-- name: feed_reader_find :one feed_reader
-- Of somebody who left nothing is found.
SELECT f.id, f.person_id, f.unit_id, u.name AS unit_name, p.language,
       CASE WHEN f.unit_id IS NULL THEN p.zone ELSE coalesce(nullif(u.zone_effective, ''), p.zone) END AS zone,
       f.seen_at
  FROM calendar_feed f
  JOIN person p ON p.id = f.person_id
  LEFT JOIN unit u ON u.id = f.unit_id
 WHERE f.secret_hash = :secret_hash AND p.state = 'active';

-- fragment: check_ins
-- A unit's check-ins of a cycle are one date that comes again: with each check-in it moves on.
SELECT 'check_in' AS kind, w.unit_id AS subject_id, w.cycle_id, u.name AS unit_name, c.name AS cycle_name,
       count(*) AS count, min(w.due_on) AS day, c.end_day AS until, min(w.every_days) AS every_days
  FROM {owed} w
  JOIN unit u ON u.id = w.unit_id
  JOIN cycle c ON c.id = w.cycle_id

-- name: feed_check_ins_of_person :many feed_date
-- partial
-- param: cadence int
-- param: day day
-- param: me id
{check_ins}
 WHERE {owed_by_me}
 GROUP BY w.unit_id, w.cycle_id, u.name, c.name, c.end_day
 ORDER BY w.cycle_id, w.unit_id;

-- name: feed_check_ins_of_unit :many feed_date
-- partial
-- param: cadence int
-- param: day day
{check_ins}
 WHERE w.unit_id = :unit_id
 GROUP BY w.unit_id, w.cycle_id, u.name, c.name, c.end_day
 ORDER BY w.cycle_id, w.unit_id;

-- fragment: meetings
SELECT 'meeting' AS kind, m.id AS subject_id, m.cycle_id, u.name AS unit_name, c.name AS cycle_name,
       m.starts_at, m.budget_minutes AS minutes, m.version, m.state = 'ended' AS done
  FROM meeting m
  JOIN unit u ON u.id = m.unit_id
  JOIN cycle c ON c.id = m.cycle_id

-- name: feed_meetings_of_person :many feed_date
-- partial
-- param: me id
-- param: today day
-- param: now time
-- param: since time
{meetings}
 WHERE m.unit_id IN ({meeting_units_mine}) AND m.starts_at >= :since
 ORDER BY m.starts_at, m.id
 LIMIT :limit;

-- name: feed_meetings_of_unit :many feed_date
-- partial
-- param: since time
{meetings}
 WHERE m.unit_id = :unit_id AND m.starts_at >= :since
 ORDER BY m.starts_at, m.id
 LIMIT :limit;

-- name: feed_harmonisations :many feed_date
-- partial
-- param: me id
-- param: now time
-- param: since time
-- They are for the OKR masters, and for who leads one or was there.
SELECT 'harmonisation' AS kind, h.id AS subject_id, h.cycle_id, c.name AS cycle_name,
       h.title AS name_en, h.title AS name_nl, h.place, h.starts_at, h.version, h.state = 'held' AS done,
       h.state = 'cancelled' AS cancelled
  FROM harmonisation h
  JOIN cycle c ON c.id = h.cycle_id
 WHERE h.starts_at >= :since
   AND (h.lead_id = :me
        OR EXISTS (SELECT 1 FROM role_grant g
                    WHERE g.person_id = :me AND g.role = 'okr_master' AND g.valid_from <= :now
                      AND (g.valid_until IS NULL OR g.valid_until > :now))
        OR EXISTS (SELECT 1 FROM harmonisation_attendance t
                    WHERE t.harmonisation_id = h.id AND t.person_id = :me))
 ORDER BY h.starts_at, h.id
 LIMIT :limit;

-- fragment: steps
SELECT 'step' AS kind, s.id AS subject_id, s.cycle_id, u.name AS unit_name, c.name AS cycle_name,
       r.name_en, r.name_nl, s.due_day AS day, s.version, s.done_at IS NOT NULL AS done
  FROM step s
  JOIN process p ON p.id = s.process_id
  JOIN process_rule r ON r.id = s.rule_id
  JOIN unit u ON u.id = s.unit_id
  JOIN cycle c ON c.id = s.cycle_id

-- name: feed_steps_of_person :many feed_date
-- partial
-- param: me id
-- param: today day
-- param: now time
-- param: since time
{steps}
 WHERE s.id IN ({my_steps}) AND s.due_at >= :since AND s.gone_at IS NULL AND s.need > 0 AND p.ended_at IS NULL
 ORDER BY s.due_at, s.id
 LIMIT :limit;

-- name: feed_steps_of_unit :many feed_date
-- partial
-- param: since time
-- What each leader or OKR master has a step of their own for is theirs, not the unit's.
{steps}
 WHERE s.unit_id = :unit_id AND s.person_id IS NULL AND s.due_at >= :since AND s.gone_at IS NULL AND s.need > 0 AND p.ended_at IS NULL
 ORDER BY s.due_at, s.id
 LIMIT :limit;
