-- SPDX-License-Identifier: Apache-2.0

-- name: tag_get :one tag
-- One that did not go up in another.
SELECT * FROM tag WHERE id = :id AND merged_into IS NULL;

-- fragment: tag_view
SELECT t.id, t.name, t.tone, t.archived, t.merged_into, t.created_at, t.folded, t.version,
       (SELECT count(*)
          FROM objective_tag x
          JOIN objective o ON o.id = x.objective_id
          JOIN unit u ON u.id = o.unit_id
         WHERE x.tag_id = t.id AND o.archived_at IS NULL AND {objective_visible}) AS objective_count
  FROM tag t

-- name: tag_show :one tag_view
-- param: id id
-- param: me id
{tag_view}
 WHERE t.id = :id;

-- name: tag_page :many tag_view
-- param: me id
-- param: pattern text
-- param: archived bool
-- param: after_folded text
{tag_view}
 WHERE t.merged_into IS NULL AND t.folded > :after_folded
   AND t.folded LIKE :pattern ESCAPE '\'
   AND (:archived OR NOT t.archived)
 ORDER BY t.folded
 LIMIT :limit;

-- name: tag_count :number
SELECT count(*) FROM tag WHERE merged_into IS NULL;

-- name: tag_named :number
-- param: folded text
-- Which tag has this name.
SELECT id FROM tag WHERE folded = :folded AND merged_into IS NULL;

-- name: tag_insert :id from tag
INSERT INTO tag (name, tone, archived, merged_into, went_up_in, created_at, folded, version)
VALUES (:name, :tone, :archived, :merged_into, :went_up_in, :created_at, :folded, :version);

-- name: tag_update :exec from tag
UPDATE tag
   SET name = :name, tone = :tone, archived = :archived, merged_into = :merged_into,
       went_up_in = :went_up_in, folded = :folded, version = :version
 WHERE id = :id;

-- name: tag_any :one tag
-- Also one that went up in another.
SELECT * FROM tag WHERE id = :id;

-- name: tag_follow :exec
-- param: from_id id
-- param: into_id id
-- What went up in the one goes on to the other.
UPDATE tag SET merged_into = :into_id WHERE merged_into = :from_id;

-- name: tag_follow_back :exec
-- param: id id
-- What had gone up in this one, over any number of steps, is in it again.
WITH RECURSIVE inside (id) AS (
    SELECT t.id FROM tag t WHERE t.went_up_in = :id AND t.merged_into IS NOT NULL
    UNION
    SELECT t.id FROM tag t JOIN inside i ON t.went_up_in = i.id
     WHERE t.merged_into IS NOT NULL
)
UPDATE tag SET merged_into = :id WHERE id IN (SELECT id FROM inside);

-- name: merged_tag_keep :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merged_tag (tag_id, objective_id, had_other)
SELECT x.tag_id, x.objective_id,
       EXISTS (SELECT 1 FROM objective_tag y
                WHERE y.objective_id = x.objective_id AND y.tag_id = :into_id)
  FROM objective_tag x
 WHERE x.tag_id = :from_id;

-- name: objective_tag_give_back :exec
-- param: from_id id
-- param: into_id id
-- Whatever was tagged otherwise since stays as it is.
INSERT INTO objective_tag (objective_id, tag_id)
SELECT m.objective_id, m.tag_id
  FROM merged_tag m
  JOIN objective_tag x ON x.objective_id = m.objective_id AND x.tag_id = :into_id
 WHERE m.tag_id = :from_id;

-- name: objective_tag_take_back :exec
-- param: from_id id
-- param: into_id id
DELETE FROM objective_tag
 WHERE tag_id = :into_id
   AND objective_id IN (SELECT m.objective_id FROM merged_tag m
                         WHERE m.tag_id = :from_id AND NOT m.had_other);

-- name: merged_tag_clear :exec
DELETE FROM merged_tag WHERE tag_id = :tag_id;

-- name: merged_tag_clear_of_objective :exec
DELETE FROM merged_tag WHERE objective_id = :objective_id;

-- name: objective_tag_follow :exec
-- param: from_id id
-- param: into_id id
INSERT INTO objective_tag (objective_id, tag_id)
SELECT x.objective_id, :into_id FROM objective_tag x WHERE x.tag_id = :from_id
ON CONFLICT (objective_id, tag_id) DO NOTHING;

-- name: objective_tag_clear_of_tag :exec
DELETE FROM objective_tag WHERE tag_id = :tag_id;

-- name: objective_tags :many objective_tag_row
-- ahead
-- param: ids id[]
-- The tags of these objectives, by name.
SELECT x.objective_id, t.id, t.name, t.tone
  FROM objective_tag x
  JOIN tag t ON t.id = x.tag_id
 WHERE x.objective_id IN {list:ids}
 ORDER BY x.objective_id, t.folded;

-- name: objectives_tagged :many id_row
-- param: tag_id id
-- param: cycle_id id
-- Objectives of a cycle that have a tag; whether somebody may see them is asked elsewhere.
SELECT x.objective_id AS id
  FROM objective_tag x
  JOIN objective o ON o.id = x.objective_id
 WHERE x.tag_id IN (SELECT coalesce(t.merged_into, t.id) FROM tag t WHERE t.id = :tag_id)
   AND o.cycle_id = :cycle_id;

-- name: objective_tag_insert :exec from objective_tag
INSERT INTO objective_tag (objective_id, tag_id) VALUES (:objective_id, :tag_id)
ON CONFLICT (objective_id, tag_id) DO NOTHING;

-- name: objective_tag_clear :exec
DELETE FROM objective_tag WHERE objective_id = :objective_id;
