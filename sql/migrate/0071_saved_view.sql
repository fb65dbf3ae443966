-- SPDX-License-Identifier: Apache-2.0
-- Tables as people arranged them, kept under a name.

CREATE TABLE saved_view (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    name        {text} NOT NULL,
    page        {text} NOT NULL,
    query       {text} NOT NULL,
    shared      {bool} NOT NULL,
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX saved_view_by_person ON saved_view (person_id, id);
CREATE INDEX saved_view_shared ON saved_view (id) WHERE shared;
