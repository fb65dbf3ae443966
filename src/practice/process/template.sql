-- SPDX-License-Identifier: Apache-2.0

-- name: process_template_get :one process_template
SELECT * FROM process_template WHERE id = :id;

-- name: process_template_insert :id from process_template
INSERT INTO process_template (name_en, name_nl, region, built_in, archived, created_at, version)
VALUES (:name_en, :name_nl, :region, :built_in, :archived, :created_at, :version);

-- name: process_template_set :exec from process_template
UPDATE process_template
   SET name_en = :name_en, name_nl = :name_nl, region = :region, archived = :archived,
       version = :version
 WHERE id = :id;

-- name: process_template_page :many process_template_row
-- param: archived bool
-- param: after_id id
-- What can be put to use is the newest published version.
SELECT t.id, t.name_en, t.name_nl, t.region, t.built_in, t.archived, t.created_at, t.version,
       p.id AS published_id, p.number AS published_number,
       (SELECT min(d.id) FROM process_version d WHERE d.template_id = t.id AND d.state = 'draft')
           AS draft_id,
       (SELECT count(*) FROM process r JOIN process_version v ON v.id = r.version_id
         WHERE v.template_id = t.id AND r.ended_at IS NULL) AS in_use
  FROM process_template t
  LEFT JOIN process_version p
    ON p.template_id = t.id AND p.state = 'published'
   AND NOT EXISTS (SELECT 1 FROM process_version n
                    WHERE n.template_id = t.id AND n.state = 'published' AND n.number > p.number)
 WHERE t.id > :after_id AND (:archived OR NOT t.archived)
 ORDER BY t.id
 LIMIT :limit;

-- name: process_template_built_in :number
-- The template that came with Koers, if it is there.
SELECT min(id) FROM process_template WHERE built_in;

-- name: process_template_count :number
SELECT count(*) FROM process_template;
