-- name: cast :many thing_ref
-- partial
SELECT id FROM thing WHERE name::text = :name AND name ILIKE :name;

-- name: functions :number
SELECT sum(price) + round(3) + max(id, 3) + ifnull(owner_id, 0) FROM thing WHERE made_on < date('now');

-- name: fine :number
SELECT max(coalesce(owner_id, 0)) + CAST(sum(price) AS BIGINT) FROM thing;

-- name: or_ignore :exec from bit
INSERT OR IGNORE INTO bit (id, thing_id, share, made_at) VALUES (:id, :thing_id, :share, :made_at);

-- name: escape :exec
DELETE FROM bit WHERE id = :id AND E'\'' = 'x';
