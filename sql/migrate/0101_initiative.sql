-- SPDX-License-Identifier: Apache-2.0
-- What is done to move a key result. It never counts in progress.

CREATE TABLE initiative (
    id            {id key},
    key_result_id {id} NOT NULL REFERENCES key_result (id),
    owner_id      {id} REFERENCES person (id),
    title         {text} NOT NULL,
    state         {text} NOT NULL CHECK (state IN ('planned', 'doing', 'done', 'stopped')),
    due_day       {day},
    url           {text},
    rank          {int} NOT NULL,
    ended_day     {day},
    created_at    {time} NOT NULL,
    removed_at    {time},
    version       {int} NOT NULL,
    CHECK ((state IN ('done', 'stopped')) = (ended_day IS NOT NULL))
);
CREATE INDEX initiative_by_key_result ON initiative (key_result_id, rank, id);
CREATE INDEX initiative_by_owner ON initiative (owner_id, due_day) WHERE owner_id IS NOT NULL;
