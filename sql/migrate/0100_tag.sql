-- SPDX-License-Identifier: Apache-2.0
-- Tags: words of the whole organisation by which objectives of any unit are found together.

CREATE TABLE tag (
    id          {id key},
    name        {text} NOT NULL,
    tone        {text} NOT NULL CHECK (tone IN ('grey', 'blue', 'teal', 'green', 'yellow', 'orange', 'pink', 'violet')),
    archived    {bool} NOT NULL,
    merged_into {id} REFERENCES tag (id),
    created_at  {time} NOT NULL,
    folded      {text} NOT NULL,
    version     {int} NOT NULL
);
-- A tag that went up in another one no longer holds its name.
CREATE UNIQUE INDEX tag_by_name ON tag (folded) WHERE merged_into IS NULL;

CREATE TABLE objective_tag (
    objective_id {id} NOT NULL REFERENCES objective (id),
    tag_id       {id} NOT NULL REFERENCES tag (id),
    PRIMARY KEY (objective_id, tag_id)
);
CREATE INDEX objective_tag_by_tag ON objective_tag (tag_id, objective_id);
