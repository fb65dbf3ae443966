-- SPDX-License-Identifier: Apache-2.0
-- Merging two tags can be taken back: which one a tag was merged into, and what had it then.

ALTER TABLE tag ADD COLUMN went_up_in {id} REFERENCES tag (id);

CREATE TABLE merged_tag (
    tag_id       {id} NOT NULL REFERENCES tag (id),
    objective_id {id} NOT NULL REFERENCES objective (id),
    had_other    {bool} NOT NULL,
    PRIMARY KEY (tag_id, objective_id)
);
CREATE INDEX merged_tag_by_objective ON merged_tag (objective_id, tag_id);
