-- SPDX-License-Identifier: Apache-2.0
-- The squad's desk: cases, interventions and visits in units, and handing all of it over.

CREATE TABLE squad_case (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    title       {text} NOT NULL,
    note        {text},
    state       {text} NOT NULL CHECK (state IN ('open', 'closed')),
    owner_id    {id} REFERENCES person (id),
    due_day     {day},
    outcome     {text},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    closed_at   {time},
    version     {int} NOT NULL,
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX squad_case_by_unit ON squad_case (unit_id, state, id);
CREATE INDEX squad_case_by_owner ON squad_case (owner_id, state, id) WHERE owner_id IS NOT NULL;

CREATE TABLE intervention (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    case_id     {id} REFERENCES squad_case (id),
    kind        {text} NOT NULL CHECK (kind IN ('visit', 'coaching', 'training', 'facilitation', 'escalation', 'other')),
    state       {text} NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
    day         {day} NOT NULL,
    master_id   {id} REFERENCES person (id),
    note        {text},
    outcome     {text},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX intervention_by_unit ON intervention (unit_id, day, id);
CREATE INDEX intervention_by_master ON intervention (master_id, state, day, id) WHERE master_id IS NOT NULL;

CREATE TABLE intervention_person (
    intervention_id {id} NOT NULL REFERENCES intervention (id),
    person_id   {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (intervention_id, person_id)
);

CREATE TABLE hand_over (
    id          {id key},
    from_id     {id} NOT NULL REFERENCES person (id),
    to_id       {id} NOT NULL REFERENCES person (id),
    day         {day} NOT NULL,
    note        {text},
    state       {text} NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn', 'done')),
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    answered_at {time},
    done_at     {time},
    version     {int} NOT NULL,
    CHECK (from_id <> to_id)
);
-- One at a time for who hands over.
CREATE UNIQUE INDEX hand_over_running ON hand_over (from_id) WHERE state IN ('offered', 'accepted');
CREATE INDEX hand_over_by_receiver ON hand_over (to_id, id);

CREATE TABLE hand_over_item (
    hand_over_id {id} NOT NULL REFERENCES hand_over (id),
    kind        {text} NOT NULL CHECK (kind IN ('grant', 'case', 'visit', 'session')),
    subject_id  {id} NOT NULL,
    PRIMARY KEY (hand_over_id, kind, subject_id)
);
