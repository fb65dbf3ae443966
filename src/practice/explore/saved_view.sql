-- SPDX-License-Identifier: Apache-2.0

-- fragment: saved_view_row
SELECT v.id, v.person_id, v.name, v.page, v.query, v.shared, v.created_at, v.version,
       p.name AS person_name
  FROM saved_view v
  JOIN person p ON p.id = v.person_id

-- name: saved_view_get :one saved_view
SELECT * FROM saved_view WHERE id = :id;

-- name: saved_view_show :one saved_view_row
-- partial
{saved_view_row}
 WHERE v.id = :id;

-- name: saved_view_page :many saved_view_row
-- partial
-- param: me id
-- param: page text?
-- param: after_id id
-- By their age: a person finds theirs where they were yesterday.
{saved_view_row}
 WHERE v.id > :after_id AND (v.person_id = :me OR v.shared)
   AND (:page IS NULL OR v.page = :page)
 ORDER BY v.id
 LIMIT :limit;

-- name: saved_view_count :number
SELECT count(*) FROM saved_view WHERE person_id = :person_id;

-- name: saved_view_insert :id from saved_view
INSERT INTO saved_view (person_id, name, page, query, shared, created_at, version)
VALUES (:person_id, :name, :page, :query, :shared, :created_at, :version);

-- name: saved_view_update :exec from saved_view
UPDATE saved_view SET name = :name, query = :query, shared = :shared, version = :version WHERE id = :id;

-- name: saved_view_delete :exec
DELETE FROM saved_view WHERE id = :id;
