-- name: right :number
SELECT count(*) FROM far_thing;

-- name: right_row :many far_thing
SELECT * FROM far_thing;

-- name: catalogue :number
SELECT count(*) FROM sqlite_schema;
