-- SPDX-License-Identifier: Apache-2.0
-- Who is told of an event. Each event is one INSERT … SELECT, and telling twice tells once.

-- name: hear_cursor :one notice_cursor
SELECT * FROM notice_cursor WHERE id = 1;

-- name: hear_cursor_put :exec from notice_cursor
INSERT INTO notice_cursor (id, txid, event_id) VALUES (:id, :txid, :event_id)
ON CONFLICT (id) DO UPDATE SET txid = excluded.txid, event_id = excluded.event_id;

-- name: hear_cursor_forget :exec
DELETE FROM notice_cursor;

-- name: hear_reviewer_of :number
-- Whoever spoke in the newest review of an objective.
SELECT w.id FROM reviewer w
 WHERE w.review_id = (SELECT max(r.id) FROM review r WHERE r.objective_id = :objective_id) AND w.person_id = :person_id;

-- name: hear_review_again :exec
-- What was told of a reviewer earlier that day makes room: asked again, or answered otherwise, is told again.
DELETE FROM notice WHERE subject = 'reviewer' AND subject_id = :subject_id AND kind = :kind AND day = :day;

-- name: hear_review_asked :exec
-- param: kind notice_kind
-- Of one reviewer's row.
{notice_tell}
  FROM (SELECT w.person_id, 'reviewer' AS subject, w.id AS subject_id, o.title, r.message AS note, 1 AS count,
               o.unit_id, o.cycle_id, r.requested_by AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM reviewer w JOIN review r ON r.id = w.review_id JOIN objective o ON o.id = r.objective_id
         WHERE w.id = :subject_id AND r.state = 'open') x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_review_answered :exec
-- param: kind notice_kind
-- By one reviewer.
{notice_tell}
  FROM (SELECT r.requested_by AS person_id, 'reviewer' AS subject, w.id AS subject_id, o.title, w.verdict AS note,
               1 AS count, o.unit_id, o.cycle_id, w.person_id AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM reviewer w JOIN review r ON r.id = w.review_id JOIN objective o ON o.id = r.objective_id
         WHERE w.id = :subject_id AND w.verdict <> 'waiting') x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_help_asked :exec
-- param: kind notice_kind
-- A person who was asked, or the leaders of a unit that was.
{notice_tell}
  FROM (SELECT g.person_id, 'blocker' AS subject, l.id AS subject_id, k.title, coalesce(l.request, l.text) AS note,
               1 AS count, o.unit_id, o.cycle_id, l.created_by AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM blocker l
          JOIN key_result k ON k.id = l.key_result_id
          JOIN objective o ON o.id = k.objective_id
          JOIN (SELECT q.id, q.asked_person_id AS person_id FROM blocker q WHERE q.id = :subject_id
                UNION
                SELECT q.id, g.person_id FROM blocker q JOIN role_grant g ON g.unit_id = q.asked_unit_id
                 WHERE q.id = :subject_id AND g.role = 'leader' AND g.valid_until IS NULL) g ON g.id = l.id
         WHERE l.resolved_at IS NULL AND g.person_id IS NOT NULL) x
{notice_whom}
ON CONFLICT DO NOTHING;

-- name: hear_action_given :exec
-- param: kind notice_kind
-- param: doer_id id?
{notice_tell}
  FROM (SELECT t.owner_id AS person_id, 'action' AS subject, t.id AS subject_id, t.title, NULL AS note, 1 AS count,
               t.unit_id, t.cycle_id, :doer_id AS actor_id, t.due_day
          FROM action t WHERE t.id = :subject_id AND t.state = 'open' AND t.owner_id IS NOT NULL) x
{notice_whom}
ON CONFLICT DO NOTHING;

-- name: hear_meeting_time :one meeting_time
SELECT m.starts_at, u.zone_effective AS zone FROM meeting m JOIN unit u ON u.id = m.unit_id WHERE m.id = :meeting_id;

-- name: hear_meeting_planned :exec
-- param: kind notice_kind
-- param: due_day day
-- Members of the unit and who leads it. What begins at once needs no invitation.
{notice_tell}
  FROM (SELECT q.person_id, 'meeting' AS subject, m.id AS subject_id, u.name AS title, NULL AS note, 1 AS count,
               m.unit_id, m.cycle_id, m.created_by AS actor_id, CAST(:due_day AS BIGINT) AS due_day
          FROM meeting m
          JOIN unit u ON u.id = m.unit_id
         CROSS JOIN ({of_meeting}) q
         WHERE m.id = :subject_id AND m.state = 'planned' AND m.starts_at > :at) x
{notice_whom}
ON CONFLICT DO NOTHING;

-- name: hear_role_given :exec
-- param: kind notice_kind
-- param: doer_id id?
-- The role stands in the note, the unit in the title; null: the whole organisation.
{notice_tell}
  FROM (SELECT g.person_id, 'role_grant' AS subject, g.id AS subject_id, u.name AS title, g.role AS note, 1 AS count,
               g.unit_id, CAST(NULL AS BIGINT) AS cycle_id, :doer_id AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM role_grant g LEFT JOIN unit u ON u.id = g.unit_id
         WHERE g.id = :subject_id AND g.valid_until IS NULL) x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_mentioned :exec
-- param: kind notice_kind
-- param: mentioned_id id
-- Once for one comment. Its words are read where it was said: they may be a draft's.
{notice_tell}
  FROM (SELECT m.person_id, 'comment' AS subject, c.id AS subject_id, o.title, NULL AS note, 1 AS count,
               o.unit_id, o.cycle_id, c.person_id AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM comment c
          JOIN comment_mention m ON m.comment_id = c.id
          JOIN objective o ON o.id = c.objective_id
         WHERE c.id = :subject_id AND m.person_id = :mentioned_id AND c.deleted_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM notice z
                            WHERE z.person_id = m.person_id AND z.kind = 'mentioned' AND z.subject = 'comment'
                              AND z.subject_id = c.id)) x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_objective_changed :exec
-- param: kind notice_kind
-- param: doer_id id?
-- param: objective_id id
-- param: unit_id id
-- Who follows it, or its unit: once a day.
{notice_tell}
  FROM (SELECT w.person_id, 'objective' AS subject, o.id AS subject_id, o.title, NULL AS note, 1 AS count,
               o.unit_id, o.cycle_id, :doer_id AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM objective o
          CROSS JOIN ({objective_audience}) w
         WHERE o.id = :objective_id AND o.state <> 'draft') x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_commented :exec
-- param: kind notice_kind
-- param: objective_id id
-- param: unit_id id
-- The same people of each comment, but for those it mentions, who hear of it as such; of one in a draft
-- those who may read the draft.
{notice_tell}
  FROM (SELECT w.person_id, 'comment' AS subject, c.id AS subject_id, o.title, NULL AS note, 1 AS count,
               o.unit_id, o.cycle_id, c.person_id AS actor_id, CAST(NULL AS BIGINT) AS due_day
          FROM comment c
          JOIN objective o ON o.id = c.objective_id
          CROSS JOIN ({objective_audience}) w
         WHERE c.id = :subject_id AND c.deleted_at IS NULL
           AND (NOT c.in_draft OR w.person_id IN ({draft_readers}))
           AND NOT EXISTS (SELECT 1 FROM comment_mention m
                            WHERE m.comment_id = c.id AND m.person_id = w.person_id)) x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_hand_over_barred :exec
-- param: kind notice_kind
-- What could not be done on its day, to the two it was between, each with the name of the other. What somebody
-- withdrew by hand they settle among themselves.
{notice_tell}
  FROM (SELECT w.person_id, 'hand_over' AS subject, h.id AS subject_id, NULL AS title, h.withdrawn_why AS note,
               1 AS count, CAST(NULL AS BIGINT) AS unit_id, CAST(NULL AS BIGINT) AS cycle_id, w.other_id AS actor_id,
               CAST(NULL AS BIGINT) AS due_day
          FROM hand_over h
          JOIN (SELECT g.id, g.from_id AS person_id, g.to_id AS other_id FROM hand_over g
                UNION ALL
                SELECT g.id, g.to_id, g.from_id FROM hand_over g) w ON w.id = h.id
         WHERE h.id = :subject_id AND h.withdrawn_why IS NOT NULL) x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: hear_objective_of :number
-- The objective of a key result.
SELECT k.objective_id FROM key_result k WHERE k.id = :id;
