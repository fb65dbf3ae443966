-- SPDX-License-Identifier: Apache-2.0
-- How well objectives are written is kept for itself, since hardly a check-in changes it, and with it what else there is of the
-- health of a unit: practice. Health, both in one, is what the release before keeps while it still runs. All of it follows
-- from other tables; the job computes it again.
UPDATE kept_cursor SET whole_day = 0;

-- engine: sqlite
DROP TABLE kept_sum;
CREATE TABLE kept_sum (
    kind        {text} NOT NULL CHECK (kind IN ('heat', 'health', 'practice', 'steps', 'tree', 'writing')),
    cycle_id    {id} NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    unit_id     {id} NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    day         {day} NOT NULL,
    until_at    {time} NOT NULL,
    numbers     {text} NOT NULL,
    PRIMARY KEY (cycle_id, kind, unit_id)
);
CREATE INDEX kept_sum_by_unit ON kept_sum (unit_id);
CREATE INDEX kept_sum_stale ON kept_sum (cycle_id, kind, unit_id) WHERE day = 0;

-- engine: postgres
DELETE FROM kept_sum WHERE kind = 'health';
ALTER TABLE kept_sum DROP CONSTRAINT kept_sum_kind_check;
ALTER TABLE kept_sum ADD CONSTRAINT kept_sum_kind_check
    CHECK (kind IN ('heat', 'health', 'practice', 'steps', 'tree', 'writing'));
