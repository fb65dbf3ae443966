-- SPDX-License-Identifier: Apache-2.0

-- name: meeting_find :one meeting
SELECT * FROM meeting WHERE id = :id;

-- name: meeting_show :one meeting_view
-- partial
SELECT m.id, m.unit_id, m.cycle_id, m.state, m.starts_at, m.budget_minutes, m.note, m.since_day,
       m.started_at, m.ended_at, m.presenter_id, m.item_id, m.item_since, m.created_by,
       m.created_at, m.mailed_at, m.mailed_by, m.mailed_count, m.version, u.name AS unit_name,
       c.name AS cycle_name, p.name AS presenter_name, b.name AS mailed_name,
       (SELECT e.id FROM meeting e
         WHERE e.unit_id = m.unit_id AND (e.starts_at, e.id) < (m.starts_at, m.id)
           AND e.state = 'ended'
         ORDER BY e.starts_at DESC, e.id DESC LIMIT 1) AS previous_id
  FROM meeting m
  JOIN unit u ON u.id = m.unit_id
  JOIN cycle c ON c.id = m.cycle_id
  LEFT JOIN person p ON p.id = m.presenter_id
  LEFT JOIN person b ON b.id = m.mailed_by
 WHERE m.id = :id;

-- name: meeting_page :many meeting_row
-- param: before_at time
-- param: before_id id
SELECT m.id, m.unit_id, m.cycle_id, m.state, m.starts_at, m.budget_minutes, m.note, m.since_day,
       m.started_at, m.ended_at, m.presenter_id, m.item_id, m.item_since, m.created_by,
       m.created_at, m.mailed_at, m.mailed_by, m.mailed_count, m.version, u.name AS unit_name, c.name AS cycle_name,
       (SELECT count(*) FROM meeting_item i WHERE i.meeting_id = m.id) AS item_count
  FROM meeting m
  JOIN unit u ON u.id = m.unit_id
  JOIN cycle c ON c.id = m.cycle_id
 WHERE m.unit_id = :unit_id AND (m.starts_at, m.id) < (:before_at, :before_id)
 ORDER BY m.starts_at DESC, m.id DESC
 LIMIT :limit;

-- shared fragment: meeting_units_mine
-- Units to which a person belongs or for which they hold a role.
SELECT s.unit_id FROM membership s
WHERE s.person_id = :me AND s.valid_from <= :today
  AND (s.valid_until IS NULL OR s.valid_until > :today)
UNION
SELECT g.unit_id FROM role_grant g
WHERE g.person_id = :me AND g.role <> 'member' AND g.unit_id IS NOT NULL
  AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)

-- name: meeting_mine_page :many meeting_row
-- param: me id
-- param: now time
-- param: today day
-- param: after_at time
-- param: after_id id
-- Of units to which a person belongs or for which they hold a role, as long as they are not over.
SELECT m.id, m.unit_id, m.cycle_id, m.state, m.starts_at, m.budget_minutes, m.note, m.since_day,
       m.started_at, m.ended_at, m.presenter_id, m.item_id, m.item_since, m.created_by,
       m.created_at, m.mailed_at, m.mailed_by, m.mailed_count, m.version, u.name AS unit_name, c.name AS cycle_name,
       (SELECT count(*) FROM meeting_item i WHERE i.meeting_id = m.id) AS item_count
  FROM meeting m
  JOIN unit u ON u.id = m.unit_id
  JOIN cycle c ON c.id = m.cycle_id
 WHERE m.unit_id IN ({meeting_units_mine})
   AND m.state <> 'ended' AND (m.starts_at, m.id) > (:after_at, :after_id)
 ORDER BY m.starts_at, m.id
 LIMIT :limit;

-- name: meeting_last_ended :one meeting
-- The newest ended meeting of a unit in a cycle.
SELECT * FROM meeting
 WHERE unit_id = :unit_id AND cycle_id = :cycle_id AND state = 'ended'
 ORDER BY started_at DESC, id DESC LIMIT 1;

-- name: meeting_insert :id from meeting
INSERT INTO meeting (unit_id, cycle_id, state, starts_at, budget_minutes, note, since_day,
                     started_at, ended_at, presenter_id, item_id, item_since, created_by,
                     created_at, mailed_at, mailed_by, mailed_count, version)
VALUES (:unit_id, :cycle_id, :state, :starts_at, :budget_minutes, :note, :since_day, :started_at,
        :ended_at, :presenter_id, :item_id, :item_since, :created_by, :created_at, :mailed_at,
        :mailed_by, :mailed_count, :version);

-- name: meeting_write :exec from meeting
UPDATE meeting
   SET state = :state, starts_at = :starts_at, budget_minutes = :budget_minutes, note = :note,
       since_day = :since_day, started_at = :started_at, ended_at = :ended_at,
       presenter_id = :presenter_id, item_id = :item_id, item_since = :item_since,
       version = :version
 WHERE id = :id;

-- name: meeting_mark_mailed :exec from meeting
UPDATE meeting SET mailed_at = :mailed_at, mailed_by = :mailed_by, mailed_count = :mailed_count
 WHERE id = :id;

-- name: meeting_remove :exec
DELETE FROM meeting WHERE id = :id;

-- name: meeting_item_find :one meeting_item
SELECT * FROM meeting_item WHERE id = :id;

-- fragment: item_view
SELECT i.id, i.meeting_id, i.rank, i.kind, i.key_result_id, i.title, i.contribution_before,
       i.contribution_now, i.confidence_before, i.confidence_now, i.status, i.note,
       i.budget_seconds, i.spent_seconds, i.version, o.id AS objective_id, o.title AS objective_title
  FROM meeting_item i
  LEFT JOIN key_result k ON k.id = i.key_result_id
  LEFT JOIN objective o ON o.id = k.objective_id

-- name: meeting_items :many meeting_item_view
{item_view}
 WHERE i.meeting_id = :meeting_id
 ORDER BY i.rank, i.id;

-- name: meeting_item_show :one meeting_item_view
{item_view}
 WHERE i.id = :id;

-- name: meeting_item_insert :id from meeting_item
INSERT INTO meeting_item (meeting_id, rank, kind, key_result_id, title, contribution_before,
                          contribution_now, confidence_before, confidence_now, status, note,
                          budget_seconds, spent_seconds, version)
VALUES (:meeting_id, :rank, :kind, :key_result_id, :title, :contribution_before,
        :contribution_now, :confidence_before, :confidence_now, :status, :note,
        :budget_seconds, :spent_seconds, :version);

-- name: meeting_item_write :exec from meeting_item
UPDATE meeting_item SET title = :title, note = :note, version = :version WHERE id = :id;

-- name: meeting_item_spend :exec
-- param: seconds int
UPDATE meeting_item SET spent_seconds = spent_seconds + :seconds WHERE id = :id;

-- name: meeting_items_made_clear :exec
-- Topics that people put there stay.
DELETE FROM meeting_item WHERE meeting_id = :meeting_id AND kind <> 'topic';

-- name: meeting_items_clear :exec
DELETE FROM meeting_item WHERE meeting_id = :meeting_id;

-- name: meeting_rank_next :number
-- param: from_rank int
-- param: to_rank int
SELECT max(rank) + 1 FROM meeting_item
 WHERE meeting_id = :meeting_id AND rank >= :from_rank AND rank < :to_rank;

-- name: meeting_blocked :many id_row
-- param: key_result_ids id[]
-- Those of these key results that have an open blocker.
SELECT DISTINCT b.key_result_id AS id FROM blocker b
 WHERE b.key_result_id IN {list:key_result_ids} AND b.resolved_at IS NULL
 ORDER BY b.key_result_id;

-- name: meeting_showed :many meeting_before
-- param: key_result_ids id[]
-- What a meeting showed of each of these key results.
SELECT i.key_result_id, i.contribution_now AS contribution, i.confidence_now AS confidence
  FROM meeting_item i
 WHERE i.meeting_id = :meeting_id AND i.key_result_id IN {list:key_result_ids}
 ORDER BY i.key_result_id;

-- name: meeting_attendance_list :many attendance_view
SELECT a.meeting_id, a.person_id, p.name AS person_name
  FROM meeting_attendance a
  JOIN person p ON p.id = a.person_id
 WHERE a.meeting_id = :meeting_id
 ORDER BY p.folded, p.id;

-- name: meeting_attendance_add :exec from meeting_attendance
INSERT INTO meeting_attendance (meeting_id, person_id) VALUES (:meeting_id, :person_id)
ON CONFLICT (meeting_id, person_id) DO NOTHING;

-- name: meeting_attendance_take :exec from meeting_attendance
DELETE FROM meeting_attendance WHERE meeting_id = :meeting_id AND person_id = :person_id;
