-- SPDX-License-Identifier: Apache-2.0

-- name: check_ins_of :many check_in
-- All check-ins of a key result, in the order in which they count.
SELECT * FROM check_in WHERE key_result_id = :key_result_id ORDER BY day, id;

-- name: check_ins_known :many check_in_known
-- param: key_result_ids id[]
-- Everything these key results' check-ins ever said, in the order in which they count; of one
-- check-in first what it said first.
SELECT i.key_result_id, i.id, i.day, f.value, f.raw, f.confidence, i.imported, i.created_at,
       f.until_at, f.id AS place
  FROM check_in i
  JOIN check_in_former f ON f.check_in_id = i.id
 WHERE i.key_result_id IN {list:key_result_ids}
UNION ALL
SELECT i.key_result_id, i.id, i.day, i.value, i.raw, i.confidence, i.imported, i.created_at,
       NULL AS until_at, 9007199254740991 AS place
  FROM check_in i
 WHERE i.key_result_id IN {list:key_result_ids}
 ORDER BY key_result_id, day, id, place;

-- name: milestones_said :many milestone_said
-- param: key_result_id id
-- What check-ins said of its milestones, those taken off the list included.
SELECT t.milestone_id, t.check_in_id, i.day, t.done
  FROM check_in i
  JOIN check_in_milestone t ON t.check_in_id = i.id
 WHERE i.key_result_id = :key_result_id
 ORDER BY i.day, i.id, t.milestone_id;

-- name: check_in_milestone_insert :exec from check_in_milestone
INSERT INTO check_in_milestone (check_in_id, milestone_id, done)
VALUES (:check_in_id, :milestone_id, :done);

-- name: check_in_milestones_of :many check_in_milestone_view
-- param: check_in_ids id[]
SELECT t.check_in_id, t.milestone_id, t.done, m.title
  FROM check_in_milestone t
  JOIN milestone m ON m.id = t.milestone_id
 WHERE t.check_in_id IN {list:check_in_ids}
 ORDER BY t.check_in_id, m.rank, m.id;

-- name: check_in_milestone_clear :exec
-- What a check-in says of the milestones that are on the list.
DELETE FROM check_in_milestone
 WHERE check_in_id = :check_in_id
   AND milestone_id IN (SELECT m.id FROM milestone m WHERE m.removed_at IS NULL);

-- name: check_in_former_insert :exec from check_in_former
INSERT INTO check_in_former (check_in_id, value, raw, confidence, until_at)
VALUES (:check_in_id, :value, :raw, :confidence, :until_at);

-- fragment: known_on
-- The day on which a check-in became known: an import knows no other than the one it tells of.
CASE WHEN i.imported THEN i.day ELSE i.created_at / 86400000000 END

-- name: key_result_day_forget :exec
-- param: id id
-- What was worked out of one that was imported, before it is worked out anew.
DELETE FROM key_result_day
 WHERE key_result_id = (SELECT k.id FROM key_result k WHERE k.id = :id AND k.imported) AND rebuilt;

-- name: key_result_day_begin :exec
-- param: id id
-- param: today day
-- Of one that was imported: nothing is said on the first day, the earlier of when it was begun and
-- of the start of its cycle.
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value,
                            low_value, high_value, tolerance, period_rule, start_day, due_day,
                            weight, contribution, check_in_count, postponed, rebuilt)
SELECT k.id, d.day, k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value,
       k.tolerance, k.period_rule, k.start_day, k.due_day, k.weight, 0, 0, k.postponed, TRUE
  FROM (SELECT x.id, CASE WHEN c.start_day < x.created_at / 86400000000 THEN c.start_day
                          ELSE x.created_at / 86400000000 END AS day
          FROM key_result x
          JOIN objective o ON o.id = x.objective_id
          JOIN cycle c ON c.id = o.cycle_id
         WHERE x.id = :id AND x.imported) d
  JOIN key_result k ON k.id = d.id
 WHERE d.day < :today
ON CONFLICT (key_result_id, day) DO NOTHING;

-- name: key_result_day_rebuild :exec
-- param: id id
-- param: today day
-- What check-ins of one that was imported tell of days before today, as the newest known on each says;
-- those that no import brought, of days before the first that was kept. What was kept on a day stays;
-- rules that look at all check-ins of a period stay unknown.
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value,
                            low_value, high_value, tolerance, period_rule, start_day, due_day,
                            weight, current_value, raw, contribution, confidence, own_status,
                            last_check_in_day, check_in_count, postponed, rebuilt)
SELECT k.id, d.day, k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value,
       k.tolerance, k.period_rule, k.start_day, k.due_day, k.weight, n.value,
       CASE WHEN k.period_rule = 'latest' THEN n.raw END,
       CASE WHEN k.period_rule <> 'latest' THEN NULL
            WHEN n.raw < 0 THEN 0
            WHEN n.raw > 1000000 THEN 1000000
            ELSE n.raw END,
       n.confidence, n.own_status, n.day,
       (SELECT count(*) FROM check_in i WHERE i.key_result_id = k.id AND {known_on} <= d.day),
       k.postponed, TRUE
  FROM (SELECT i.key_result_id, {known_on} AS day, max(CASE WHEN i.imported THEN 1 ELSE 0 END) AS brought
          FROM check_in i
         WHERE i.key_result_id = :id
         GROUP BY i.key_result_id, {known_on}) d
  JOIN key_result k ON k.id = d.key_result_id
  JOIN check_in n ON n.id = (SELECT i.id FROM check_in i
                              WHERE i.key_result_id = k.id AND {known_on} <= d.day
                              ORDER BY i.day DESC, i.id DESC LIMIT 1)
 WHERE k.imported AND k.dropped_at IS NULL AND d.day < :today
   AND (d.brought = 1 OR NOT EXISTS (SELECT 1 FROM key_result_day y
                                   WHERE y.key_result_id = k.id AND NOT y.rebuilt AND y.day <= d.day))
ON CONFLICT (key_result_id, day) DO UPDATE
   SET current_value = excluded.current_value, raw = excluded.raw,
       contribution = excluded.contribution, confidence = excluded.confidence,
       own_status = excluded.own_status, last_check_in_day = excluded.last_check_in_day,
       check_in_count = excluded.check_in_count
 WHERE key_result_day.rebuilt;
