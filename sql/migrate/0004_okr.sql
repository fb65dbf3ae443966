-- SPDX-License-Identifier: Apache-2.0
-- Cycles, objectives, key results and how they are linked. Numbers are scaled integers: decimals in
-- ten-thousandths, fractions in parts per million, weights in hundredths.

CREATE TABLE cycle (
    id          {id key},
    parent_id   {id} REFERENCES cycle (id),
    name        {text} NOT NULL,
    type        {text} NOT NULL CHECK (type IN ('year', 'tertial', 'quarter', 'custom')),
    start_day   {day} NOT NULL,
    end_day     {day} NOT NULL,
    state       {text} NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
    imported    {bool} NOT NULL,
    created_at  {time} NOT NULL,
    version     {int} NOT NULL,
    CHECK (end_day > start_day)
);
CREATE INDEX cycle_by_start ON cycle (start_day, id);

CREATE TABLE objective (
    id          {id key},
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    unit_id     {id} NOT NULL REFERENCES unit (id),
    owner_id    {id} REFERENCES person (id),
    title       {text} NOT NULL,
    description {text},
    kind        {text} NOT NULL CHECK (kind IN ('committed', 'aspirational')),
    state       {text} NOT NULL CHECK (state IN ('draft', 'published', 'closed')),
    rank        {int} NOT NULL,
    progress    {fraction},
    score       {fraction},
    imported    {bool} NOT NULL,
    postponed   {bool} NOT NULL,
    dropped_at  {time},
    archived_at {time},
    reason      {text},
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    published_at {time},
    closed_at   {time},
    version     {int} NOT NULL
);
CREATE INDEX objective_by_unit ON objective (cycle_id, unit_id, rank, id);
CREATE INDEX objective_by_unit_all ON objective (unit_id, cycle_id);
CREATE INDEX objective_by_owner ON objective (owner_id, cycle_id);

CREATE TABLE objective_unit (
    objective_id {id} NOT NULL REFERENCES objective (id),
    unit_id      {id} NOT NULL REFERENCES unit (id),
    weight       {weight} NOT NULL,
    PRIMARY KEY (objective_id, unit_id)
);
CREATE INDEX objective_unit_by_unit ON objective_unit (unit_id, objective_id);

CREATE TABLE objective_owner (
    objective_id {id} NOT NULL REFERENCES objective (id),
    person_id    {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (objective_id, person_id)
);
CREATE INDEX objective_owner_by_person ON objective_owner (person_id, objective_id);

CREATE TABLE key_result (
    id          {id key},
    objective_id {id} NOT NULL REFERENCES objective (id),
    owner_id    {id} REFERENCES person (id),
    title       {text} NOT NULL,
    description {text},
    kind        {text} NOT NULL CHECK (kind IN ('increase', 'decrease', 'at_least', 'at_most', 'range', 'yes_no', 'milestones', 'zones')),
    unit_of_measure {text} NOT NULL,
    start_value {decimal},
    target_value {decimal},
    worst_value {decimal},
    start_day   {day},
    due_day     {day},
    weight      {weight} NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
    rank        {int} NOT NULL,
    current_value {decimal},
    raw         {fraction},
    contribution {fraction} NOT NULL,
    confidence  {int},
    own_status  {text} CHECK (own_status IN ('on_track', 'behind', 'at_risk')),
    last_check_in_day {day},
    check_in_count {int} NOT NULL,
    score       {fraction},
    source_kind {text},
    imported    {bool} NOT NULL,
    postponed   {bool} NOT NULL,
    dropped_at  {time},
    reason      {text},
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX key_result_by_objective ON key_result (objective_id, rank, id);
CREATE INDEX key_result_by_owner ON key_result (owner_id) WHERE owner_id IS NOT NULL;

CREATE TABLE alignment (
    id          {id key},
    child_id    {id} NOT NULL REFERENCES objective (id),
    parent_id   {id} REFERENCES objective (id),
    parent_kr_id {id} REFERENCES key_result (id),
    kind        {text} NOT NULL CHECK (kind IN ('supports', 'contributes')),
    weight      {weight} NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
    imported    {bool} NOT NULL,
    valid_from  {time} NOT NULL,
    valid_until {time},
    version     {int} NOT NULL,
    CHECK ((parent_id IS NULL) <> (parent_kr_id IS NULL))
);
CREATE INDEX alignment_by_child ON alignment (child_id) WHERE valid_until IS NULL;
CREATE INDEX alignment_by_parent ON alignment (parent_id) WHERE valid_until IS NULL;
CREATE INDEX alignment_by_parent_kr ON alignment (parent_kr_id) WHERE valid_until IS NULL;
CREATE UNIQUE INDEX alignment_once ON alignment (child_id, coalesce(parent_id, 0), coalesce(parent_kr_id, 0)) WHERE valid_until IS NULL;
