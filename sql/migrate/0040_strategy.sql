-- SPDX-License-Identifier: Apache-2.0
-- The strategy: a version a board session, its themes, their health, and which objectives stand
-- under a theme.

CREATE TABLE strategy (
    id          {id key},
    name        {text} NOT NULL,
    session_day {day} NOT NULL,
    state       {text} NOT NULL CHECK (state IN ('draft', 'published')),
    mission     {text},
    starting_point {text},
    change_note {text},
    based_on_id {id} REFERENCES strategy (id),
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    published_by {id} REFERENCES person (id),
    published_at {time},
    version     {int} NOT NULL
);
CREATE INDEX strategy_by_session ON strategy (session_day, id);

CREATE TABLE theme (
    id          {id key},
    name        {text} NOT NULL,
    state       {text} NOT NULL CHECK (state IN ('proposed', 'current', 'ended')),
    created_at  {time} NOT NULL
);

CREATE TABLE strategy_theme (
    id          {id key},
    strategy_id {id} NOT NULL REFERENCES strategy (id),
    theme_id    {id} NOT NULL REFERENCES theme (id),
    name        {text} NOT NULL,
    owner_id    {id} REFERENCES person (id),
    from_year   {int} NOT NULL,
    until_year  {int} NOT NULL,
    success     {text},
    description {text},
    rank        {int} NOT NULL,
    version     {int} NOT NULL,
    UNIQUE (strategy_id, theme_id),
    CHECK (until_year >= from_year)
);
CREATE INDEX strategy_theme_by_theme ON strategy_theme (theme_id, strategy_id);

CREATE TABLE health_measure (
    id          {id key},
    theme_id    {id} NOT NULL REFERENCES theme (id),
    name        {text} NOT NULL,
    unit_of_measure {text} NOT NULL,
    low_value   {decimal},
    high_value  {decimal},
    rank        {int} NOT NULL,
    ended_at    {time},
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX health_measure_by_theme ON health_measure (theme_id, rank, id);

CREATE TABLE health_value (
    id          {id key},
    measure_id  {id} NOT NULL REFERENCES health_measure (id),
    person_id   {id} REFERENCES person (id),
    day         {day} NOT NULL,
    value       {decimal} NOT NULL,
    note        {text},
    created_at  {time} NOT NULL
);
CREATE INDEX health_value_by_measure ON health_value (measure_id, day, id);

ALTER TABLE objective ADD COLUMN theme_id {id} REFERENCES theme (id);
CREATE INDEX objective_by_theme ON objective (theme_id, cycle_id) WHERE theme_id IS NOT NULL;
