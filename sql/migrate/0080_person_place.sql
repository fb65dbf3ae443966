-- SPDX-License-Identifier: Apache-2.0
-- What a person is in the organisation beside their account, and the leadership group.

ALTER TABLE person ADD COLUMN employee_id {text};
ALTER TABLE person ADD COLUMN job_title {text};
ALTER TABLE person ADD COLUMN country {text};
ALTER TABLE person ADD COLUMN manager_id {id} REFERENCES person (id);
CREATE UNIQUE INDEX person_by_employee ON person (employee_id);
CREATE INDEX person_by_manager ON person (manager_id, folded, id);

CREATE TABLE leadership (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    valid_from  {day} NOT NULL,
    valid_until {day}
);
CREATE INDEX leadership_by_person ON leadership (person_id, id);
