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
