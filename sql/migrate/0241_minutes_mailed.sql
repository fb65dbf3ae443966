-- SPDX-License-Identifier: Apache-2.0
-- When the minutes of a meeting were mailed last, by whom, and to how many.

ALTER TABLE meeting ADD COLUMN mailed_at {time};
ALTER TABLE meeting ADD COLUMN mailed_by {id} REFERENCES person (id);
ALTER TABLE meeting ADD COLUMN mailed_count {int} NOT NULL DEFAULT 0;
