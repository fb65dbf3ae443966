-- SPDX-License-Identifier: Apache-2.0
-- Who follows what. A choice is a row of `follow`; without one those follow who have to do with it, so that
-- nothing must be kept in step when an owner changes or somebody joins a unit.

-- shared fragment: draft_readers
-- People who may read the draft :objective_id; objective_visible says the same of one person.
SELECT o.owner_id FROM objective o WHERE o.id = :objective_id AND o.owner_id IS NOT NULL
UNION SELECT o.created_by FROM objective o WHERE o.id = :objective_id AND o.created_by IS NOT NULL
UNION SELECT w.person_id FROM objective_owner w WHERE w.objective_id = :objective_id
UNION SELECT d.person_id FROM objective_reader d WHERE d.objective_id = :objective_id
UNION SELECT g.person_id
        FROM objective o
        JOIN unit u ON u.id = o.unit_id
        JOIN role_grant g ON g.role <> 'member' AND g.valid_until IS NULL
        LEFT JOIN unit gu ON gu.id = g.unit_id
       WHERE o.id = :objective_id
         AND (g.unit_id IS NULL OR substr(u.path, 1, length(gu.path)) = gu.path)

-- shared fragment: objective_concerned
-- People who have to do with the objective :objective_id.
SELECT o.owner_id FROM objective o WHERE o.id = :objective_id AND o.owner_id IS NOT NULL
UNION SELECT w.person_id FROM objective_owner w WHERE w.objective_id = :objective_id
UNION SELECT k.owner_id FROM key_result k
       WHERE k.objective_id = :objective_id AND k.owner_id IS NOT NULL AND k.dropped_at IS NULL
UNION SELECT c.person_id FROM comment c
       WHERE c.objective_id = :objective_id AND c.deleted_at IS NULL
UNION SELECT m.person_id
        FROM comment c
        JOIN comment_mention m ON m.comment_id = c.id
       WHERE c.objective_id = :objective_id

-- shared fragment: unit_followers
-- Who follows the unit :unit_id on :day.
SELECT m.person_id FROM membership m
 WHERE m.unit_id = :unit_id AND m.valid_from <= :day
   AND (m.valid_until IS NULL OR m.valid_until > :day)
UNION SELECT g.person_id FROM role_grant g
       WHERE g.unit_id = :unit_id AND g.role = 'leader' AND g.valid_until IS NULL
UNION SELECT f.person_id FROM follow f WHERE f.unit_id = :unit_id AND f.follows
EXCEPT SELECT f.person_id FROM follow f WHERE f.unit_id = :unit_id AND NOT f.follows

-- shared fragment: objective_followers
-- Who follows the objective :objective_id.
{objective_concerned}
UNION SELECT f.person_id FROM follow f WHERE f.objective_id = :objective_id AND f.follows
EXCEPT SELECT f.person_id FROM follow f WHERE f.objective_id = :objective_id AND NOT f.follows

-- shared fragment: objective_audience
-- Who hears of the objective :objective_id, which is of the unit :unit_id: who follows either, but for
-- those who chose not to follow the objective.
{unit_followers}
UNION {objective_followers}
EXCEPT SELECT f.person_id FROM follow f WHERE f.objective_id = :objective_id AND NOT f.follows

-- fragment: can_hear
p.state IN ('active', 'invited') AND p.merged_into IS NULL

-- name: follow_people_of_objective :many person_ref
-- param: objective_id id
-- param: drafts bool
-- `drafts`: only those who may read its draft.
SELECT p.id, p.name, p.state
  FROM person p
 WHERE p.id IN ({objective_followers})
   AND {can_hear}
   AND (NOT :drafts OR p.id IN ({draft_readers}))
 ORDER BY p.name, p.id;

-- name: follow_people_of_unit :many person_ref
-- param: unit_id id
-- param: day day
SELECT p.id, p.name, p.state
  FROM person p
 WHERE p.id IN ({unit_followers})
   AND {can_hear}
 ORDER BY p.name, p.id;

-- fragment: objective_reason
-- Why :me follows the objective o, whatever they chose.
CASE WHEN o.owner_id = :me THEN 'owner'
     WHEN EXISTS (SELECT 1 FROM objective_owner w
                   WHERE w.objective_id = o.id AND w.person_id = :me) THEN 'co_owner'
     WHEN EXISTS (SELECT 1 FROM key_result k
                   WHERE k.objective_id = o.id AND k.owner_id = :me
                     AND k.dropped_at IS NULL) THEN 'key_result'
     WHEN EXISTS (SELECT 1 FROM comment c
                   WHERE c.person_id = :me AND c.objective_id = o.id
                     AND c.deleted_at IS NULL) THEN 'commented'
     WHEN EXISTS (SELECT 1 FROM comment c
                    JOIN comment_mention m ON m.comment_id = c.id
                   WHERE c.objective_id = o.id AND m.person_id = :me) THEN 'mentioned'
     WHEN EXISTS (SELECT 1 FROM follow f
                   WHERE f.objective_id = o.id AND f.person_id = :me AND f.follows) THEN 'chosen'
END

-- fragment: unit_reason
CASE WHEN EXISTS (SELECT 1 FROM role_grant g
                   WHERE g.unit_id = u.id AND g.person_id = :me AND g.role = 'leader'
                     AND g.valid_until IS NULL) THEN 'leader'
     WHEN EXISTS (SELECT 1 FROM membership m
                   WHERE m.unit_id = u.id AND m.person_id = :me AND m.valid_from <= :today
                     AND (m.valid_until IS NULL OR m.valid_until > :today)) THEN 'member'
     WHEN EXISTS (SELECT 1 FROM follow f
                   WHERE f.unit_id = u.id AND f.person_id = :me AND f.follows) THEN 'chosen'
END

-- name: follow_standing_of_objective :one follow_standing
-- param: objective_id id
-- param: me id
SELECT (SELECT f.follows FROM follow f
         WHERE f.objective_id = o.id AND f.person_id = :me) AS follows,
       {objective_reason} AS reason
  FROM objective o
 WHERE o.id = :objective_id;

-- name: follow_standing_of_unit :one follow_standing
-- param: unit_id id
-- param: me id
-- param: today day
SELECT (SELECT f.follows FROM follow f WHERE f.unit_id = u.id AND f.person_id = :me) AS follows,
       {unit_reason} AS reason
  FROM unit u
 WHERE u.id = :unit_id;

-- name: follow_of_objective :one follow
SELECT * FROM follow WHERE objective_id = :objective_id AND person_id = :person_id;

-- name: follow_of_unit :one follow
SELECT * FROM follow WHERE unit_id = :unit_id AND person_id = :person_id;

-- name: follow_insert :id from follow
INSERT INTO follow (person_id, objective_id, unit_id, follows, changed_at)
VALUES (:person_id, :objective_id, :unit_id, :follows, :changed_at);

-- name: follow_update :exec from follow
UPDATE follow SET follows = :follows, changed_at = :changed_at WHERE id = :id;

-- name: follow_objectives :many follow_row
-- not null: reason
-- param: me id
-- param: before_id id
SELECT 'objective' AS kind, o.id, o.title, u.name AS unit_name, c.id AS cycle_id,
       c.name AS cycle_name, {objective_reason} AS reason
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE o.id < :before_id
   AND o.id IN (SELECT o.id FROM objective o WHERE o.owner_id = :me
                UNION SELECT w.objective_id FROM objective_owner w WHERE w.person_id = :me
                UNION SELECT k.objective_id FROM key_result k
                       WHERE k.owner_id = :me AND k.dropped_at IS NULL
                UNION SELECT c.objective_id FROM comment c
                       WHERE c.person_id = :me AND c.deleted_at IS NULL
                UNION SELECT c.objective_id
                        FROM comment_mention m
                        JOIN comment c ON c.id = m.comment_id
                       WHERE m.person_id = :me
                UNION SELECT f.objective_id FROM follow f
                       WHERE f.person_id = :me AND f.objective_id IS NOT NULL AND f.follows
                EXCEPT SELECT f.objective_id FROM follow f
                        WHERE f.person_id = :me AND f.objective_id IS NOT NULL AND NOT f.follows)
   AND c.state <> 'closed' AND o.dropped_at IS NULL AND o.archived_at IS NULL
   AND {objective_visible}
 ORDER BY o.id DESC
 LIMIT :limit;

-- name: follow_units :many follow_row
-- not null: reason
-- param: me id
-- param: today day
-- param: before_id id
SELECT 'unit' AS kind, u.id, u.name AS title, NULL AS unit_name, CAST(NULL AS BIGINT) AS cycle_id,
       NULL AS cycle_name, {unit_reason} AS reason
  FROM unit u
 WHERE u.id < :before_id
   AND u.id IN (SELECT m.unit_id FROM membership m
                 WHERE m.person_id = :me AND m.valid_from <= :today
                   AND (m.valid_until IS NULL OR m.valid_until > :today)
                UNION SELECT g.unit_id FROM role_grant g
                       WHERE g.person_id = :me AND g.role = 'leader' AND g.valid_until IS NULL
                         AND g.unit_id IS NOT NULL
                UNION SELECT f.unit_id FROM follow f
                       WHERE f.person_id = :me AND f.unit_id IS NOT NULL AND f.follows
                EXCEPT SELECT f.unit_id FROM follow f
                        WHERE f.person_id = :me AND f.unit_id IS NOT NULL AND NOT f.follows)
   AND (u.valid_until IS NULL OR u.valid_until > :today)
 ORDER BY u.id DESC
 LIMIT :limit;
