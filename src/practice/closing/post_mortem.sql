-- SPDX-License-Identifier: Apache-2.0

-- name: post_mortem_row :one post_mortem
SELECT * FROM post_mortem WHERE id = :id;

-- name: post_mortem_of_objective :one post_mortem
SELECT * FROM post_mortem WHERE objective_id = :objective_id;

-- fragment: post_mortem_view
SELECT m.id, m.objective_id, m.happened, m.because, m.changes, m.opened_at, m.written_at, m.version,
       o.title AS objective_title, o.unit_id, u.name AS unit_name, u.path AS unit_path, o.owner_id,
       p.name AS owner_name, o.created_by, o.cycle_id, c.name AS cycle_name,
       (SELECT count(*) FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me) AS co_owner
  FROM post_mortem m
  JOIN objective o ON o.id = m.objective_id
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
  LEFT JOIN person p ON p.id = o.owner_id

-- name: post_mortem_show :one post_mortem_view
-- partial
-- param: me id
{post_mortem_view}
 WHERE m.id = :id;

-- name: post_mortem_of_objectives :many post_mortem_view
-- partial
-- param: me id
-- param: objective_ids id[]
{post_mortem_view}
 WHERE m.objective_id IN {list:objective_ids}
 ORDER BY m.id;

-- name: post_mortem_of_cycle :many post_mortem_view
-- partial
-- param: me id
-- param: owed bool
-- param: after_id id
-- param: path text?
-- Of objectives of units whose path begins so; NULL: of all.
{post_mortem_view}
 WHERE o.cycle_id = :cycle_id AND o.archived_at IS NULL
   AND m.id > :after_id
   AND (:path IS NULL OR substr(u.path, 1, length(:path)) = :path)
   AND (NOT :owed OR m.written_at IS NULL)
 ORDER BY m.id
 LIMIT :limit;

-- name: post_mortem_owed_by :many post_mortem_view
-- partial
-- param: me id
-- param: after_id id
{post_mortem_view}
 WHERE o.id IN (SELECT x.id FROM objective x WHERE x.owner_id = :me
                UNION
                SELECT y.objective_id FROM objective_owner y WHERE y.person_id = :me)
   AND m.written_at IS NULL AND o.archived_at IS NULL
   AND m.id > :after_id
 ORDER BY m.id
 LIMIT :limit;

-- name: post_mortem_insert :id from post_mortem
INSERT INTO post_mortem (objective_id, happened, because, changes, opened_at, written_at, version)
VALUES (:objective_id, :happened, :because, :changes, :opened_at, :written_at, :version);

-- name: post_mortem_set :exec from post_mortem
UPDATE post_mortem
   SET happened = :happened, because = :because, changes = :changes, written_at = :written_at,
       version = :version
 WHERE id = :id;

-- name: post_mortem_delete_owed :exec
-- What nobody wrote, of an objective that is open again.
DELETE FROM post_mortem WHERE objective_id = :objective_id AND written_at IS NULL;
