-- SPDX-License-Identifier: Apache-2.0
-- Versions of a template, and how a draft is begun as a copy of another version: what is copied
-- remembers its root, by which the two are compared.

-- name: process_version_by_id :one process_version
SELECT * FROM process_version WHERE id = :id;

-- fragment: process_version_row
SELECT v.id, v.template_id, v.number, v.year, v.state, v.why, v.created_at, v.published_at,
       p.name AS published_by_name,
       (SELECT count(*) FROM process_rule r WHERE r.version_id = v.id) AS rule_count,
       (SELECT count(*) FROM process s WHERE s.version_id = v.id AND s.ended_at IS NULL) AS in_use,
       v.version
  FROM process_version v
  LEFT JOIN person p ON p.id = v.published_by

-- name: process_version_rows :many process_version_row
-- The newest first.
{process_version_row}
 WHERE v.template_id = :template_id
 ORDER BY v.number DESC;

-- name: process_version_row_get :one process_version_row
{process_version_row}
 WHERE v.id = :id;

-- name: process_version_show :one process_version_view
-- partial
SELECT v.id, v.template_id, v.number, v.year, v.state, v.why, v.based_on_id, v.created_by,
       v.created_at, v.published_by, v.published_at, v.version,
       t.name_en AS template_name_en, t.name_nl AS template_name_nl, p.name AS published_by_name,
       (SELECT count(*) FROM process s WHERE s.version_id = v.id AND s.ended_at IS NULL) AS in_use
  FROM process_version v
  JOIN process_template t ON t.id = v.template_id
  LEFT JOIN person p ON p.id = v.published_by
 WHERE v.id = :id;

-- name: process_version_newest :one process_version
SELECT * FROM process_version WHERE template_id = :template_id ORDER BY number DESC LIMIT 1;

-- name: process_version_insert :id from process_version
INSERT INTO process_version (template_id, number, year, state, why, based_on_id, created_by,
                             created_at, published_by, published_at, version)
VALUES (:template_id, :number, :year, :state, :why, :based_on_id, :created_by, :created_at,
        :published_by, :published_at, :version);

-- name: process_version_set :exec from process_version
UPDATE process_version
   SET year = :year, state = :state, why = :why, published_by = :published_by,
       published_at = :published_at, version = :version
 WHERE id = :id;

-- name: process_version_remove :exec
DELETE FROM process_version WHERE id = :id;

-- ---- a draft as a copy -----------------------------------------------------------------------

-- name: process_copy_phases :exec
-- param: from_id id
-- param: to_id id
INSERT INTO process_phase (version_id, root_id, name_en, name_nl, guidance_en, guidance_nl, rank,
                           version)
SELECT :to_id, coalesce(p.root_id, p.id), p.name_en, p.name_nl, p.guidance_en, p.guidance_nl,
       p.rank, 1
  FROM process_phase p
 WHERE p.version_id = :from_id
 ORDER BY p.rank, p.id;

-- name: process_copy_rules :exec
-- param: from_id id
-- param: to_id id
-- Counted from nothing at first: the rule it is counted from may be copied later.
INSERT INTO process_rule (version_id, phase_id, root_id, name_en, name_nl, guidance_en, guidance_nl,
                          scope, rhythm, evidence, percent, documents_en, documents_nl, duty, deputy, anchor,
                          anchor_id, offset_days, working, lead_days, rank, version)
SELECT :to_id, n.id, coalesce(r.root_id, r.id), r.name_en, r.name_nl, r.guidance_en, r.guidance_nl,
       r.scope, r.rhythm, r.evidence, r.percent, r.documents_en, r.documents_nl, r.duty, r.deputy, r.anchor,
       NULL, r.offset_days, r.working, r.lead_days, r.rank, 1
  FROM process_rule r
  JOIN process_phase p ON p.id = r.phase_id
  JOIN process_phase n ON n.version_id = :to_id AND n.root_id = coalesce(p.root_id, p.id)
 WHERE r.version_id = :from_id
 ORDER BY p.rank, r.rank, r.id;

-- fragment: copied
SELECT r.id AS old_id, n.id AS new_id
  FROM process_rule r
  JOIN process_rule n ON n.version_id = :to_id AND n.root_id = coalesce(r.root_id, r.id)
 WHERE r.version_id = :from_id

-- name: process_copy_anchors :exec
-- param: from_id id
-- param: to_id id
UPDATE process_rule
   SET anchor_id = (SELECT a.new_id FROM ({copied}) a
                      JOIN process_rule r ON r.anchor_id = a.old_id
                     WHERE coalesce(r.root_id, r.id) = process_rule.root_id
                       AND r.version_id = :from_id)
 WHERE version_id = :to_id AND anchor = 'rule';

-- name: process_copy_types :exec
-- param: from_id id
-- param: to_id id
INSERT INTO process_rule_type (rule_id, type)
SELECT c.new_id, t.type FROM process_rule_type t JOIN ({copied}) c ON c.old_id = t.rule_id;

-- name: process_copy_after :exec
-- param: from_id id
-- param: to_id id
INSERT INTO process_rule_after (rule_id, after_id)
SELECT c.new_id, d.new_id
  FROM process_rule_after a
  JOIN ({copied}) c ON c.old_id = a.rule_id
  JOIN ({copied}) d ON d.old_id = a.after_id;

-- name: process_copy_rungs :exec
-- param: from_id id
-- param: to_id id
INSERT INTO process_rung (version_id, rule_id, days, duty)
SELECT :to_id, c.new_id, g.days, g.duty
  FROM process_rung g
  LEFT JOIN ({copied}) c ON c.old_id = g.rule_id
 WHERE g.version_id = :from_id
 ORDER BY g.id;

-- ---- thrown away -----------------------------------------------------------------------------

-- name: process_forget_types :exec
DELETE FROM process_rule_type WHERE rule_id IN (SELECT r.id FROM process_rule r WHERE r.version_id = :version_id);

-- name: process_forget_after :exec
DELETE FROM process_rule_after WHERE rule_id IN (SELECT r.id FROM process_rule r WHERE r.version_id = :version_id);

-- name: process_forget_rungs :exec
DELETE FROM process_rung WHERE version_id = :version_id;

-- name: process_forget_anchors :exec
UPDATE process_rule SET anchor_id = NULL WHERE version_id = :version_id;

-- name: process_forget_rules :exec
DELETE FROM process_rule WHERE version_id = :version_id;

-- name: process_forget_phases :exec
DELETE FROM process_phase WHERE version_id = :version_id;
