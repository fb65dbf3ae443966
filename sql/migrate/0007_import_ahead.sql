-- SPDX-License-Identifier: Apache-2.0
-- A large import writes its new objectives ahead, out of sight, and shows them all in one short
-- transaction; until then it is pending, and what it wrote can be taken back.

ALTER TABLE import_run ADD COLUMN pending {bool} NOT NULL DEFAULT FALSE;
