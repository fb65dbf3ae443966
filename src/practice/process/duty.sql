-- SPDX-License-Identifier: Apache-2.0
-- Who answers for what. unit_duty says it per unit; it is renewed with the steps.

-- name: duty_units :many duty_unit
-- Every unit, the higher before the lower, with what is known of it.
SELECT u.id, u.parent_id, c.unit_id IS NOT NULL AS chosen, c.calendar_id,
       d.unit_id IS NOT NULL AS known, d.leader_unit_id, d.master_unit_id,
       d.calendar_id AS known_calendar_id
  FROM unit u
  LEFT JOIN unit_calendar c ON c.unit_id = u.id
  LEFT JOIN unit_duty d ON d.unit_id = u.id
 ORDER BY u.depth, u.id;

-- name: duty_held :many duty_held
-- param: now time
-- Units that somebody leads or is OKR master of.
SELECT DISTINCT g.unit_id AS id, g.role
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
 WHERE g.unit_id IS NOT NULL AND g.role IN ('leader', 'okr_master')
   AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND p.state IN ('active', 'invited') AND p.merged_into IS NULL;

-- name: duty_put :exec from unit_duty
INSERT INTO unit_duty (unit_id, leader_unit_id, master_unit_id, calendar_id, dirty, waits_at)
VALUES (:unit_id, :leader_unit_id, :master_unit_id, :calendar_id, :dirty, :waits_at)
ON CONFLICT (unit_id)
DO UPDATE SET leader_unit_id = excluded.leader_unit_id, master_unit_id = excluded.master_unit_id,
              calendar_id = excluded.calendar_id,
              waits_at = coalesce(unit_duty.waits_at, excluded.waits_at);

-- name: duty_unit_get :one unit_duty
SELECT * FROM unit_duty WHERE unit_id = :unit_id;

-- fragment: duty_person
-- Somebody with whoever stands in for them while they are away.
p.id, p.name, a.id IS NOT NULL AS away, dp.id AS deputy_id, dp.name AS deputy_name

-- fragment: duty_away
LEFT JOIN absence a ON a.person_id = p.id AND a.first_day <= :today AND a.last_day >= :today
LEFT JOIN person dp ON dp.id = a.deputy_id AND dp.state IN ('active', 'invited')

-- name: duty_role_people :many duty_row
-- param: now time
-- param: today day
-- param: role role
-- param: unit_id id?
-- Of a unit, or, without one, of the whole organisation.
SELECT DISTINCT {duty_person}
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  {duty_away}
 WHERE g.role = :role AND coalesce(g.unit_id, 0) = coalesce(:unit_id, 0)
   AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND p.state IN ('active', 'invited') AND p.merged_into IS NULL
 ORDER BY p.id;

-- name: duty_owners :many duty_row
-- param: today day
-- param: unit_id id
-- param: cycle_id id
-- Owners and co-owners of the live objectives of a unit in a cycle, and owners of their key results.
SELECT DISTINCT {duty_person}
  FROM (SELECT o.owner_id AS person_id FROM objective o
         WHERE o.cycle_id = :cycle_id AND o.unit_id = :unit_id AND o.dropped_at IS NULL
           AND o.archived_at IS NULL
        UNION
        SELECT x.person_id FROM objective_owner x JOIN objective o ON o.id = x.objective_id
         WHERE o.cycle_id = :cycle_id AND o.unit_id = :unit_id AND o.dropped_at IS NULL
           AND o.archived_at IS NULL
        UNION
        SELECT k.owner_id FROM key_result k JOIN objective o ON o.id = k.objective_id
         WHERE o.cycle_id = :cycle_id AND o.unit_id = :unit_id AND o.dropped_at IS NULL
           AND o.archived_at IS NULL AND k.dropped_at IS NULL) w
  JOIN person p ON p.id = w.person_id
  {duty_away}
 WHERE p.state IN ('active', 'invited') AND p.merged_into IS NULL
 ORDER BY p.id;

-- name: duty_one :many duty_row
-- param: today day
-- param: person_id id
SELECT {duty_person}
  FROM person p
  {duty_away}
 WHERE p.id = :person_id AND p.state IN ('active', 'invited') AND p.merged_into IS NULL
 ORDER BY p.id;
