-- SPDX-License-Identifier: Apache-2.0
-- Patterns of objectives that proved their worth, of the whole organisation or of a unit.

CREATE TABLE template (
    id          {id key},
    unit_id     {id} REFERENCES unit (id),
    name        {text} NOT NULL,
    title       {text} NOT NULL,
    description {text},
    hint        {text},
    kind        {text} NOT NULL CHECK (kind IN ('committed', 'aspirational')),
    archived    {bool} NOT NULL,
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);

CREATE TABLE template_key_result (
    id          {id key},
    template_id {id} NOT NULL REFERENCES template (id),
    title       {text} NOT NULL,
    description {text},
    hint        {text},
    kind        {text} NOT NULL CHECK (kind IN ('increase', 'decrease', 'at_least', 'at_most', 'range', 'yes_no', 'milestones', 'zones')),
    unit_of_measure {text} NOT NULL,
    start_value {decimal},
    target_value {decimal},
    worst_value {decimal},
    low_value   {decimal},
    high_value  {decimal},
    tolerance   {decimal},
    period_rule {text} NOT NULL CHECK (period_rule IN ('latest', 'worst', 'share')),
    commit_text {text},
    target_text {text},
    stretch_text {text},
    milestones  {text},
    weight      {weight} NOT NULL,
    rank        {int} NOT NULL
);
CREATE INDEX template_key_result_by_template ON template_key_result (template_id, rank, id);
