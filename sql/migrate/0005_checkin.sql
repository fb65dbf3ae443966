-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE check_in (
    id          {id key},
    key_result_id {id} NOT NULL REFERENCES key_result (id),
    person_id   {id} REFERENCES person (id),
    day         {day} NOT NULL,
    value       {decimal} NOT NULL,
    confidence  {int} CHECK (confidence BETWEEN 0 AND 10),
    own_status  {text} CHECK (own_status IN ('on_track', 'behind', 'at_risk')),
    note        {text},
    raw         {fraction} NOT NULL,
    imported    {bool} NOT NULL,
    created_at  {time} NOT NULL
);
CREATE INDEX check_in_newest ON check_in (key_result_id, day, id);
CREATE INDEX check_in_by_person ON check_in (person_id, id);
