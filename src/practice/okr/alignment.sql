-- SPDX-License-Identifier: Apache-2.0

-- name: alignment_get :one alignment
SELECT * FROM alignment WHERE id = :id AND valid_until IS NULL;

-- name: alignment_above :many alignment_view
-- ahead
-- param: objective_id id
-- param: me id
-- What the objective hangs under.
SELECT a.id, a.kind, a.weight, o.id AS objective_id, o.title AS objective_title,
       o.state AS objective_state, k.id AS key_result_id, k.title AS key_result_title,
       o.unit_id, u.name AS unit_name, o.cycle_id, o.progress, a.version
  FROM alignment a
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
  JOIN objective o ON o.id = coalesce(a.parent_id, k.objective_id)
  JOIN unit u ON u.id = o.unit_id
 WHERE a.child_id = :objective_id AND a.valid_until IS NULL
   AND {objective_visible}
 ORDER BY a.id;

-- fragment: alignment_below
SELECT a.id, a.kind, a.weight, o.id AS objective_id, o.title AS objective_title,
       o.state AS objective_state, k.id AS key_result_id, k.title AS key_result_title,
       o.unit_id, u.name AS unit_name, o.cycle_id, o.progress, a.version
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  JOIN unit u ON u.id = o.unit_id

-- name: alignment_below :many alignment_view
-- ahead
-- param: objective_id id
-- param: me id
-- What hangs under the objective or one of its key results.
{alignment_below}
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.valid_until IS NULL
   AND a.id IN (SELECT b.id FROM alignment b WHERE b.parent_id = :objective_id AND b.valid_until IS NULL
                UNION ALL
                SELECT c.id FROM alignment c JOIN key_result l ON l.id = c.parent_kr_id
                 WHERE l.objective_id = :objective_id AND c.valid_until IS NULL)
   AND {objective_visible}
 ORDER BY a.id;

-- name: alignment_steps :many link_step
-- Objectives directly above any of these, over both kinds of link and through key results. The title
-- of a draft stays its people's.
SELECT a.child_id, o.id AS parent_id,
       CASE o.state WHEN 'draft' THEN '(draft)' ELSE o.title END AS parent_title
  FROM alignment a
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
  JOIN objective o ON o.id = coalesce(a.parent_id, k.objective_id)
 WHERE a.child_id IN {list:child_ids} AND a.valid_until IS NULL
 ORDER BY a.child_id, a.id;

-- name: alignment_insert :id from alignment
INSERT INTO alignment (child_id, parent_id, parent_kr_id, kind, weight, imported, valid_from, valid_until, version)
VALUES (:child_id, :parent_id, :parent_kr_id, :kind, :weight, :imported, :valid_from, :valid_until, :version);

-- name: alignment_update :exec from alignment
UPDATE alignment SET kind = :kind, weight = :weight, valid_until = :valid_until, version = :version WHERE id = :id;

-- name: alignment_under_objective :many alignment
-- param: objective_id id
-- Links that hang under it, itself or by a key result.
SELECT a.* FROM alignment a WHERE a.parent_id = :objective_id AND a.valid_until IS NULL
UNION ALL
SELECT a.* FROM key_result k JOIN alignment a ON a.parent_kr_id = k.id
 WHERE k.objective_id = :objective_id AND a.valid_until IS NULL;

-- name: alignment_under_key_result :many alignment
-- param: key_result_id id
SELECT a.* FROM alignment a WHERE a.parent_kr_id = :key_result_id AND a.valid_until IS NULL;

-- name: alignment_delete_of_objective :exec
-- param: objective_id id
-- Of a draft that is thrown away: every link, ended ones included.
DELETE FROM alignment
 WHERE id IN (SELECT x.id FROM alignment x WHERE x.child_id = :objective_id
              UNION ALL
              SELECT y.id FROM alignment y WHERE y.parent_id = :objective_id
              UNION ALL
              SELECT z.id FROM alignment z JOIN key_result k ON k.id = z.parent_kr_id WHERE k.objective_id = :objective_id);

-- name: alignment_delete_of_key_result :exec
-- param: key_result_id id
DELETE FROM alignment WHERE parent_kr_id = :key_result_id;
