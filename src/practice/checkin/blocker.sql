-- SPDX-License-Identifier: Apache-2.0
-- Blockers lie on key results of published objectives, which everybody may read.

-- name: blocker_get :one blocker
SELECT * FROM blocker WHERE id = :id;

-- fragment: blocker_view
SELECT b.id, b.key_result_id, b.type, b.text, b.since_day, b.asked_unit_id, b.asked_person_id,
       b.request, b.created_by, b.created_at, b.resolved_at, b.resolved_by, b.resolution, b.version,
       k.title AS key_result_title, o.id AS objective_id, o.title AS objective_title,
       o.unit_id, u.name AS unit_name, u.path AS unit_path, u.zone_effective AS zone,
       c.name AS created_by_name, au.name AS asked_unit_name, ap.name AS asked_person_name,
       r.name AS resolved_by_name,
       (SELECT count(*) FROM role_grant g
         WHERE g.person_id = :me AND g.unit_id = b.asked_unit_id AND g.role = 'leader'
           AND g.valid_until IS NULL) AS leads_asked
  FROM blocker b
  JOIN key_result k ON k.id = b.key_result_id
  JOIN objective o ON o.id = k.objective_id
  JOIN unit u ON u.id = o.unit_id
  LEFT JOIN person c ON c.id = b.created_by
  LEFT JOIN unit au ON au.id = b.asked_unit_id
  LEFT JOIN person ap ON ap.id = b.asked_person_id
  LEFT JOIN person r ON r.id = b.resolved_by

-- fragment: blocker_wanted
(b.since_day, b.id) > (:after_day, :after_id)
   AND (:type IS NULL OR b.type = :type)
   AND (:state IS NULL OR (:state = 'open') = (b.resolved_at IS NULL))
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
 ORDER BY b.since_day, b.id
 LIMIT :limit

-- name: blocker_show :one blocker_view
-- partial
-- param: me id
{blocker_view}
 WHERE b.id = :id;

-- name: blocker_of_key_result :many blocker_view
-- partial
-- param: me id
-- param: after_day day
-- param: after_id id
-- param: type blocker_type?
-- param: state blocker_state?
-- param: cycle_id id?
{blocker_view}
 WHERE b.key_result_id = :key_result_id AND {blocker_wanted};

-- name: blocker_of_objective :many blocker_view
-- partial
-- param: me id
-- param: objective_id id
-- param: after_day day
-- param: after_id id
-- param: type blocker_type?
-- param: state blocker_state?
-- param: cycle_id id?
{blocker_view}
 WHERE k.objective_id = :objective_id AND {blocker_wanted};

-- name: blocker_of_units :many blocker_view
-- partial
-- param: me id
-- param: low text
-- param: high text
-- param: after_day day
-- param: after_id id
-- param: type blocker_type?
-- param: state blocker_state?
-- param: cycle_id id?
-- Of every unit whose path lies in [low, high).
{blocker_view}
 WHERE u.path >= :low AND u.path < :high AND {blocker_wanted};

-- name: blocker_asked_of :many blocker_view
-- partial
-- param: me id
-- param: after_day day
-- param: after_id id
-- param: type blocker_type?
-- param: state blocker_state?
-- param: cycle_id id?
-- Help is asked of this person, or of a unit they lead.
{blocker_view}
 WHERE b.id IN (SELECT x.id FROM blocker x WHERE x.asked_person_id = :me
                UNION
                SELECT y.id FROM blocker y JOIN role_grant g ON g.unit_id = y.asked_unit_id
                 WHERE g.person_id = :me AND g.role = 'leader' AND g.valid_until IS NULL)
   AND {blocker_wanted};

-- name: blocker_any :many blocker_view
-- partial
-- param: me id
-- param: after_day day
-- param: after_id id
-- param: type blocker_type?
-- param: state blocker_state?
-- param: cycle_id id?
{blocker_view}
 WHERE {blocker_wanted};

-- name: blocker_insert :id from blocker
INSERT INTO blocker (key_result_id, type, text, since_day, asked_unit_id, asked_person_id, request,
                     created_by, created_at, resolved_at, resolved_by, resolution, version)
VALUES (:key_result_id, :type, :text, :since_day, :asked_unit_id, :asked_person_id, :request,
        :created_by, :created_at, :resolved_at, :resolved_by, :resolution, :version);

-- name: blocker_update :exec from blocker
UPDATE blocker
   SET type = :type, text = :text, since_day = :since_day, asked_unit_id = :asked_unit_id,
       asked_person_id = :asked_person_id, request = :request, resolved_at = :resolved_at,
       resolved_by = :resolved_by, resolution = :resolution, version = :version
 WHERE id = :id;
