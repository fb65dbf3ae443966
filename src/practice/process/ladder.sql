-- SPDX-License-Identifier: Apache-2.0

-- name: ladder_reached :many ladder_row
-- param: before time
-- param: after_due time
-- param: after_id id
-- param: after_days int
-- param: after_rung id
-- param: day_usec int
-- not null: asked_at
-- Open steps at a rung that nobody was told of yet. The deadline is the end of its day, so :before is a day and
-- two hours from now: rows come up to two hours early by the deadline (clocks may change), up to a day and two
-- hours by when the step was asked. Whether the day has come in the zone of its unit is the rule's to say. Days
-- are counted from the later of the two. Of what was past when it was made, and of what waits for something else,
-- nobody is told; of what waits to be looked at, nobody yet.
-- MATERIALIZED has the engines begin with steps that are late, not with all steps of each rung.
WITH late AS MATERIALIZED (
       SELECT s.id, s.process_id, s.rule_id, s.cycle_id, s.unit_id, s.person_id, s.due_at, s.due_day, s.asked_at
         FROM step s
        WHERE s.done_at IS NULL AND s.gone_at IS NULL AND s.need > 0 AND s.waits_due_at IS NULL
          AND s.asked_at <= :before AND s.due_at <= :before AND (s.due_at, s.id) >= (:after_due, :after_id))
SELECT s.id, s.process_id, s.rule_id, s.cycle_id, s.unit_id, s.person_id, s.due_at, s.due_day, s.asked_at,
       u.zone_effective AS zone, g.id AS rung_id, g.days, g.duty AS rung, r.scope, r.duty
  FROM late s
  JOIN process p ON p.id = s.process_id AND p.ended_at IS NULL
  JOIN process_rule r ON r.id = s.rule_id
  JOIN unit u ON u.id = s.unit_id
  JOIN process_rung g ON g.version_id = r.version_id
   AND ((g.rule_id IS NULL AND NOT EXISTS (SELECT 1 FROM process_rung n WHERE n.rule_id = r.id))
        OR g.rule_id = r.id)
 WHERE s.due_at + g.days * :day_usec <= :before AND s.asked_at + g.days * :day_usec <= :before
   AND NOT EXISTS (SELECT 1 FROM step_rung x
                    WHERE x.step_id = s.id AND x.days = g.days AND x.duty = g.duty)
   AND NOT EXISTS (SELECT 1 FROM unit_duty d WHERE d.unit_id = s.unit_id AND d.waits_at IS NOT NULL)
   AND (s.due_at, s.id, g.days, g.id) > (:after_due, :after_id, :after_days, :after_rung)
 ORDER BY s.due_at, s.id, g.days, g.id
 LIMIT :limit;

-- name: step_rung_put :exec from step_rung
INSERT INTO step_rung (step_id, days, duty, person_id, for_id, day, created_at)
VALUES (:step_id, :days, :duty, :person_id, :for_id, :day, :created_at)
ON CONFLICT DO NOTHING;

-- name: step_rungs :many step_rung_view
SELECT g.id, g.step_id, g.days, g.duty, g.person_id, g.for_id, g.day, g.created_at,
       p.name AS person_name, f.name AS for_name
  FROM step_rung g
  LEFT JOIN person p ON p.id = g.person_id
  LEFT JOIN person f ON f.id = g.for_id
 WHERE g.step_id = :step_id
 ORDER BY g.days, g.id;
