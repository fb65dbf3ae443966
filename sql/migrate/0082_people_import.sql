-- SPDX-License-Identifier: Apache-2.0
-- Imports of people: which column of a source holds what, and what an import wrote, for undoing it.

CREATE TABLE import_column (
    id          {id key},
    source      {text} NOT NULL,
    field       {text} NOT NULL,
    header      {text} NOT NULL,
    UNIQUE (source, field)
);

ALTER TABLE import_run ADD COLUMN first_event {id};
ALTER TABLE import_run ADD COLUMN last_event {id};
ALTER TABLE import_run ADD COLUMN undone_at {time};
