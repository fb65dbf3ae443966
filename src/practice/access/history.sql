-- SPDX-License-Identifier: Apache-2.0

-- name: history_page :many history_entry
-- partial
-- param: before_event id
-- param: before_id id
-- Of one thing, newest first; an event without a changed field counts once, with id 0. A person in a
-- field has the name of today.
SELECT coalesce(h.id, 0) AS id, e.id AS event_id, e.at, e.kind, e.person_id, p.name AS person_name,
       e.subject, e.subject_id, h.field, h.old_value, h.new_value, po.name AS old_name, pn.name AS new_name
  FROM event e
  LEFT JOIN change h ON h.event_id = e.id
  LEFT JOIN person p ON p.id = e.person_id
  LEFT JOIN person po ON po.id = CASE WHEN h.field IN ('owner_id', 'master_id', 'lead_id')
                                      THEN CAST(h.old_value AS BIGINT) END
  LEFT JOIN person pn ON pn.id = CASE WHEN h.field IN ('owner_id', 'master_id', 'lead_id')
                                      THEN CAST(h.new_value AS BIGINT) END
 WHERE e.subject = :subject AND e.subject_id = :subject_id
   AND (e.id, coalesce(h.id, 0)) < (:before_event, :before_id)
 ORDER BY e.id DESC, coalesce(h.id, 0) DESC
 LIMIT :limit;
