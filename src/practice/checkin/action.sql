-- SPDX-License-Identifier: Apache-2.0

-- name: action_get :one action
SELECT * FROM action WHERE id = :id;

-- fragment: action_view
SELECT a.id, a.unit_id, a.cycle_id, a.owner_id, a.title, a.due_day, a.state, a.note, a.source,
       a.source_id, a.ended_day, a.created_at, a.version,
       u.name AS unit_name, u.path AS unit_path, p.name AS owner_name, c.name AS cycle_name
  FROM action a
  JOIN unit u ON u.id = a.unit_id
  JOIN cycle c ON c.id = a.cycle_id
  LEFT JOIN person p ON p.id = a.owner_id

-- name: action_show :one action_view
-- partial
{action_view}
 WHERE a.id = :id;

-- name: action_of_unit :many action_view
-- partial
-- param: state action_state?
-- param: cycle_id id
-- param: start_day day
-- param: after_due day
-- param: after_id id
-- Of a cycle that begins on start_day, and older ones that were open then. Those without a day come
-- last, as if due on 9999-12-31.
{action_view}
 WHERE a.unit_id = :unit_id
   AND (a.cycle_id = :cycle_id
        OR (c.start_day < :start_day AND (a.ended_day IS NULL OR a.ended_day >= :start_day)))
   AND (:state IS NULL OR a.state = :state)
   AND (coalesce(a.due_day, 2932896), a.id) > (:after_due, :after_id)
 ORDER BY coalesce(a.due_day, 2932896), a.id
 LIMIT :limit;

-- name: action_of_owner :many action_view
-- partial
-- param: owner_id id
-- param: state action_state
-- param: after_due day
-- param: after_id id
{action_view}
 WHERE a.owner_id = :owner_id AND a.state = :state
   AND (coalesce(a.due_day, 2932896), a.id) > (:after_due, :after_id)
 ORDER BY coalesce(a.due_day, 2932896), a.id
 LIMIT :limit;

-- name: action_insert :id from action
INSERT INTO action (unit_id, cycle_id, owner_id, title, due_day, state, note, source, source_id,
                    ended_day, created_at, version)
VALUES (:unit_id, :cycle_id, :owner_id, :title, :due_day, :state, :note, :source, :source_id,
        :ended_day, :created_at, :version);

-- name: action_update :exec from action
UPDATE action
   SET owner_id = :owner_id, title = :title, due_day = :due_day, state = :state, note = :note,
       ended_day = :ended_day, version = :version
 WHERE id = :id;
