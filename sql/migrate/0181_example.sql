-- SPDX-License-Identifier: Apache-2.0
-- The people of the example organisation: as long as there are any, it can be taken out again.

CREATE TABLE example_person (
    id        {id key},
    person_id {id} NOT NULL REFERENCES person (id),
    UNIQUE (person_id)
);
