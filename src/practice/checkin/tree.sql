-- SPDX-License-Identifier: Apache-2.0

-- name: tree_child_counts :many count_row
-- param: ids id[]
-- param: me id
-- How many objectives hang directly under each of these objectives.
SELECT a.parent_id AS id, count(*) AS count
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
 WHERE a.parent_id IN {list:ids} AND a.valid_until IS NULL AND o.archived_at IS NULL
   AND (o.state <> 'draft' OR o.owner_id = :me OR o.created_by = :me)
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
