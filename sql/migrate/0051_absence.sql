-- SPDX-License-Identifier: Apache-2.0
-- Who is away, who stands in meanwhile, and who may check in for whom at any time. Why somebody is
-- away is written nowhere.

CREATE TABLE absence (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    first_day   {day} NOT NULL,
    last_day    {day} NOT NULL,
    deputy_id   {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    version     {int} NOT NULL,
    CHECK (last_day >= first_day)
);
CREATE INDEX absence_by_person ON absence (person_id, last_day);
CREATE INDEX absence_by_deputy ON absence (deputy_id, last_day) WHERE deputy_id IS NOT NULL;
CREATE INDEX absence_by_day ON absence (last_day);

CREATE TABLE delegation (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    delegate_id {id} NOT NULL REFERENCES person (id),
    valid_from  {time} NOT NULL,
    valid_until {time}
);
CREATE INDEX delegation_by_person ON delegation (person_id, id);
CREATE INDEX delegation_by_delegate ON delegation (delegate_id) WHERE valid_until IS NULL;
