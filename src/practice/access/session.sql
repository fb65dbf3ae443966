-- SPDX-License-Identifier: Apache-2.0

-- name: session_get :one session
SELECT * FROM session WHERE id = :id;

-- name: session_page :many session_view
-- partial
-- param: now time
-- param: before_id id
-- Those that still hold, newest first.
SELECT id, person_id, created_at, seen_at, expires_at, client
  FROM session
 WHERE person_id = :person_id AND id < :before_id AND expires_at > :now
 ORDER BY id DESC
 LIMIT :limit;

-- name: session_insert :id from session
INSERT INTO session (person_id, secret_hash, created_at, seen_at, expires_at, client)
VALUES (:person_id, :secret_hash, :created_at, :seen_at, :expires_at, :client);

-- name: session_touch :exec
UPDATE session SET seen_at = :seen_at, expires_at = :expires_at WHERE id = :id;

-- name: session_delete :exec
DELETE FROM session WHERE id = :id;

-- name: session_of_person :many session
-- param: except_id id
SELECT * FROM session WHERE person_id = :person_id AND id <> :except_id ORDER BY id;

-- name: session_delete_of_person :exec
-- param: except_id id
-- All of a person's, one (0: none) apart.
DELETE FROM session WHERE person_id = :person_id AND id <> :except_id;
