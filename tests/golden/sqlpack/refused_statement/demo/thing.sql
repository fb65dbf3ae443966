SELECT 1;

-- name: open_string :exec
DELETE FROM bit WHERE 'it;

-- name: open_comment :exec
DELETE FROM bit /* where;

-- name: positional :exec
DELETE FROM bit WHERE id = ?;

-- name: positional_too :exec
DELETE FROM bit WHERE id = $1;

-- name: two_statements :exec
DELETE FROM bit WHERE id = :id;
DELETE FROM thing WHERE id = :id;

-- name: nothing :exec

-- name: broken :exec
DELETE FROM bit
 WHERE WHERE id = :id;

-- name: fragment_semicolon :exec
DELETE FROM bit WHERE {unknown};

-- fragment: live
id = 4

-- fragment: closed
id = 3;

-- name: no_end :exec
DELETE FROM bit WHERE id = :id
