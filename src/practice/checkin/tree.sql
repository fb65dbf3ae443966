-- SPDX-License-Identifier: Apache-2.0

-- name: tree_children :many tree_child
-- param: ids id[]
-- What hangs right under each of these objectives, whoever asks.
SELECT a.parent_id, o.id, o.state = 'draft' AS draft
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
 WHERE a.parent_id IN {list:ids} AND a.valid_until IS NULL AND o.archived_at IS NULL
 ORDER BY a.parent_id, a.id;

-- name: tree_drafts_seen :many id_row
-- param: ids id[]
-- param: me id
-- Of these drafts those that this person sees.
SELECT o.id
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.id IN {list:ids} AND {objective_draft_is_mine}
 ORDER BY o.id;

-- name: tree_child_counts_then :many count_row
-- param: ids id[]
-- param: me id
-- param: known day
-- param: until time
-- How many hung right under each when a past day ended that this person sees.
SELECT a.parent_id AS id, count(*) AS count
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  {objective_day_then}
  JOIN unit u ON u.id = o.unit_id
 WHERE a.parent_id IN {list:ids} AND {link_then} AND e.archived_at IS NULL
   AND {objective_visible_then}
 GROUP BY a.parent_id
 ORDER BY a.parent_id;

-- fragment: holds
-- A unit that has ended is still shown while objectives of the cycle are its own, or of what lies
-- below it.
EXISTS (SELECT 1 FROM objective o JOIN unit d ON d.id = o.unit_id
         WHERE o.cycle_id = :cycle_id AND o.archived_at IS NULL
           AND substr(d.path, 1, length(u.path)) = u.path)

-- fragment: child_holds
EXISTS (SELECT 1 FROM objective o JOIN unit d ON d.id = o.unit_id
         WHERE o.cycle_id = :cycle_id AND o.archived_at IS NULL
           AND substr(d.path, 1, length(c.path)) = c.path)

-- fragment: tree_unit
SELECT u.id, u.name, u.path,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND c.valid_from <= :last_day
           AND (c.valid_until IS NULL OR c.valid_until > :today
                OR (c.valid_until > :first_day AND {child_holds}))) AS child_count
  FROM unit u
 WHERE u.valid_from <= :last_day
   AND (u.valid_until IS NULL OR u.valid_until > :today OR (u.valid_until > :first_day AND {holds}))

-- name: tree_units :many tree_unit
-- param: parent_id id
-- param: first_day day
-- param: last_day day
-- param: today day
-- param: cycle_id id
-- Units below one, as they are today.
{tree_unit}
   AND u.parent_id = :parent_id
 ORDER BY u.name, u.id;

-- name: tree_top_units :many tree_unit
-- param: first_day day
-- param: last_day day
-- param: today day
-- param: cycle_id id
{tree_unit}
   AND u.parent_id IS NULL
 ORDER BY u.name, u.id;

-- fragment: held_then
-- The same of a past day.
EXISTS (SELECT 1
          FROM objective o
          LEFT JOIN objective_past m
            ON m.objective_id = o.id AND m.valid_from <= :day AND m.valid_until > :day
          JOIN unit d ON d.id = coalesce(m.unit_id, o.unit_id)
         WHERE o.cycle_id = :cycle_id AND o.archived_at IS NULL
           AND substr(d.path, 1, length(u.path)) = u.path)

-- fragment: tree_unit_then
SELECT u.id, coalesce(h.name, u.name) AS name, coalesce(h.path, u.path) AS path,
       (SELECT count(*)
          FROM unit c
          LEFT JOIN unit_past d
            ON d.unit_id = c.id AND d.valid_from <= :day AND d.valid_until > :day
         WHERE CASE WHEN d.id IS NULL THEN c.parent_id ELSE d.parent_id END = u.id
           AND c.valid_from <= :day AND (c.valid_until IS NULL OR c.valid_until > :day)) AS child_count
  FROM unit u
  LEFT JOIN unit_past h ON h.unit_id = u.id AND h.valid_from <= :day AND h.valid_until > :day

-- name: tree_units_then :many tree_unit
-- param: parent_id id?
-- param: day day
-- param: first_day day
-- param: cycle_id id
-- Units below one (null: the top ones) as they were on a past day.
{tree_unit_then}
 WHERE CASE WHEN h.id IS NULL THEN u.parent_id ELSE h.parent_id END IS NOT DISTINCT FROM :parent_id
   AND u.valid_from <= :day
   AND (u.valid_until IS NULL OR u.valid_until > :day
        OR (u.valid_until > :first_day AND {held_then}))
 ORDER BY coalesce(h.name, u.name), u.id;

-- name: tree_unit_at :one tree_unit
-- param: id id
-- param: day day
{tree_unit_then}
 WHERE u.id = :id;
