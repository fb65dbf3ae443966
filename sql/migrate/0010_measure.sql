-- SPDX-License-Identifier: Apache-2.0
-- What range, zones and milestones are measured by, which check-ins of a period decide, and interim
-- targets. What check-ins say of milestones stands beside them.

ALTER TABLE key_result ADD COLUMN low_value {decimal};
ALTER TABLE key_result ADD COLUMN high_value {decimal};
ALTER TABLE key_result ADD COLUMN tolerance {decimal};
ALTER TABLE key_result ADD COLUMN period_rule {text} NOT NULL DEFAULT 'latest' CHECK (period_rule IN ('latest', 'worst', 'share'));
ALTER TABLE key_result ADD COLUMN interval_days {int};
ALTER TABLE key_result ADD COLUMN commit_text {text};
ALTER TABLE key_result ADD COLUMN target_text {text};
ALTER TABLE key_result ADD COLUMN stretch_text {text};

CREATE TABLE milestone (
    id            {id key},
    key_result_id {id} NOT NULL REFERENCES key_result (id),
    title         {text} NOT NULL,
    weight        {weight} NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
    due_day       {day},
    rank          {int} NOT NULL,
    done          {bool} NOT NULL,
    done_day      {day},
    check_in_id   {id} REFERENCES check_in (id),
    removed_at    {time}
);
CREATE INDEX milestone_by_key_result ON milestone (key_result_id, rank, id);

CREATE TABLE interim_target (
    key_result_id {id} NOT NULL REFERENCES key_result (id),
    day           {day} NOT NULL,
    value         {decimal} NOT NULL,
    PRIMARY KEY (key_result_id, day)
);

CREATE TABLE check_in_milestone (
    check_in_id   {id} NOT NULL REFERENCES check_in (id),
    milestone_id  {id} NOT NULL REFERENCES milestone (id),
    done          {bool} NOT NULL,
    PRIMARY KEY (check_in_id, milestone_id)
);
CREATE INDEX check_in_milestone_by_milestone ON check_in_milestone (milestone_id);
