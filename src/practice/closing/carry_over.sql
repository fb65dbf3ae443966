-- SPDX-License-Identifier: Apache-2.0

-- name: carry_over_of :one carry_over
SELECT * FROM carry_over WHERE key_result_id = :key_result_id;

-- name: carry_over_insert :id from carry_over
INSERT INTO carry_over (key_result_id, choice, finish_by, note, successor_id, action_id, decided_at)
VALUES (:key_result_id, :choice, :finish_by, :note, :successor_id, :action_id, :decided_at);

-- name: carry_over_set :exec from carry_over
UPDATE carry_over
   SET choice = :choice, finish_by = :finish_by, note = :note, successor_id = :successor_id,
       action_id = :action_id, decided_at = :decided_at
 WHERE id = :id;

-- name: carry_over_list :many carry_over_view
-- partial
-- param: objective_ids id[]
SELECT c.id, c.key_result_id, c.choice, c.finish_by, c.note, c.action_id, c.decided_at,
       CASE WHEN c.successor_id IS NULL THEN FALSE ELSE TRUE END AS goes_on
  FROM carry_over c
  JOIN key_result k ON k.id = c.key_result_id
 WHERE k.objective_id IN {list:objective_ids}
 ORDER BY c.id;

-- name: carry_over_successors :many key_result_link
-- param: me id
-- param: objective_ids id[]
-- What goes on from the key results of these objectives, as far as this person sees it.
SELECT f.id AS of_id, k.id AS key_result_id, k.title AS key_result_title, o.id AS objective_id,
       o.title AS objective_title, o.cycle_id, y.name AS cycle_name
  FROM carry_over c
  JOIN key_result f ON f.id = c.key_result_id
  JOIN key_result k ON k.id = c.successor_id
  JOIN objective o ON o.id = k.objective_id
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle y ON y.id = o.cycle_id
 WHERE f.objective_id IN {list:objective_ids} AND {objective_visible}
 ORDER BY c.id;

-- name: carry_over_predecessors :many key_result_link
-- param: objective_ids id[]
-- What the key results of these objectives came from; it was published, so everyone may know.
SELECT s.id AS of_id, k.id AS key_result_id, k.title AS key_result_title, o.id AS objective_id,
       o.title AS objective_title, o.cycle_id, y.name AS cycle_name
  FROM carry_over c
  JOIN key_result s ON s.id = c.successor_id
  JOIN key_result k ON k.id = c.key_result_id
  JOIN objective o ON o.id = k.objective_id
  JOIN cycle y ON y.id = o.cycle_id
 WHERE s.objective_id IN {list:objective_ids}
 ORDER BY c.id;
