-- SPDX-License-Identifier: Apache-2.0
-- Versions of the way of working. The one that holds is the newest published one whose cycle has
-- begun.

-- name: handbook_row :one handbook
SELECT * FROM handbook WHERE id = :id;

-- name: handbook_holding :one handbook
-- param: today day
-- One whose cycle is no more, such as one that went with the example, holds as well.
SELECT * FROM handbook
 WHERE state = 'published'
   AND (from_cycle_id IS NULL
        OR from_cycle_id IN (SELECT c.id FROM cycle c WHERE c.start_day <= :today))
 ORDER BY number DESC LIMIT 1;

-- name: handbook_first :one handbook
SELECT * FROM handbook WHERE state = 'published' ORDER BY number LIMIT 1;

-- name: handbook_newest :one handbook
SELECT * FROM handbook WHERE state = 'published' ORDER BY number DESC LIMIT 1;

-- name: handbook_draft :one handbook
SELECT * FROM handbook WHERE state = 'draft';

-- name: handbook_show :one handbook_view
-- partial
SELECT h.id, h.number, h.state, h.from_cycle_id, h.change_en, h.change_nl, h.created_by,
       h.created_at, h.published_by, h.published_at, h.version, c.name AS from_cycle_name,
       m.name AS created_by_name, p.name AS published_by_name
  FROM handbook h
  LEFT JOIN cycle c ON c.id = h.from_cycle_id
  LEFT JOIN person m ON m.id = h.created_by
  LEFT JOIN person p ON p.id = h.published_by
 WHERE h.id = :id;

-- fragment: handbook_row
SELECT h.id, h.number, h.state, h.from_cycle_id, h.change_en, h.change_nl, h.published_at,
       h.version, c.name AS from_cycle_name, p.name AS published_by_name,
       (SELECT count(*) FROM handbook_chapter x WHERE x.handbook_id = h.id) AS chapter_count
  FROM handbook h
  LEFT JOIN cycle c ON c.id = h.from_cycle_id
  LEFT JOIN person p ON p.id = h.published_by

-- name: handbook_page :many handbook_row
-- partial
-- param: drafts bool
-- param: before int
{handbook_row}
 WHERE h.number < :before AND (:drafts OR h.state = 'published')
 ORDER BY h.number DESC
 LIMIT :limit;

-- name: handbook_line :one handbook_row
-- partial
{handbook_row}
 WHERE h.id = :id;

-- name: handbook_insert :id from handbook
INSERT INTO handbook (number, state, from_cycle_id, change_en, change_nl, created_by, created_at,
                      published_by, published_at, version)
VALUES (:number, :state, :from_cycle_id, :change_en, :change_nl, :created_by, :created_at,
        :published_by, :published_at, :version);

-- name: handbook_set :exec from handbook
UPDATE handbook
   SET state = :state, from_cycle_id = :from_cycle_id, change_en = :change_en,
       change_nl = :change_nl, published_by = :published_by, published_at = :published_at,
       version = :version
 WHERE id = :id;

-- name: handbook_remove :exec
DELETE FROM handbook WHERE id = :id;

-- name: handbook_chapter_list :many handbook_chapter
SELECT * FROM handbook_chapter WHERE handbook_id = :handbook_id ORDER BY rank, id;

-- name: handbook_chapter_row :one handbook_chapter
SELECT * FROM handbook_chapter WHERE id = :id;

-- name: handbook_chapter_insert :id from handbook_chapter
INSERT INTO handbook_chapter (handbook_id, slug, title_en, title_nl, body_en, body_nl, rank, version)
VALUES (:handbook_id, :slug, :title_en, :title_nl, :body_en, :body_nl, :rank, :version);

-- name: handbook_chapter_set :exec from handbook_chapter
UPDATE handbook_chapter
   SET title_en = :title_en, title_nl = :title_nl, body_en = :body_en, body_nl = :body_nl,
       rank = :rank, version = :version
 WHERE id = :id;

-- name: handbook_chapter_place :exec
UPDATE handbook_chapter SET rank = :rank WHERE id = :id;

-- name: handbook_chapter_remove :exec
DELETE FROM handbook_chapter WHERE id = :id;

-- name: handbook_chapter_clear :exec
DELETE FROM handbook_chapter WHERE handbook_id = :handbook_id;

-- name: handbook_setting_list :many handbook_setting
SELECT * FROM handbook_setting WHERE handbook_id = :handbook_id ORDER BY name;

-- name: handbook_setting_row :one handbook_setting
SELECT * FROM handbook_setting WHERE id = :id;

-- name: handbook_setting_named :one handbook_setting
SELECT * FROM handbook_setting WHERE handbook_id = :handbook_id AND name = :name;

-- name: handbook_setting_insert :id from handbook_setting
INSERT INTO handbook_setting (handbook_id, name, value) VALUES (:handbook_id, :name, :value);

-- name: handbook_setting_value :exec from handbook_setting
UPDATE handbook_setting SET value = :value WHERE id = :id;

-- name: handbook_setting_remove :exec
DELETE FROM handbook_setting WHERE id = :id;

-- name: handbook_setting_clear :exec
DELETE FROM handbook_setting WHERE handbook_id = :handbook_id;
