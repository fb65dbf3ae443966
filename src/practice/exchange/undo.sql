-- SPDX-License-Identifier: Apache-2.0
-- Taking an import of OKRs back.

-- name: import_change_insert :exec from import_change
INSERT INTO import_change (import_id, subject, subject_id, field, old_value, new_value)
VALUES (:import_id, :subject, :subject_id, :field, :old_value, :new_value);

-- name: import_changes :many import_change
-- param: before_id id
-- The newest first.
SELECT * FROM import_change
 WHERE import_id = :import_id AND id < :before_id ORDER BY id DESC LIMIT :limit;

-- name: import_changes_forget :exec
DELETE FROM import_change WHERE import_id = :import_id;

-- name: import_made :many foreign_title
-- param: kind foreign_kind
-- param: made_by id
-- param: before_id id
SELECT id, kind, foreign_key, local_id, hash, title
  FROM foreign_id
 WHERE made_by = :made_by AND kind = :kind AND id < :before_id
 ORDER BY id DESC LIMIT :limit;

-- name: import_forget :exec
-- param: made_by id
-- Units, people and cycles are found by name the next time.
DELETE FROM foreign_id WHERE made_by = :made_by AND kind IN ('unit', 'person', 'cycle');

-- name: import_read_again :exec
-- param: import_id id
-- What it changed says something else than the file again.
UPDATE foreign_id SET hash = 0 WHERE import_id = :import_id;

-- name: import_foreign_gone :exec
-- param: local_ids id[]
-- param: made_by id
-- What is called so is gone.
DELETE FROM foreign_id
 WHERE local_id IN {list:local_ids} AND made_by = :made_by AND kind IN ('key_result', 'measure');

-- name: import_foreign_objectives_gone :exec
-- param: local_ids id[]
-- param: made_by id
DELETE FROM foreign_id
 WHERE local_id IN {list:local_ids} AND made_by = :made_by AND kind = 'objective';

-- name: import_key_results :many made_key_result
-- param: objective_ids id[]
SELECT id, objective_id, title FROM key_result WHERE objective_id IN {list:objective_ids} ORDER BY id;

-- name: import_lone_key_results :many made_key_result
-- param: ids id[]
-- param: made_by id
-- Those whose objective was here before the import.
SELECT k.id, k.objective_id, k.title
  FROM key_result k
 WHERE k.id IN {list:ids}
   AND NOT EXISTS (SELECT 1 FROM foreign_id f
                    WHERE f.local_id = k.objective_id AND f.kind = 'objective'
                      AND f.made_by = :made_by)
 ORDER BY k.id;

-- name: import_parents :many id_row
-- param: ids id[]
-- not null: id
-- What these objectives contribute to.
SELECT DISTINCT a.parent_id AS id
  FROM alignment a
 WHERE a.child_id IN {list:ids} AND a.parent_id IS NOT NULL
 ORDER BY a.parent_id;

-- name: import_objectives_used :many id_row
-- param: ids id[]
-- param: last_event id
-- Those with which people did something since an import, or on which hangs what no import brought.
SELECT o.id
  FROM objective o
 WHERE o.id IN {list:ids}
   AND (EXISTS (SELECT 1 FROM event e
                 WHERE e.subject = 'objective' AND e.subject_id = o.id AND e.id > :last_event
                   AND {by_people})
        OR EXISTS (SELECT 1 FROM key_result x WHERE x.objective_id = o.id AND NOT x.imported)
        OR EXISTS (SELECT 1 FROM alignment x
                    WHERE (x.parent_id = o.id OR x.child_id = o.id) AND NOT x.imported)
        OR EXISTS (SELECT 1 FROM review x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM objective_reader x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM closing x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM post_mortem x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM objective_past x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM objective_tag x WHERE x.objective_id = o.id)
        OR EXISTS (SELECT 1 FROM comment x WHERE x.objective_id = o.id AND x.deleted_at IS NULL))
 ORDER BY o.id;

-- name: import_key_results_used :many made_key_result
-- param: ids id[]
-- param: last_event id
SELECT k.id, k.objective_id, k.title
  FROM key_result k
 WHERE k.id IN {list:ids}
   AND (EXISTS (SELECT 1 FROM event e
                 WHERE e.subject = 'key_result' AND e.subject_id = k.id AND e.id > :last_event
                   AND {by_people})
        OR EXISTS (SELECT 1 FROM check_in x WHERE x.key_result_id = k.id AND NOT x.imported)
        OR EXISTS (SELECT 1 FROM alignment x WHERE x.parent_kr_id = k.id AND NOT x.imported)
        OR EXISTS (SELECT 1 FROM initiative x WHERE x.key_result_id = k.id)
        OR EXISTS (SELECT 1 FROM blocker x WHERE x.key_result_id = k.id)
        OR EXISTS (SELECT 1 FROM meeting_item x WHERE x.key_result_id = k.id)
        OR EXISTS (SELECT 1 FROM key_result_closing x WHERE x.key_result_id = k.id)
        OR EXISTS (SELECT 1 FROM carry_over x WHERE x.key_result_id = k.id OR x.successor_id = k.id)
        OR EXISTS (SELECT 1 FROM comment x WHERE x.key_result_id = k.id AND x.deleted_at IS NULL))
 ORDER BY k.id;

-- name: import_check_in_get :one check_in
SELECT * FROM check_in WHERE id = :id;

-- name: import_check_in_used :number
-- What people said about a check-in. Correct it they cannot: it came with an import.
SELECT count(*) FROM comment WHERE check_in_id = :id AND deleted_at IS NULL;

-- name: import_check_in_delete :exec
DELETE FROM check_in WHERE id = :id;

-- name: import_alignment_delete :exec
DELETE FROM alignment WHERE id = :id;

-- name: import_cycle_used :number
-- What a cycle is named by; one that nothing names can go.
SELECT (SELECT count(*) FROM objective x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM cycle x WHERE x.parent_id = :id)
     + (SELECT count(*) FROM action x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM retrospective x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM meeting x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM process x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM step x WHERE x.cycle_id = :id)
     + (SELECT count(*) FROM handbook x WHERE x.from_cycle_id = :id)
     + (SELECT count(*) FROM harmonisation x WHERE x.cycle_id = :id);

-- name: remove_health_close :exec
-- param: cycle_id id
-- What the practice was worth in a closed cycle was worked out by itself, and goes along.
DELETE FROM health_close WHERE cycle_id = :cycle_id;

-- name: remove_health_mark :exec
-- param: cycle_id id
DELETE FROM health_mark WHERE cycle_id = :cycle_id;

-- name: import_cycle_delete :exec
DELETE FROM cycle WHERE id = :id;
