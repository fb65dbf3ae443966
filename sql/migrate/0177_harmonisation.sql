-- SPDX-License-Identifier: Apache-2.0
-- Harmonisation sessions: agenda, who was there, what was decided and who does what.

CREATE TABLE harmonisation (
    id          {id key},
    title       {text} NOT NULL,
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    starts_at   {time} NOT NULL,
    place       {text},
    state       {text} NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    lead_id     {id} REFERENCES person (id),
    note        {text},
    held_at     {time},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    version     {int} NOT NULL,
    CHECK ((state = 'held') = (held_at IS NOT NULL))
);
CREATE INDEX harmonisation_by_start ON harmonisation (starts_at, id);
CREATE INDEX harmonisation_by_lead ON harmonisation (lead_id) WHERE lead_id IS NOT NULL;

CREATE TABLE harmonisation_item (
    id          {id key},
    harmonisation_id {id} NOT NULL REFERENCES harmonisation (id),
    rank        {int} NOT NULL,
    kind        {text} NOT NULL CHECK (kind IN ('topic', 'proposal', 'spread')),
    title       {text},
    proposal_id {id} REFERENCES proposal (id),
    signal      {text} CHECK (signal IN ('steps', 'check_ins', 'writing', 'alignment', 'fresh', 'meetings')),
    note        {text},
    decision    {text},
    version     {int} NOT NULL
);
CREATE INDEX harmonisation_item_by_session ON harmonisation_item (harmonisation_id, rank, id);

CREATE TABLE harmonisation_attendance (
    harmonisation_id {id} NOT NULL REFERENCES harmonisation (id),
    person_id   {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (harmonisation_id, person_id)
);

CREATE TABLE harmonisation_action (
    harmonisation_id {id} NOT NULL REFERENCES harmonisation (id),
    action_id   {id} NOT NULL REFERENCES action (id),
    item_id     {id} REFERENCES harmonisation_item (id),
    PRIMARY KEY (harmonisation_id, action_id)
);

ALTER TABLE proposal ADD COLUMN harmonisation_id {id} REFERENCES harmonisation (id);
