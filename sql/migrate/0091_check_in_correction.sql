-- SPDX-License-Identifier: Apache-2.0
-- A check-in may be corrected. What it said before stays with the moment until which it said so: a
-- week that was painted, and a meeting that was held, go by what was known then.

ALTER TABLE check_in ADD COLUMN corrected_at {time};
ALTER TABLE check_in ADD COLUMN corrected_by {id} REFERENCES person (id);
ALTER TABLE check_in ADD COLUMN version {int} NOT NULL DEFAULT 1;

CREATE TABLE check_in_former (
    id          {id key},
    check_in_id {id} NOT NULL REFERENCES check_in (id),
    value       {decimal} NOT NULL,
    raw         {fraction} NOT NULL,
    confidence  {int},
    until_at    {time} NOT NULL
);
CREATE INDEX check_in_former_of ON check_in_former (check_in_id, id);
