-- SPDX-License-Identifier: Apache-2.0
-- How an export of any tool is read, kept by its name: which column holds what, or what holds for all
-- rows; what its words mean; how it writes days and numbers. And what an import made, for undoing it.

ALTER TABLE import_column ADD COLUMN constant {text};

CREATE TABLE import_word (
    id      {id key},
    source  {text} NOT NULL,
    field   {text} NOT NULL,
    word    {text} NOT NULL,
    meaning {text} NOT NULL,
    UNIQUE (source, field, word)
);

CREATE TABLE import_mapping (
    id           {id key},
    source       {text} NOT NULL,
    day_order    {text} NOT NULL,
    decimal_sign {text} NOT NULL,
    new_units    {text} NOT NULL,
    new_people   {text} NOT NULL,
    UNIQUE (source)
);

ALTER TABLE foreign_id ADD COLUMN made_by {id};
UPDATE foreign_id SET made_by = import_id;
CREATE INDEX foreign_id_by_maker ON foreign_id (made_by, id);

ALTER TABLE stage_record ADD COLUMN line {int} NOT NULL DEFAULT 0;

CREATE TABLE import_change (
    id         {id key},
    import_id  {id} NOT NULL REFERENCES import_run (id),
    subject    {text} NOT NULL,
    subject_id {id} NOT NULL,
    field      {text} NOT NULL,
    old_value  {text},
    new_value  {text}
);
CREATE INDEX import_change_by_run ON import_change (import_id, id);
