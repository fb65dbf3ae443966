-- SPDX-License-Identifier: Apache-2.0
-- What counts for the health of the practice, by unit, in one query a signal; of what is kept of units the
-- own objectives of those that are named. `until` is the last day that counts: today, or the end of the cycle.

-- fragment: live
o.cycle_id = :cycle_id AND o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL
   AND NOT o.postponed AND o.unit_id IN {list:unit_ids}

-- fragment: last_day
-- An objective counts until the day on which it was closed.
CASE WHEN o.closed_at IS NOT NULL AND o.closed_at / 86400000000 < :until
     THEN o.closed_at / 86400000000 ELSE :until END

-- name: health_units :many health_unit
-- param: path text
-- param: today day
-- param: ever bool
-- not null: gone
-- A unit and all below it that are still there (with `ever` also those that were), from the top down.
SELECT u.id, u.parent_id, u.name, u.type, u.path,
       CASE WHEN u.valid_until <= :today THEN TRUE ELSE FALSE END AS gone
  FROM unit u
 WHERE (:ever OR u.valid_until IS NULL OR u.valid_until > :today)
   AND substr(u.path, 1, length(:path)) = :path
 ORDER BY u.depth, u.folded, u.id;

-- name: health_check_ins :many health_count
-- param: unit_ids id[]
-- param: until day
-- param: cadence int
-- Whole check-in rounds of live key results that have passed, and those with a check-in.
WITH live (id, unit_id, start_day, cadence, rounds) AS (
    SELECT k.id, o.unit_id, coalesce(k.start_day, c.start_day), coalesce(u.cadence_effective, :cadence),
           ({last_day} - coalesce(k.start_day, c.start_day)) / coalesce(u.cadence_effective, :cadence)
      FROM objective o
      JOIN key_result k ON k.objective_id = o.id
      JOIN cycle c ON c.id = o.cycle_id
      JOIN unit u ON u.id = o.unit_id
     WHERE {live} AND k.dropped_at IS NULL AND NOT k.postponed
       AND coalesce(k.start_day, c.start_day) <= {last_day}
)
SELECT l.unit_id,
       CAST(sum((SELECT count(DISTINCT (i.day - l.start_day) / l.cadence) FROM check_in i
                  WHERE i.key_result_id = l.id AND i.day >= l.start_day
                    AND i.day < l.start_day + l.rounds * l.cadence)) AS BIGINT) AS have,
       CAST(sum(l.rounds) AS BIGINT) AS need
  FROM live l
 GROUP BY l.unit_id;

-- name: health_alignment :many health_count
-- param: unit_ids id[]
-- Objectives, and those that stand under a theme or lead to something above.
SELECT o.unit_id,
       CAST(sum(CASE WHEN o.theme_id IS NOT NULL
                       OR EXISTS (SELECT 1 FROM alignment a WHERE a.child_id = o.id AND a.valid_until IS NULL)
                     THEN 1 ELSE 0 END) AS BIGINT) AS have,
       count(*) AS need
  FROM objective o
 WHERE {live}
 GROUP BY o.unit_id;

-- name: health_fresh :many health_count
-- param: unit_ids id[]
-- param: until day
-- param: cadence int
-- param: grace int
-- Live key results, and those that are not outdated.
SELECT o.unit_id,
       CAST(sum(CASE WHEN {last_day} - coalesce(k.last_check_in_day, k.start_day, c.start_day)
                          <= coalesce(u.cadence_effective, :cadence) + :grace THEN 1 ELSE 0 END) AS BIGINT) AS have,
       count(*) AS need
  FROM objective o
  JOIN key_result k ON k.objective_id = o.id
  JOIN cycle c ON c.id = o.cycle_id
  JOIN unit u ON u.id = o.unit_id
 WHERE {live} AND k.dropped_at IS NULL AND NOT k.postponed
   AND coalesce(k.start_day, c.start_day) <= {last_day}
 GROUP BY o.unit_id;

-- name: health_meetings :many health_count
-- param: unit_ids id[]
-- param: until day
-- param: cadence int
-- Whole rounds of units with objectives, as long as one of these was open, and check-in meetings
-- they held; a second one in a round makes up for one that fell out.
SELECT x.unit_id, CASE WHEN x.held < x.rounds THEN x.held ELSE x.rounds END AS have, x.rounds AS need
  FROM (SELECT u.id AS unit_id,
               (max({last_day}) - c.start_day) / coalesce(u.cadence_effective, :cadence) AS rounds,
               (SELECT count(*) FROM meeting m
                 WHERE m.unit_id = u.id AND m.cycle_id = c.id AND m.state = 'ended') AS held
          FROM objective o
          JOIN unit u ON u.id = o.unit_id
          JOIN cycle c ON c.id = o.cycle_id
         WHERE {live} AND c.start_day <= {last_day}
         GROUP BY u.id, u.cadence_effective, c.id, c.start_day) x;

-- name: health_kept :one health_close
SELECT * FROM health_close WHERE cycle_id = :cycle_id;

-- name: health_marks :many health_mark
-- param: path text
SELECT m.cycle_id, m.unit_id, m.signal, m.have, m.need, m.weight
  FROM health_mark m JOIN unit u ON u.id = m.unit_id
 WHERE m.cycle_id = :cycle_id AND substr(u.path, 1, length(:path)) = :path
 ORDER BY m.unit_id;

-- name: health_mark_insert :exec from health_mark
INSERT INTO health_mark (cycle_id, unit_id, signal, have, need, weight)
VALUES (:cycle_id, :unit_id, :signal, :have, :need, :weight);

-- name: health_close_insert :exec from health_close
INSERT INTO health_close (cycle_id, created_at) VALUES (:cycle_id, :created_at);

-- name: health_to_keep :many cycle
-- Closed cycles whose health is not kept yet.
SELECT * FROM cycle
 WHERE state = 'closed' AND id NOT IN (SELECT h.cycle_id FROM health_close h)
 ORDER BY id;

-- name: health_to_forget :many cycle
-- Cycles that are open again: what was kept of them holds no more.
SELECT * FROM cycle
 WHERE state <> 'closed' AND id IN (SELECT h.cycle_id FROM health_close h)
 ORDER BY id;

-- name: health_mark_clear :exec
DELETE FROM health_mark WHERE cycle_id = :cycle_id;

-- name: health_close_clear :exec
DELETE FROM health_close WHERE cycle_id = :cycle_id;

-- name: health_trend :many health_trend_row
-- param: type text
-- param: before day
-- param: low text
-- param: high text
-- not null: signal weight
-- Closed cycles of a kind that ended before a day, in units whose path lies in [low, high). SQLite reads them in this order, so that
-- of a small unit no more is read than it has; PostgreSQL may do as it likes.
SELECT c.id AS cycle_id, c.name AS cycle_name, m.signal, CAST(sum(m.have) AS BIGINT) AS have,
       CAST(sum(m.need) AS BIGINT) AS need, max(m.weight) AS weight
  FROM cycle c
 CROSS JOIN unit u
 CROSS JOIN health_mark m
 WHERE c.type = :type AND c.end_day < :before AND c.state = 'closed'
   AND u.path >= :low AND u.path < :high
   AND m.cycle_id = c.id AND m.unit_id = u.id
 GROUP BY c.id, c.name, c.start_day, m.signal
 ORDER BY c.start_day, c.id, m.signal;
