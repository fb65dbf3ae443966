-- SPDX-License-Identifier: Apache-2.0
-- The roots of the tree in their order, unit after unit, without sorting those of a whole cycle.
CREATE INDEX unit_by_depth ON unit (depth, name, id);
