-- SPDX-License-Identifier: Apache-2.0

-- name: hand_over_row :one hand_over
SELECT * FROM hand_over WHERE id = :id;

-- fragment: hand_over_view
SELECT h.id, h.from_id, h.to_id, h.day, h.note, h.state, h.created_by, h.created_at, h.answered_at,
       h.done_at, h.withdrawn_at, h.withdrawn_why, h.version, f.name AS from_name, t.name AS to_name
  FROM hand_over h
  JOIN person f ON f.id = h.from_id
  JOIN person t ON t.id = h.to_id

-- name: hand_over_show :one hand_over_view
-- partial
{hand_over_view}
 WHERE h.id = :id;

-- name: hand_over_page :many hand_over_view
-- partial
-- param: before id
-- param: me id
-- param: everything bool
{hand_over_view}
 WHERE h.id < :before AND (:everything OR h.from_id = :me OR h.to_id = :me)
 ORDER BY h.id DESC
 LIMIT :limit;

-- name: hand_over_of :many hand_over_view
-- partial
-- param: since time
-- param: person_id id
-- From somebody or to them, not over yet, or withdrawn since it could not be done.
{hand_over_view}
 WHERE (h.state IN ('offered', 'accepted') OR (h.withdrawn_why IS NOT NULL AND h.withdrawn_at > :since))
   AND (h.from_id = :person_id OR h.to_id = :person_id)
 ORDER BY h.id;

-- name: hand_over_due :many hand_over
-- param: today day
SELECT * FROM hand_over WHERE state = 'accepted' AND day <= :today ORDER BY id;

-- name: hand_over_insert :id from hand_over
INSERT INTO hand_over (from_id, to_id, day, note, state, created_by, created_at, answered_at, done_at,
                       withdrawn_at, withdrawn_why, version)
VALUES (:from_id, :to_id, :day, :note, :state, :created_by, :created_at, :answered_at, :done_at,
        :withdrawn_at, :withdrawn_why, :version);

-- name: hand_over_set :exec from hand_over
UPDATE hand_over
   SET state = :state, answered_at = :answered_at, done_at = :done_at, withdrawn_at = :withdrawn_at,
       withdrawn_why = :withdrawn_why, version = :version
 WHERE id = :id;

-- name: hand_over_item_add :exec from hand_over_item
INSERT INTO hand_over_item (hand_over_id, kind, subject_id) VALUES (:hand_over_id, :kind, :subject_id);

-- name: hand_over_cases :exec
-- param: from_id id
-- param: to_id id
UPDATE squad_case SET owner_id = :to_id, version = version + 1
 WHERE owner_id = :from_id AND state = 'open';

-- name: hand_over_visits :exec
-- param: from_id id
-- param: to_id id
UPDATE intervention SET master_id = :to_id, version = version + 1
 WHERE master_id = :from_id AND state = 'planned';

-- name: hand_over_sessions :exec
-- param: from_id id
-- param: to_id id
UPDATE harmonisation SET lead_id = :to_id, version = version + 1
 WHERE lead_id = :from_id AND state = 'planned';

-- name: letter_open :many letter_line
-- param: person_id id
-- param: now time
-- All duties somebody has in the squad.
SELECT 'grant' AS kind, g.id AS subject_id, u.name AS title, u.id AS unit_id, u.name AS unit_name,
       NULL AS day
  FROM role_grant g LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.person_id = :person_id AND g.role = 'okr_master'
   AND (g.valid_until IS NULL OR g.valid_until > :now)
UNION ALL
SELECT 'case', s.id, s.title, u.id, u.name, s.due_day
  FROM squad_case s JOIN unit u ON u.id = s.unit_id
 WHERE s.owner_id = :person_id AND s.state = 'open'
UNION ALL
SELECT 'visit', i.id, i.kind, u.id, u.name, i.day
  FROM intervention i JOIN unit u ON u.id = i.unit_id
 WHERE i.master_id = :person_id AND i.state = 'planned'
UNION ALL
SELECT 'session', h.id, h.title, NULL, NULL, NULL
  FROM harmonisation h
 WHERE h.lead_id = :person_id AND h.state = 'planned'
 ORDER BY 1, 2;

-- name: letter_done :many letter_line
-- What went to the colleague.
SELECT x.kind, x.subject_id,
       CASE x.kind WHEN 'grant' THEN gu.name WHEN 'case' THEN s.title WHEN 'visit' THEN i.kind
                   ELSE h.title END AS title,
       coalesce(gu.id, su.id, iu.id) AS unit_id, coalesce(gu.name, su.name, iu.name) AS unit_name,
       coalesce(s.due_day, i.day) AS day
  FROM hand_over_item x
  LEFT JOIN role_grant g ON x.kind = 'grant' AND g.id = x.subject_id
  LEFT JOIN unit gu ON gu.id = g.unit_id
  LEFT JOIN squad_case s ON x.kind = 'case' AND s.id = x.subject_id
  LEFT JOIN unit su ON su.id = s.unit_id
  LEFT JOIN intervention i ON x.kind = 'visit' AND i.id = x.subject_id
  LEFT JOIN unit iu ON iu.id = i.unit_id
  LEFT JOIN harmonisation h ON x.kind = 'session' AND h.id = x.subject_id
 WHERE x.hand_over_id = :hand_over_id
 ORDER BY x.kind, x.subject_id;
