-- SPDX-License-Identifier: Apache-2.0

-- name: stop_key :one link_key
SELECT * FROM link_key WHERE name = :name;

-- name: stop_key_insert :exec from link_key
INSERT INTO link_key (name, key, created_at) VALUES (:name, :key, :created_at) ON CONFLICT DO NOTHING;
