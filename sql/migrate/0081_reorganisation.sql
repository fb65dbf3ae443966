-- SPDX-License-Identifier: Apache-2.0
-- What units were and where objectives belonged before they changed, and the plans that change them.

CREATE TABLE unit_past (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    parent_id   {id} REFERENCES unit (id),
    name        {text} NOT NULL,
    type        {text} NOT NULL CHECK (type IN ('company', 'business_unit', 'region', 'department', 'team', 'cross_unit_team')),
    path        {text} NOT NULL,
    folded      {text} NOT NULL,
    depth       {int} NOT NULL,
    valid_from  {day} NOT NULL,
    valid_until {day} NOT NULL
);
CREATE INDEX unit_past_by_unit ON unit_past (unit_id, valid_until);

CREATE TABLE objective_past (
    id           {id key},
    objective_id {id} NOT NULL REFERENCES objective (id),
    unit_id      {id} NOT NULL REFERENCES unit (id),
    valid_from   {day} NOT NULL,
    valid_until  {day} NOT NULL
);
CREATE INDEX objective_past_by_objective ON objective_past (objective_id, valid_until);
CREATE INDEX objective_past_by_unit ON objective_past (unit_id, valid_until);

CREATE TABLE reorganisation (
    id           {id key},
    name         {text} NOT NULL,
    reason       {text},
    effective_on {day} NOT NULL,
    state        {text} NOT NULL CHECK (state IN ('draft', 'scheduled', 'applied')),
    trouble      {text},
    created_by   {id} REFERENCES person (id),
    created_at   {time} NOT NULL,
    scheduled_by {id} REFERENCES person (id),
    applied_at   {time},
    version      {int} NOT NULL
);
CREATE INDEX reorganisation_by_state ON reorganisation (state, effective_on);

CREATE TABLE reorg_step (
    id                {id key},
    reorganisation_id {id} NOT NULL REFERENCES reorganisation (id),
    place             {int} NOT NULL,
    kind              {text} NOT NULL CHECK (kind IN ('rename', 'move', 'merge', 'split', 'close')),
    unit_id           {id} NOT NULL REFERENCES unit (id),
    name              {text},
    type              {text} CHECK (type IN ('company', 'business_unit', 'region', 'department', 'team', 'cross_unit_team')),
    into_id           {id} REFERENCES unit (id),
    roles_follow      {bool} NOT NULL,
    made_id           {id} REFERENCES unit (id)
);
CREATE INDEX reorg_step_by_plan ON reorg_step (reorganisation_id, place);
CREATE INDEX reorg_step_by_unit ON reorg_step (unit_id);

CREATE TABLE reorg_part (
    id          {id key},
    step_id     {id} NOT NULL REFERENCES reorg_step (id),
    kind        {text} NOT NULL CHECK (kind IN ('unit', 'person', 'objective')),
    item_id     {id} NOT NULL
);
CREATE INDEX reorg_part_by_step ON reorg_part (step_id, id);
