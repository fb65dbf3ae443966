-- SPDX-License-Identifier: Apache-2.0

-- name: prune_idempotency :changed
-- param: before time
DELETE FROM idempotency
 WHERE id IN (SELECT i.id FROM idempotency i WHERE i.created_at < :before
               ORDER BY i.created_at LIMIT :limit);

-- name: prune_outbox :changed
-- param: before time
DELETE FROM outbox
 WHERE id IN (SELECT o.id FROM outbox o WHERE o.sent_at IS NOT NULL AND o.sent_at < :before
               ORDER BY o.sent_at LIMIT :limit);

-- name: prune_dead_letter :changed
-- param: before time
DELETE FROM outbox
 WHERE id IN (SELECT o.id FROM outbox o WHERE o.dead_at IS NOT NULL AND o.dead_at < :before
               ORDER BY o.dead_at LIMIT :limit);
