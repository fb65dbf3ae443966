-- SPDX-License-Identifier: Apache-2.0
-- What is said of an objective, its key results and their check-ins, and who follows what. It goes with its
-- objective when a draft is thrown away: the part that deletes it (okr) lies to the left and knows no comments.

CREATE TABLE comment (
    id            {id key},
    objective_id  {id} NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    key_result_id {id} REFERENCES key_result (id) ON DELETE CASCADE,
    check_in_id   {id} REFERENCES check_in (id) ON DELETE CASCADE,
    parent_id     {id} REFERENCES comment (id) ON DELETE CASCADE,
    person_id     {id} NOT NULL REFERENCES person (id),
    body          {text} NOT NULL,
    in_draft      {bool} NOT NULL,
    created_at    {time} NOT NULL,
    edited_at     {time},
    deleted_at    {time},
    version       {int} NOT NULL,
    CHECK (check_in_id IS NULL OR key_result_id IS NOT NULL)
);
CREATE INDEX comment_by_objective ON comment (objective_id, id);
CREATE INDEX comment_by_key_result ON comment (key_result_id) WHERE key_result_id IS NOT NULL;
CREATE INDEX comment_by_check_in ON comment (check_in_id) WHERE check_in_id IS NOT NULL;
CREATE INDEX comment_by_parent ON comment (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_by_person ON comment (person_id, objective_id);

CREATE TABLE comment_mention (
    comment_id {id} NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    person_id  {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX comment_mention_by_person ON comment_mention (person_id, comment_id);

CREATE TABLE follow (
    id           {id key},
    person_id    {id} NOT NULL REFERENCES person (id),
    objective_id {id} REFERENCES objective (id) ON DELETE CASCADE,
    unit_id      {id} REFERENCES unit (id),
    follows      {bool} NOT NULL,
    changed_at   {time} NOT NULL,
    CHECK ((objective_id IS NULL) <> (unit_id IS NULL))
);
CREATE UNIQUE INDEX follow_of_objective ON follow (objective_id, person_id) WHERE objective_id IS NOT NULL;
CREATE UNIQUE INDEX follow_of_unit ON follow (unit_id, person_id) WHERE unit_id IS NOT NULL;
CREATE INDEX follow_by_person ON follow (person_id, id);
