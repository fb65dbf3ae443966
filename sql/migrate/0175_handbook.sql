-- SPDX-License-Identifier: Apache-2.0
-- The way of working: versions of the handbook with chapters and the settings they want, and
-- proposals for the next one. One draft at a time, so that everybody's changes land in the same.

CREATE TABLE handbook (
    id          {id key},
    number      {int} NOT NULL UNIQUE,
    state       {text} NOT NULL CHECK (state IN ('draft', 'published')),
    from_cycle_id {id} REFERENCES cycle (id),
    change_en   {text},
    change_nl   {text},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    published_by {id} REFERENCES person (id),
    published_at {time},
    version     {int} NOT NULL
);
CREATE UNIQUE INDEX handbook_draft ON handbook (state) WHERE state = 'draft';

CREATE TABLE handbook_chapter (
    id          {id key},
    handbook_id {id} NOT NULL REFERENCES handbook (id),
    slug        {text} NOT NULL,
    title_en    {text} NOT NULL,
    title_nl    {text} NOT NULL,
    body_en     {text},
    body_nl     {text},
    rank        {int} NOT NULL,
    version     {int} NOT NULL,
    UNIQUE (handbook_id, slug)
);

CREATE TABLE handbook_setting (
    id          {id key},
    handbook_id {id} NOT NULL REFERENCES handbook (id),
    name        {text} NOT NULL,
    value       {text} NOT NULL,
    UNIQUE (handbook_id, name)
);

CREATE TABLE proposal (
    id          {id key},
    title       {text} NOT NULL,
    body        {text},
    chapter     {text},
    source      {text} NOT NULL CHECK (source IN ('retrospective', 'session', 'person')),
    retrospective_id {id} REFERENCES retrospective (id),
    state       {text} NOT NULL CHECK (state IN ('open', 'accepted', 'declined')),
    handbook_id {id} REFERENCES handbook (id),
    reason      {text},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    decided_by  {id} REFERENCES person (id),
    decided_at  {time},
    version     {int} NOT NULL,
    CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE INDEX proposal_by_state ON proposal (state, id);
CREATE INDEX proposal_by_handbook ON proposal (handbook_id) WHERE handbook_id IS NOT NULL;
