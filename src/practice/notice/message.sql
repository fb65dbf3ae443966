-- SPDX-License-Identifier: Apache-2.0
-- The outbox as an administrator sees it: who waits for what, never its text.

-- fragment: message_columns
o.id, o.channel, o.address, o.person_id, p.name AS person_name,
CASE WHEN o.dead_at IS NOT NULL THEN 'dead' WHEN o.sent_at IS NOT NULL THEN 'sent' ELSE 'waiting' END AS state,
o.created_at, o.due_at, o.attempts, o.sent_at, o.dead_at, o.last_error

-- name: message_dead :many message_view
-- param: before_at time
-- param: before_id id
-- not null: state
SELECT {message_columns}
  FROM outbox o LEFT JOIN person p ON p.id = o.person_id
 WHERE o.dead_at IS NOT NULL AND (o.dead_at < :before_at OR (o.dead_at = :before_at AND o.id < :before_id))
 ORDER BY o.dead_at DESC, o.id DESC LIMIT :limit;

-- name: message_waiting :many message_view
-- param: before_at time
-- param: before_id id
-- not null: state
SELECT {message_columns}
  FROM outbox o LEFT JOIN person p ON p.id = o.person_id
 WHERE o.sent_at IS NULL AND o.dead_at IS NULL AND (o.due_at < :before_at OR (o.due_at = :before_at AND o.id < :before_id))
 ORDER BY o.due_at DESC, o.id DESC LIMIT :limit;

-- name: message_sent :many message_view
-- param: before_at time
-- param: before_id id
-- not null: state
SELECT {message_columns}
  FROM outbox o LEFT JOIN person p ON p.id = o.person_id
 WHERE o.sent_at IS NOT NULL AND (o.sent_at < :before_at OR (o.sent_at = :before_at AND o.id < :before_id))
 ORDER BY o.sent_at DESC, o.id DESC LIMIT :limit;

-- name: message_show :one message_view
-- not null: state
SELECT {message_columns}
  FROM outbox o LEFT JOIN person p ON p.id = o.person_id
 WHERE o.id = :id;

-- name: message_newest_of :one message_view
-- not null: state
-- What was just put in for a person.
SELECT {message_columns}
  FROM outbox o LEFT JOIN person p ON p.id = o.person_id
 WHERE o.person_id = :person_id
 ORDER BY o.id DESC LIMIT 1;

-- name: message_counts_now :one message_counts
-- partial
SELECT (SELECT count(*) FROM outbox o WHERE o.sent_at IS NULL AND o.dead_at IS NULL) AS waiting,
       (SELECT count(*) FROM outbox o WHERE o.dead_at IS NOT NULL) AS dead,
       (SELECT min(o.due_at) FROM outbox o WHERE o.sent_at IS NULL AND o.dead_at IS NULL) AS oldest_at;

-- name: message_revive :changed
UPDATE outbox SET dead_at = NULL, attempts = 0, due_at = :due_at WHERE id = :id AND dead_at IS NOT NULL;

-- name: message_delete_dead :changed
DELETE FROM outbox WHERE id = :id AND dead_at IS NOT NULL;
