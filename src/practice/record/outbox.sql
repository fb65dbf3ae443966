-- SPDX-License-Identifier: Apache-2.0

-- name: outbox_insert :id from outbox
INSERT INTO outbox (channel, address, subject, body, created_at, due_at, attempts, sent_at)
VALUES (:channel, :address, :subject, :body, :created_at, :due_at, :attempts, :sent_at)
RETURNING id;

-- name: outbox_delete_to :exec
-- Everything for one address, sent or not.
DELETE FROM outbox WHERE address = :address;
