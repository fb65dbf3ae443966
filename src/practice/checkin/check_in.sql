-- SPDX-License-Identifier: Apache-2.0

-- name: check_in_page :many check_in_view
-- partial
-- param: after_day day
-- param: after_id id
SELECT i.id, i.key_result_id, i.person_id, i.day, i.value, i.confidence, i.own_status, i.note,
       i.raw, i.imported, i.created_at, p.name AS person_name
  FROM check_in i
  LEFT JOIN person p ON p.id = i.person_id
 WHERE i.key_result_id = :key_result_id AND (i.day, i.id) < (:after_day, :after_id)
 ORDER BY i.day DESC, i.id DESC
 LIMIT :limit;

-- name: check_in_newest :one check_in
SELECT * FROM check_in WHERE key_result_id = :key_result_id ORDER BY day DESC, id DESC LIMIT 1;

-- name: check_in_newest_of :many check_in_view
-- partial
-- param: key_result_ids id[]
-- The newest check-in of each of these key results.
SELECT i.id, i.key_result_id, i.person_id, i.day, i.value, i.confidence, i.own_status, i.note,
       i.raw, i.imported, i.created_at, p.name AS person_name
  FROM key_result k
  JOIN check_in i ON i.id = (SELECT n.id FROM check_in n WHERE n.key_result_id = k.id
                              ORDER BY n.day DESC, n.id DESC LIMIT 1)
  LEFT JOIN person p ON p.id = i.person_id
 WHERE k.id IN {list:key_result_ids}
 ORDER BY k.id;

-- name: check_in_insert :id from check_in
INSERT INTO check_in (key_result_id, person_id, day, value, confidence, own_status, note, raw,
                      imported, created_at)
VALUES (:key_result_id, :person_id, :day, :value, :confidence, :own_status, :note, :raw,
        :imported, :created_at)
RETURNING id;

-- name: check_in_all :many check_in_view
-- partial
-- In the order in which they count.
SELECT i.id, i.key_result_id, i.person_id, i.day, i.value, i.confidence, i.own_status, i.note,
       i.raw, i.imported, i.created_at, p.name AS person_name
  FROM check_in i
  LEFT JOIN person p ON p.id = i.person_id
 WHERE i.key_result_id = :key_result_id
 ORDER BY i.day, i.id;

-- name: check_in_measured :exec
-- What was done by then, of milestones.
UPDATE check_in SET value = :value, raw = :raw WHERE id = :id;
