-- SPDX-License-Identifier: Apache-2.0
-- The board: a level of the tree at a time, with the steps of its units; and the road.

-- name: board_units :many board_unit
-- partial
-- param: me id
-- param: today day
-- param: now time
-- param: process_id id
-- param: cycle_id id?
-- param: parent_id id?
-- param: only_id id
-- param: low text
-- param: high text
-- param: filter text
-- param: after_folded text
-- param: after_id id
-- With a filter: units at any depth that have such a step. The plus keeps SQLite from looking through
-- all late steps of the process for each unit.
SELECT u.id, u.name, u.type, u.parent_id, u.depth, u.folded,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND (c.valid_until IS NULL OR c.valid_until > :today)) AS child_count
  FROM unit u
 WHERE u.path >= :low AND u.path < :high
   AND (u.valid_until IS NULL OR u.valid_until > :today)
   AND (u.folded, u.id) > (:after_folded, :after_id)
   AND ((:filter = 'all'
         AND ((:parent_id IS NOT NULL AND u.parent_id = :parent_id)
              OR (:parent_id IS NULL
                  AND (u.id = :only_id OR (:only_id = 0 AND u.parent_id IS NULL)))))
        OR (:filter <> 'all'
            AND EXISTS (SELECT 1 FROM step s
                         WHERE s.unit_id = u.id AND +s.process_id = :process_id
                           AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
                           AND s.gone_at IS NULL AND {filtered})))
 ORDER BY u.folded, u.id
 LIMIT :limit;

-- name: board_counts :many board_count
-- param: now time
-- param: process_id id
-- param: cycle_id id?
-- param: ids id[]
-- Of a unit and all below it.
SELECT u.id, count(*) AS step_count,
       count(CASE WHEN s.done_at IS NOT NULL THEN 1 END) AS done_count,
       count(CASE WHEN s.done_at IS NULL AND s.waits_due_at IS NULL AND s.due_at <= :now THEN 1 END)
           AS late_count
  FROM unit u
  JOIN unit b ON b.path >= u.path AND b.path < substr(u.path, 1, length(u.path) - 1) || '0'
  JOIN step s ON s.unit_id = b.id AND s.process_id = :process_id
             AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
             AND s.gone_at IS NULL AND s.need > 0 AND s.opens_at <= :now
 WHERE u.id IN {list:ids}
 GROUP BY u.id
 ORDER BY u.id;

-- name: board_cells :many board_cell
-- partial
-- param: process_id id
-- param: cycle_id id?
-- param: ids id[]
SELECT s.id, s.unit_id, s.rule_id, s.cycle_id, s.round, s.person_id, s.due_day, s.have, s.need,
       s.opens_at, s.due_at, s.waits_due_at, s.done_at, s.gone_at
  FROM step s
 WHERE s.unit_id IN {list:ids} AND s.process_id = :process_id
   AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
 ORDER BY s.unit_id, s.due_at, s.id;

-- name: road_steps :many road_step
-- param: now time
-- param: process_id id
-- param: cycle_id id?
SELECT s.rule_id, r.phase_id, r.name_en, r.name_nl, r.scope, r.rhythm, r.duty, s.cycle_id,
       c.name AS cycle_name, s.round, min(s.opens_day) AS opens_day, max(s.due_day) AS due_day,
       count(*) AS step_count,
       count(CASE WHEN s.done_at IS NOT NULL THEN 1 END) AS done_count,
       count(CASE WHEN s.done_at IS NULL AND s.waits_due_at IS NULL AND s.due_at <= :now THEN 1 END)
           AS late_count,
       count(CASE WHEN s.done_at IS NULL AND s.waits_due_at <= :now THEN 1 END) AS blocked_count
  FROM step s
  JOIN process_rule r ON r.id = s.rule_id
  JOIN cycle c ON c.id = s.cycle_id
 WHERE s.process_id = :process_id AND s.gone_at IS NULL AND s.need > 0
   AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
 GROUP BY s.rule_id, r.phase_id, r.name_en, r.name_nl, r.scope, r.rhythm, r.duty, s.cycle_id,
          c.name, s.round, r.rank
 ORDER BY max(s.due_day), r.phase_id, r.rank, s.rule_id, s.round;
