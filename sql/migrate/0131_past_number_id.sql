-- SPDX-License-Identifier: Apache-2.0
-- Days that were kept get an id of their own: an export walks by it from portion to portion, where it
-- would count rows from the first one again for each.

ALTER TABLE objective_day RENAME TO objective_day_before;
CREATE TABLE objective_day (
    id           {id key},
    objective_id {id} NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    day          {day} NOT NULL,
    kind         {text} NOT NULL CHECK (kind IN ('committed', 'aspirational')),
    state        {text} NOT NULL CHECK (state IN ('draft', 'published', 'closed')),
    postponed    {bool} NOT NULL,
    dropped_at   {time},
    archived_at  {time},
    rebuilt      {bool} NOT NULL,
    UNIQUE (objective_id, day)
);
INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt
  FROM objective_day_before
 ORDER BY objective_id, day;
DROP TABLE objective_day_before;

ALTER TABLE key_result_day RENAME TO key_result_day_before;
CREATE TABLE key_result_day (
    id            {id key},
    key_result_id {id} NOT NULL REFERENCES key_result (id) ON DELETE CASCADE,
    day           {day} NOT NULL,
    kind          {text} NOT NULL CHECK (kind IN ('increase', 'decrease', 'at_least', 'at_most', 'range', 'yes_no', 'milestones', 'zones')),
    start_value   {decimal},
    target_value  {decimal},
    worst_value   {decimal},
    low_value     {decimal},
    high_value    {decimal},
    tolerance     {decimal},
    period_rule   {text} NOT NULL CHECK (period_rule IN ('latest', 'worst', 'share')),
    start_day     {day},
    due_day       {day},
    weight        {weight} NOT NULL,
    current_value {decimal},
    raw           {fraction},
    contribution  {fraction},
    confidence    {int},
    own_status    {text} CHECK (own_status IN ('on_track', 'behind', 'at_risk')),
    last_check_in_day {day},
    check_in_count {int} NOT NULL,
    postponed     {bool} NOT NULL,
    dropped_at    {time},
    rebuilt       {bool} NOT NULL,
    UNIQUE (key_result_id, day)
);
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value, low_value, high_value,
                            tolerance, period_rule, start_day, due_day, weight, current_value, raw, contribution,
                            confidence, own_status, last_check_in_day, check_in_count, postponed, dropped_at, rebuilt)
SELECT key_result_id, day, kind, start_value, target_value, worst_value, low_value, high_value,
       tolerance, period_rule, start_day, due_day, weight, current_value, raw, contribution,
       confidence, own_status, last_check_in_day, check_in_count, postponed, dropped_at, rebuilt
  FROM key_result_day_before
 ORDER BY key_result_id, day;
DROP TABLE key_result_day_before;
