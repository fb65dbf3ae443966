-- SPDX-License-Identifier: Apache-2.0
-- Objectives as they belonged to units on a past day. `w` is the unit of that day, `h` what it was
-- then; `u` is the unit of today, by which it is decided who sees a draft. `e` is what the objective
-- was on the day :known: that day, or a day to come where its state of today is asked for.

-- name: objective_past_newest :number
-- The day since which an objective belongs to its unit; null: from the beginning.
SELECT max(valid_until) FROM objective_past WHERE objective_id = :objective_id;

-- name: objective_past_insert :exec from objective_past
INSERT INTO objective_past (objective_id, unit_id, valid_from, valid_until)
VALUES (:objective_id, :unit_id, :valid_from, :valid_until);

-- name: objective_past_clear :exec
DELETE FROM objective_past WHERE objective_id = :objective_id;

-- fragment: objective_then
  FROM objective o
  {objective_day_then}
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN objective_past m
    ON m.objective_id = o.id AND m.valid_from <= :day AND m.valid_until > :day
  JOIN unit w ON w.id = coalesce(m.unit_id, o.unit_id)
  LEFT JOIN unit_past h ON h.unit_id = w.id AND h.valid_from <= :day AND h.valid_until > :day
  JOIN cycle c ON c.id = o.cycle_id
  LEFT JOIN person p ON p.id = o.owner_id
  LEFT JOIN theme t ON t.id = o.theme_id

-- fragment: objective_then_row
SELECT o.id, o.cycle_id, w.id AS unit_id, coalesce(h.name, w.name) AS unit_name, o.owner_id,
       p.name AS owner_name, o.theme_id, t.name AS theme_name, o.title, e.kind, e.state, o.rank,
       o.progress, o.version, e.dropped_at, e.archived_at, e.postponed,
       CASE WHEN e.rebuilt THEN 'rebuilt' ELSE 'kept' END AS known,
       coalesce(h.path, w.path) AS unit_path, u.zone_effective AS zone,
       u.cadence_effective AS cadence, c.start_day AS cycle_start, c.end_day AS cycle_end
{objective_then}

-- fragment: of_unit_then
-- It belonged to the unit on that day, or the unit takes part in it.
o.id IN (SELECT x.id FROM objective x WHERE x.unit_id = :unit_id
         UNION ALL
         SELECT y.objective_id FROM objective_unit y WHERE y.unit_id = :unit_id
         UNION ALL
         SELECT z.objective_id FROM objective_past z WHERE z.unit_id = :unit_id)
AND (coalesce(m.unit_id, o.unit_id) = :unit_id
     OR EXISTS (SELECT 1 FROM objective_unit y
                 WHERE y.objective_id = o.id AND y.unit_id = :unit_id))

-- name: objective_then_of_unit :many objective_row
-- partial
-- param: day day
-- param: known day
-- param: unit_id id
-- param: me id
-- param: cycle_id id?
-- param: state objective_state?
-- param: owner_id id?
-- param: archived bool
-- param: after_rank int
-- param: after_id id
{objective_then_row}
 WHERE {of_unit_then}
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
   AND (o.rank, o.id) > (:after_rank, :after_id)
   AND (:state IS NULL OR e.state = :state)
   AND (:owner_id IS NULL OR o.owner_id = :owner_id)
   AND (:archived OR e.archived_at IS NULL)
   AND {objective_visible_then}
 ORDER BY o.rank, o.id
 LIMIT :limit;

-- name: objective_then_count_seen :number
-- param: day day
-- param: known day
-- param: unit_id id
-- param: me id
-- As many as objective_then_of_unit gives this person of a cycle.
SELECT count(*)
{objective_then}
 WHERE {of_unit_then} AND o.cycle_id = :cycle_id AND e.archived_at IS NULL
   AND {objective_visible_then};

-- name: objective_then_under :many objective_row
-- partial
-- param: day day
-- param: known day
-- param: low text
-- param: high text
-- Published and closed objectives of every unit whose path then lay in [low, high).
{objective_then_row}
 WHERE o.cycle_id = :cycle_id AND e.state <> 'draft' AND e.archived_at IS NULL
   AND coalesce(h.path, w.path) >= :low AND coalesce(h.path, w.path) < :high
 ORDER BY o.id;

-- name: objective_then_of_cycle :many objective_row
-- partial
-- param: day day
-- param: known day
-- param: me id
{objective_then_row}
 WHERE o.cycle_id = :cycle_id AND e.archived_at IS NULL AND {objective_visible_then}
 ORDER BY o.id
 LIMIT :limit;

-- name: objective_then_by_ids :many objective_row
-- partial
-- param: day day
-- param: known day
-- param: ids id[]
-- param: me id
{objective_then_row}
 WHERE o.id IN {list:ids} AND {objective_visible_then}
 ORDER BY o.rank, o.id;

-- name: objective_then_roots :many objective_row
-- partial
-- param: day day
-- param: known day
-- param: until time
-- param: me id
-- What hung under nothing of its own cycle that this person sees.
{objective_then_row}
 WHERE o.cycle_id = :cycle_id AND e.archived_at IS NULL
   AND NOT EXISTS (SELECT 1
                     FROM alignment a
                     LEFT JOIN key_result k ON k.id = a.parent_kr_id
                     JOIN objective q ON q.id = coalesce(a.parent_id, k.objective_id)
                     JOIN unit qu ON qu.id = q.unit_id
                     JOIN objective_day f
                       ON f.objective_id = q.id
                      AND f.day = (SELECT max(y.day) FROM objective_day y
                                    WHERE y.objective_id = q.id AND y.day <= :known)
                    WHERE a.child_id = o.id AND {link_then}
                      AND q.cycle_id = o.cycle_id AND f.archived_at IS NULL
                      AND (f.state <> 'draft' OR {upper_draft_is_mine}))
   AND {objective_visible_then}
 ORDER BY w.depth, coalesce(h.name, w.name), o.rank, o.id;

-- name: alignment_then_below :many alignment_view
-- partial
-- param: known day
-- param: until time
-- param: objective_id id
-- param: me id
-- What hung under the objective or one of its key results.
SELECT a.id, {link_kind_then} AS kind, {link_weight_then} AS weight, o.id AS objective_id,
       k.id AS key_result_id
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  {objective_day_then}
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.id IN (SELECT b.id FROM alignment b WHERE b.parent_id = :objective_id
                UNION ALL
                SELECT c.id FROM alignment c JOIN key_result l ON l.id = c.parent_kr_id
                 WHERE l.objective_id = :objective_id)
   AND {link_then} AND {objective_visible_then}
 ORDER BY a.id;
