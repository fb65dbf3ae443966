-- name: Thing :one thing
SELECT * FROM thing;

-- name: no_result
SELECT 1;

-- name: no_row :one
SELECT 1;

-- name: unknown_row :many gadget
SELECT * FROM thing;

-- name: twice :exec
DELETE FROM bit WHERE id = :id;

-- name: twice :exec
DELETE FROM bit WHERE id = :id;

-- name: unknown_entity :exec from thing_view
DELETE FROM bit WHERE id = :id;

-- name: trailing :exec whatever
DELETE FROM bit WHERE id = :id;

-- name: unknown_engine :exec
DELETE FROM bit WHERE id = :id;
-- engine: oracle
DELETE FROM bit WHERE id = :id;
