-- SPDX-License-Identifier: Apache-2.0

-- name: setting_newest :many setting
-- ahead
-- The version that holds of every setting that was ever changed.
SELECT * FROM setting s
 WHERE s.version = (SELECT max(t.version) FROM setting t WHERE t.name = s.name)
 ORDER BY s.name;

-- name: setting_newest_one :one setting
-- ahead
SELECT * FROM setting WHERE name = :name ORDER BY version DESC LIMIT 1;

-- name: setting_shown :one setting_version
-- The version that holds, with who made it.
SELECT s.id, s.name, s.value, s.created_at, s.person_id, s.version, p.name AS person_name
  FROM setting s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.name = :name
 ORDER BY s.version DESC
 LIMIT 1;

-- name: setting_insert :id from setting
INSERT INTO setting (name, value, created_at, person_id, version)
VALUES (:name, :value, :created_at, :person_id, :version);

-- name: setting_versions :many setting_version
-- param: before int
SELECT s.id, s.name, s.value, s.created_at, s.person_id, s.version, p.name AS person_name
  FROM setting s
  LEFT JOIN person p ON p.id = s.person_id
 WHERE s.name = :name AND s.version < :before
 ORDER BY s.version DESC
 LIMIT :limit;
