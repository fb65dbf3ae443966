-- SPDX-License-Identifier: Apache-2.0
-- How healthy the practice was: for each closed cycle what counted for each signal in each unit, with
-- the weights that held then, so that the same number can be worked out again.

CREATE TABLE health_close (
    cycle_id    {id} NOT NULL PRIMARY KEY REFERENCES cycle (id),
    created_at  {time} NOT NULL
);

CREATE TABLE health_mark (
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    unit_id     {id} NOT NULL REFERENCES unit (id),
    signal      {text} NOT NULL CHECK (signal IN ('steps', 'check_ins', 'writing', 'alignment', 'fresh', 'meetings')),
    have        {int} NOT NULL,
    need        {int} NOT NULL CHECK (need > 0),
    weight      {int} NOT NULL,
    PRIMARY KEY (cycle_id, unit_id, signal)
);
CREATE INDEX health_mark_by_unit ON health_mark (unit_id, cycle_id);
