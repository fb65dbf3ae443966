-- SPDX-License-Identifier: Apache-2.0
-- What an import looks up and writes in the real database, beside the queries of the parts it fills.

-- name: import_run_insert :id from import_run
INSERT INTO import_run (source, at, person_id, files, created_count, updated_count, pending)
VALUES (:source, :at, :person_id, :files, :created_count, :updated_count, :pending);

-- name: import_run_pending :many import_run
-- Imports that wrote ahead and did not end.
SELECT * FROM import_run WHERE pending ORDER BY id;

-- name: import_run_settle :exec
UPDATE import_run SET pending = FALSE WHERE id = :id;

-- name: import_run_show :exec
-- param: at time
-- param: first_id id
-- What was written ahead is seen from here on.
UPDATE objective SET archived_at = NULL WHERE id >= :first_id AND archived_at = :at AND imported;

-- name: import_days_rebuild :exec
-- param: first_id id
-- param: today day
-- What objectives that an import made were before today: published since their cycle began, closed
-- since the day that stands in them.
INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT o.id, d.day, o.kind,
       CASE WHEN o.state = 'closed' AND o.closed_at / 86400000000 <= d.day THEN 'closed' ELSE 'published' END,
       o.postponed, NULL, NULL, TRUE
  FROM (SELECT x.id, CASE WHEN c.start_day < x.created_at / 86400000000 THEN c.start_day
                          ELSE x.created_at / 86400000000 END AS day
          FROM objective x
          JOIN cycle c ON c.id = x.cycle_id
         WHERE x.id >= :first_id AND x.imported
        UNION
        SELECT x.id, x.closed_at / 86400000000 AS day
          FROM objective x
         WHERE x.id >= :first_id AND x.imported AND x.state = 'closed' AND x.closed_at IS NOT NULL) d
  JOIN objective o ON o.id = d.id
 WHERE d.day < :today AND NOT EXISTS (SELECT 1 FROM objective_day y WHERE y.objective_id = o.id)
ON CONFLICT (objective_id, day) DO NOTHING;

-- name: import_days_keep :exec
-- param: today day
-- param: first_id id
INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT o.id, :today, o.kind, o.state, o.postponed, o.dropped_at, o.archived_at, FALSE
  FROM objective o
 WHERE o.id >= :first_id AND o.imported
   AND NOT EXISTS (SELECT 1 FROM objective_day y WHERE y.objective_id = o.id AND NOT y.rebuilt)
ON CONFLICT (objective_id, day) DO NOTHING;

-- name: foreign_of_import :many foreign_title
-- Objectives and key results an import made, the newest first: a key result before its objective.
SELECT id, kind, foreign_key, local_id, hash, title
  FROM foreign_id
 WHERE import_id = :import_id AND kind IN ('objective', 'key_result', 'measure')
 ORDER BY id DESC LIMIT :limit;

-- name: foreign_delete :exec
DELETE FROM foreign_id WHERE id = :id;

-- name: foreign_by_keys :many foreign_title
-- param: keys text[]
SELECT id, kind, foreign_key, local_id, hash, title
  FROM foreign_id
 WHERE source = :source AND foreign_key IN {list:keys}
 ORDER BY id;

-- name: foreign_get :one foreign_title
SELECT id, kind, foreign_key, local_id, hash, title
  FROM foreign_id
 WHERE source = :source AND kind = :kind AND foreign_key = :foreign_key;

-- name: foreign_insert :exec from foreign_id
INSERT INTO foreign_id (source, kind, foreign_key, local_id, hash, title, status, import_id, made_by)
VALUES (:source, :kind, :foreign_key, :local_id, :hash, :title, :status, :import_id, :made_by);

-- name: foreign_update :exec from foreign_id
UPDATE foreign_id
   SET hash = :hash, title = :title, status = :status, import_id = :import_id
 WHERE source = :source AND kind = :kind AND foreign_key = :foreign_key;

-- name: exchange_unit_top :many unit
-- The top of the organisation, where there is exactly one; an import hangs new units under it.
SELECT * FROM unit WHERE parent_id IS NULL AND valid_until IS NULL AND NOT imported ORDER BY id LIMIT 2;

-- name: exchange_key_results :many key_result_number
-- param: ids id[]
SELECT id, title, contribution, raw, current_value, last_check_in_day, check_in_count FROM key_result
 WHERE id IN {list:ids};

-- name: exchange_objectives :many objective_number
-- param: ids id[]
SELECT id, title, cycle_id, progress FROM objective WHERE id IN {list:ids};

-- name: exchange_other_items :many rollup_row
-- param: objective_id id
-- Live items of an objective that no import brought.
SELECT k.weight, k.contribution
  FROM key_result k
 WHERE k.objective_id = :objective_id AND k.dropped_at IS NULL AND NOT k.imported
UNION ALL
SELECT a.weight, o.progress
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
 WHERE a.parent_id = :objective_id AND a.kind = 'contributes' AND a.valid_until IS NULL
   AND NOT a.imported
   AND o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL;

-- name: exchange_key_result_move :exec
UPDATE key_result SET objective_id = :objective_id, source_kind = :source_kind WHERE id = :id;

-- name: exchange_check_ins :many check_in
SELECT * FROM check_in WHERE key_result_id = :key_result_id AND imported ORDER BY id;

-- name: exchange_check_in_update :exec from check_in
UPDATE check_in
   SET day = :day, value = :value, own_status = :own_status, note = :note, raw = :raw
 WHERE id = :id;

-- name: exchange_check_in_raw :exec
UPDATE check_in SET raw = :raw WHERE id = :id;

-- name: exchange_check_ins_all :many check_in
SELECT * FROM check_in WHERE key_result_id = :key_result_id ORDER BY id;

-- name: exchange_links :many alignment
SELECT * FROM alignment WHERE child_id = :child_id AND valid_until IS NULL ORDER BY id;

-- name: exchange_units_named :many id_by_text
SELECT id, name FROM unit
 WHERE folded = :folded AND name = :name AND valid_until IS NULL ORDER BY id LIMIT 2;

-- name: exchange_people_named :many id_by_text
-- param: folded text
-- param: beyond text
-- People of that name who are neither merged away nor erased. What they are found by begins with the
-- name and may go on with an address.
SELECT id, name FROM person
 WHERE folded >= :folded AND folded < :beyond AND name = :name
   AND merged_into IS NULL AND erased_at IS NULL
 ORDER BY id LIMIT 2;

-- name: exchange_cycles :many cycle
-- The shorter ones first.
SELECT * FROM cycle ORDER BY end_day - start_day, id LIMIT :limit;

-- name: exchange_cycle_days :one stage_cycle
-- partial
SELECT name AS period, start_day, end_day FROM cycle WHERE id = :id;

-- name: exchange_measure_count :number
-- Key results that an import made of an objective's own progress.
SELECT count(*)
  FROM key_result k
  JOIN foreign_id f ON f.local_id = k.id AND f.kind = 'measure'
 WHERE k.objective_id = :objective_id AND k.dropped_at IS NULL;
