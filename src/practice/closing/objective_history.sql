-- SPDX-License-Identifier: Apache-2.0

-- name: objective_history :many history_entry
-- param: before_event id
-- param: before_id id
-- What happened to an objective and to what belongs to it (its links as their child), newest first;
-- an event without a changed field counts once, with id 0. Of its unit's retrospective only that
-- there is one: what it says stands there.
SELECT coalesce(h.id, 0) AS id, e.id AS event_id, e.at, e.kind, e.person_id, p.name AS person_name,
       e.subject, e.subject_id, h.field, h.old_value, h.new_value,
       coalesce(po.name, uo.name, tho.name) AS old_name, coalesce(pn.name, un.name, thn.name) AS new_name,
       coalesce((SELECT n.title FROM initiative n WHERE e.subject = 'initiative' AND n.id = e.subject_id),
       (SELECT k.title FROM key_result k
         WHERE k.id = CASE e.subject
                      WHEN 'key_result' THEN e.subject_id
                      WHEN 'key_result_score' THEN e.subject_id
                      WHEN 'check_in' THEN (SELECT i.key_result_id FROM check_in i WHERE i.id = e.subject_id)
                      WHEN 'blocker' THEN (SELECT b.key_result_id FROM blocker b WHERE b.id = e.subject_id)
                      WHEN 'carry_over' THEN (SELECT c.key_result_id FROM carry_over c WHERE c.id = e.subject_id)
                      END)) AS about
  FROM event e
  LEFT JOIN change h ON h.event_id = e.id AND e.subject <> 'retrospective'
  LEFT JOIN person p ON p.id = e.person_id
  LEFT JOIN person po ON po.id = CASE WHEN h.field = 'owner_id' THEN CAST(h.old_value AS BIGINT) END
  LEFT JOIN person pn ON pn.id = CASE WHEN h.field = 'owner_id' THEN CAST(h.new_value AS BIGINT) END
  LEFT JOIN unit uo ON uo.id = CASE WHEN h.field = 'unit_id' THEN CAST(h.old_value AS BIGINT) END
  LEFT JOIN unit un ON un.id = CASE WHEN h.field = 'unit_id' THEN CAST(h.new_value AS BIGINT) END
  LEFT JOIN theme tho ON tho.id = CASE WHEN h.field = 'theme_id' THEN CAST(h.old_value AS BIGINT) END
  LEFT JOIN theme thn ON thn.id = CASE WHEN h.field = 'theme_id' THEN CAST(h.new_value AS BIGINT) END
 WHERE e.id IN (SELECT x.id FROM event x WHERE x.subject = 'objective' AND x.subject_id = :id
                UNION ALL
                SELECT y.id FROM event y JOIN key_result k ON k.id = y.subject_id
                 WHERE y.subject IN ('key_result', 'key_result_score') AND k.objective_id = :id
                UNION ALL
                SELECT j.id FROM event j
                  JOIN initiative n ON n.id = j.subject_id
                  JOIN key_result k ON k.id = n.key_result_id
                 WHERE j.subject = 'initiative' AND k.objective_id = :id
                UNION ALL
                SELECT z.id FROM event z JOIN alignment a ON a.id = z.subject_id
                 WHERE z.subject = 'alignment' AND a.child_id = :id
                UNION ALL
                SELECT w.id FROM event w
                  JOIN check_in i ON i.id = w.subject_id
                  JOIN key_result k ON k.id = i.key_result_id
                 WHERE w.subject = 'check_in' AND k.objective_id = :id
                UNION ALL
                SELECT v.id FROM event v
                  JOIN blocker b ON b.id = v.subject_id
                  JOIN key_result k ON k.id = b.key_result_id
                 WHERE v.subject = 'blocker' AND k.objective_id = :id
                UNION ALL
                SELECT t.id FROM event t
                  JOIN carry_over c ON c.id = t.subject_id
                  JOIN key_result k ON k.id = c.key_result_id
                 WHERE t.subject = 'carry_over' AND k.objective_id = :id
                UNION ALL
                SELECT s.id FROM event s JOIN post_mortem m ON m.id = s.subject_id
                 WHERE s.subject = 'post_mortem' AND m.objective_id = :id
                UNION ALL
                SELECT r.id FROM event r
                  JOIN retrospective l ON l.id = r.subject_id
                  JOIN objective o ON o.unit_id = l.unit_id AND o.cycle_id = l.cycle_id
                 WHERE r.subject = 'retrospective' AND o.id = :id)
   AND (e.id, coalesce(h.id, 0)) < (:before_event, :before_id)
 ORDER BY e.id DESC, coalesce(h.id, 0) DESC
 LIMIT :limit;
