-- SPDX-License-Identifier: Apache-2.0
-- The staging area of imports takes measures that hold a value, interim targets, and check-ins that
-- stand apart from what they are about. Like the others these tables stay empty here.

ALTER TABLE stage_row ADD COLUMN worst_value {decimal};
ALTER TABLE stage_row ADD COLUMN low_value {decimal};
ALTER TABLE stage_row ADD COLUMN high_value {decimal};

CREATE TABLE stage_interim (
    id     {id key},
    row_id {id} NOT NULL,
    day    {day} NOT NULL,
    value  {decimal} NOT NULL
);
CREATE INDEX stage_interim_by_row ON stage_interim (row_id, day);

CREATE TABLE stage_record (
    id        {id key},
    owner_key {text} NOT NULL,
    day       {text} NOT NULL,
    person    {text} NOT NULL,
    note      {text} NOT NULL,
    metric    {text} NOT NULL,
    status    {text} NOT NULL,
    value     {text} NOT NULL,
    at        {text} NOT NULL
);
CREATE INDEX stage_record_by_owner ON stage_record (owner_key, id);
