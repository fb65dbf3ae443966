-- SPDX-License-Identifier: Apache-2.0

-- name: mention_names :many comment_mention_name
-- param: comment_ids id[]
SELECT m.comment_id, p.id, p.name, p.state
  FROM comment_mention m
  JOIN person p ON p.id = m.person_id
 WHERE m.comment_id IN {list:comment_ids}
 ORDER BY m.comment_id, p.name, p.id;

-- name: mention_refs :many person_ref
SELECT id, name, state FROM person WHERE id IN {list:ids} ORDER BY name, id;

-- name: mention_insert :exec from comment_mention
INSERT INTO comment_mention (comment_id, person_id) VALUES (:comment_id, :person_id);

-- name: mention_clear :exec
DELETE FROM comment_mention WHERE comment_id = :comment_id;

-- name: mention_may_read_draft :number
-- param: objective_id id
-- param: person_id id
SELECT count(*) FROM person p WHERE p.id = :person_id AND p.id IN ({draft_readers});

-- fragment: mentionable
SELECT p.id, p.name,
       (SELECT u.name FROM membership m JOIN unit u ON u.id = m.unit_id
         WHERE m.person_id = p.id AND m.main AND m.valid_from <= :today
           AND (m.valid_until IS NULL OR m.valid_until > :today)
         ORDER BY m.id LIMIT 1) AS unit_name
  FROM person p

-- fragment: can_be_told
p.state IN ('active', 'invited') AND p.merged_into IS NULL AND p.id <> :me

-- fragment: begins
(' ' || p.folded LIKE '% ' || substr(:pattern, 2) ESCAPE '\')

-- fragment: begins_first
CASE WHEN {begins} THEN 0 ELSE 1 END

-- name: mentionable_in_draft :many mentionable_person
-- param: objective_id id
-- param: me id
-- param: today day
-- param: pattern text
-- Those of whose name a word begins so, then the others that hold it.
{mentionable}
 WHERE p.id IN ({draft_readers}) AND {can_be_told} AND p.folded LIKE :pattern ESCAPE '\'
 ORDER BY {begins_first}, p.folded, p.id
 LIMIT :limit;

-- name: mentionable_around :many mentionable_person
-- param: objective_id id
-- param: me id
-- param: today day
-- Those who follow the objective, then the others of its unit.
{mentionable}
 WHERE {can_be_told}
   AND p.id IN ({objective_concerned}
                UNION
                SELECT b.person_id
                  FROM membership b
                  JOIN objective o ON o.unit_id = b.unit_id
                 WHERE o.id = :objective_id AND b.valid_from <= :today
                   AND (b.valid_until IS NULL OR b.valid_until > :today))
 ORDER BY CASE WHEN p.id IN ({objective_concerned}) THEN 0 ELSE 1 END, p.folded, p.id
 LIMIT :limit;

-- name: mentionable_anywhere :many mentionable_person
-- param: me id
-- param: today day
-- param: pattern text
-- As above. Each half stops once it has enough, so that a letter that most names hold costs nothing.
{mentionable}
 WHERE p.id IN (SELECT b.id
                  FROM (SELECT p.id FROM person p
                         WHERE p.folded > '' AND {can_be_told} AND {begins}
                         ORDER BY p.folded, p.id
                         LIMIT :limit) b
                UNION ALL
                SELECT h.id
                  FROM (SELECT p.id FROM person p
                         WHERE p.folded > '' AND {can_be_told} AND NOT {begins}
                           AND p.folded LIKE :pattern ESCAPE '\'
                         ORDER BY p.folded, p.id
                         LIMIT :limit) h)
 ORDER BY {begins_first}, p.folded, p.id
 LIMIT :limit;
