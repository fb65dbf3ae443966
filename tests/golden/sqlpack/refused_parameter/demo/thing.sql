-- name: untyped :exec
DELETE FROM bit WHERE made_at < :before;

-- name: disagreeing :exec
-- param: before time
DELETE FROM bit WHERE made_at < :before AND id = (SELECT 1 WHERE :names = 1);

-- name: unused :exec
-- param: before time
DELETE FROM bit WHERE id = :id;

-- name: no_type :exec
-- param: before moment
DELETE FROM bit WHERE made_at < :before;

-- name: reserved :exec
-- param: in time
DELETE FROM bit WHERE made_at < :in;

-- name: no_field :exec from bit
DELETE FROM bit WHERE id = :id AND made_at < :before;

-- name: half :exec
-- param: before
DELETE FROM bit WHERE id = :id;

-- name: engines :exec
DELETE FROM bit WHERE id = :id;
-- engine: postgres
DELETE FROM bit WHERE thing_id = :thing_id;
