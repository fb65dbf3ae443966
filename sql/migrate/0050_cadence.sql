-- SPDX-License-Identifier: Apache-2.0
-- How often a unit checks in: its own choice, and what holds for it from above.

ALTER TABLE unit ADD COLUMN cadence_days {int} CHECK (cadence_days BETWEEN 1 AND 92);
ALTER TABLE unit ADD COLUMN cadence_locked {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE unit ADD COLUMN cadence_effective {int};
ALTER TABLE unit ADD COLUMN cadence_unit_id {id};
ALTER TABLE unit ADD COLUMN cadence_bound {bool} NOT NULL DEFAULT FALSE;
