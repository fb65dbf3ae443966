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

-- fragment: few_nudges
(SELECT count(*) FROM notice n
  WHERE n.person_id = p.id AND n.day > :day - 7 AND n.day <= :day
    AND n.kind IN ('check_in_due', 'check_in_overdue', 'action_due', 'step_due')) < 10

-- shared fragment: owed
-- Key results that want a check-in, whose they are, and by when: what due.c says of one person, of all.
(SELECT coalesce(k.owner_id, o.owner_id) AS person_id,
        coalesce(k.last_check_in_day, k.start_day, c.start_day) + coalesce(u.cadence_effective, :cadence) AS due_on,
        coalesce(u.cadence_effective, :cadence) AS every_days, o.unit_id, c.id AS cycle_id
   FROM cycle c
   JOIN objective o ON o.cycle_id = c.id
   JOIN unit u ON u.id = o.unit_id
   JOIN key_result k ON k.objective_id = o.id
  WHERE c.state = 'open' AND o.state = 'published' AND o.dropped_at IS NULL AND o.archived_at IS NULL
    AND k.dropped_at IS NULL AND coalesce(k.owner_id, o.owner_id) IS NOT NULL)

-- name: remind_check_in_due :changed
-- param: kind notice_kind
-- param: cadence int
{notice_tell}
  FROM (SELECT w.person_id, 'person' AS subject, w.person_id AS subject_id, NULL AS title, NULL AS note, count(*) AS count,
               CAST(NULL AS BIGINT) AS unit_id, CAST(NULL AS BIGINT) AS cycle_id, CAST(NULL AS BIGINT) AS actor_id, min(w.due_on) AS due_day
          FROM {owed} w
         WHERE w.due_on BETWEEN :day AND :day + 1
         GROUP BY w.person_id) x
{notice_whom} AND p.zone = :zone AND {few_nudges}
ON CONFLICT DO NOTHING;

-- name: remind_check_in_overdue :changed
-- param: kind notice_kind
-- param: cadence int
-- On the day after, and then once a week.
{notice_tell}
  FROM (SELECT w.person_id, 'person' AS subject, w.person_id AS subject_id, NULL AS title, NULL AS note, count(*) AS count,
               CAST(NULL AS BIGINT) AS unit_id, CAST(NULL AS BIGINT) AS cycle_id, CAST(NULL AS BIGINT) AS actor_id, min(w.due_on) AS due_day
          FROM {owed} w
         WHERE w.due_on < :day
         GROUP BY w.person_id
        HAVING max(CASE WHEN (:day - w.due_on) % 7 = 1 THEN 1 ELSE 0 END) = 1) x
{notice_whom} AND p.zone = :zone AND {few_nudges}
ON CONFLICT DO NOTHING;

-- name: remind_action_due :changed
-- param: kind notice_kind
-- On the day before, on the day, and a week later.
{notice_tell}
  FROM (SELECT t.owner_id AS person_id, 'action' AS subject, t.id AS subject_id, t.title, NULL AS note, 1 AS count,
               t.unit_id, t.cycle_id, CAST(NULL AS BIGINT) AS actor_id, t.due_day
          FROM action t
         WHERE t.state = 'open' AND t.owner_id IS NOT NULL AND t.due_day IN (:day, :day + 1, :day - 7)) x
{notice_whom} AND p.zone = :zone AND {few_nudges}
ON CONFLICT DO NOTHING;

-- name: remind_step_escalated :changed
-- param: kind notice_kind
-- param: since day
-- Rungs of the ladder that were reached and not told: the process says to whom.
{notice_tell}
  FROM (SELECT g.person_id, 'step' AS subject, s.id AS subject_id,
               CASE WHEN q.language = 'nl' THEN coalesce(r.name_nl, r.name_en) ELSE coalesce(r.name_en, r.name_nl) END AS title, g.duty AS note, g.days AS count,
               s.unit_id, s.cycle_id, CAST(NULL AS BIGINT) AS actor_id, s.due_day
          FROM step_rung g
          JOIN step s ON s.id = g.step_id
          JOIN process_rule r ON r.id = s.rule_id
          JOIN person q ON q.id = g.person_id
         WHERE g.day >= :since AND g.person_id IS NOT NULL AND s.done_at IS NULL AND s.gone_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM notice z
                            WHERE z.kind = 'step_escalated' AND z.subject = 'step' AND z.subject_id = s.id
                              AND coalesce(z.for_id, z.person_id) = g.person_id AND z.count = g.days)) x
{notice_whom} AND p.zone = :zone
ON CONFLICT DO NOTHING;

-- name: remind_digests :changed
-- param: weekday int
-- Who gets a digest this morning: something waits to go by it, or it is the day of their weekly one and they
-- own or lead something that runs.
INSERT INTO digest (person_id, day, weekly)
SELECT p.id, :day, coalesce(t.digest_weekday, 1) = :weekday
  FROM person p
  LEFT JOIN notice_time t ON t.person_id = p.id
 WHERE p.state = 'active' AND p.email IS NOT NULL AND p.zone = :zone
   AND (EXISTS (SELECT 1 FROM notice n
                 WHERE n.mail_settled_at IS NULL AND n.mail_pace = 'daily' AND n.person_id = p.id)
        OR (coalesce(t.digest_weekday, 1) = :weekday
            AND NOT EXISTS (SELECT 1 FROM notice_choice h
                             WHERE h.person_id = p.id AND h.kind = 'digest' AND h.channel = 'mail' AND h.pace = 'never')
            AND (EXISTS (SELECT 1 FROM notice n
                          WHERE n.mail_settled_at IS NULL AND n.mail_pace = 'weekly' AND n.person_id = p.id)
                 OR EXISTS (SELECT 1 FROM objective o WHERE o.owner_id = p.id AND o.state = 'published')
                 OR EXISTS (SELECT 1 FROM key_result k WHERE k.owner_id = p.id)
                 OR EXISTS (SELECT 1 FROM role_grant g
                             WHERE g.person_id = p.id AND g.role IN ('leader', 'okr_master') AND g.valid_until IS NULL))))
ON CONFLICT DO NOTHING;
