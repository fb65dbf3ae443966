-- SPDX-License-Identifier: Apache-2.0
-- What objectives and key results were at the end of each day on which they changed. Of several
-- changes of a day the last one stays; what did not change writes nothing.

-- shared fragment: objective_day_then
-- The row of objective o that holds on the day :known.
JOIN objective_day e
  ON e.objective_id = o.id
 AND e.day = (SELECT max(y.day) FROM objective_day y WHERE y.objective_id = o.id AND y.day <= :known)

-- shared fragment: objective_day_same
-- Does the row say what objective o is?
((e.kind, e.state, e.postponed, e.dropped_at, e.archived_at)
 IS NOT DISTINCT FROM (o.kind, o.state, o.postponed, o.dropped_at, o.archived_at))

-- shared fragment: key_result_day_same
((e.kind, e.start_value, e.target_value, e.worst_value, e.low_value, e.high_value, e.tolerance,
  e.period_rule, e.start_day, e.due_day, e.weight, e.current_value, e.raw, e.contribution,
  e.confidence, e.own_status, e.last_check_in_day, e.check_in_count, e.postponed, e.dropped_at)
 IS NOT DISTINCT FROM
 (k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance,
  k.period_rule, k.start_day, k.due_day, k.weight, k.current_value, k.raw, k.contribution,
  k.confidence, k.own_status, k.last_check_in_day, k.check_in_count, k.postponed, k.dropped_at))

-- fragment: key_result_day_again
-- Of several changes of a day the last one stays.
ON CONFLICT (key_result_id, day) DO UPDATE
   SET kind = excluded.kind, start_value = excluded.start_value,
       target_value = excluded.target_value, worst_value = excluded.worst_value,
       low_value = excluded.low_value, high_value = excluded.high_value,
       tolerance = excluded.tolerance, period_rule = excluded.period_rule,
       start_day = excluded.start_day, due_day = excluded.due_day, weight = excluded.weight,
       current_value = excluded.current_value, raw = excluded.raw,
       contribution = excluded.contribution, confidence = excluded.confidence,
       own_status = excluded.own_status, last_check_in_day = excluded.last_check_in_day,
       check_in_count = excluded.check_in_count, postponed = excluded.postponed,
       dropped_at = excluded.dropped_at, rebuilt = excluded.rebuilt

-- shared fragment: link_then
-- Did link a hold when the day ended that :until follows? An imported one held as long as what is
-- told of its lower end was worked out later: an import knows no other day.
((a.valid_from < :until OR (a.imported AND e.rebuilt)) AND (a.valid_until IS NULL OR a.valid_until >= :until))

-- shared fragment: link_kind_then
coalesce((SELECT f.kind FROM alignment_former f
           WHERE f.alignment_id = a.id AND f.until_at >= :until ORDER BY f.id LIMIT 1), a.kind)

-- shared fragment: link_weight_then
coalesce((SELECT f.weight FROM alignment_former f
           WHERE f.alignment_id = a.id AND f.until_at >= :until ORDER BY f.id LIMIT 1), a.weight)

-- name: objective_zone :one title_row
-- Whose days an objective has: title is the zone of its unit, empty that of the organisation.
SELECT o.id, u.zone_effective AS title
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.id = :id;

-- name: objective_day_keep :exec
-- param: objective_id id
-- param: day day
-- A unit that moved to a zone behind its former one goes on where its history ends.
INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT o.id, CASE WHEN e.day > :day THEN e.day ELSE :day END, o.kind, o.state, o.postponed,
       o.dropped_at, o.archived_at, FALSE
  FROM objective o
  LEFT JOIN objective_day e
    ON e.objective_id = o.id
   AND e.day = (SELECT max(y.day) FROM objective_day y WHERE y.objective_id = o.id)
 WHERE o.id = :objective_id
   AND (e.day IS NULL OR e.rebuilt
        OR NOT ({objective_day_same}))
ON CONFLICT (objective_id, day) DO UPDATE
   SET kind = excluded.kind, state = excluded.state, postponed = excluded.postponed,
       dropped_at = excluded.dropped_at, archived_at = excluded.archived_at,
       rebuilt = excluded.rebuilt;

-- name: key_result_day_keep :exec
-- param: objective_id id
-- param: day day
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value,
                            low_value, high_value, tolerance, period_rule, start_day, due_day,
                            weight, current_value, raw, contribution, confidence, own_status,
                            last_check_in_day, check_in_count, postponed, dropped_at, rebuilt)
SELECT k.id, CASE WHEN e.day > :day THEN e.day ELSE :day END, k.kind, k.start_value,
       k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance, k.period_rule,
       k.start_day, k.due_day, k.weight, k.current_value, k.raw, k.contribution, k.confidence,
       k.own_status, k.last_check_in_day, k.check_in_count, k.postponed, k.dropped_at, FALSE
  FROM key_result k
  LEFT JOIN key_result_day e
    ON e.key_result_id = k.id
   AND e.day = (SELECT max(y.day) FROM key_result_day y WHERE y.key_result_id = k.id)
 WHERE k.objective_id = :objective_id
   AND (e.day IS NULL OR e.rebuilt
        OR NOT ({key_result_day_same}))
{key_result_day_again};

-- name: key_result_day_put :exec from key_result
-- param: day day
-- One that has just changed. As values, for which SQLite builds no table in between.
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value,
                            low_value, high_value, tolerance, period_rule, start_day, due_day,
                            weight, current_value, raw, contribution, confidence, own_status,
                            last_check_in_day, check_in_count, postponed, dropped_at, rebuilt)
VALUES (:id, coalesce((SELECT max(y.day) FROM key_result_day y WHERE y.key_result_id = :id AND y.day > :day), :day),
        :kind, :start_value, :target_value, :worst_value, :low_value, :high_value, :tolerance, :period_rule,
        :start_day, :due_day, :weight, :current_value, :raw, :contribution, :confidence, :own_status,
        :last_check_in_day, :check_in_count, :postponed, :dropped_at, FALSE)
{key_result_day_again};

-- name: alignment_former_insert :exec from alignment_former
INSERT INTO alignment_former (alignment_id, kind, weight, until_at)
VALUES (:alignment_id, :kind, :weight, :until_at);
