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

-- name: import_made_is :number
-- param: local_id id
-- param: kind foreign_kind
-- param: made_by id
SELECT count(*) FROM foreign_id
 WHERE local_id = :local_id AND kind = :kind AND made_by = :made_by;

-- name: import_forget :exec
-- param: made_by id
-- Units, people and cycles are found by name the next time.
DELETE FROM foreign_id WHERE made_by = :made_by AND kind IN ('unit', 'person', 'cycle');

-- name: import_read_again :exec
-- param: import_id id
-- What it changed says something else than the file again.
UPDATE foreign_id SET hash = 0 WHERE import_id = :import_id;

-- name: import_foreign_of :exec
-- param: local_id id
-- param: made_by id
-- What is called so is gone.
DELETE FROM foreign_id
 WHERE local_id = :local_id AND made_by = :made_by AND kind IN ('key_result', 'measure');

-- name: import_key_results :many id_by_text
-- param: objective_id id
SELECT id, title AS name FROM key_result WHERE objective_id = :objective_id ORDER BY id;

-- fragment: by_people
-- Neither another import nor its taking back.
NOT EXISTS (SELECT 1 FROM import_run r WHERE r.at = e.at OR r.undone_at = e.at)

-- name: import_objective_used :number
-- param: last_event id
-- What people did with an objective since an import, and what hangs on it that no import brought.
SELECT (SELECT count(*) FROM event e
         WHERE e.subject = 'objective' AND e.subject_id = :id AND e.id > :last_event
           AND {by_people})
     + (SELECT count(*) FROM key_result k WHERE k.objective_id = :id AND NOT k.imported)
     + (SELECT count(*) FROM alignment a
         WHERE (a.parent_id = :id OR a.child_id = :id) AND NOT a.imported)
     + (SELECT count(*) FROM review r WHERE r.objective_id = :id)
     + (SELECT count(*) FROM objective_reader r WHERE r.objective_id = :id)
     + (SELECT count(*) FROM closing c WHERE c.objective_id = :id)
     + (SELECT count(*) FROM post_mortem c WHERE c.objective_id = :id)
     + (SELECT count(*) FROM objective_past p WHERE p.objective_id = :id)
     + (SELECT count(*) FROM objective_tag t WHERE t.objective_id = :id)
     + (SELECT count(*) FROM comment c WHERE c.objective_id = :id);

-- name: import_key_result_used :number
-- param: last_event id
SELECT (SELECT count(*) FROM event e
         WHERE e.subject = 'key_result' AND e.subject_id = :id AND e.id > :last_event
           AND {by_people})
     + (SELECT count(*) FROM check_in c WHERE c.key_result_id = :id AND NOT c.imported)
     + (SELECT count(*) FROM alignment a WHERE a.parent_kr_id = :id AND NOT a.imported)
     + (SELECT count(*) FROM initiative i WHERE i.key_result_id = :id)
     + (SELECT count(*) FROM blocker b WHERE b.key_result_id = :id)
     + (SELECT count(*) FROM meeting_item m WHERE m.key_result_id = :id)
     + (SELECT count(*) FROM key_result_closing c WHERE c.key_result_id = :id)
     + (SELECT count(*) FROM carry_over c WHERE c.key_result_id = :id OR c.successor_id = :id)
     + (SELECT count(*) FROM comment c WHERE c.key_result_id = :id);

-- name: import_check_in_get :one check_in
SELECT * FROM check_in WHERE id = :id;

-- name: import_check_in_delete :exec
DELETE FROM check_in WHERE id = :id;

-- name: import_alignment_delete :exec
DELETE FROM alignment WHERE id = :id;
