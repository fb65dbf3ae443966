-- SPDX-License-Identifier: Apache-2.0
-- What keeps a key result from moving, and of whom help is asked.

CREATE TABLE blocker (
    id              {id key},
    key_result_id   {id} NOT NULL REFERENCES key_result (id),
    type            {text} NOT NULL CHECK (type IN ('resource', 'dependency', 'clarity', 'priority', 'external')),
    text            {text} NOT NULL,
    since_day       {day} NOT NULL,
    asked_unit_id   {id} REFERENCES unit (id),
    asked_person_id {id} REFERENCES person (id),
    request         {text},
    created_by      {id} REFERENCES person (id),
    created_at      {time} NOT NULL,
    resolved_at     {time},
    resolved_by     {id} REFERENCES person (id),
    resolution      {text},
    version         {int} NOT NULL,
    CHECK (asked_unit_id IS NULL OR asked_person_id IS NULL)
);
CREATE INDEX blocker_by_key_result ON blocker (key_result_id, since_day, id);
CREATE INDEX blocker_open ON blocker (since_day, id) WHERE resolved_at IS NULL;
CREATE INDEX blocker_asked_unit ON blocker (asked_unit_id) WHERE asked_unit_id IS NOT NULL;
CREATE INDEX blocker_asked_person ON blocker (asked_person_id) WHERE asked_person_id IS NOT NULL;
