-- SPDX-License-Identifier: Apache-2.0

-- name: event_newest :many event
-- The last event a reader may see, below the oldest transaction still running.
-- param: horizon int
SELECT * FROM event WHERE txid < :horizon ORDER BY txid DESC, id DESC LIMIT 1;

-- name: event_unheard :many event
-- partial
-- param: horizon int
-- The oldest that readers may not see yet, by the time it tells.
-- The few of them are sorted: by the index of the time PostgreSQL would come to them last.
SELECT at FROM event WHERE txid >= :horizon ORDER BY at + 0 LIMIT 1;

-- name: event_since :many event
-- param: after_txid int
-- param: after_id id
-- param: horizon int
-- Two stretches of one index: SQLite, where every txid is 0, would look for (txid, id) > (…) from the
-- first event there ever was, since it takes the row's number for no column of an index.
SELECT * FROM event WHERE txid = :after_txid AND id > :after_id AND txid < :horizon
UNION ALL
SELECT * FROM event WHERE txid > :after_txid AND txid < :horizon
 ORDER BY txid, id
 LIMIT :limit;
