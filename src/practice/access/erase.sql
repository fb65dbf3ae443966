-- SPDX-License-Identifier: Apache-2.0

-- name: person_and_namesakes :many person
-- A person and every imported name that was merged into them, over any number of steps.
WITH RECURSIVE namesake (id) AS (
    SELECT p.id FROM person p WHERE p.id = :id
    UNION
    SELECT q.id FROM person q JOIN namesake n ON q.merged_into = n.id
)
SELECT p.* FROM person p WHERE p.id IN (SELECT id FROM namesake) ORDER BY p.id;

-- name: person_change_replace :exec
-- param: mark text
-- What history holds of one field of a person, on both sides of every change.
UPDATE change
   SET old_value = CASE WHEN old_value IS NULL THEN NULL ELSE :mark END,
       new_value = CASE WHEN new_value IS NULL THEN NULL ELSE :mark END
 WHERE subject = 'person' AND subject_id = :subject_id AND field = :field;
