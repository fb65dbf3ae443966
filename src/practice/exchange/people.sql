-- SPDX-License-Identifier: Apache-2.0

-- name: people_unit_below :many unit_ref
-- param: parent_id id?
-- param: today day
-- Units of a name right below one, or at the top.
SELECT id, name, type, valid_until FROM unit
 WHERE parent_id IS NOT DISTINCT FROM :parent_id
   AND (valid_until IS NULL OR valid_until > :today) AND folded = :folded
 ORDER BY id LIMIT 1;

-- name: people_unit_imported :many unit_ref
-- param: today day
-- Units of a name that an import made, anywhere; two are enough to know that the name is not one.
SELECT id, name, type, valid_until FROM unit
 WHERE folded = :folded AND imported AND (valid_until IS NULL OR valid_until > :today)
 ORDER BY id LIMIT 2;

-- name: people_unit_successor :number
-- param: unit_id id
-- The unit that took over when this one was merged or closed.
SELECT s.into_id
  FROM reorg_step s
  JOIN reorganisation r ON r.id = s.reorganisation_id
 WHERE s.unit_id = :unit_id AND s.kind IN ('merge', 'close') AND r.state = 'applied'
 ORDER BY r.applied_at DESC LIMIT 1;

-- name: people_known :many person
-- Everybody a source brought in who has not left.
SELECT p.*
  FROM foreign_id f
  JOIN person p ON p.id = f.local_id
 WHERE f.source = :source AND f.kind = 'person' AND p.state <> 'deactivated'
 ORDER BY p.folded, p.id;

-- name: people_namesakes :number
-- param: folded text
-- Imported names without an address that are called the same.
SELECT count(*) FROM person
 WHERE folded = :folded AND state = 'imported' AND email IS NULL AND merged_into IS NULL
   AND employee_id IS NULL;

-- name: people_event_last :number
SELECT max(id) FROM event;

-- name: import_run_close :exec
UPDATE import_run
   SET first_event = :first_event, last_event = :last_event, created_count = :created_count,
       updated_count = :updated_count
 WHERE id = :id;

-- name: import_run_undone :exec
UPDATE import_run SET undone_at = :undone_at WHERE id = :id;

-- name: import_page :many import_view
-- param: before_id id
-- partial
SELECT r.id, r.source, r.at, p.name AS person_name, r.files, r.created_count, r.updated_count,
       r.undone_at
  FROM import_run r
  LEFT JOIN person p ON p.id = r.person_id
 WHERE r.id < :before_id AND NOT r.pending
 ORDER BY r.id DESC
 LIMIT :limit;

-- name: import_run_newest :many import_run
-- The newest import that can be taken back and was not.
SELECT * FROM import_run
 WHERE first_event IS NOT NULL AND undone_at IS NULL
 ORDER BY id DESC LIMIT 1;

-- shared fragment: by_people
-- Neither another import nor its taking back.
NOT EXISTS (SELECT 1 FROM import_run r WHERE r.at = e.at OR r.undone_at = e.at)

-- name: people_events :many people_event
-- param: first_id id
-- param: last_id id
-- param: before_id id
-- What an import left, the newest first; later is what people did since.
SELECT i.id, i.kind, i.subject, i.subject_id,
       (SELECT count(*) FROM event e
         WHERE e.subject = i.subject AND e.subject_id = i.subject_id AND e.id > :last_id
           AND {by_people}) AS later
  FROM event i
 WHERE i.id >= :first_id AND i.id <= :last_id AND i.id < :before_id AND i.at = :at
   AND i.subject IN ('person', 'membership', 'unit', 'cycle')
 ORDER BY i.id DESC
 LIMIT :limit;

-- name: people_changes :many change
SELECT * FROM change WHERE event_id = :event_id ORDER BY id;

-- name: people_field_later :number
-- param: after_id id
-- How often people changed a field since.
SELECT count(*) FROM change c JOIN event e ON e.id = c.event_id
 WHERE c.subject = :subject AND c.subject_id = :subject_id AND c.field = :field AND c.id > :after_id
   AND {by_people};

-- name: people_unit_held :number
-- param: unit_id id
-- param: today day
-- What keeps a unit from being taken back: units below, members, objectives.
SELECT (SELECT count(*) FROM unit c
         WHERE c.parent_id = :unit_id AND (c.valid_until IS NULL OR c.valid_until > :today))
     + (SELECT count(*) FROM membership m
         WHERE m.unit_id = :unit_id AND (m.valid_until IS NULL OR m.valid_until > :today))
     + (SELECT count(*) FROM objective o WHERE o.unit_id = :unit_id);
