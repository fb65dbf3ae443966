-- SPDX-License-Identifier: Apache-2.0

-- name: reorganisation_row :one reorganisation
SELECT * FROM reorganisation WHERE id = :id;

-- name: reorganisation_insert :id from reorganisation
INSERT INTO reorganisation (name, reason, effective_on, state, trouble, created_by, created_at,
                            scheduled_by, applied_at, version)
VALUES (:name, :reason, :effective_on, :state, :trouble, :created_by, :created_at,
        :scheduled_by, :applied_at, :version);

-- name: reorganisation_save :exec from reorganisation
UPDATE reorganisation
   SET name = :name, reason = :reason, effective_on = :effective_on, state = :state,
       trouble = :trouble, scheduled_by = :scheduled_by, applied_at = :applied_at,
       version = :version
 WHERE id = :id;

-- name: reorganisation_remove :exec
DELETE FROM reorganisation WHERE id = :id;

-- name: reorganisation_page :many reorg_row
-- param: sees bool
-- param: state reorg_state?
-- param: before_id id
-- Those that a person sees: all of them, or only what was applied.
SELECT r.id, r.name, r.reason, r.effective_on, r.state, r.trouble, r.created_by, r.created_at,
       r.scheduled_by, r.applied_at, r.version,
       (SELECT count(*) FROM reorg_step s WHERE s.reorganisation_id = r.id) AS step_count
  FROM reorganisation r
 WHERE r.id < :before_id AND (:sees OR r.state = 'applied')
   AND (:state IS NULL OR r.state = :state)
 ORDER BY r.id DESC
 LIMIT :limit;

-- name: reorganisation_show :one reorg_view
-- partial
SELECT r.id, r.name, r.reason, r.effective_on, r.state, r.trouble, r.created_by, r.created_at,
       r.scheduled_by, r.applied_at, r.version, p.name AS created_by_name
  FROM reorganisation r
  LEFT JOIN person p ON p.id = r.created_by
 WHERE r.id = :id;

-- name: reorganisation_due :many reorg_due
-- param: today day
SELECT id, scheduled_by FROM reorganisation
 WHERE state = 'scheduled' AND effective_on <= :today AND trouble IS NULL
 ORDER BY effective_on, id
 LIMIT 1;

-- name: reorg_step_insert :id from reorg_step
INSERT INTO reorg_step (reorganisation_id, place, kind, unit_id, name, type, into_id, roles_follow,
                        made_id)
VALUES (:reorganisation_id, :place, :kind, :unit_id, :name, :type, :into_id, :roles_follow,
        :made_id);

-- name: reorg_step_made_set :exec
UPDATE reorg_step SET made_id = :made_id WHERE id = :id;

-- name: reorg_step_clear :exec
DELETE FROM reorg_step WHERE reorganisation_id = :reorganisation_id;

-- name: reorg_step_list :many reorg_step_view
-- partial
SELECT s.id, s.reorganisation_id, s.place, s.kind, s.unit_id, s.name, s.type, s.into_id,
       s.roles_follow, s.made_id, u.name AS unit_name, i.name AS into_name, m.name AS made_name
  FROM reorg_step s
  JOIN unit u ON u.id = s.unit_id
  LEFT JOIN unit i ON i.id = s.into_id
  LEFT JOIN unit m ON m.id = s.made_id
 WHERE s.reorganisation_id = :reorganisation_id
 ORDER BY s.place;

-- name: reorg_part_insert :exec from reorg_part
INSERT INTO reorg_part (step_id, kind, item_id) VALUES (:step_id, :kind, :item_id);

-- name: reorg_part_clear :exec
DELETE FROM reorg_part
 WHERE step_id IN (SELECT s.id FROM reorg_step s WHERE s.reorganisation_id = :reorganisation_id);

-- name: reorg_part_list :many reorg_part_view
SELECT r.step_id, r.kind, r.item_id, coalesce(u.name, p.name, o.title) AS title
  FROM reorg_step s
  JOIN reorg_part r ON r.step_id = s.id
  LEFT JOIN unit u ON r.kind = 'unit' AND u.id = r.item_id
  LEFT JOIN person p ON r.kind = 'person' AND p.id = r.item_id
  LEFT JOIN objective o ON r.kind = 'objective' AND o.id = r.item_id
 WHERE s.reorganisation_id = :reorganisation_id
 ORDER BY s.place, r.id;

-- name: reorg_children :many unit_ref
-- param: on_day day
-- Units right below one that are still there on a day.
SELECT id, name, type, valid_until FROM unit
 WHERE parent_id = :parent_id AND (valid_until IS NULL OR valid_until > :on_day)
 ORDER BY folded, id;

-- name: reorg_members :many member_view
-- param: on_day day
-- Who belongs to a unit on a day, or will.
SELECT m.id, m.unit_id, m.person_id, m.title, m.main, m.valid_from, m.valid_until,
       p.name AS person_name, p.state AS person_state, p.folded
  FROM membership m
  JOIN person p ON p.id = m.person_id
 WHERE m.unit_id = :unit_id AND (m.valid_until IS NULL OR m.valid_until > :on_day)
 ORDER BY p.folded, m.id;

-- name: reorg_member_count :number
-- param: on_day day
SELECT count(*) FROM membership
 WHERE unit_id = :unit_id AND person_id = :person_id
   AND (valid_until IS NULL OR valid_until > :on_day);

-- name: reorg_roles :many grant_view
-- param: now time
-- param: unit_id id
SELECT g.id, g.person_id, g.role, g.unit_id, g.valid_from, g.valid_until, p.name AS person_name,
       u.name AS unit_name
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  JOIN unit u ON u.id = g.unit_id
 WHERE g.unit_id = :unit_id AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY g.id;

-- name: reorg_objectives :many reorg_objective
-- What follows to the unit that takes over: everything but closed objectives and closed cycles.
SELECT o.id, o.title, c.name AS cycle_name
  FROM objective o
  JOIN cycle c ON c.id = o.cycle_id
 WHERE o.unit_id = :unit_id AND o.state <> 'closed' AND c.state <> 'closed'
 ORDER BY c.start_day DESC, o.rank, o.id;

-- name: reorg_partner_join :exec
-- param: from_id id
-- param: into_id id
-- Where a unit takes part beside the owning one, the unit that takes over does so from now on.
INSERT INTO objective_unit (objective_id, unit_id, weight)
SELECT v.objective_id, :into_id, v.weight
  FROM objective_unit v
  JOIN objective o ON o.id = v.objective_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE v.unit_id = :from_id AND o.unit_id <> :into_id AND o.state <> 'closed'
   AND c.state <> 'closed'
ON CONFLICT (objective_id, unit_id) DO NOTHING;

-- name: reorg_partner_leave :exec
-- param: from_id id
DELETE FROM objective_unit
 WHERE unit_id = :from_id
   AND objective_id IN (SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id
                         WHERE o.state <> 'closed' AND c.state <> 'closed');
