-- SPDX-License-Identifier: Apache-2.0
-- Since when a step is asked, from which its ladder counts (null: it was past when it was made); when what
-- counts for it begins; how far the process has heard the events; and which steps open.

ALTER TABLE step ADD COLUMN asked_at {time};
ALTER TABLE step ADD COLUMN since_at {time} NOT NULL DEFAULT 0;
UPDATE step SET asked_at = coalesce(reopened_at, (SELECT p.created_at FROM process p
                                                   WHERE p.id = step.process_id AND p.created_at < step.due_at)),
                since_at = opens_at - (opens_day - since_day) * 86400000000;
CREATE INDEX step_opening ON step (opens_at) WHERE done_at IS NULL AND gone_at IS NULL;

-- What an ended process still asked, it asks no more.
UPDATE step SET gone_at = (SELECT p.ended_at FROM process p WHERE p.id = step.process_id)
 WHERE done_at IS NULL AND gone_at IS NULL
   AND process_id IN (SELECT p.id FROM process p WHERE p.ended_at IS NOT NULL);

-- One row. What happened before was looked at once a day.
CREATE TABLE process_cursor (
    id          {id} PRIMARY KEY CHECK (id = 1),
    txid        {int} NOT NULL,
    event_id    {id} NOT NULL
);
INSERT INTO process_cursor (id, txid, event_id)
SELECT 1, coalesce(max(e.txid), 0),
       coalesce((SELECT max(x.id) FROM event x WHERE x.txid = (SELECT max(y.txid) FROM event y)), 0)
  FROM event e;
