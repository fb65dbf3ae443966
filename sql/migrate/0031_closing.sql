-- SPDX-License-Identifier: Apache-2.0
-- How objectives end: what was said at closing, why a promise was missed, what goes on in a later
-- cycle, and what the unit learnt. The scores themselves stand in objective and key_result.

CREATE TABLE closing (
    id          {id key},
    objective_id {id} NOT NULL UNIQUE REFERENCES objective (id),
    contribution {fraction},
    reason      {text},
    ambition    {text} CHECK (ambition IN ('enough', 'too_little'))
);

CREATE TABLE key_result_closing (
    id          {id key},
    key_result_id {id} NOT NULL UNIQUE REFERENCES key_result (id),
    reason      {text} NOT NULL
);

CREATE TABLE post_mortem (
    id          {id key},
    objective_id {id} NOT NULL UNIQUE REFERENCES objective (id),
    happened    {text},
    because     {text},
    changes     {text},
    opened_at   {time} NOT NULL,
    written_at  {time},
    version     {int} NOT NULL
);
CREATE INDEX post_mortem_owed ON post_mortem (objective_id) WHERE written_at IS NULL;

-- The key result that goes on may be thrown away while it is a draft; then the decision is open again.
CREATE TABLE carry_over (
    id          {id key},
    key_result_id {id} NOT NULL UNIQUE REFERENCES key_result (id),
    choice      {text} NOT NULL CHECK (choice IN ('stop', 'finish', 'continue')),
    finish_by   {day},
    note        {text},
    successor_id {id} REFERENCES key_result (id) ON DELETE SET NULL,
    action_id   {id} REFERENCES action (id),
    decided_at  {time} NOT NULL
);
CREATE INDEX carry_over_by_successor ON carry_over (successor_id) WHERE successor_id IS NOT NULL;

CREATE TABLE retrospective (
    id          {id key},
    unit_id     {id} NOT NULL REFERENCES unit (id),
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    worked      {text},
    not_worked  {text},
    created_at  {time} NOT NULL,
    version     {int} NOT NULL,
    UNIQUE (cycle_id, unit_id)
);
CREATE INDEX retrospective_by_unit ON retrospective (unit_id, cycle_id);

CREATE TABLE retrospective_cause (
    id          {id key},
    retrospective_id {id} NOT NULL REFERENCES retrospective (id),
    cause       {text} NOT NULL CHECK (cause IN ('unclear_goal', 'too_many_goals', 'dependency', 'capacity', 'priority_shift', 'wrong_measure', 'ownership', 'external')),
    note        {text} NOT NULL
);
CREATE INDEX retrospective_cause_of ON retrospective_cause (retrospective_id, id);
