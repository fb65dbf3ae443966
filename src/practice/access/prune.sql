-- SPDX-License-Identifier: Apache-2.0

-- name: prune_session :changed
-- param: before time
DELETE FROM session
 WHERE id IN (SELECT s.id FROM session s WHERE s.expires_at < :before
               ORDER BY s.expires_at LIMIT :limit);

-- name: prune_link :changed
-- param: before time
DELETE FROM link
 WHERE id IN (SELECT k.id FROM link k WHERE k.expires_at < :before ORDER BY k.id LIMIT :limit);

-- name: prune_throttle :changed
-- param: before time
DELETE FROM throttle
 WHERE id IN (SELECT t.id FROM throttle t WHERE t.changed_at < :before
               ORDER BY t.changed_at LIMIT :limit);

-- name: prune_passing_event :changed
-- param: before time
-- These have no field history, and nobody looks them up but to see who signed in when. That a notice was told
-- is for the windows that are open. The words are those of the index event_passing.
DELETE FROM event
 WHERE id IN (SELECT e.id FROM event e
               WHERE e.subject IN ('session', 'link', 'token', 'notice') AND e.at < :before
               ORDER BY e.at LIMIT :limit);
