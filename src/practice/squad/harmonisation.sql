-- SPDX-License-Identifier: Apache-2.0

-- name: harmonisation_get_row :one harmonisation
SELECT * FROM harmonisation WHERE id = :id;

-- name: harmonisation_show :one harmonisation_view
-- partial
SELECT h.id, h.title, h.cycle_id, h.starts_at, h.place, h.state, h.lead_id, h.note, h.held_at,
       h.created_by, h.created_at, h.version, c.name AS cycle_name, p.name AS lead_name
  FROM harmonisation h
  JOIN cycle c ON c.id = h.cycle_id
  LEFT JOIN person p ON p.id = h.lead_id
 WHERE h.id = :id;

-- name: harmonisation_page :many harmonisation_row
-- param: before_at time
-- param: before_id id
SELECT h.id, h.title, h.cycle_id, h.starts_at, h.place, h.state, h.lead_id, h.note, h.held_at,
       h.created_by, h.created_at, h.version, c.name AS cycle_name, p.name AS lead_name,
       (SELECT count(*) FROM harmonisation_item i WHERE i.harmonisation_id = h.id) AS item_count
  FROM harmonisation h
  JOIN cycle c ON c.id = h.cycle_id
  LEFT JOIN person p ON p.id = h.lead_id
 WHERE (h.starts_at, h.id) < (:before_at, :before_id)
 ORDER BY h.starts_at DESC, h.id DESC
 LIMIT :limit;

-- name: harmonisation_insert :id from harmonisation
INSERT INTO harmonisation (title, cycle_id, starts_at, place, state, lead_id, note, held_at,
                           created_by, created_at, version)
VALUES (:title, :cycle_id, :starts_at, :place, :state, :lead_id, :note, :held_at,
        :created_by, :created_at, :version);

-- name: harmonisation_set :exec from harmonisation
UPDATE harmonisation
   SET title = :title, starts_at = :starts_at, place = :place, state = :state, lead_id = :lead_id,
       note = :note, held_at = :held_at, version = :version
 WHERE id = :id;

-- fragment: harmonisation_item_view
SELECT i.id, i.harmonisation_id, i.rank, i.kind, i.title, i.proposal_id, i.signal, i.note,
       i.decision, i.version, o.title AS proposal_title, o.state AS proposal_state
  FROM harmonisation_item i
  LEFT JOIN proposal o ON o.id = i.proposal_id

-- name: harmonisation_items :many harmonisation_item_view
{harmonisation_item_view}
 WHERE i.harmonisation_id = :harmonisation_id
 ORDER BY i.rank, i.id;

-- name: harmonisation_item_show :one harmonisation_item_view
{harmonisation_item_view}
 WHERE i.id = :id;

-- name: harmonisation_item_row :one harmonisation_item
SELECT * FROM harmonisation_item WHERE id = :id;

-- name: harmonisation_item_next :number
SELECT max(rank) + 1 FROM harmonisation_item WHERE harmonisation_id = :harmonisation_id;

-- name: harmonisation_item_insert :id from harmonisation_item
INSERT INTO harmonisation_item (harmonisation_id, rank, kind, title, proposal_id, signal, note,
                                decision, version)
VALUES (:harmonisation_id, :rank, :kind, :title, :proposal_id, :signal, :note, :decision, :version);

-- name: harmonisation_item_set :exec from harmonisation_item
UPDATE harmonisation_item
   SET title = :title, note = :note, decision = :decision, version = :version
 WHERE id = :id;

-- name: harmonisation_item_loose :exec
-- Actions that were agreed on a point stay with the session.
UPDATE harmonisation_action SET item_id = NULL WHERE item_id = :item_id;

-- name: harmonisation_item_remove :exec
DELETE FROM harmonisation_item WHERE id = :id;

-- name: harmonisation_present :many present_row
SELECT a.harmonisation_id AS of_id, a.person_id, p.name
  FROM harmonisation_attendance a JOIN person p ON p.id = a.person_id
 WHERE a.harmonisation_id = :harmonisation_id
 ORDER BY p.folded, p.id;

-- name: harmonisation_present_clear :exec
DELETE FROM harmonisation_attendance WHERE harmonisation_id = :harmonisation_id;

-- name: harmonisation_present_add :exec from harmonisation_attendance
INSERT INTO harmonisation_attendance (harmonisation_id, person_id)
VALUES (:harmonisation_id, :person_id)
ON CONFLICT DO NOTHING;

-- name: harmonisation_action_link :exec from harmonisation_action
INSERT INTO harmonisation_action (harmonisation_id, action_id, item_id)
VALUES (:harmonisation_id, :action_id, :item_id);

-- fragment: session_action
SELECT a.id, a.unit_id, a.cycle_id, a.owner_id, a.title, a.due_day, a.state, a.note, a.source,
       a.source_id, a.ended_day, a.created_at, a.version, u.name AS unit_name, u.path AS unit_path,
       p.name AS owner_name, c.name AS cycle_name
  FROM harmonisation_action x
  JOIN action a ON a.id = x.action_id
  JOIN unit u ON u.id = a.unit_id
  JOIN cycle c ON c.id = a.cycle_id
  LEFT JOIN person p ON p.id = a.owner_id

-- name: harmonisation_actions :many action_view
-- partial
{session_action}
 WHERE x.harmonisation_id = :harmonisation_id
 ORDER BY a.due_day, a.id;

-- name: harmonisation_origins :many harmonisation_action
SELECT * FROM harmonisation_action
 WHERE harmonisation_id = :harmonisation_id AND item_id IS NOT NULL
 ORDER BY action_id;

-- name: harmonisation_follow_ups :many action_view
-- partial
-- param: before_at time
-- Of sessions before this one, still open.
{session_action}
  JOIN harmonisation h ON h.id = x.harmonisation_id
 WHERE a.state = 'open' AND h.starts_at < :before_at AND h.id <> :id
 ORDER BY a.due_day, a.id;
