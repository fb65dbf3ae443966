-- SPDX-License-Identifier: Apache-2.0

-- A lock is a write, so that whoever is told again what was done has waited for the standby, too.
-- name: idempotency_get :one idempotency
SELECT * FROM idempotency WHERE person_id = :person_id AND route = :route AND key = :key;
-- engine: postgres
SELECT * FROM idempotency WHERE person_id = :person_id AND route = :route AND key = :key FOR UPDATE;

-- name: idempotency_insert :exec from idempotency
INSERT INTO idempotency (person_id, route, key, body_hash, status, version, body, created_at)
VALUES (:person_id, :route, :key, :body_hash, :status, :version, :body, :created_at);

-- name: idempotency_delete :exec
DELETE FROM idempotency WHERE id = :id;

-- name: idempotency_delete_of_person :exec
DELETE FROM idempotency WHERE person_id = :person_id;
