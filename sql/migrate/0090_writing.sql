-- SPDX-License-Identifier: Apache-2.0
-- The level an organisation gave a rule of the writing help; versions, of which the newest holds.

CREATE TABLE rule_level (
    id          {id key},
    rule        {text} NOT NULL,
    level       {text} NOT NULL CHECK (level IN ('off', 'hint', 'warn', 'block')),
    created_at  {time} NOT NULL,
    person_id   {id} REFERENCES person (id),
    version     {int} NOT NULL,
    UNIQUE (rule, version)
);
