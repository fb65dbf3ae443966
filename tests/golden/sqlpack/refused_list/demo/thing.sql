-- name: not_in :exec
DELETE FROM bit WHERE id NOT IN {list:ids};

-- name: no_in :exec
DELETE FROM bit WHERE id = {list:ids};

-- name: two_lists :exec
DELETE FROM bit WHERE id IN {list:ids} AND thing_id IN {list:thing_ids};

-- name: list_and_not :exec
DELETE FROM bit WHERE id = :ids OR id IN {list:ids};

-- name: list_type :exec
-- param: ids id
DELETE FROM bit WHERE id IN {list:ids};
