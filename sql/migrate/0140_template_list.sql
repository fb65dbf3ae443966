-- SPDX-License-Identifier: Apache-2.0
-- Key results of templates keep their steps whole, and their interim targets, on days that count from the
-- first of the cycle. Templates that Koers brings along know their language.

ALTER TABLE template ADD COLUMN language {text} CHECK (language IN ('en', 'nl'));

CREATE TABLE template_milestone (
    id            {id key},
    key_result_id {id} NOT NULL REFERENCES template_key_result (id),
    title         {text} NOT NULL,
    weight        {weight} NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
    due_after     {int},
    rank          {int} NOT NULL
);
CREATE INDEX template_milestone_by_key_result ON template_milestone (key_result_id, rank, id);

CREATE TABLE template_interim_target (
    key_result_id {id} NOT NULL REFERENCES template_key_result (id),
    day_after     {int} NOT NULL,
    value         {decimal},
    PRIMARY KEY (key_result_id, day_after)
);

-- Steps were lines of a text.
-- engine: sqlite
INSERT INTO template_milestone (key_result_id, title, weight, rank)
WITH RECURSIVE line (key_result_id, rest, title, rank) AS (
    SELECT k.id, k.milestones || char(10), '', -1
      FROM template_key_result k
     WHERE k.kind = 'milestones' AND k.milestones IS NOT NULL
    UNION ALL
    SELECT key_result_id, substr(rest, instr(rest, char(10)) + 1),
           trim(substr(rest, 1, instr(rest, char(10)) - 1)), rank + 1
      FROM line
     WHERE rest <> ''
)
SELECT key_result_id, substr(title, 1, 300), 10000, rank
  FROM line
 WHERE title <> ''
 ORDER BY key_result_id, rank;
-- engine: postgres
INSERT INTO template_milestone (key_result_id, title, weight, rank)
SELECT k.id, left(trim(l.title), 300), 10000, l.place - 1
  FROM template_key_result k
 CROSS JOIN LATERAL regexp_split_to_table(k.milestones, chr(10)) WITH ORDINALITY AS l (title, place)
 WHERE k.kind = 'milestones' AND trim(l.title) <> ''
 ORDER BY k.id, l.place;
-- engine: both

ALTER TABLE template_key_result DROP COLUMN milestones;
