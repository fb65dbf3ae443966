-- SPDX-License-Identifier: Apache-2.0
-- A unit is there when it began by :begun and has not ended by :ended. For a past day both are that
-- day; for now :begun lies in the far future, so that units that are yet to begin can be prepared.

-- name: unit_get :one unit
SELECT * FROM unit WHERE id = :id;

-- name: unit_place :one unit_place
-- What rules of other parts must know of a unit.
SELECT id, name, path, zone_effective AS zone, valid_until FROM unit WHERE id = :id;

-- name: unit_refs :many unit_ref
-- From the top down.
SELECT id, name, type, valid_until FROM unit WHERE id IN {list:ids} ORDER BY depth, id;

-- fragment: unit_there
u.valid_from <= :begun AND (u.valid_until IS NULL OR u.valid_until > :ended)

-- fragment: unit_row
SELECT u.id, u.parent_id, u.name, u.type, u.zone, u.cadence_days, u.cadence_locked,
       u.cadence_unit_id, u.cadence_bound, u.depth, u.valid_from, u.valid_until, u.imported,
       u.created_at, u.version, u.folded,
       (SELECT count(*) FROM unit c
         WHERE c.parent_id = u.id AND c.valid_from <= :begun
           AND (c.valid_until IS NULL OR c.valid_until > :ended)) AS child_count,
       (SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
         WHERE m.unit_id = u.id AND m.valid_from <= :ended
           AND (m.valid_until IS NULL OR m.valid_until > :ended)
           AND p.merged_into IS NULL) AS member_count
  FROM unit u

-- name: unit_page_of_parent :many unit_row
-- param: begun day
-- param: ended day
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_row}
 WHERE u.parent_id = :parent_id AND (u.folded, u.id) > (:after_folded, :after_id)
   AND {unit_there}
   AND (:pattern IS NULL OR u.folded LIKE :pattern ESCAPE '\')
 ORDER BY u.folded, u.id
 LIMIT :limit;

-- name: unit_page_top :many unit_row
-- param: begun day
-- param: ended day
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_row}
 WHERE u.parent_id IS NULL AND (u.folded, u.id) > (:after_folded, :after_id)
   AND {unit_there}
   AND (:pattern IS NULL OR u.folded LIKE :pattern ESCAPE '\')
 ORDER BY u.folded, u.id
 LIMIT :limit;

-- name: unit_page :many unit_row
-- param: begun day
-- param: ended day
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_row}
 WHERE (u.folded, u.id) > (:after_folded, :after_id)
   AND {unit_there}
   AND (:pattern IS NULL OR u.folded LIKE :pattern ESCAPE '\')
 ORDER BY u.folded, u.id
 LIMIT :limit;

-- name: unit_show :one unit_view
-- partial
-- The cadence is 0 where the organisation's holds.
SELECT u.id, u.parent_id, u.name, u.type, u.zone, u.cadence_days, u.cadence_locked,
       u.cadence_unit_id, u.cadence_bound, u.depth, u.valid_from, u.valid_until, u.imported,
       u.created_at, u.version, u.zone_effective AS effective_zone,
       coalesce(u.cadence_effective, 0) AS effective_cadence_days, c.name AS cadence_unit_name
  FROM unit u
  LEFT JOIN unit c ON c.id = u.cadence_unit_id
 WHERE u.id = :id;

-- name: unit_below :many unit
-- param: low text
-- param: high text
-- Every unit whose path lies in (low, high), from the top down.
SELECT * FROM unit WHERE path > :low AND path < :high ORDER BY depth, id;

-- name: unit_open_below :number
-- param: on_day day
-- Units right below that are still there on a day.
SELECT count(*) FROM unit
 WHERE parent_id = :parent_id AND (valid_until IS NULL OR valid_until > :on_day);

-- name: unit_insert :id from unit
INSERT INTO unit (parent_id, name, type, zone, path, zone_effective, cadence_days, cadence_locked,
                  cadence_effective, cadence_unit_id, cadence_bound, folded, depth, valid_from,
                  valid_until, imported, created_at, version)
VALUES (:parent_id, :name, :type, :zone, :path, :zone_effective, :cadence_days, :cadence_locked,
        :cadence_effective, :cadence_unit_id, :cadence_bound, :folded, :depth, :valid_from,
        :valid_until, :imported, :created_at, :version);

-- name: unit_path_set :exec
-- Once the id is known.
UPDATE unit SET path = :path WHERE id = :id;

-- name: unit_inherit :exec from unit
-- What holds for it from above.
UPDATE unit
   SET zone_effective = :zone_effective, cadence_effective = :cadence_effective,
       cadence_unit_id = :cadence_unit_id, cadence_bound = :cadence_bound
 WHERE id = :id;

-- name: unit_update :exec from unit
UPDATE unit
   SET parent_id = :parent_id, name = :name, type = :type, zone = :zone, path = :path,
       zone_effective = :zone_effective, cadence_days = :cadence_days,
       cadence_locked = :cadence_locked, cadence_effective = :cadence_effective,
       cadence_unit_id = :cadence_unit_id, cadence_bound = :cadence_bound, folded = :folded,
       depth = :depth, valid_until = :valid_until, version = :version
 WHERE id = :id;
