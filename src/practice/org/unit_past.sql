-- SPDX-License-Identifier: Apache-2.0
-- Units as they were on a past day. Where unit_past has a row for the day, that is what the unit was;
-- else it was then what it is now. These read every unit that was there, which a look at now does not.

-- name: unit_past_newest :number
-- The day since which a unit is what it is now; null: since it began.
SELECT max(valid_until) FROM unit_past WHERE unit_id = :unit_id;

-- name: unit_past_insert :exec from unit_past
INSERT INTO unit_past (unit_id, parent_id, name, type, path, folded, depth, valid_from, valid_until)
VALUES (:unit_id, :parent_id, :name, :type, :path, :folded, :depth, :valid_from, :valid_until);

-- fragment: unit_then
SELECT u.id, CASE WHEN h.id IS NULL THEN u.parent_id ELSE h.parent_id END AS parent_id,
       coalesce(h.name, u.name) AS name, coalesce(h.type, u.type) AS type, u.zone,
       u.cadence_days, u.cadence_locked, u.cadence_unit_id, u.cadence_bound,
       coalesce(h.depth, u.depth) AS depth, u.valid_from, u.valid_until, u.imported,
       u.created_at, u.version, coalesce(h.folded, u.folded) AS folded,
       (SELECT count(*)
          FROM unit c
          LEFT JOIN unit_past d
            ON d.unit_id = c.id AND d.valid_from <= :day AND d.valid_until > :day
         WHERE CASE WHEN d.id IS NULL THEN c.parent_id ELSE d.parent_id END = u.id
           AND c.valid_from <= :day AND (c.valid_until IS NULL OR c.valid_until > :day)) AS child_count,
       (SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
         WHERE m.unit_id = u.id AND m.valid_from <= :day
           AND (m.valid_until IS NULL OR m.valid_until > :day)
           AND p.merged_into IS NULL) AS member_count
  FROM unit u
  LEFT JOIN unit_past h ON h.unit_id = u.id AND h.valid_from <= :day AND h.valid_until > :day
 WHERE u.valid_from <= :day AND (u.valid_until IS NULL OR u.valid_until > :day)
   AND (coalesce(h.folded, u.folded), u.id) > (:after_folded, :after_id)
   AND (:pattern IS NULL OR coalesce(h.folded, u.folded) LIKE :pattern ESCAPE '\')

-- name: unit_then_of_parent :many unit_row
-- param: day day
-- param: parent_id id
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_then}
   AND CASE WHEN h.id IS NULL THEN u.parent_id ELSE h.parent_id END = :parent_id
 ORDER BY coalesce(h.folded, u.folded), u.id
 LIMIT :limit;

-- name: unit_then_top :many unit_row
-- param: day day
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_then}
   AND CASE WHEN h.id IS NULL THEN u.parent_id ELSE h.parent_id END IS NULL
 ORDER BY coalesce(h.folded, u.folded), u.id
 LIMIT :limit;

-- name: unit_then_page :many unit_row
-- param: day day
-- param: after_folded text
-- param: after_id id
-- param: pattern text?
{unit_then}
 ORDER BY coalesce(h.folded, u.folded), u.id
 LIMIT :limit;
