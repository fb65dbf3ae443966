-- SPDX-License-Identifier: Apache-2.0

-- fragment: check_in_columns
i.id, i.key_result_id, i.person_id, i.day, i.value, i.confidence, i.own_status, i.note,
       i.raw, i.imported, i.created_at, i.corrected_at, i.corrected_by, i.version,
       p.name AS person_name, c.name AS corrected_by_name

-- fragment: check_in_view
SELECT {check_in_columns}
  FROM check_in i
  LEFT JOIN person p ON p.id = i.person_id
  LEFT JOIN person c ON c.id = i.corrected_by

-- name: check_in_find :one check_in
SELECT * FROM check_in WHERE id = :id;

-- name: check_in_show :one check_in_view
-- partial
{check_in_view}
 WHERE i.id = :id;

-- name: check_in_page :many check_in_view
-- partial
-- param: after_day day
-- param: after_id id
{check_in_view}
 WHERE i.key_result_id = :key_result_id AND (i.day, i.id) < (:after_day, :after_id)
 ORDER BY i.day DESC, i.id DESC
 LIMIT :limit;

-- name: check_in_newest_of :many check_in_view
-- partial
-- param: key_result_ids id[]
-- The newest check-in of each of these key results.
SELECT {check_in_columns}
  FROM key_result k
  JOIN check_in i ON i.id = (SELECT n.id FROM check_in n WHERE n.key_result_id = k.id
                              ORDER BY n.day DESC, n.id DESC LIMIT 1)
  LEFT JOIN person p ON p.id = i.person_id
  LEFT JOIN person c ON c.id = i.corrected_by
 WHERE k.id IN {list:key_result_ids}
 ORDER BY k.id;

-- name: check_in_insert :id from check_in
INSERT INTO check_in (key_result_id, person_id, day, value, confidence, own_status, note, raw,
                      imported, created_at, corrected_at, corrected_by, version)
VALUES (:key_result_id, :person_id, :day, :value, :confidence, :own_status, :note, :raw,
        :imported, :created_at, :corrected_at, :corrected_by, :version);

-- name: check_in_all :many check_in_view
-- partial
-- In the order in which they count.
{check_in_view}
 WHERE i.key_result_id = :key_result_id
 ORDER BY i.day, i.id;

-- name: check_in_measured :exec
-- What was done by then, of milestones.
UPDATE check_in SET value = :value, raw = :raw WHERE id = :id;

-- name: check_in_correct :exec from check_in
UPDATE check_in
   SET value = :value, confidence = :confidence, own_status = :own_status, note = :note, raw = :raw,
       corrected_at = :corrected_at, corrected_by = :corrected_by, version = :version
 WHERE id = :id;

-- name: check_in_confidence_before :number
-- param: day day
-- The last confidence that was told before this check-in.
SELECT i.confidence FROM check_in i
 WHERE i.key_result_id = :key_result_id AND (i.day, i.id) < (:day, :id) AND i.confidence IS NOT NULL
 ORDER BY i.day DESC, i.id DESC LIMIT 1;
