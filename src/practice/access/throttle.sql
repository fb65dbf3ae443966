-- SPDX-License-Identifier: Apache-2.0

-- name: throttle_get :one throttle
SELECT * FROM throttle WHERE subject = :subject;

-- name: throttle_put :exec from throttle
INSERT INTO throttle (subject, failures, blocked_until, changed_at)
VALUES (:subject, :failures, :blocked_until, :changed_at)
ON CONFLICT (subject) DO UPDATE
   SET failures = excluded.failures, blocked_until = excluded.blocked_until,
       changed_at = excluded.changed_at;

-- name: throttle_delete :exec
DELETE FROM throttle WHERE subject = :subject;
