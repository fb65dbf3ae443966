-- SPDX-License-Identifier: Apache-2.0

-- name: check_key_results :many check_key_result
-- partial
-- Of these objectives, in their order.
-- param: objectives id[]
SELECT k.id, k.objective_id, k.title, k.kind, k.start_value, k.target_value, k.worst_value,
       k.low_value, k.high_value, k.tolerance, k.period_rule, k.interval_days, k.start_day,
       k.due_day, k.current_value, k.raw, k.contribution, k.check_in_count,
       k.last_check_in_day, c.start_day AS cycle_start, c.end_day AS cycle_end,
       (SELECT count(*) FROM check_in i WHERE i.key_result_id = k.id) AS counted,
       n.value AS newest_value, n.day AS newest_day,
       CASE WHEN {key_result_day_same} THEN 1 ELSE 0 END AS day_kept
  FROM key_result k
  LEFT JOIN key_result_day e
    ON e.key_result_id = k.id
   AND e.day = (SELECT max(y.day) FROM key_result_day y WHERE y.key_result_id = k.id)
  JOIN objective o ON o.id = k.objective_id
  JOIN cycle c ON c.id = o.cycle_id
  LEFT JOIN check_in n ON n.id = (SELECT m.id FROM check_in m WHERE m.key_result_id = k.id
                                   ORDER BY m.day DESC, m.id DESC LIMIT 1)
 WHERE k.objective_id IN {list:objectives}
 ORDER BY k.objective_id, k.id;

-- fragment: check_objective
SELECT o.id, o.title, o.progress, CASE WHEN {objective_day_same} THEN 1 ELSE 0 END AS day_kept
  FROM objective o
  LEFT JOIN objective_day e
    ON e.objective_id = o.id
   AND e.day = (SELECT max(y.day) FROM objective_day y WHERE y.objective_id = o.id)

-- name: check_objectives :many check_objective
-- param: after id
{check_objective}
 WHERE o.id > :after ORDER BY o.id LIMIT :limit;

-- name: check_objectives_of_cycle :many check_objective
-- param: cycle_id id
-- param: after id
{check_objective}
 WHERE o.cycle_id = :cycle_id AND o.id > :after ORDER BY o.id LIMIT :limit;
