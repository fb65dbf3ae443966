-- SPDX-License-Identifier: Apache-2.0
-- Sums that are kept by unit, and where they hold no more.

-- name: kept_units :many kept_unit
-- param: low text
-- param: high text
-- param: kind text
-- param: cycle_id id
-- param: day day
-- param: now time
-- Units whose path lies in [low, high), each with what is kept of it for the day, if anything is.
SELECT u.id, u.path, s.numbers
  FROM unit u
  LEFT JOIN kept_sum s
    ON s.cycle_id = :cycle_id AND s.kind = :kind AND s.unit_id = u.id
   AND s.day = :day AND s.until_at > :now
 WHERE u.path >= :low AND u.path < :high;

-- name: kept_lacking :many id_row
-- param: kind text
-- param: cycle_id id
-- param: day day
-- param: now time
-- Units of which nothing is kept that holds.
SELECT u.id
  FROM unit u
  LEFT JOIN kept_sum s ON s.cycle_id = :cycle_id AND s.kind = :kind AND s.unit_id = u.id
 WHERE s.unit_id IS NULL OR s.day <> :day OR s.until_at <= :now
 ORDER BY u.id
 LIMIT :limit;

-- name: kept_stale :many id_row
-- param: kind text
SELECT s.unit_id AS id FROM kept_sum s
 WHERE s.day = 0 AND s.cycle_id = :cycle_id AND s.kind = :kind
 ORDER BY s.unit_id
 LIMIT :limit;

-- name: kept_put :exec from kept_sum
INSERT INTO kept_sum (kind, cycle_id, unit_id, day, until_at, numbers)
VALUES (:kind, :cycle_id, :unit_id, :day, :until_at, :numbers)
ON CONFLICT (cycle_id, kind, unit_id) DO UPDATE
   SET day = excluded.day, until_at = excluded.until_at, numbers = excluded.numbers;

-- name: kept_forget :exec
-- param: unit_ids id[]
UPDATE kept_sum SET day = 0 WHERE unit_id IN {list:unit_ids} AND day <> 0;

-- name: kept_forget_all :exec
UPDATE kept_sum SET day = 0 WHERE day <> 0;

-- name: kept_cycles :many cycle
SELECT * FROM cycle WHERE state = 'open' ORDER BY id;

-- ---- what was heard ---------------------------------------------------------------------------

-- name: kept_cursor_get :one kept_cursor
SELECT * FROM kept_cursor WHERE id = 1;

-- name: kept_cursor_put :exec from kept_cursor
INSERT INTO kept_cursor (id, txid, event_id, whole_day) VALUES (:id, :txid, :event_id, :whole_day)
ON CONFLICT (id) DO UPDATE SET txid = excluded.txid, event_id = excluded.event_id,
                               whole_day = excluded.whole_day;

-- fragment: heard
-- Events behind the cursor; two stretches of one index, as event_since of record/live.sql has it.
SELECT e.id, e.kind, e.subject, e.unit_id FROM event e
 WHERE e.txid = :after_txid AND e.id > :after_id
UNION ALL
SELECT e.id, e.kind, e.subject, e.unit_id FROM event e
 WHERE e.txid > :after_txid

-- fragment: says_nothing
-- Of what no sum hangs on. What is not named here counts for all units, unless it names one.
h.subject IN ('absence', 'calendar_feed', 'chat_hook', 'comment', 'delegation', 'follow', 'hand_over', 'handbook',
              'handbook_chapter', 'handbook_setting', 'harmonisation', 'harmonisation_item', 'health_measure',
              'intervention', 'leadership', 'link', 'membership', 'notice', 'notice_choice', 'notice_time',
              'outbox', 'person', 'process_phase', 'process_rule', 'process_template', 'process_version',
              'proposal', 'role_grant', 'saved_view', 'session', 'squad_case', 'step', 'strategy', 'strategy_theme',
              'tag', 'template', 'token')

-- fragment: changed
-- Units of which something was told, those that something left, and 0 for all of them. A join with
-- what changed would be planned for many events, and read all changes there ever were.
SELECT CASE WHEN h.unit_id IS NULL OR h.kind = 'reorganisation_applied' THEN 0 ELSE h.unit_id END AS id
  FROM ({heard}) h
 WHERE NOT ({says_nothing})
   AND (h.subject <> 'reorganisation' OR h.kind = 'reorganisation_applied')
UNION
SELECT m.id
  FROM (SELECT (SELECT min(CAST(c.old_value AS BIGINT)) FROM change c
                 WHERE c.event_id = h.id AND c.field = 'unit_id') AS id
          FROM ({heard}) h) m
 WHERE m.id IS NOT NULL

-- name: kept_changed :many id_row
-- param: after_txid int
-- param: after_id id
-- not null: id
SELECT x.id FROM ({changed}) x ORDER BY x.id;
