-- SPDX-License-Identifier: Apache-2.0
-- The objectives of a cycle, a page at a time: without this each page sorts the whole cycle.

CREATE INDEX objective_by_cycle ON objective (cycle_id, id);
