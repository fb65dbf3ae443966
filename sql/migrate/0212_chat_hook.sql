-- SPDX-License-Identifier: Apache-2.0
-- Where somebody's notices go in their chat program.

CREATE TABLE chat_hook (
    person_id   {id} PRIMARY KEY REFERENCES person (id),
    kind        {text} NOT NULL CHECK (kind IN ('slack', 'teams')),
    url         {text} NOT NULL,
    created_at  {time} NOT NULL
);
