-- SPDX-License-Identifier: Apache-2.0

-- name: initiative_get :one initiative
SELECT * FROM initiative WHERE id = :id;

-- fragment: initiative_view
SELECT i.id, i.key_result_id, i.owner_id, i.title, i.state, i.due_day, i.url, i.rank, i.ended_day,
       i.created_at, i.version, p.name AS owner_name, k.title AS key_result_title,
       k.owner_id AS key_result_owner_id, o.id AS objective_id, o.title AS objective_title,
       o.cycle_id, o.unit_id, u.name AS unit_name
  FROM initiative i
  JOIN key_result k ON k.id = i.key_result_id
  JOIN objective o ON o.id = k.objective_id
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN person p ON p.id = i.owner_id

-- name: initiative_of_objective :many initiative_view
-- partial
-- ahead
-- param: objective_id id
{initiative_view}
 WHERE k.objective_id = :objective_id AND i.removed_at IS NULL
 ORDER BY k.rank, k.id, i.rank, i.id;

-- name: initiative_of_owner :many initiative_view
-- partial
-- param: owner_id id
-- param: me id
-- param: due_by day
-- param: after_due day
-- param: after_id id
-- What somebody has yet to do by a day, of objectives that run and that this person sees.
{initiative_view}
  JOIN cycle c ON c.id = o.cycle_id
 WHERE i.owner_id = :owner_id AND i.due_day IS NOT NULL AND i.due_day <= :due_by
   AND i.removed_at IS NULL AND i.state IN ('planned', 'doing')
   AND k.dropped_at IS NULL AND o.state <> 'closed' AND o.dropped_at IS NULL
   AND o.archived_at IS NULL AND c.state <> 'closed'
   AND (i.due_day, i.id) > (:after_due, :after_id)
   AND {objective_visible}
 ORDER BY i.due_day, i.id
 LIMIT :limit;

-- name: initiative_ranked :many initiative
-- Those of a key result in their order.
SELECT * FROM initiative
 WHERE key_result_id = :key_result_id AND removed_at IS NULL
 ORDER BY rank, id;

-- name: initiative_insert :id from initiative
INSERT INTO initiative (key_result_id, owner_id, title, state, due_day, url, rank, ended_day, created_at,
                        removed_at, version)
VALUES (:key_result_id, :owner_id, :title, :state, :due_day, :url, :rank, :ended_day, :created_at,
        :removed_at, :version);

-- name: initiative_update :exec from initiative
UPDATE initiative
   SET owner_id = :owner_id, title = :title, state = :state, due_day = :due_day, url = :url,
       rank = :rank, ended_day = :ended_day, removed_at = :removed_at, version = :version
 WHERE id = :id;

-- name: initiative_rank :exec
-- A place in the list is no edit of it.
UPDATE initiative SET rank = :rank WHERE id = :id;

-- name: initiative_delete_of_key_result :exec
DELETE FROM initiative WHERE key_result_id = :key_result_id;

-- name: initiative_delete_of_objective :exec
-- param: objective_id id
DELETE FROM initiative WHERE key_result_id IN (SELECT id FROM key_result WHERE objective_id = :objective_id);
