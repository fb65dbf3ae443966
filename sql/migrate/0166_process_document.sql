-- SPDX-License-Identifier: Apache-2.0
-- Documents of an input pack are named in both languages, in the template alone. Facts are looked
-- for by their kind.

ALTER TABLE process_rule RENAME COLUMN documents TO documents_en;
ALTER TABLE process_rule ADD COLUMN documents_nl {text};
ALTER TABLE step_document DROP COLUMN name;
CREATE INDEX fact_by_kind ON fact (kind, cycle_id, unit_id);
