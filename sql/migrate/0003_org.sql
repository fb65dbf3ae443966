-- SPDX-License-Identifier: Apache-2.0
-- Who belongs to which unit (units themselves are in 0001).

CREATE TABLE membership (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    person_id   {id} NOT NULL REFERENCES person (id),
    title       {text},
    main        {bool} NOT NULL,
    valid_from  {day} NOT NULL,
    valid_until {day}
);
CREATE INDEX membership_by_unit ON membership (unit_id, person_id);
CREATE INDEX membership_by_person ON membership (person_id, unit_id);
