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
SELECT u.id, u.path, s.numbers, s.until_at
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
-- param: words text
-- All but what hangs on words alone.
UPDATE kept_sum SET day = 0 WHERE unit_id IN {list:unit_ids} AND day <> 0 AND kind <> :words;

-- name: kept_forget_words :exec
-- param: unit_ids id[]
-- param: words text
UPDATE kept_sum SET day = 0 WHERE unit_id IN {list:unit_ids} AND day <> 0 AND kind = :words;

-- name: kept_forget_all :exec
UPDATE kept_sum SET day = 0 WHERE day <> 0;

-- name: kept_clear :exec
DELETE FROM kept_sum WHERE cycle_id = :cycle_id;

-- name: kept_until :number
-- param: today day
-- Of closed cycles nobody renews any.
SELECT min(until_at) FROM kept_sum
 WHERE day = :today AND cycle_id IN (SELECT id FROM cycle WHERE state = 'open');

-- name: kept_cycles :many cycle
SELECT * FROM cycle WHERE state = 'open' ORDER BY id;

-- ---- what was heard ---------------------------------------------------------------------------

-- name: kept_cursor_get :one kept_cursor
SELECT * FROM kept_cursor WHERE id = 1;

-- name: kept_cursor_put :exec from kept_cursor
INSERT INTO kept_cursor (id, txid, event_id, whole_day, until_at)
VALUES (:id, :txid, :event_id, :whole_day, :until_at)
ON CONFLICT (id) DO UPDATE SET txid = excluded.txid, event_id = excluded.event_id,
                               whole_day = excluded.whole_day, until_at = excluded.until_at;

-- name: kept_newest :many event
-- partial
-- ahead
-- The last event that nothing comes before any more, below the oldest transaction still running.
SELECT txid, id FROM event ORDER BY txid DESC, id DESC LIMIT 1;
-- engine: postgres
SELECT txid, id FROM event
 WHERE txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
 ORDER BY txid DESC, id DESC LIMIT 1;

-- name: kept_event_count :number
-- param: txid int
-- param: event_id id
-- Is what was heard last still to be seen? 1 or 0.
SELECT count(*) FROM event WHERE txid = :txid AND id = :event_id;

-- fragment: heard
e.kind, e.subject, e.unit_id,
       (SELECT min(CAST(c.old_value AS BIGINT)) FROM change c
         WHERE c.event_id = e.id AND c.field = 'unit_id') AS left_id
  FROM event e

-- name: kept_heard :many kept_event
-- ahead
-- param: after_txid int
-- param: after_id id
-- Events behind the cursor, each kind once. What they say of units is for told.c: PostgreSQL plans this anew for each cursor,
-- and would weigh each word of a list against how often it is there. One stretch of the index there, and two on SQLite,
-- which would begin at the first event there ever was (event_since of record/live.sql).
SELECT {heard} WHERE e.txid = :after_txid AND e.id > :after_id AND e.subject <> 'notice'
UNION
SELECT {heard} WHERE e.txid > :after_txid AND e.subject <> 'notice';
-- engine: postgres
SELECT DISTINCT {heard} WHERE (e.txid, e.id) > (:after_txid, :after_id) AND e.subject <> 'notice';

-- name: kept_below :many id_row
-- param: unit_ids id[]
-- Units below these, which take their rhythm and their zone from them.
SELECT d.id
  FROM unit u
  JOIN unit d ON substr(d.path, 1, length(u.path)) = u.path
 WHERE u.id IN {list:unit_ids};

-- fragment: and_above
-- On every level above. A link that never contributed is in its first version, and has no end.
UNION
SELECT a.parent_id
  FROM up
  JOIN alignment a ON a.child_id = up.id
 WHERE a.parent_id IS NOT NULL
   AND (a.kind = 'contributes' OR a.version > 1 OR a.valid_until IS NOT NULL)

-- name: kept_above :many id_row
-- param: unit_ids id[]
-- Units of what the objectives of these contribute to, or did. In closed cycles hardly anything changes.
WITH RECURSIVE up (id) AS (
    SELECT o.id
      FROM objective o
      JOIN cycle c ON c.id = o.cycle_id
     WHERE o.unit_id IN {list:unit_ids} AND c.state <> 'closed'
    {and_above}
)
SELECT DISTINCT o.unit_id AS id FROM up JOIN objective o ON o.id = up.id;

-- name: kept_above_ever :many id_row
-- param: unit_ids id[]
-- The same, of all cycles.
WITH RECURSIVE up (id) AS (
    SELECT o.id FROM objective o WHERE o.unit_id IN {list:unit_ids}
    {and_above}
)
SELECT DISTINCT o.unit_id AS id FROM up JOIN objective o ON o.id = up.id;

-- fragment: hangs_there
-- Below the unit itself, or by a link that passes it on its way to a unit above.
JOIN objective c ON c.id = a.child_id
JOIN unit w ON w.id = c.unit_id
WHERE a.valid_until IS NULL AND (x.own = 1 OR substr(w.path, 1, length(x.path)) = x.path)

-- name: kept_hanging :many id_row
-- param: unit_ids id[]
-- Units with objectives that hang under one of these, itself or by a key result, or pass them by.
WITH RECURSIVE upward (path, id, parent_id, own) AS (
    SELECT u.path, u.id, u.parent_id, 1 FROM unit u WHERE u.id IN {list:unit_ids}
    UNION ALL
    SELECT x.path, u.id, u.parent_id, 0 FROM upward x JOIN unit u ON u.id = x.parent_id
)
SELECT c.unit_id AS id
  FROM upward x
  JOIN objective o ON o.unit_id = x.id
  JOIN alignment a ON a.parent_id = o.id
  {hangs_there}
UNION
SELECT c.unit_id AS id
  FROM upward x
  JOIN objective o ON o.unit_id = x.id
  JOIN key_result k ON k.objective_id = o.id
  JOIN alignment a ON a.parent_kr_id = k.id
  {hangs_there};
