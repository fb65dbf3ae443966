-- SPDX-License-Identifier: Apache-2.0

-- fragment: objective_visible
-- The one of objective.sql: others' drafts are counted nowhere.
(o.state <> 'draft' OR o.owner_id = :me OR o.created_by = :me
 OR EXISTS (SELECT 1 FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me)
 OR EXISTS (SELECT 1 FROM objective_reader d WHERE d.objective_id = o.id AND d.person_id = :me)
 OR EXISTS (SELECT 1
              FROM role_grant g
              LEFT JOIN unit gu ON gu.id = g.unit_id
             WHERE g.person_id = :me AND g.role <> 'member' AND g.valid_until IS NULL
               AND (g.unit_id IS NULL OR substr(u.path, 1, length(gu.path)) = gu.path)))

-- name: tree_child_counts :many count_row
-- param: ids id[]
-- param: me id
-- How many objectives hang directly under each of these objectives.
SELECT a.parent_id AS id, count(*) AS count
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  JOIN unit u ON u.id = o.unit_id
 WHERE a.parent_id IN {list:ids} AND a.valid_until IS NULL AND o.archived_at IS NULL
   AND {objective_visible}
 GROUP BY a.parent_id
 ORDER BY a.parent_id;

-- name: tree_units :many tree_unit
-- param: parent_id id
-- param: first_day day
-- param: last_day day
-- Units below one that exist at some time in the cycle.
SELECT u.id, u.name, u.path,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND c.valid_from <= :last_day
           AND (c.valid_until IS NULL OR c.valid_until > :first_day)) AS child_count
  FROM unit u
 WHERE u.parent_id = :parent_id AND u.valid_from <= :last_day
   AND (u.valid_until IS NULL OR u.valid_until > :first_day)
 ORDER BY u.name, u.id;

-- name: tree_top_units :many tree_unit
-- param: first_day day
-- param: last_day day
SELECT u.id, u.name, u.path,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND c.valid_from <= :last_day
           AND (c.valid_until IS NULL OR c.valid_until > :first_day)) AS child_count
  FROM unit u
 WHERE u.parent_id IS NULL AND u.valid_from <= :last_day
   AND (u.valid_until IS NULL OR u.valid_until > :first_day)
 ORDER BY u.name, u.id;
