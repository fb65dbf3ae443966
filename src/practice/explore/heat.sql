-- SPDX-License-Identifier: Apache-2.0

-- name: heat_lives :many heat_life
SELECT id, imported, published_at, closed_at, dropped_at FROM objective WHERE id IN {list:ids} ORDER BY id;

-- name: heat_unit_get :one heat_unit
-- param: first_day day
-- param: last_day day
SELECT u.id, u.name, u.path,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND c.valid_from <= :last_day
           AND (c.valid_until IS NULL OR c.valid_until > :first_day)) AS child_count
  FROM unit u
 WHERE u.id = :id;

-- name: key_result_names :many key_result_name
SELECT k.id, k.title, p.name AS owner_name
  FROM key_result k
  LEFT JOIN person p ON p.id = k.owner_id
 WHERE k.id IN {list:ids}
 ORDER BY k.id;

-- name: blocked_in_cycle :many blocked_row
-- param: cycle_id id
SELECT b.key_result_id AS id, min(b.since_day) AS since_day
  FROM blocker b
  JOIN key_result k ON k.id = b.key_result_id
  JOIN objective o ON o.id = k.objective_id
 WHERE b.resolved_at IS NULL AND o.cycle_id = :cycle_id
 GROUP BY b.key_result_id
 ORDER BY b.key_result_id;

-- name: check_in_pairs :many check_in_pair
-- param: key_result_ids id[]
-- The last two check-ins of each, the last first. Either engine reads no more than these.
SELECT i.key_result_id, i.raw, i.confidence
  FROM key_result k
  JOIN check_in i ON i.id IN (SELECT n.id FROM check_in n WHERE n.key_result_id = k.id
                               ORDER BY n.day DESC, n.id DESC LIMIT 2)
 WHERE k.id IN {list:key_result_ids}
 ORDER BY k.id, i.day DESC, i.id DESC;
-- engine: postgres
SELECT i.key_result_id, i.raw, i.confidence
  FROM key_result k
 CROSS JOIN LATERAL (SELECT n.id, n.key_result_id, n.day, n.raw, n.confidence FROM check_in n
                      WHERE n.key_result_id = k.id
                      ORDER BY n.day DESC, n.id DESC LIMIT 2) i
 WHERE k.id IN {list:key_result_ids}
 ORDER BY k.id, i.day DESC, i.id DESC;
