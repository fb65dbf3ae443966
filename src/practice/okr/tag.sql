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
INSERT INTO tag (name, tone, archived, merged_into, created_at, folded, version)
VALUES (:name, :tone, :archived, :merged_into, :created_at, :folded, :version)
RETURNING id;

-- name: tag_update :exec from tag
UPDATE tag
   SET name = :name, tone = :tone, archived = :archived, merged_into = :merged_into,
       folded = :folded, version = :version
 WHERE id = :id;

-- name: tag_follow :exec
-- param: from_id id
-- param: into_id id
-- What went up in the one goes on to the other.
UPDATE tag SET merged_into = :into_id WHERE merged_into = :from_id;

-- name: objective_tag_follow :exec
-- param: from_id id
-- param: into_id id
INSERT INTO objective_tag (objective_id, tag_id)
SELECT x.objective_id, :into_id FROM objective_tag x WHERE x.tag_id = :from_id
ON CONFLICT (objective_id, tag_id) DO NOTHING;

-- name: objective_tag_clear_of_tag :exec
DELETE FROM objective_tag WHERE tag_id = :tag_id;

-- name: objective_tags :many objective_tag_row
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
