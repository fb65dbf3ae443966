-- SPDX-License-Identifier: Apache-2.0
-- Steps as lists and their pages show them.

-- name: step_by_id :one step
SELECT * FROM step WHERE id = :id;

-- fragment: step_row
SELECT s.id, s.process_id, s.rule_id, h.name_en AS phase_name_en, h.name_nl AS phase_name_nl,
       r.name_en, r.name_nl, r.scope, r.evidence, r.percent, r.duty, r.deputy, s.cycle_id,
       c.name AS cycle_name, s.round, s.unit_id, u.name AS unit_name, u.path AS unit_path,
       s.person_id, o.name AS person_name, s.opens_day, s.due_day, s.opens_at, s.due_at, s.have,
       s.need, s.waits_due_at, s.done_at, s.gone_at, s.reopened_at

-- fragment: step_row_from
  FROM step s
  JOIN process_rule r ON r.id = s.rule_id
  JOIN process_phase h ON h.id = r.phase_id
  JOIN cycle c ON c.id = s.cycle_id
  JOIN unit u ON u.id = s.unit_id
  JOIN process p ON p.id = s.process_id
  LEFT JOIN person o ON o.id = s.person_id

-- name: step_show :one step_view
-- partial
{step_row}, r.guidance_en, r.guidance_nl, s.signed_by, w.name AS signed_by_name, s.signed_at,
       s.note, r.documents_en, r.documents_nl, p.ended_at, s.version
{step_row_from}
  LEFT JOIN person w ON w.id = s.signed_by
 WHERE s.id = :id;

-- shared fragment: here
-- Those who left hold no duty.
h.state IN ('active', 'invited') AND h.merged_into IS NULL

-- shared fragment: in_force
g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)

-- shared fragment: me_too
-- I, unless somebody stands in for me, and those who are away and for whom I stand in.
(SELECT q.id FROM person q
  WHERE q.id = :me
    AND NOT EXISTS (SELECT 1 FROM absence a
                      JOIN person h ON h.id = a.deputy_id AND h.state IN ('active', 'invited')
                     WHERE a.person_id = :me AND a.first_day <= :today AND a.last_day >= :today)
 UNION
 SELECT a.person_id FROM absence a JOIN person h ON h.id = a.person_id
  WHERE a.deputy_id = :me AND a.first_day <= :today AND a.last_day >= :today AND {here})

-- shared fragment: my_role
g.person_id IN {me_too} AND {in_force}

-- shared fragment: leads_all
-- Does anybody lead the whole organisation?
EXISTS (SELECT 1 FROM role_grant g JOIN person h ON h.id = g.person_id
         WHERE g.role = 'leader' AND g.unit_id IS NULL AND {in_force} AND {here})

-- shared fragment: masters_all
EXISTS (SELECT 1 FROM role_grant g JOIN person h ON h.id = g.person_id
         WHERE g.role = 'okr_master' AND g.unit_id IS NULL AND {in_force} AND {here})

-- shared fragment: masters_top
EXISTS (SELECT 1 FROM role_grant g JOIN person h ON h.id = g.person_id
         WHERE g.role = 'okr_master' AND g.unit_id = v.top_unit_id AND {in_force} AND {here})

-- shared fragment: live_here
b.cycle_id = t.cycle_id AND b.unit_id = d.unit_id AND b.dropped_at IS NULL AND b.archived_at IS NULL

-- shared fragment: is_owned
-- Does anybody who is here own an OKR of unit d in the cycle of step t? Looked up for each step at the end: as
-- EXISTS PostgreSQL would look for the owners of all objectives first.
coalesce((SELECT h.id FROM objective b JOIN person h ON h.id = b.owner_id WHERE {live_here} AND {here} LIMIT 1),
         (SELECT h.id FROM objective b
            JOIN objective_owner x ON x.objective_id = b.id
            JOIN person h ON h.id = x.person_id
           WHERE {live_here} AND {here} LIMIT 1),
         (SELECT h.id FROM objective b
            JOIN key_result k ON k.objective_id = b.id AND k.dropped_at IS NULL
            JOIN person h ON h.id = k.owner_id
           WHERE {live_here} AND {here} LIMIT 1)) IS NOT NULL

-- shared fragment: is_own
-- Each of those for whom one is made answers for their own.
(t.person_id IS NOT NULL AND n.duty IN ('owner', n.scope))

-- shared fragment: duty_now
-- Of which duty a step t is asked, of rule n, process v and unit d: what process/duty.c says of one step, of
-- many. A duty that nobody holds falls to the next one.
CASE WHEN {is_own} THEN 'self'
     WHEN n.duty = 'owner' AND {is_owned} THEN 'owner'
     WHEN n.duty IN ('owner', 'leader') AND (d.leader_unit_id IS NOT NULL OR {leads_all}) THEN 'leader'
     WHEN n.duty = 'okr_master' AND (d.master_unit_id IS NOT NULL OR {masters_all}) THEN 'okr_master'
     WHEN n.duty <> 'sponsor' AND ({masters_all} OR {masters_top}) THEN 'squad_lead'
     ELSE 'sponsor' END

-- shared fragment: my_led
-- Units that I lead, or whose nearest leader I am.
SELECT d.unit_id, 'leader' AS duty, CAST(NULL AS BIGINT) AS cycle_id
  FROM role_grant g JOIN unit_duty d ON d.leader_unit_id = g.unit_id
 WHERE g.role = 'leader' AND {my_role}
UNION
SELECT d.unit_id, 'leader', NULL
  FROM role_grant g JOIN unit_duty d ON d.leader_unit_id IS NULL
 WHERE g.role = 'leader' AND g.unit_id IS NULL AND {my_role}

-- shared fragment: my_places
-- For which duties I answer, of which units.
{my_led}
UNION
SELECT d.unit_id, 'okr_master', NULL
  FROM role_grant g JOIN unit_duty d ON d.master_unit_id = g.unit_id
 WHERE g.role = 'okr_master' AND {my_role}
UNION
SELECT d.unit_id, 'okr_master', NULL
  FROM role_grant g JOIN unit_duty d ON d.master_unit_id IS NULL
 WHERE g.role = 'okr_master' AND g.unit_id IS NULL AND {my_role}
UNION
SELECT b.unit_id, 'owner', b.cycle_id FROM objective b
 WHERE b.owner_id IN {me_too} AND b.dropped_at IS NULL AND b.archived_at IS NULL
UNION
SELECT b.unit_id, 'owner', b.cycle_id
  FROM objective_owner x JOIN objective b ON b.id = x.objective_id AND b.dropped_at IS NULL AND b.archived_at IS NULL
 WHERE x.person_id IN {me_too}
UNION
SELECT b.unit_id, 'owner', b.cycle_id
  FROM key_result k JOIN objective b ON b.id = k.objective_id AND b.dropped_at IS NULL AND b.archived_at IS NULL
 WHERE k.owner_id IN {me_too} AND k.dropped_at IS NULL

-- shared fragment: my_tops
-- For which duties I answer at the top of which process: I hold it for the whole organisation, or, where nobody does,
-- for the unit it began with; who leads there also answers for a squad that is not there.
SELECT v.id, v.version_id, 'sponsor' AS duty
  FROM role_grant g
  CROSS JOIN process v
 WHERE g.role = 'leader' AND {my_role} AND v.ended_at IS NULL
   AND (g.unit_id IS NULL OR (g.unit_id = v.top_unit_id AND NOT {leads_all}))
UNION
SELECT v.id, v.version_id, 'squad_lead'
  FROM role_grant g
  CROSS JOIN process v
 WHERE g.role = 'leader' AND {my_role} AND v.ended_at IS NULL
   AND (g.unit_id IS NULL OR (g.unit_id = v.top_unit_id AND NOT {leads_all}))
   AND NOT {masters_all} AND NOT {masters_top}
UNION
SELECT v.id, v.version_id, 'squad_lead'
  FROM role_grant g
  CROSS JOIN process v
 WHERE g.role = 'okr_master' AND {my_role} AND v.ended_at IS NULL
   AND (g.unit_id IS NULL OR (g.unit_id = v.top_unit_id AND NOT {masters_all}))

-- shared fragment: my_steps
-- What duty_now says, begun from my side (notice/test_asked.c holds the two to each other, and to duty.c): of my
-- places, and where I lead and nobody owns anything; of the top, by the rule or because nobody in the unit holds its
-- duty; and my own. CROSS JOIN has SQLite begin with what I am, which is mostly nothing; the plus has it look at steps
-- unit by unit.
SELECT t.id
  FROM ({my_places}) m
  JOIN step t ON t.unit_id = m.unit_id AND (m.cycle_id IS NULL OR m.cycle_id = t.cycle_id)
  JOIN process_rule n ON n.id = t.rule_id AND n.duty = m.duty
 WHERE NOT {is_own}
UNION ALL
SELECT t.id
  FROM ({my_led}) d
  JOIN step t ON t.unit_id = d.unit_id
  JOIN process_rule n ON n.id = t.rule_id AND n.duty = 'owner'
 WHERE NOT {is_own} AND NOT ({is_owned})
UNION ALL
SELECT t.id
  FROM ({my_tops}) v
  CROSS JOIN process_rule n
  CROSS JOIN step t
 WHERE n.version_id = v.version_id AND n.duty = v.duty AND t.process_id = v.id AND t.rule_id = n.id AND NOT {is_own}
UNION ALL
SELECT t.id
  FROM ({my_tops}) v
  CROSS JOIN unit_duty d
  CROSS JOIN step t
  CROSS JOIN process_rule n
 WHERE v.duty = 'squad_lead' AND n.id = t.rule_id AND t.unit_id = d.unit_id AND +t.process_id = v.id AND NOT {is_own}
   AND ((d.leader_unit_id IS NULL AND NOT {leads_all}
         AND (n.duty = 'leader' OR (n.duty = 'owner' AND NOT ({is_owned}))))
        OR (d.master_unit_id IS NULL AND NOT {masters_all} AND n.duty = 'okr_master'))
   AND ((d.leader_unit_id IS NULL AND NOT {leads_all}) OR (d.master_unit_id IS NULL AND NOT {masters_all}))
UNION ALL
SELECT t.id FROM step t JOIN process_rule n ON n.id = t.rule_id
 WHERE t.person_id IN {me_too} AND {is_own}

-- fragment: asked_now
s.done_at IS NULL AND s.gone_at IS NULL AND s.need > 0 AND s.waits_due_at IS NULL
AND s.opens_at <= :now AND p.ended_at IS NULL

-- name: step_mine :many step_row
-- partial
-- param: me id
-- param: today day
-- param: now time
-- param: after_at time
-- param: after_id id
{step_row}
{step_row_from}
 WHERE s.id IN ({my_steps}) AND {asked_now} AND (s.due_at, s.id) > (:after_at, :after_id)
 ORDER BY s.due_at, s.id
 LIMIT :limit;

-- shared fragment: my_units
-- Units whose OKR master I am.
SELECT d.unit_id FROM role_grant g JOIN unit_duty d ON d.master_unit_id = g.unit_id
 WHERE g.role = 'okr_master' AND {my_role}
UNION
SELECT d.unit_id FROM role_grant g JOIN unit_duty d ON d.master_unit_id IS NULL
 WHERE g.role = 'okr_master' AND g.unit_id IS NULL AND {my_role}

-- shared fragment: late_now
s.done_at IS NULL AND s.gone_at IS NULL AND s.need > 0 AND s.waits_due_at IS NULL
AND s.due_at <= :now

-- fragment: asked
-- Late, as the board says, or done. What was yet to come when its process ended was asked of nobody; what was
-- late then was late.
s.need > 0
AND ((s.gone_at IS NULL AND (s.done_at IS NOT NULL OR {late_now}))
     OR (s.gone_at = p.ended_at AND s.due_at <= p.ended_at AND s.waits_due_at IS NULL))

-- fragment: to_come
s.done_at IS NULL AND s.gone_at IS NULL AND s.need > 0 AND s.waits_due_at IS NULL AND s.due_at > :now

-- name: step_sums :many step_sum
-- param: now time
-- param: unit_ids id[]
-- param: cycle_id id?
-- Steps of these units, on time those that were done by their deadline; in one cycle, or in each.
SELECT s.unit_id, s.cycle_id,
       CAST(sum(CASE WHEN {asked} AND s.done_at < s.due_at THEN 1 ELSE 0 END) AS BIGINT) AS have,
       CAST(sum(CASE WHEN {asked} THEN 1 ELSE 0 END) AS BIGINT) AS need,
       min(CASE WHEN {to_come} THEN s.due_at END) AS until_at,
       CAST(sum(CASE WHEN {to_come} THEN s.due_at / 1000000 ELSE 0 END) AS BIGINT) AS to_come
  FROM step s
  JOIN process p ON p.id = s.process_id
 WHERE s.unit_id IN {list:unit_ids} AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
 GROUP BY s.unit_id, s.cycle_id
 ORDER BY s.unit_id, s.cycle_id;

-- name: step_units_in_hand :many id_row
SELECT d.unit_id AS id FROM unit_duty d WHERE d.dirty ORDER BY d.unit_id;

-- shared fragment: filtered
(:filter = 'all'
 OR (:filter = 'late' AND {late_now})
 OR (:filter = 'mine' AND s.id IN ({my_steps}))
 OR (:filter = 'masters' AND s.unit_id IN ({my_units})))

-- name: step_page :many step_row
-- partial
-- param: me id
-- param: today day
-- param: now time
-- param: after_at time
-- param: after_id id
-- param: process_id id?
-- param: cycle_id id?
-- param: rule_id id?
-- param: low text
-- param: high text
-- param: filter text
{step_row}
{step_row_from}
 WHERE p.ended_at IS NULL AND s.gone_at IS NULL
   AND (:process_id IS NULL OR s.process_id = :process_id)
   AND (:cycle_id IS NULL OR s.cycle_id = :cycle_id)
   AND (:rule_id IS NULL OR s.rule_id = :rule_id)
   AND u.path >= :low AND u.path < :high
   AND {filtered}
   AND (s.due_at, s.id) > (:after_at, :after_id)
 ORDER BY s.due_at, s.id
 LIMIT :limit;

-- name: step_sign_set :exec
UPDATE step SET signed_by = :signed_by, signed_at = :signed_at, note = :note, version = version + 1
 WHERE id = :id;

-- name: unit_mark :exec
UPDATE unit_duty SET dirty = TRUE WHERE unit_id = :unit_id;

-- name: step_documents :many step_document_view
-- partial
SELECT d.id, d.step_id, d.rank, d.url, d.added_by, d.added_at, p.name AS added_by_name
  FROM step_document d LEFT JOIN person p ON p.id = d.added_by
 WHERE d.step_id = :step_id ORDER BY d.rank;

-- name: step_document_set :changed
UPDATE step_document SET url = :url, added_by = :added_by, added_at = :added_at
 WHERE step_id = :step_id AND rank = :rank;

-- name: step_waits :many step_wait
-- param: id id
-- What it still waits for, as steps_wait of evidence.sql has it.
SELECT b.id AS step_id, x.name_en, x.name_nl, b.unit_id, u.name AS unit_name, b.due_day
  FROM step s
  JOIN process p ON p.id = s.process_id
  JOIN process_rule_after a ON a.rule_id = s.rule_id
  JOIN process_rule x ON x.id = a.after_id
  JOIN step b ON b.process_id = s.process_id AND b.rule_id = a.after_id
             AND b.cycle_id IN (s.cycle_id, p.cycle_id) AND b.round IN (0, s.round)
             AND b.unit_id IN (s.unit_id, p.top_unit_id)
             AND (b.unit_id = s.unit_id OR x.scope = 'organisation')
             AND b.done_at IS NULL AND b.gone_at IS NULL AND b.need > 0
  JOIN unit u ON u.id = b.unit_id
 WHERE s.id = :id AND s.done_at IS NULL
 ORDER BY b.due_at, b.id;

-- fragment: of_step
FROM step s
JOIN process_rule r ON r.id = s.rule_id
JOIN unit u ON u.id = s.unit_id
JOIN objective o ON o.cycle_id = s.cycle_id AND o.unit_id = s.unit_id AND o.dropped_at IS NULL
                AND o.archived_at IS NULL AND NOT o.postponed

-- name: step_missing :many step_missing
-- param: id id
-- param: me id
-- What is not there yet, as far as :me may see it.
SELECT o.id, o.title, 'objective' AS kind, CAST(NULL AS BIGINT) AS objective_id
  {of_step}
 WHERE s.id = :id AND {objective_visible}
   AND ((r.evidence = 'objectives_published' AND o.state = 'draft')
        OR (r.evidence = 'all_scored' AND o.state = 'published')
        OR (r.evidence = 'objectives_drafted'
            AND NOT EXISTS (SELECT 1 FROM key_result k WHERE k.objective_id = o.id AND k.dropped_at IS NULL))
        OR (r.evidence = 'objectives_linked' AND o.theme_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM alignment a WHERE a.child_id = o.id AND a.valid_until IS NULL))
        OR (r.evidence = 'objectives_reviewed'
            AND NOT EXISTS (SELECT 1 FROM review w
                             WHERE w.objective_id = o.id
                               AND (w.state = 'published'
                                    OR (w.state = 'open'
                                        AND NOT EXISTS (SELECT 1 FROM reviewer x
                                                         WHERE x.review_id = w.id
                                                           AND (x.verdict <> 'accepted' OR x.edition < o.edition)))))))
UNION ALL
SELECT k.id, k.title, 'key_result', o.id
  FROM step s
  JOIN process_rule r ON r.id = s.rule_id
  JOIN objective o ON {asked_in_round}
  JOIN key_result k ON k.objective_id = o.id AND {measured_in_round}
 WHERE s.id = :id AND r.evidence = 'check_ins'
   AND NOT EXISTS (SELECT 1 FROM check_in c
                    WHERE c.key_result_id = k.id AND c.day >= s.since_day AND c.day <= {round_end})
UNION ALL
SELECT a.id, a.title, 'action', NULL
  FROM step s
  JOIN process_rule r ON r.id = s.rule_id
  JOIN action a ON a.unit_id = s.unit_id AND a.cycle_id = s.cycle_id AND a.source = 'retrospective'
               AND a.state <> 'dropped' AND (a.owner_id IS NULL OR a.due_day IS NULL)
 WHERE s.id = :id AND r.evidence = 'actions_placed'
UNION ALL
SELECT t.id, t.name, 'theme', NULL
  FROM step s
  JOIN process_rule r ON r.id = s.rule_id
  JOIN theme t ON t.state = 'current'
   AND NOT EXISTS (SELECT 1 FROM objective o
                    WHERE o.theme_id = t.id AND o.cycle_id = s.cycle_id AND o.state <> 'draft'
                      AND o.dropped_at IS NULL AND o.archived_at IS NULL)
 WHERE s.id = :id AND r.evidence = 'topline_published'
 ORDER BY 3, 2, 1
 LIMIT 20;
