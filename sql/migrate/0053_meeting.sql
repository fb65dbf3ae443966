-- SPDX-License-Identifier: Apache-2.0
-- Check-in meetings of units: what was talked about, for how long, with whom, and what was noted.

CREATE TABLE meeting (
    id             {id key},
    unit_id        {id} NOT NULL REFERENCES unit (id),
    cycle_id       {id} NOT NULL REFERENCES cycle (id),
    state          {text} NOT NULL CHECK (state IN ('planned', 'running', 'ended')),
    starts_at      {time} NOT NULL,
    budget_minutes {int} NOT NULL CHECK (budget_minutes BETWEEN 5 AND 240),
    note           {text},
    since_day      {day} NOT NULL,
    started_at     {time},
    ended_at       {time},
    presenter_id   {id} REFERENCES person (id),
    item_id        {id},
    item_since     {time},
    created_by     {id} REFERENCES person (id),
    created_at     {time} NOT NULL,
    version        {int} NOT NULL
);
CREATE INDEX meeting_by_unit ON meeting (unit_id, starts_at, id);
CREATE UNIQUE INDEX meeting_running ON meeting (unit_id) WHERE state = 'running';

CREATE TABLE meeting_item (
    id             {id key},
    meeting_id     {id} NOT NULL REFERENCES meeting (id),
    rank           {int} NOT NULL,
    kind           {text} NOT NULL CHECK (kind IN ('actions', 'blocked', 'fell', 'outdated', 'moved', 'steady', 'topic', 'round')),
    key_result_id  {id} REFERENCES key_result (id),
    title          {text},
    contribution_before {fraction},
    contribution_now    {fraction},
    confidence_before   {int},
    confidence_now      {int},
    status         {text},
    note           {text},
    budget_seconds {int} NOT NULL,
    spent_seconds  {int} NOT NULL,
    version        {int} NOT NULL
);
CREATE INDEX meeting_item_by_meeting ON meeting_item (meeting_id, rank, id);

CREATE TABLE meeting_attendance (
    meeting_id  {id} NOT NULL REFERENCES meeting (id),
    person_id   {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (meeting_id, person_id)
);
