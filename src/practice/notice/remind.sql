-- SPDX-License-Identifier: Apache-2.0
-- The morning of a zone: what is due there today and tomorrow, told in sets. Nobody gets more than ten
-- nudges in seven days.

-- name: remind_zones :many notice_zone
-- Zones that somebody active lives in.
SELECT DISTINCT p.zone FROM person p WHERE p.state = 'active' ORDER BY p.zone;

-- name: remind_begin :changed from notice_morning
INSERT INTO notice_morning (zone, day, at) VALUES (:zone, :day, :at) ON CONFLICT DO NOTHING;

-- name: remind_mornings_forget :exec
-- param: before day
DELETE FROM notice_morning WHERE day < :before;

-- fragment: nudge_begin
-- A reminder begins so; behind it comes a list of whom and of what, with a title or none.
{notice_tell}
  FROM (SELECT y.person_id, y.subject, y.subject_id, y.title, y.note, y.count, y.unit_id, y.cycle_id, y.due_day, y.to_id,
               CAST(NULL AS BIGINT) AS actor_id, row_number() OVER (PARTITION BY y.to_id ORDER BY y.due_day, y.subject_id) AS nth
          FROM (SELECT w.person_id, w.subject, w.subject_id, w.title, w.note, w.count, w.unit_id, w.cycle_id, w.due_day,
                       coalesce(d.id, w.person_id) AS to_id
                  FROM (
-- fragment: nudge_end
-- To the person, or whoever stands in for them, up to ten in seven days, the most pressing ones.
                       ) w
                  LEFT JOIN absence a ON a.person_id = w.person_id AND a.first_day <= :day AND a.last_day >= :day
                  LEFT JOIN person d ON d.id = a.deputy_id AND d.state = 'active') y) x
  JOIN person p ON p.id = x.to_id
 WHERE p.state = 'active' AND p.zone = :zone
   AND x.nth + (SELECT count(*) FROM notice n
                 WHERE n.person_id = p.id AND n.day > :day - 7 AND n.day <= :day
                   AND n.kind IN ('check_in_due', 'check_in_overdue', 'action_due', 'step_due')) <= 10
 ORDER BY p.id, x.nth
ON CONFLICT DO NOTHING

-- name: remind_check_in_due :changed
-- param: kind notice_kind
-- param: cadence int
{nudge_begin}
SELECT w.person_id, 'person' AS subject, w.person_id AS subject_id, NULL AS title, NULL AS note, count(*) AS count,
       CAST(NULL AS BIGINT) AS unit_id, CAST(NULL AS BIGINT) AS cycle_id, min(w.due_on) AS due_day
  FROM {owed} w
 WHERE w.due_on BETWEEN :day AND :day + 1
 GROUP BY w.person_id
{nudge_end};

-- name: remind_check_in_overdue :changed
-- param: kind notice_kind
-- param: cadence int
-- On the day after, and then once a week.
{nudge_begin}
SELECT w.person_id, 'person' AS subject, w.person_id AS subject_id, NULL AS title, NULL AS note, count(*) AS count,
       CAST(NULL AS BIGINT) AS unit_id, CAST(NULL AS BIGINT) AS cycle_id, min(w.due_on) AS due_day
  FROM {owed} w
 WHERE w.due_on < :day
 GROUP BY w.person_id
HAVING max(CASE WHEN (:day - w.due_on) % 7 = 1 THEN 1 ELSE 0 END) = 1
{nudge_end};

-- name: remind_action_due :changed
-- param: kind notice_kind
-- On the day before, on the day, and a week later.
{nudge_begin}
SELECT t.owner_id AS person_id, 'action' AS subject, t.id AS subject_id, t.title, NULL AS note, 1 AS count,
       t.unit_id, t.cycle_id, t.due_day
  FROM action t
 WHERE t.state = 'open' AND t.owner_id IS NOT NULL AND t.due_day IN (:day, :day + 1, :day - 7)
{nudge_end};

-- fragment: step_title
-- With its unit: one morning may tell of the same step of several.
CASE WHEN q.language = 'nl' THEN coalesce(r.name_nl, r.name_en) ELSE coalesce(r.name_en, r.name_nl) END || ' · ' || i.name

-- fragment: steps_due
-- Steps that are asked for now, whose deadline is today or tomorrow, and of which duty.
(SELECT t.id, t.unit_id, t.cycle_id, t.person_id, v.top_unit_id, d.leader_unit_id, d.master_unit_id, {duty_now} AS duty
   FROM step t
   JOIN process v ON v.id = t.process_id AND v.ended_at IS NULL
   JOIN process_rule n ON n.id = t.rule_id
   JOIN unit_duty d ON d.unit_id = t.unit_id
  WHERE t.done_at IS NULL AND t.gone_at IS NULL AND t.need > 0 AND t.waits_due_at IS NULL
    AND t.due_at > :at - 2 * 86400000000 AND t.due_at < :at + 3 * 86400000000
    AND t.opens_day <= :day AND t.due_day BETWEEN :day AND :day + 1)

-- fragment: live_due
b.cycle_id = e.cycle_id AND b.unit_id = e.unit_id AND b.dropped_at IS NULL AND b.archived_at IS NULL

-- fragment: step_people
-- Whose step it is, or who holds its duty. The steps are looked for once: PostgreSQL expects one, and there may be
-- thousands.
(WITH e AS MATERIALIZED {steps_due}
 SELECT e.id AS step_id, e.person_id FROM e WHERE e.duty = 'self'
 UNION
 SELECT e.id, g.person_id
   FROM e
   JOIN role_grant g ON g.role = e.duty
    AND coalesce(g.unit_id, 0) = coalesce(CASE e.duty WHEN 'leader' THEN e.leader_unit_id ELSE e.master_unit_id END, 0)
  WHERE e.duty IN ('leader', 'okr_master') AND {in_force}
 UNION
 SELECT e.id, g.person_id
   FROM e
   JOIN role_grant g ON g.role = CASE e.duty WHEN 'sponsor' THEN 'leader' ELSE 'okr_master' END
    AND (g.unit_id IS NULL
         OR (g.unit_id = e.top_unit_id AND NOT CASE e.duty WHEN 'sponsor' THEN {leads_all} ELSE {masters_all} END))
  WHERE e.duty IN ('squad_lead', 'sponsor') AND {in_force}
 UNION
 SELECT e.id, b.owner_id FROM e JOIN objective b ON {live_due}
  WHERE e.duty = 'owner' AND b.owner_id IS NOT NULL
 UNION
 SELECT e.id, x.person_id
   FROM e JOIN objective b ON {live_due} JOIN objective_owner x ON x.objective_id = b.id
  WHERE e.duty = 'owner'
 UNION
 SELECT e.id, k.owner_id
   FROM e JOIN objective b ON {live_due}
   JOIN key_result k ON k.objective_id = b.id AND k.dropped_at IS NULL
  WHERE e.duty = 'owner' AND k.owner_id IS NOT NULL)

-- name: remind_step_due :changed
-- param: kind notice_kind
-- param: now time
-- On the day before, and on the day itself whom no rung of the ladder reaches that day.
{nudge_begin}
SELECT z.person_id, 'step' AS subject, s.id AS subject_id, {step_title} AS title, NULL AS note, 1 AS count,
       s.unit_id, s.cycle_id, s.due_day
  FROM {step_people} z
  JOIN step s ON s.id = z.step_id
  JOIN process_rule r ON r.id = s.rule_id
  JOIN unit i ON i.id = s.unit_id
  JOIN person q ON q.id = z.person_id
 WHERE NOT EXISTS (SELECT 1 FROM step_rung y
                    WHERE y.step_id = s.id AND y.day = :day AND (y.person_id = z.person_id OR y.for_id = z.person_id))
{nudge_end};

-- name: remind_step_escalated :changed
-- param: kind notice_kind
-- param: since day
-- Rungs of the ladder that were reached and not told: the process says to whom.
{notice_tell}
  FROM (SELECT g.person_id, 'step' AS subject, s.id AS subject_id, {step_title} AS title, g.duty AS note, g.days AS count,
               s.unit_id, s.cycle_id, CAST(NULL AS BIGINT) AS actor_id, s.due_day
          FROM step_rung g
          JOIN step s ON s.id = g.step_id
          JOIN process_rule r ON r.id = s.rule_id
          JOIN unit i ON i.id = s.unit_id
          JOIN person q ON q.id = g.person_id
         WHERE g.day >= :since AND g.person_id IS NOT NULL AND s.done_at IS NULL AND s.gone_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM notice z
                            WHERE z.kind = 'step_escalated' AND z.subject = 'step' AND z.subject_id = s.id
                              AND coalesce(z.for_id, z.person_id) = g.person_id AND z.count = g.days)) x
{notice_whom} AND p.zone = :zone
 ORDER BY p.id, x.subject_id, x.count
ON CONFLICT DO NOTHING;

-- name: remind_digests :changed
-- param: weekday int
-- Who gets a digest this morning: something waits to go by it daily, or it is the day of their weekly one, which
-- they did not stop, and something waits to go by that or they own or lead something that runs.
INSERT INTO digest (person_id, day, weekly)
SELECT q.person_id, :day, q.weekly
  FROM (SELECT p.id AS person_id, coalesce(t.digest_weekday, 1) = :weekday AND h.id IS NULL AS weekly
          FROM person p
          LEFT JOIN notice_time t ON t.person_id = p.id
          LEFT JOIN notice_choice h ON h.person_id = p.id AND h.kind = 'digest' AND h.channel = 'mail' AND h.pace = 'never'
         WHERE p.state = 'active' AND p.email IS NOT NULL AND p.zone = :zone) q
 WHERE EXISTS (SELECT 1 FROM notice n
                WHERE n.mail_settled_at IS NULL AND n.mail_pace = 'daily' AND n.person_id = q.person_id)
    OR (q.weekly
        AND (EXISTS (SELECT 1 FROM notice n
                      WHERE n.mail_settled_at IS NULL AND n.mail_pace = 'weekly' AND n.person_id = q.person_id)
             OR EXISTS (SELECT 1 FROM objective o WHERE o.owner_id = q.person_id AND o.state = 'published')
             OR EXISTS (SELECT 1 FROM key_result k WHERE k.owner_id = q.person_id)
             OR EXISTS (SELECT 1 FROM role_grant g
                         WHERE g.person_id = q.person_id AND g.role IN ('leader', 'okr_master') AND g.valid_until IS NULL)))
 ORDER BY q.person_id
ON CONFLICT DO NOTHING;
