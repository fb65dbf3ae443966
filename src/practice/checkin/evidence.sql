-- SPDX-License-Identifier: Apache-2.0

-- name: check_ins_of :many check_in
-- All check-ins of a key result, in the order in which they count.
SELECT * FROM check_in WHERE key_result_id = :key_result_id ORDER BY day, id;

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
