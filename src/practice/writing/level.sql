-- SPDX-License-Identifier: Apache-2.0

-- name: rule_level_newest :many rule_level
-- The version that holds of every rule whose level was ever changed.
SELECT * FROM rule_level r
 WHERE r.version = (SELECT max(t.version) FROM rule_level t WHERE t.rule = r.rule)
 ORDER BY r.rule;

-- name: rule_level_shown :one rule_level_version
-- The version that holds, with who made it.
SELECT r.id, r.rule, r.level, r.created_at, r.person_id, r.version, p.name AS person_name
  FROM rule_level r
  LEFT JOIN person p ON p.id = r.person_id
 WHERE r.rule = :rule
 ORDER BY r.version DESC
 LIMIT 1;

-- name: rule_level_insert :id from rule_level
INSERT INTO rule_level (rule, level, created_at, person_id, version)
VALUES (:rule, :level, :created_at, :person_id, :version);

-- name: rule_level_versions :many rule_level_version
-- param: before int
SELECT r.id, r.rule, r.level, r.created_at, r.person_id, r.version, p.name AS person_name
  FROM rule_level r
  LEFT JOIN person p ON p.id = r.person_id
 WHERE r.rule = :rule AND r.version < :before
 ORDER BY r.version DESC
 LIMIT :limit;
