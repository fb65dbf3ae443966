-- SPDX-License-Identifier: Apache-2.0
-- Whether somebody may read the objective is asked before; :drafts says whether they may read its draft.

-- name: comment_row :one comment
SELECT * FROM comment WHERE id = :id;

-- fragment: comment_view
SELECT c.id, c.objective_id, c.key_result_id, c.check_in_id, c.parent_id, c.person_id, c.body,
       c.in_draft, c.created_at, c.edited_at, c.deleted_at, c.version, p.name AS person_name,
       k.title AS key_result_title, i.day AS check_in_day
  FROM comment c
  JOIN person p ON p.id = c.person_id
  LEFT JOIN key_result k ON k.id = c.key_result_id
  LEFT JOIN check_in i ON i.id = c.check_in_id

-- name: comment_show :one comment_view
-- partial
{comment_view}
 WHERE c.id = :id;

-- name: comment_threads :many comment_view
-- partial
-- param: before_id id
-- param: drafts bool
-- What was deleted stands there as long as it has answers.
{comment_view}
 WHERE c.objective_id = :objective_id AND c.id < :before_id AND c.parent_id IS NULL
   AND (:drafts OR NOT c.in_draft)
   AND (c.deleted_at IS NULL
        OR EXISTS (SELECT 1 FROM comment a WHERE a.parent_id = c.id AND a.deleted_at IS NULL))
 ORDER BY c.id DESC
 LIMIT :limit;

-- name: comment_answers :many comment_view
-- partial
-- param: ids id[]
{comment_view}
 WHERE c.parent_id IN {list:ids} AND c.deleted_at IS NULL
 ORDER BY c.parent_id, c.id;

-- name: comment_answer_count :number
SELECT count(*) FROM comment WHERE parent_id = :parent_id AND deleted_at IS NULL;

-- name: comment_insert :id from comment
INSERT INTO comment (objective_id, key_result_id, check_in_id, parent_id, person_id, body, in_draft,
                     created_at, edited_at, deleted_at, version)
VALUES (:objective_id, :key_result_id, :check_in_id, :parent_id, :person_id, :body, :in_draft,
        :created_at, :edited_at, :deleted_at, :version);

-- name: comment_row_update :exec from comment
UPDATE comment
   SET body = :body, edited_at = :edited_at, deleted_at = :deleted_at, version = :version
 WHERE id = :id;

-- name: comment_editions :many comment_edition
-- partial
-- not null: body
-- param: before_id id
SELECT h.id, h.old_value AS body, e.at AS until_at
  FROM event e
  JOIN change h ON h.event_id = e.id
 WHERE e.subject = 'comment' AND e.subject_id = :id AND h.field = 'body'
   AND h.old_value IS NOT NULL AND h.id < :before_id
 ORDER BY h.id DESC
 LIMIT :limit;

-- name: comment_words_forget :exec
-- param: id id
-- What was deleted stands nowhere any more.
DELETE FROM change WHERE subject = 'comment' AND subject_id = :id AND field = 'body';
