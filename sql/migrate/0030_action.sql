-- SPDX-License-Identifier: Apache-2.0
-- What people agreed to do: in a retrospective, after a missed commitment, in a check-in meeting. It
-- comes back until it is done or dropped.

CREATE TABLE action (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    owner_id    {id} REFERENCES person (id),
    title       {text} NOT NULL,
    due_day     {day},
    state       {text} NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    note        {text},
    source      {text} NOT NULL CHECK (source IN ('retrospective', 'post_mortem', 'carry_over', 'meeting', 'other')),
    source_id   {id},
    ended_day   {day},
    created_at  {time} NOT NULL,
    version     {int} NOT NULL,
    CHECK ((state = 'open') = (ended_day IS NULL))
);
CREATE INDEX action_by_unit ON action (unit_id, cycle_id);
CREATE INDEX action_by_owner ON action (owner_id, state) WHERE owner_id IS NOT NULL;
