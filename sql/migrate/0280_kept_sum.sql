-- SPDX-License-Identifier: Apache-2.0
-- What the own objectives of each unit amount to on a day, kept by the job that hears of changes; and how far
-- it has heard. A row of day 0 holds no more; one that holds until a moment changes then by itself.

CREATE TABLE kept_sum (
    kind        {text} NOT NULL CHECK (kind IN ('heat', 'health', 'steps', 'tree')),
    cycle_id    {id} NOT NULL REFERENCES cycle (id) ON DELETE CASCADE,
    unit_id     {id} NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    day         {day} NOT NULL,
    until_at    {time} NOT NULL,
    numbers     {text} NOT NULL,
    PRIMARY KEY (cycle_id, kind, unit_id)
);
CREATE INDEX kept_sum_by_unit ON kept_sum (unit_id);
CREATE INDEX kept_sum_stale ON kept_sum (cycle_id, kind, unit_id) WHERE day = 0;

-- One row.
CREATE TABLE kept_cursor (
    id          {id} PRIMARY KEY CHECK (id = 1),
    txid        {int} NOT NULL,
    event_id    {id} NOT NULL,
    whole_day   {day} NOT NULL,
    until_at    {time} NOT NULL
);
