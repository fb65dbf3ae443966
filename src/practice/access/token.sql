-- SPDX-License-Identifier: Apache-2.0

-- name: token_get :one token
SELECT * FROM token WHERE id = :id;

-- name: token_page :many token_view
-- param: before_id id
SELECT id, person_id, name, created_at, seen_at, expires_at, revoked_at
  FROM token
 WHERE person_id = :person_id AND id < :before_id
 ORDER BY id DESC
 LIMIT :limit;

-- name: token_insert :id from token
INSERT INTO token (person_id, name, secret_hash, created_at, seen_at, expires_at, revoked_at)
VALUES (:person_id, :name, :secret_hash, :created_at, :seen_at, :expires_at, :revoked_at);

-- name: token_touch :exec
UPDATE token SET seen_at = :seen_at WHERE id = :id;

-- name: token_revoke :exec
UPDATE token SET revoked_at = :revoked_at WHERE id = :id;

-- name: token_revoke_of_person :exec
UPDATE token SET revoked_at = :revoked_at WHERE person_id = :person_id AND revoked_at IS NULL;

-- name: token_delete_of_person :exec
DELETE FROM token WHERE person_id = :person_id;
