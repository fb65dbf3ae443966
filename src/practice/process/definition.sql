-- SPDX-License-Identifier: Apache-2.0
-- Phases, their rules, and ladders.

-- name: process_phase_get :one process_phase
SELECT * FROM process_phase WHERE id = :id;

-- name: process_phases :many process_phase
SELECT * FROM process_phase WHERE version_id = :version_id ORDER BY rank, id;

-- name: process_phase_insert :id from process_phase
INSERT INTO process_phase (version_id, root_id, name_en, name_nl, guidance_en, guidance_nl, rank,
                           version)
VALUES (:version_id, :root_id, :name_en, :name_nl, :guidance_en, :guidance_nl, :rank, :version);

-- name: process_phase_set :exec from process_phase
UPDATE process_phase
   SET name_en = :name_en, name_nl = :name_nl, guidance_en = :guidance_en,
       guidance_nl = :guidance_nl, rank = :rank, version = :version
 WHERE id = :id;

-- name: process_phase_rank :exec
UPDATE process_phase SET rank = :rank WHERE id = :id;

-- name: process_phase_remove :exec
DELETE FROM process_phase WHERE id = :id;

-- name: process_rule_by_id :one process_rule
SELECT * FROM process_rule WHERE id = :id;

-- name: process_rules :many process_rule
-- In the order of the road.
SELECT r.* FROM process_rule r JOIN process_phase p ON p.id = r.phase_id
 WHERE r.version_id = :version_id ORDER BY p.rank, p.id, r.rank, r.id;

-- name: process_rules_of_phase :many process_rule
SELECT * FROM process_rule WHERE phase_id = :phase_id ORDER BY rank, id;

-- name: process_rule_insert :id from process_rule
INSERT INTO process_rule (version_id, phase_id, root_id, name_en, name_nl, guidance_en, guidance_nl,
                          scope, rhythm, evidence, percent, documents_en, documents_nl, duty, deputy, anchor,
                          anchor_id, offset_days, working, lead_days, rank, version)
VALUES (:version_id, :phase_id, :root_id, :name_en, :name_nl, :guidance_en, :guidance_nl,
        :scope, :rhythm, :evidence, :percent, :documents_en, :documents_nl, :duty, :deputy, :anchor,
        :anchor_id, :offset_days, :working, :lead_days, :rank, :version);

-- name: process_rule_set :exec from process_rule
UPDATE process_rule
   SET phase_id = :phase_id, name_en = :name_en, name_nl = :name_nl, guidance_en = :guidance_en,
       guidance_nl = :guidance_nl, scope = :scope, rhythm = :rhythm, evidence = :evidence,
       percent = :percent, documents_en = :documents_en,
       documents_nl = :documents_nl, duty = :duty, deputy = :deputy,
       anchor = :anchor, anchor_id = :anchor_id, offset_days = :offset_days, working = :working,
       lead_days = :lead_days, rank = :rank, version = :version
 WHERE id = :id;

-- name: process_rule_rank :exec
UPDATE process_rule SET rank = :rank WHERE id = :id;

-- name: process_rule_remove :exec
DELETE FROM process_rule WHERE id = :id;

-- name: process_rule_counted_on :number
-- Rules whose deadline is counted from that of this one.
SELECT count(*) FROM process_rule WHERE anchor_id = :anchor_id;

-- name: process_types :many process_rule_type
-- param: version_id id
SELECT t.* FROM process_rule_type t JOIN process_rule r ON r.id = t.rule_id
 WHERE r.version_id = :version_id ORDER BY t.rule_id, t.type;

-- name: process_type_insert :exec from process_rule_type
INSERT INTO process_rule_type (rule_id, type) VALUES (:rule_id, :type) ON CONFLICT DO NOTHING;

-- name: process_types_clear :exec
DELETE FROM process_rule_type WHERE rule_id = :rule_id;

-- name: process_afters :many process_rule_after
-- param: version_id id
SELECT a.* FROM process_rule_after a JOIN process_rule r ON r.id = a.rule_id
 WHERE r.version_id = :version_id ORDER BY a.rule_id, a.after_id;

-- name: process_after_insert :exec from process_rule_after
INSERT INTO process_rule_after (rule_id, after_id) VALUES (:rule_id, :after_id)
ON CONFLICT DO NOTHING;

-- name: process_after_clear :exec
DELETE FROM process_rule_after WHERE rule_id = :rule_id;

-- name: process_after_forget :exec
-- Nothing waits for it any more.
DELETE FROM process_rule_after WHERE after_id = :after_id;

-- name: process_rungs :many process_rung
SELECT * FROM process_rung WHERE version_id = :version_id ORDER BY days, id;

-- name: process_rung_insert :exec from process_rung
INSERT INTO process_rung (version_id, rule_id, days, duty)
VALUES (:version_id, :rule_id, :days, :duty);

-- name: process_rungs_clear :exec
-- Those of all steps without a ladder of their own.
DELETE FROM process_rung WHERE version_id = :version_id AND rule_id IS NULL;

-- name: process_rungs_clear_rule :exec
DELETE FROM process_rung WHERE rule_id = :rule_id;
