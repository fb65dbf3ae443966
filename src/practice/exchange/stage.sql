-- SPDX-License-Identifier: Apache-2.0
-- The staging area: these run against a database of the import's own.

-- name: stage_row_insert :id from stage_row
INSERT INTO stage_row (file, line, foreign_key, type, title, description, units, owners, creator,
                       period, start_day, end_day, metric, unit_of_measure, kr_kind, start_value,
                       target_value, worst_value, low_value, high_value, objective_kind, goal_type, created_at, progress, score, status,
                       own_status, closed, postponed, check_in_count, current_value,
                       last_check_in_day, raw, weight, hash)
VALUES (:file, :line, :foreign_key, :type, :title, :description, :units, :owners, :creator,
        :period, :start_day, :end_day, :metric, :unit_of_measure, :kr_kind, :start_value,
        :target_value, :worst_value, :low_value, :high_value, :objective_kind, :goal_type, :created_at, :progress, :score, :status,
        :own_status, :closed, :postponed, :check_in_count, :current_value,
        :last_check_in_day, :raw, :weight, :hash);

-- name: stage_row_page :many stage_row
-- param: after_id id
SELECT * FROM stage_row WHERE id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_row_get :one stage_row
SELECT * FROM stage_row WHERE id = :id;

-- name: stage_row_by_key :one stage_key
SELECT id, foreign_key, hash, title, file, line, check_in_count FROM stage_row WHERE foreign_key = :foreign_key;

-- name: stage_key_page :many stage_key
-- param: after_id id
SELECT id, foreign_key, hash, title, file, line, check_in_count FROM stage_row
 WHERE id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_brief_page :many stage_brief
-- param: after_id id
SELECT id, type, period, progress, raw, weight, check_in_count, hash FROM stage_row
 WHERE id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_cycles :many stage_cycle
SELECT period, start_day, end_day, count(*) FILTER (WHERE closed) AS closed_count, count(*) AS row_count
  FROM stage_row
 GROUP BY period, start_day, end_day
 ORDER BY period, row_count DESC, start_day NULLS LAST, end_day NULLS LAST;

-- name: stage_link_insert :exec from stage_link
INSERT INTO stage_link (row_id, place, parent_key, parent_title, weight, period, parent_row,
                        parent_local, parent_is_key_result)
VALUES (:row_id, :place, :parent_key, :parent_title, :weight, :period, :parent_row,
        :parent_local, :parent_is_key_result);

-- name: stage_link_resolve_keys :exec
UPDATE stage_link
   SET parent_row = (SELECT r.id FROM stage_row r WHERE r.foreign_key = stage_link.parent_key)
 WHERE parent_key IS NOT NULL;

-- name: stage_link_resolve_titles :exec
-- param: keyed bool
-- Where a link names no id (or, with `keyed`, no row has one): the first row of that title in the
-- same period.
UPDATE stage_link
   SET parent_row = (SELECT min(r.id) FROM stage_row r
                      WHERE r.title = stage_link.parent_title AND r.period = stage_link.period
                        AND r.id <> stage_link.row_id)
 WHERE parent_row IS NULL AND (parent_key IS NULL OR :keyed);

-- name: stage_link_unsure :many stage_link
-- param: keyed bool
-- param: after_id id
-- Links found by a title that more than one row has.
SELECT * FROM stage_link
 WHERE id > :after_id AND parent_row IS NOT NULL AND (parent_key IS NULL OR :keyed)
   AND (SELECT count(*) FROM stage_row r
         WHERE r.title = stage_link.parent_title AND r.period = stage_link.period
           AND r.id <> stage_link.row_id) > 1
 ORDER BY id LIMIT :limit;

-- name: stage_link_open :many stage_link
-- param: after_id id
SELECT * FROM stage_link
 WHERE id > :after_id AND parent_row IS NULL ORDER BY id LIMIT :limit;

-- name: stage_link_found :exec
UPDATE stage_link
   SET parent_local = :parent_local, parent_is_key_result = :parent_is_key_result
 WHERE id = :id;

-- name: stage_link_page :many stage_link_brief
-- param: after_id id
SELECT id, row_id, place, weight, parent_row, parent_local, parent_is_key_result FROM stage_link
 WHERE id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_link_count :number
SELECT count(*) FROM stage_link;

-- name: stage_keyed_count :number
-- Rows that have an id of their own; the others have a hash instead.
SELECT count(*) FROM stage_row WHERE foreign_key NOT LIKE '#%';

-- name: stage_check_in_insert :exec from stage_check_in
INSERT INTO stage_check_in (row_id, day, at, person, value, own_status, note, raw)
VALUES (:row_id, :day, :at, :person, :value, :own_status, :note, :raw);

-- name: stage_check_in_of :many stage_check_in
SELECT * FROM stage_check_in WHERE row_id = :row_id ORDER BY id;

-- name: stage_interim_insert :exec from stage_interim
INSERT INTO stage_interim (row_id, day, value) VALUES (:row_id, :day, :value);

-- name: stage_interim_of :many stage_interim
SELECT * FROM stage_interim WHERE row_id = :row_id ORDER BY day;

-- name: stage_record_insert :exec from stage_record
INSERT INTO stage_record (owner_key, day, person, note, metric, status, value, at, line)
VALUES (:owner_key, :day, :person, :note, :metric, :status, :value, :at, :line);

-- name: stage_record_of :many stage_record
SELECT * FROM stage_record WHERE owner_key = :owner_key ORDER BY id LIMIT :limit;

-- name: stage_record_delete :exec
DELETE FROM stage_record WHERE owner_key = :owner_key;

-- name: stage_record_left :many stage_record
-- param: after_id id
-- Check-ins that no row took.
SELECT * FROM stage_record WHERE id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_finding_insert :exec from stage_finding
INSERT INTO stage_finding (kind, file, line, place, title, reason, old_value, new_value)
VALUES (:kind, :file, :line, :place, :title, :reason, :old_value, :new_value);

-- name: stage_finding_page :many stage_finding
-- param: after_id id
SELECT * FROM stage_finding
 WHERE kind = :kind AND id > :after_id ORDER BY id LIMIT :limit;

-- name: stage_finding_count :number
SELECT count(*) FROM stage_finding WHERE kind = :kind;
