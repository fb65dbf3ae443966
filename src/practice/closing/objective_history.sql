-- SPDX-License-Identifier: Apache-2.0

-- name: objective_history :many history_entry
-- param: before_event id
-- param: before_id id
-- What happened to an objective and to what belongs to it (its links as their child), newest first;
-- an event without a changed field counts once, with id 0. Of its unit's retrospective only that
-- there is one: what it says stands there. SQLite keeps the order of a cross join, and without it begins at all events of
-- a kind that there ever were.
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
                SELECT y.id FROM key_result k CROSS JOIN event y
                 WHERE k.objective_id = :id AND y.subject IN ('key_result', 'key_result_score') AND y.subject_id = k.id
                UNION ALL
                SELECT j.id FROM key_result k CROSS JOIN initiative n CROSS JOIN event j
                 WHERE k.objective_id = :id AND n.key_result_id = k.id AND j.subject = 'initiative' AND j.subject_id = n.id
                UNION ALL
                SELECT z.id FROM alignment a CROSS JOIN event z
                 WHERE a.child_id = :id AND z.subject = 'alignment' AND z.subject_id = a.id
                UNION ALL
                SELECT w.id FROM key_result k CROSS JOIN check_in i CROSS JOIN event w
                 WHERE k.objective_id = :id AND i.key_result_id = k.id AND w.subject = 'check_in' AND w.subject_id = i.id
                UNION ALL
                SELECT v.id FROM key_result k CROSS JOIN blocker b CROSS JOIN event v
                 WHERE k.objective_id = :id AND b.key_result_id = k.id AND v.subject = 'blocker' AND v.subject_id = b.id
                UNION ALL
                SELECT t.id FROM key_result k CROSS JOIN carry_over c CROSS JOIN event t
                 WHERE k.objective_id = :id AND c.key_result_id = k.id AND t.subject = 'carry_over' AND t.subject_id = c.id
                UNION ALL
                SELECT s.id FROM post_mortem m CROSS JOIN event s
                 WHERE m.objective_id = :id AND s.subject = 'post_mortem' AND s.subject_id = m.id
                UNION ALL
                SELECT r.id FROM objective o CROSS JOIN retrospective l CROSS JOIN event r
                 WHERE o.id = :id AND l.unit_id = o.unit_id AND l.cycle_id = o.cycle_id
                   AND r.subject = 'retrospective' AND r.subject_id = l.id)
   AND (e.id, coalesce(h.id, 0)) < (:before_event, :before_id)
 ORDER BY e.id DESC, coalesce(h.id, 0) DESC
 LIMIT :limit;
