-- SPDX-License-Identifier: Apache-2.0

-- name: chat_of :one chat_hook
SELECT * FROM chat_hook WHERE person_id = :person_id;

-- name: chat_put_row :exec from chat_hook
INSERT INTO chat_hook (person_id, kind, url, created_at) VALUES (:person_id, :kind, :url, :created_at)
ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, url = excluded.url, created_at = excluded.created_at;

-- name: chat_delete_row :changed
DELETE FROM chat_hook WHERE person_id = :person_id;

-- name: chat_newest :one outbox
-- How the newest message to somebody's chat fared.
SELECT * FROM outbox
 WHERE person_id = :person_id AND channel <> 'mail' AND created_at >= :created_at
 ORDER BY id DESC LIMIT 1;
