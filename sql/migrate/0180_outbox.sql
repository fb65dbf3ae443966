-- SPDX-License-Identifier: Apache-2.0
-- The outbox becomes a queue: who is sending a message until when, when it is tried again, and what
-- was given up. `unique_key` says what a message is, so that it is put in once.

ALTER TABLE outbox ADD COLUMN person_id {id};
ALTER TABLE outbox ADD COLUMN html {text};
ALTER TABLE outbox ADD COLUMN stop_url {text};
ALTER TABLE outbox ADD COLUMN message_id {text};
ALTER TABLE outbox ADD COLUMN unique_key {text};
ALTER TABLE outbox ADD COLUMN claimed_by {text};
ALTER TABLE outbox ADD COLUMN claimed_until {time};
ALTER TABLE outbox ADD COLUMN last_error {text};
ALTER TABLE outbox ADD COLUMN dead_at {time};

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_claimed ON outbox (claimed_by, id) WHERE claimed_by IS NOT NULL;
CREATE INDEX outbox_by_person ON outbox (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (dead_at, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_once ON outbox (unique_key) WHERE unique_key IS NOT NULL;
