-- SPDX-License-Identifier: Apache-2.0

-- name: link_by_secret :one link
SELECT * FROM link WHERE secret_hash = :secret_hash;

-- name: link_insert :id from link
INSERT INTO link (person_id, kind, secret_hash, created_at, expires_at, used_at)
VALUES (:person_id, :kind, :secret_hash, :created_at, :expires_at, :used_at);

-- name: link_use :exec
UPDATE link SET used_at = :used_at WHERE id = :id;

-- name: link_delete_unused :exec
-- A new link, or a new password, ends those that are still about.
DELETE FROM link WHERE person_id = :person_id AND used_at IS NULL;

-- name: link_delete_of_person :exec
DELETE FROM link WHERE person_id = :person_id;
