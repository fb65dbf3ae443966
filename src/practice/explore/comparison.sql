-- SPDX-License-Identifier: Apache-2.0

-- name: comparison_carried :many comparison_match
-- param: ids id[]
-- Which objective went on in which of these: a key result of the one was carried over into the other.
SELECT DISTINCT a.objective_id AS before_id, b.objective_id AS after_id
  FROM carry_over c
  JOIN key_result a ON a.id = c.key_result_id
  JOIN key_result b ON b.id = c.successor_id
 WHERE b.objective_id IN {list:ids}
 ORDER BY b.objective_id, a.objective_id;
