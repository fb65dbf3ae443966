-- SPDX-License-Identifier: Apache-2.0
-- Everything is looked at a slice of the units at a time: they wait for it. The day of the last look at
-- everything that began stands with the cursor.

ALTER TABLE unit_duty ADD COLUMN waits_at {time};
CREATE INDEX unit_duty_waits ON unit_duty (unit_id) WHERE waits_at IS NOT NULL;
ALTER TABLE process_cursor ADD COLUMN looked_day {day} NOT NULL DEFAULT 0;
