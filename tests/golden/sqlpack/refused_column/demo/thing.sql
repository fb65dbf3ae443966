-- name: unknown :many thing_ref
-- partial
SELECT id, name AS title FROM thing;

-- name: missing :many thing_ref
SELECT id, name FROM thing;

-- name: doubled :many thing_ref
-- partial
SELECT id, name, name FROM thing;

-- name: other_type :many thing_ref
-- partial
SELECT id, made_on AS price FROM thing;

-- name: nullable :many thing_ref
-- partial
SELECT id, owner_id FROM thing;

-- name: list_member :one thing_view
-- partial
SELECT id, 1 AS parts FROM thing WHERE id = :id;

-- name: two_numbers :number
SELECT id, version FROM thing;

-- name: text_number :number
SELECT name FROM thing;

-- name: rows_for_nobody :exec
SELECT id FROM thing;

-- name: star_of_nothing :number
SELECT * FROM thing;

-- name: star_inside :many thing_ref
-- partial
SELECT id FROM thing WHERE id IN (SELECT * FROM bit);

-- name: no_such_column :many thing_ref
-- partial
SELECT id,
       label AS name
  FROM thing;

-- name: sell_ahead :exec
-- ahead
UPDATE thing SET sold = TRUE WHERE id = :id;

-- name: selects :id
SELECT id FROM thing WHERE id = :id;

-- name: returns :id
INSERT INTO bit (thing_id, share, made_at) VALUES (:thing_id, :share, :made_at) RETURNING id;

-- name: in_a_conflict :id
INSERT INTO bit (id, thing_id, share, made_at) VALUES (:id, :thing_id, :share, :made_at) ON CONFLICT (id) DO NOTHING;
