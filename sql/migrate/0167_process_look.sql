-- SPDX-License-Identifier: Apache-2.0
-- What the process keeps to look only where something happened.

ALTER TABLE process ADD COLUMN top_unit_id {id} REFERENCES unit (id);
ALTER TABLE process ADD COLUMN seen_at {time} NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN since_day {day} NOT NULL DEFAULT 0;
ALTER TABLE unit_duty ADD COLUMN calendar_id {id};
ALTER TABLE unit_duty ADD COLUMN dirty {bool} NOT NULL DEFAULT TRUE;
CREATE INDEX unit_duty_dirty ON unit_duty (unit_id) WHERE dirty;
CREATE INDEX step_by_process ON step (process_id, due_at, id);
