-- SPDX-License-Identifier: Apache-2.0
-- Minutes that are mailed: whom they reach, and what was agreed.

-- fragment: receivers
-- Who was there; if wanted also who belongs to the unit and who leads it.
SELECT a.person_id FROM meeting_attendance a WHERE a.meeting_id = :subject_id
UNION
SELECT w.person_id FROM ({of_meeting}) w WHERE :with_unit

-- name: minutes_again :exec
-- param: since time
-- param: with_unit bool
-- What they were told of them earlier that day makes room: they are sent again on purpose.
DELETE FROM notice
 WHERE at >= :since AND kind = 'minutes' AND subject = 'meeting' AND subject_id = :subject_id AND day = :day
   AND person_id IN (SELECT q.person_id FROM ({receivers}) q);

-- name: minutes_tell :changed
-- param: kind notice_kind
-- param: actor_id id
-- param: with_unit bool
{notice_tell}
  FROM (SELECT q.person_id, 'meeting' AS subject, m.id AS subject_id, u.name AS title, NULL AS note, 1 AS count,
               m.unit_id, m.cycle_id, CAST(:actor_id AS BIGINT) AS actor_id, CAST(:due_day AS BIGINT) AS due_day
          FROM meeting m
          JOIN unit u ON u.id = m.unit_id
         CROSS JOIN ({receivers}) q
         WHERE m.id = :subject_id) x
{notice_self}
ON CONFLICT DO NOTHING;

-- name: minutes_actions :many minute_action
-- What was agreed in a meeting, and not dropped since.
SELECT t.title, p.name AS owner_name, t.due_day
  FROM meeting m
  JOIN action t ON t.unit_id = m.unit_id AND t.cycle_id = m.cycle_id AND t.source = 'meeting' AND t.source_id = m.id
  LEFT JOIN person p ON p.id = t.owner_id
 WHERE m.id = :meeting_id AND t.state <> 'dropped'
 ORDER BY t.id;
