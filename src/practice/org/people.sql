-- SPDX-License-Identifier: Apache-2.0

-- name: person_page :many person
-- param: after_folded text
-- param: after_id id
-- param: state person_state?
-- param: pattern text?
SELECT * FROM person
 WHERE (folded, id) > (:after_folded, :after_id) AND merged_into IS NULL
   AND (:state IS NULL OR state = :state)
   AND (:pattern IS NULL OR folded LIKE :pattern ESCAPE '\')
 ORDER BY folded, id
 LIMIT :limit;

-- name: person_page_of_unit :many person
-- param: today day
-- param: after_folded text
-- param: after_id id
-- param: state person_state?
-- param: pattern text?
SELECT * FROM person
 WHERE id IN (SELECT m.person_id FROM membership m
               WHERE m.unit_id = :unit_id AND m.valid_from <= :today
                 AND (m.valid_until IS NULL OR m.valid_until > :today))
   AND (folded, id) > (:after_folded, :after_id) AND merged_into IS NULL
   AND (:state IS NULL OR state = :state)
   AND (:pattern IS NULL OR folded LIKE :pattern ESCAPE '\')
 ORDER BY folded, id
 LIMIT :limit;
