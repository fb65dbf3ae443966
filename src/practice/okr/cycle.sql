-- SPDX-License-Identifier: Apache-2.0

-- name: cycle_get :one cycle
SELECT * FROM cycle WHERE id = :id;

-- name: cycle_page :many cycle_view
-- partial
-- param: after_start day
-- param: after_id id
SELECT id, parent_id, name, type, start_day, end_day, state, imported, created_at, version
  FROM cycle
 WHERE (start_day, id) < (:after_start, :after_id)
 ORDER BY start_day DESC, id DESC
 LIMIT :limit;

-- name: cycle_page_by_state :many cycle_view
-- partial
-- param: after_start day
-- param: after_id id
SELECT id, parent_id, name, type, start_day, end_day, state, imported, created_at, version
  FROM cycle
 WHERE state = :state AND (start_day, id) < (:after_start, :after_id)
 ORDER BY start_day DESC, id DESC
 LIMIT :limit;

-- name: cycle_by_name :one cycle
SELECT * FROM cycle WHERE name = :name ORDER BY id LIMIT 1;

-- name: cycle_insert :id from cycle
INSERT INTO cycle (parent_id, name, type, start_day, end_day, state, imported, created_at, version)
VALUES (:parent_id, :name, :type, :start_day, :end_day, :state, :imported, :created_at, :version);

-- name: cycle_update :exec from cycle
UPDATE cycle
   SET parent_id = :parent_id, name = :name, type = :type, start_day = :start_day,
       end_day = :end_day, state = :state, version = :version
 WHERE id = :id;
