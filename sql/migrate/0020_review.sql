-- SPDX-License-Identifier: Apache-2.0
-- Reviews of drafts. What belongs to a review goes with its objective when a draft is thrown away: the
-- part that deletes it (okr) lies to the left and knows no reviews.

ALTER TABLE objective ADD COLUMN edition {int} NOT NULL DEFAULT 1;

CREATE TABLE objective_reader (
    objective_id {id} NOT NULL REFERENCES objective (id),
    person_id    {id} NOT NULL REFERENCES person (id),
    PRIMARY KEY (objective_id, person_id)
);
CREATE INDEX objective_reader_by_person ON objective_reader (person_id, objective_id);

CREATE TABLE review (
    id           {id key},
    objective_id {id} NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    requested_by {id} NOT NULL REFERENCES person (id),
    message      {text},
    state        {text} NOT NULL CHECK (state IN ('open', 'withdrawn', 'published')),
    created_at   {time} NOT NULL,
    ended_at     {time},
    version      {int} NOT NULL
);
CREATE UNIQUE INDEX review_open_once ON review (objective_id) WHERE state = 'open';
CREATE INDEX review_by_objective ON review (objective_id, id);
CREATE INDEX review_by_author ON review (requested_by, id);

CREATE TABLE reviewer (
    id           {id key},
    review_id    {id} NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    person_id    {id} NOT NULL REFERENCES person (id),
    verdict      {text} NOT NULL CHECK (verdict IN ('waiting', 'accepted', 'sent_back')),
    edition      {int},
    judged_at    {time},
    UNIQUE (review_id, person_id)
);
CREATE INDEX reviewer_by_person ON reviewer (person_id, review_id);

CREATE TABLE review_comment (
    id           {id key},
    review_id    {id} NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    person_id    {id} NOT NULL REFERENCES person (id),
    body         {text} NOT NULL,
    verdict      {text} CHECK (verdict IN ('waiting', 'accepted', 'sent_back')),
    created_at   {time} NOT NULL
);
CREATE INDEX review_comment_by_review ON review_comment (review_id, id);
