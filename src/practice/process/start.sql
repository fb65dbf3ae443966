-- SPDX-License-Identifier: Apache-2.0
-- What runs, and the making of its steps: a statement for each rule, deadline and group of units
-- whose days are counted alike. Made again it makes nothing twice.

-- name: process_by_id :one process
SELECT * FROM process WHERE id = :id;

-- name: processes_running :many process
SELECT * FROM process WHERE ended_at IS NULL ORDER BY id;

-- fragment: process_view
SELECT p.id, p.version_id, p.cycle_id, p.unit_id, p.created_by, p.created_at, p.ended_at,
       p.looked_at, p.version, v.template_id, t.name_en AS template_name_en,
       t.name_nl AS template_name_nl, v.number AS version_number, c.name AS cycle_name,
       c.start_day, c.end_day, u.name AS unit_name
  FROM process p
  JOIN process_version v ON v.id = p.version_id
  JOIN process_template t ON t.id = v.template_id
  JOIN cycle c ON c.id = p.cycle_id
  LEFT JOIN unit u ON u.id = p.unit_id

-- name: process_show :one process_view
-- partial
{process_view}
 WHERE p.id = :id;

-- name: process_page :many process_view
-- partial
-- param: after_day day
-- param: after_id id
-- param: cycle_id id?
-- param: ended bool
{process_view}
 WHERE (c.start_day, p.id) < (:after_day, :after_id)
   AND (:ended OR p.ended_at IS NULL)
   AND (:cycle_id IS NULL OR p.cycle_id = :cycle_id
        OR p.cycle_id = (SELECT i.parent_id FROM cycle i WHERE i.id = :cycle_id))
 ORDER BY c.start_day DESC, p.id DESC
 LIMIT :limit;

-- name: process_insert :id from process
INSERT INTO process (version_id, cycle_id, unit_id, created_by, created_at, ended_at, looked_at,
                     top_unit_id, seen_at, version)
VALUES (:version_id, :cycle_id, :unit_id, :created_by, :created_at, :ended_at, :looked_at,
        :top_unit_id, :seen_at, :version);

-- name: process_end_set :exec
UPDATE process SET ended_at = :ended_at, version = version + 1 WHERE id = :id;

-- name: process_steps_gone :exec
-- param: process_id id
-- param: now time
-- What is not done an ended process asks no more.
UPDATE step SET gone_at = :now
 WHERE process_id = :process_id AND done_at IS NULL AND gone_at IS NULL;

-- name: process_looked_set :exec
-- param: now time
-- param: day_begin time
UPDATE process SET looked_at = :now WHERE ended_at IS NULL AND coalesce(looked_at, 0) < :day_begin;

-- name: process_looked_first :exec
-- param: now time
UPDATE process SET looked_at = :now WHERE looked_at IS NULL;

-- name: process_seen_set :exec
UPDATE process SET seen_at = :seen_at WHERE ended_at IS NULL;

-- name: process_top_unit :number
-- The unit at the top: a company before others, the oldest first.
SELECT u.id FROM unit u
 WHERE u.parent_id IS NULL AND u.valid_until IS NULL
 ORDER BY CASE WHEN u.type = 'company' THEN 0 ELSE 1 END, u.id
 LIMIT 1;

-- name: process_around :number
-- param: cycle_id id
-- param: path text
-- Processes of the year around the cycle, or of cycles inside it, that hold for units at or below :path, or
-- for all that it lies in.
SELECT count(*)
  FROM process q
  JOIN cycle c ON c.id = q.cycle_id
  LEFT JOIN unit w ON w.id = q.unit_id
 WHERE q.ended_at IS NULL
   AND (c.parent_id = :cycle_id OR c.id = (SELECT i.parent_id FROM cycle i WHERE i.id = :cycle_id))
   AND (w.id IS NULL OR substr(w.path, 1, length(:path)) = :path
        OR substr(:path, 1, length(w.path)) = w.path);

-- name: process_same :number
-- param: unit_id id?
-- Processes of the cycle that hold for the same unit, or for all; the unique index allows one.
SELECT count(*) FROM process
 WHERE cycle_id = :cycle_id AND coalesce(unit_id, 0) = coalesce(:unit_id, 0) AND ended_at IS NULL;

-- name: process_inner_cycles :many cycle
SELECT * FROM cycle WHERE parent_id = :parent_id ORDER BY start_day, id;

-- fragment: below
-- Paths from :low on that are not yet :high: a unit and all below it.
u.path >= :low AND u.path < :high

-- fragment: in_process
-- There, and in no process of the same cycle that holds further down.
{below} AND (u.valid_until IS NULL OR u.valid_until > :today)
AND NOT EXISTS (SELECT 1 FROM process q JOIN unit w ON w.id = q.unit_id
                 WHERE q.cycle_id = :process_cycle_id AND q.ended_at IS NULL
                   AND q.id <> :process_id AND length(w.path) > length(:low)
                   AND substr(u.path, 1, length(w.path)) = w.path)

-- fragment: units_in_hand
-- They are few, and by themselves first: with what is asked of them PostgreSQL, which knows no bounds when it plans,
-- would begin with all units. CROSS JOIN has SQLite begin with them.
(WITH hand AS MATERIALIZED (
        SELECT u.id, u.path, u.type, u.valid_until, u.zone_effective, u.cadence_effective, d.calendar_id
          FROM unit_duty d
         CROSS JOIN unit u
         WHERE d.dirty AND u.id = d.unit_id)
 SELECT id, path, type, valid_until, zone_effective, cadence_effective, calendar_id FROM hand) u

-- name: step_groups :many step_group
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: process_id id
SELECT DISTINCT u.zone_effective AS zone, u.calendar_id, u.cadence_effective AS cadence
  FROM {units_in_hand}
 WHERE {in_process}
 ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST;

-- fragment: in_group
u.zone_effective = :zone AND coalesce(u.calendar_id, 0) = :calendar_id
AND coalesce(u.cadence_effective, 0) = :cadence

-- fragment: made_again
-- What is not done yet follows its unit's days.
ON CONFLICT (process_id, rule_id, cycle_id, round, unit_id, coalesce(person_id, 0))
DO UPDATE SET opens_day = excluded.opens_day, due_day = excluded.due_day,
              opens_at = excluded.opens_at, due_at = excluded.due_at,
              since_day = excluded.since_day, since_at = excluded.since_at, gone_at = NULL,
              asked_at = CASE WHEN step.gone_at IS NULL AND step.asked_at IS NOT NULL
                              THEN step.asked_at ELSE excluded.asked_at END
    WHERE step.done_at IS NULL AND (step.due_at <> excluded.due_at OR step.opens_at <> excluded.opens_at
                                OR step.since_at <> excluded.since_at OR step.gone_at IS NOT NULL)

-- fragment: of_rule
-- Units of the rule's types, or the one.
(:only_id = 0 OR u.id = :only_id)
AND (u.type IN (SELECT t.type FROM process_rule_type t WHERE t.rule_id = :rule_id)
     OR NOT EXISTS (SELECT 1 FROM process_rule_type t WHERE t.rule_id = :rule_id))

-- name: step_make_units :exec from step
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: zone text
-- param: calendar_id id
-- param: cadence int
-- param: only_id id
-- For each unit of the rule's types, or for one.
INSERT INTO step (process_id, rule_id, cycle_id, round, unit_id, person_id, opens_day, due_day,
                  opens_at, due_at, since_day, since_at, asked_at, have, need, waits_due_at, done_at, reopened_at,
                  gone_at, signed_by, signed_at, note, version)
SELECT :process_id, :rule_id, :cycle_id, :round, u.id, NULL, :opens_day, :due_day,
       :opens_at, :due_at, :since_day, :since_at, :asked_at, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1
  FROM {units_in_hand}
 WHERE {in_process} AND {in_group} AND {of_rule}
 ORDER BY u.id
{made_again};

-- fragment: in_office
-- People who hold a role now for units of the process, with the first of these.
SELECT g.person_id, min(u.id) AS unit_id
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  JOIN unit u ON u.id = coalesce(g.unit_id, :top_unit_id)
 WHERE g.role = :role AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND p.state IN ('active', 'invited') AND p.merged_into IS NULL AND {in_process}
 GROUP BY g.person_id

-- name: step_make_people :exec from step
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: zone text
-- param: calendar_id id
-- param: cadence int
-- param: role role
-- param: now time
-- param: top_unit_id id
-- Once for each, wherever they held the role when it was made.
INSERT INTO step (process_id, rule_id, cycle_id, round, unit_id, person_id, opens_day, due_day,
                  opens_at, due_at, since_day, since_at, asked_at, have, need, waits_due_at, done_at, reopened_at,
                  gone_at, signed_by, signed_at, note, version)
SELECT :process_id, :rule_id, :cycle_id, :round, u.id, h.person_id, :opens_day, :due_day,
       :opens_at, :due_at, :since_day, :since_at, :asked_at, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1
  FROM ({in_office}) h
  JOIN {units_in_hand} ON u.id = h.unit_id
 WHERE {in_group}
   AND NOT EXISTS (SELECT 1 FROM step s
                    WHERE s.process_id = :process_id AND s.rule_id = :rule_id
                      AND s.cycle_id = :cycle_id AND s.round = :round
                      AND s.person_id = h.person_id AND s.unit_id <> u.id AND s.gone_at IS NULL)
 ORDER BY u.id, h.person_id
{made_again};

-- name: start_units :many cadence_count
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: process_id id
-- param: only_id id
-- param: rule_id id
-- Whom step_make_units would make steps for.
SELECT u.cadence_effective AS cadence, count(*) AS count
  FROM unit u
 WHERE {in_process} AND {of_rule}
 GROUP BY u.cadence_effective;

-- name: start_people :many cadence_count
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: process_id id
-- param: top_unit_id id
-- param: role role
-- param: now time
-- Whom step_make_people would make steps for.
SELECT u.cadence_effective AS cadence, count(*) AS count
  FROM ({in_office}) h
  JOIN unit u ON u.id = h.unit_id
 GROUP BY u.cadence_effective;

-- name: units_new :number
-- Of those in hand the ones that never had a step.
SELECT count(*) FROM unit_duty d WHERE d.dirty AND NOT EXISTS (SELECT 1 FROM step s WHERE s.unit_id = d.unit_id);

-- name: step_analyze :exec
ANALYZE step;

-- name: unit_duty_analyze :exec
ANALYZE unit_duty;

-- name: step_documents_make :exec
-- param: rank int
-- param: rule_id id
-- param: process_id id
INSERT INTO step_document (step_id, rank, url, added_by, added_at)
SELECT s.id, :rank, NULL, NULL, NULL FROM step s
 WHERE s.process_id = :process_id AND s.rule_id = :rule_id
   AND s.unit_id IN (SELECT d.unit_id FROM unit_duty d WHERE d.dirty)
ON CONFLICT (step_id, rank) DO NOTHING;

-- name: step_rounds_gone :exec
-- param: now time
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: process_id id
-- param: rule_id id
-- param: cycle_id id
-- param: rounds int
-- param: zone text
-- param: calendar_id id
-- param: cadence int
-- Of a unit that checks in less often than it did.
UPDATE step SET gone_at = :now
 WHERE process_id = :process_id AND rule_id = :rule_id AND cycle_id = :cycle_id
   AND round > :rounds AND done_at IS NULL AND gone_at IS NULL
   AND unit_id IN (SELECT u.id FROM {units_in_hand} WHERE {in_process} AND {in_group});

-- name: step_units_gone :exec
-- param: now time
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- param: process_id id
-- Of units that have closed, or belong to the process no more.
UPDATE step SET gone_at = :now
 WHERE unit_id IN (SELECT d.unit_id FROM unit_duty d
                    WHERE d.dirty AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = d.unit_id AND {in_process}))
   AND +process_id = :process_id AND done_at IS NULL AND gone_at IS NULL;

-- name: step_people_gone :many id_row
-- param: now time
-- param: role role
-- param: process_id id
-- param: rule_id id
-- param: top_unit_id id
-- param: low text
-- param: high text
-- param: today day
-- param: process_cycle_id id
-- Of people who hold the role there no more, in whatever unit: says in which.
UPDATE step SET gone_at = :now
 WHERE process_id = :process_id AND rule_id = :rule_id AND done_at IS NULL AND gone_at IS NULL
   AND person_id NOT IN (SELECT h.person_id FROM ({in_office}) h)
RETURNING unit_id AS id;

-- name: step_count :number
SELECT count(*) FROM step;
