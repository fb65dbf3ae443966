-- SPDX-License-Identifier: Apache-2.0
-- A comment of the file.

-- name: thing_get :one thing
SELECT * FROM thing WHERE id = :id;

-- name: thing_show :one thing_view
-- One thing with how many pieces it has.
-- Its private columns stay where they are.
SELECT t.*, (SELECT count(*) FROM bit b WHERE b.thing_id = t.id) AS part_count
  FROM thing t
 WHERE t.id = :id AND t.name <> ':name is no parameter; nor is it''s end -- or this' /* nor :this */;

-- name: thing_page :many thing_ref
-- ahead
-- param: after_name text
-- param: after_id id
SELECT id, name, coalesce(price, 0) AS price, owner_id
  FROM thing
 WHERE owner_id = :owner_id AND color = :color AND sold = :sold
   AND (name, id) > (:after_name, :after_id) -- a comment: with :colon
 ORDER BY "name", id
 LIMIT :limit;

-- name: thing_names :many thing_ref
-- partial
-- ahead
-- param: names text[]
SELECT t.id, t.name FROM thing t WHERE t.name IN {list:names} AND {live} ORDER BY t.id;

-- name: thing_insert :id from thing
INSERT INTO thing (owner_id, name, color, price, sold, made_on, version)
VALUES (:owner_id, :name, :color, :price, :sold, :made_on, :version);

-- name: thing_sell :changed
UPDATE thing SET sold = TRUE WHERE id IN {list:ids} AND sold = :sold AND price <= :price;

-- name: thing_worth :number
-- ahead
SELECT CAST(sum(price) AS BIGINT) FROM thing;

-- name: bit_update :exec from bit
-- param: old_share weight
UPDATE bit SET share = :share WHERE id = :id AND share = :old_share;

-- name: thing_search :many thing_ref
-- partial
-- param: word text
-- param: sold bool?
SELECT id, name FROM thing WHERE name GLOB :word AND (:sold IS NULL OR sold = :sold);
-- engine: postgres
SELECT id, name FROM thing WHERE (:sold IS NULL OR sold = :sold) AND name ILIKE :word::text;

-- name: bit_of :many bit
-- not null: id
SELECT b.* FROM bit b WHERE b.thing_id = :thing_id;
