-- SPDX-License-Identifier: Apache-2.0

-- name: event_newest :many event
-- The last event a reader may see, below the oldest transaction still running.
-- param: horizon int
SELECT * FROM event WHERE txid < :horizon ORDER BY txid DESC, id DESC LIMIT 1;

-- name: event_since :many event
-- param: after_txid int
-- param: after_id id
-- param: horizon int
SELECT * FROM event
 WHERE (txid, id) > (:after_txid, :after_id) AND txid < :horizon
 ORDER BY txid, id
 LIMIT :limit;
