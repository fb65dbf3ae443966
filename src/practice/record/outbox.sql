-- SPDX-License-Identifier: Apache-2.0
-- Messages on their way. Servers' clocks differ, so who may send what is asked of the database's clock.

-- name: outbox_insert :exec from outbox
-- What was put in before is not put in again.
INSERT INTO outbox (channel, address, subject, body, html, stop_url, message_id, unique_key, person_id,
                    created_at, due_at, attempts, sent_at, claimed_by, claimed_until, last_error, dead_at)
VALUES (:channel, :address, :subject, :body, :html, :stop_url, :message_id, :unique_key, :person_id,
        :created_at, :due_at, :attempts, :sent_at, :claimed_by, :claimed_until, :last_error, :dead_at)
ON CONFLICT DO NOTHING;

-- name: outbox_delete_to :exec
-- Everything for one address, sent or not.
DELETE FROM outbox WHERE address = :address;

-- name: outbox_delete_of_person :exec
-- Everything for a person, sent or not, whatever their address was.
DELETE FROM outbox WHERE person_id = :person_id;

-- name: outbox_drop_of_person :exec
-- What has yet to go to a person. What is being sent this moment goes.
DELETE FROM outbox WHERE person_id = :person_id AND sent_at IS NULL;

-- name: outbox_drop_chats_of :exec
-- What has yet to go to a person's chat. What is being sent this moment goes.
DELETE FROM outbox WHERE person_id = :person_id AND channel <> 'mail' AND sent_at IS NULL;

-- fragment: now
CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)

-- fragment: now_postgres
CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)

-- fragment: free
-- Nobody is sending it. A claim that ends later than anybody could have made it is of a clock that was set back since.
(o.claimed_until IS NULL OR o.claimed_until <= {now} OR o.claimed_until > {now} + 2 * :span)

-- fragment: free_postgres
(o.claimed_until IS NULL OR o.claimed_until <= {now_postgres} OR o.claimed_until > {now_postgres} + 2 * :span)

-- fragment: of_these
(:mails OR o.channel <> 'mail')

-- name: outbox_waits :many outbox
-- partial
-- param: mails bool
-- param: span int
-- Is there anything to send? What is due when it was put in goes at once, whatever the clock of who put it in says.
SELECT o.id FROM outbox o
 WHERE o.sent_at IS NULL AND o.dead_at IS NULL AND (o.due_at <= {now} OR o.due_at = o.created_at)
   AND {free} AND {of_these}
 ORDER BY o.due_at LIMIT 1;
-- engine: postgres
SELECT o.id FROM outbox o
 WHERE o.sent_at IS NULL AND o.dead_at IS NULL AND (o.due_at <= {now_postgres} OR o.due_at = o.created_at)
   AND {free_postgres} AND {of_these}
 ORDER BY o.due_at LIMIT 1;

-- name: outbox_claim :changed
-- param: span int
-- param: mails bool
-- The oldest that nobody is sending are ours for a while. Servers pass over what another is taking.
UPDATE outbox SET claimed_by = :claimed_by, claimed_until = {now} + :span
 WHERE id IN (SELECT o.id FROM outbox o
               WHERE o.sent_at IS NULL AND o.dead_at IS NULL AND (o.due_at <= {now} OR o.due_at = o.created_at)
                 AND {free} AND {of_these}
               ORDER BY o.due_at, o.id LIMIT :limit);
-- engine: postgres
UPDATE outbox SET claimed_by = :claimed_by, claimed_until = {now_postgres} + :span
 WHERE id IN (SELECT o.id FROM outbox o
               WHERE o.sent_at IS NULL AND o.dead_at IS NULL AND (o.due_at <= {now_postgres} OR o.due_at = o.created_at)
                 AND {free_postgres} AND {of_these}
               ORDER BY o.due_at, o.id LIMIT :limit
                 FOR UPDATE SKIP LOCKED);

-- name: outbox_claimed :many outbox
SELECT * FROM outbox WHERE claimed_by = :claimed_by ORDER BY due_at, id;

-- name: outbox_sent :changed
-- What a server lost its claim on is another's to judge.
UPDATE outbox
   SET sent_at = :sent_at, attempts = attempts + 1, claimed_by = NULL, claimed_until = NULL, last_error = NULL
 WHERE id = :id AND claimed_by = :claimed_by;

-- name: outbox_later :changed
-- param: pause int
-- It did not go: again after a pause, by the database's clock.
UPDATE outbox
   SET due_at = {now} + :pause, attempts = attempts + 1, last_error = :last_error,
       claimed_by = NULL, claimed_until = NULL
 WHERE id = :id AND claimed_by = :claimed_by;
-- engine: postgres
UPDATE outbox
   SET due_at = {now_postgres} + :pause, attempts = attempts + 1, last_error = :last_error,
       claimed_by = NULL, claimed_until = NULL
 WHERE id = :id AND claimed_by = :claimed_by;

-- name: outbox_dead :changed
UPDATE outbox
   SET dead_at = :dead_at, attempts = attempts + 1, last_error = :last_error,
       claimed_by = NULL, claimed_until = NULL
 WHERE id = :id AND claimed_by = :claimed_by;

-- name: outbox_put_off :changed
-- param: pause int
-- No message goes now; this one lets others try first.
UPDATE outbox
   SET due_at = {now} + :pause, last_error = :last_error, claimed_by = NULL, claimed_until = NULL
 WHERE id = :id AND claimed_by = :claimed_by;
-- engine: postgres
UPDATE outbox
   SET due_at = {now_postgres} + :pause, last_error = :last_error, claimed_by = NULL, claimed_until = NULL
 WHERE id = :id AND claimed_by = :claimed_by;

-- name: outbox_let_go :exec
-- param: except_id id
-- What was taken and not tried.
UPDATE outbox SET claimed_by = NULL, claimed_until = NULL
 WHERE claimed_by = :claimed_by AND id <> :except_id;
