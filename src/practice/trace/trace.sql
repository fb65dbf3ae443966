-- SPDX-License-Identifier: Apache-2.0

-- fragment: counts
-- The one of reach.sql.
o.state <> 'draft' AND o.dropped_at IS NULL AND o.archived_at IS NULL

-- name: trace_toplines :many trace_objective
-- param: cycle_ids id[]
-- What stands under a theme, of the longest cycle first, by rank.
SELECT o.id, o.unit_id, o.theme_id
  FROM objective o
  JOIN cycle c ON c.id = o.cycle_id
 WHERE o.cycle_id IN {list:cycle_ids} AND o.theme_id IS NOT NULL AND {counts}
 ORDER BY o.theme_id, c.end_day - c.start_day DESC, c.id, o.rank, o.id;

-- name: trace_below :many trace_child
-- param: objective_id id
-- param: cycle_ids id[]
-- What hangs under an objective or one of its key results.
SELECT o.id, k.title AS via
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.valid_until IS NULL
   AND a.id IN (SELECT b.id FROM alignment b WHERE b.parent_id = :objective_id AND b.valid_until IS NULL
                UNION ALL
                SELECT c.id FROM alignment c JOIN key_result l ON l.id = c.parent_kr_id
                 WHERE l.objective_id = :objective_id AND c.valid_until IS NULL)
   AND o.cycle_id IN {list:cycle_ids} AND {counts}
 ORDER BY o.id, a.id;

-- name: trace_under :many trace_under
-- param: ids id[]
-- Every objective under each of these once, whether it hangs under it or its key results.
SELECT DISTINCT x.parent_id, x.child_id, o.cycle_id
  FROM (SELECT a.parent_id, a.child_id
          FROM alignment a
         WHERE a.parent_id IN {list:ids} AND a.valid_until IS NULL
        UNION ALL
        SELECT l.objective_id AS parent_id, b.child_id
          FROM key_result l
          JOIN alignment b ON b.parent_kr_id = l.id AND b.valid_until IS NULL
         WHERE l.objective_id IN {list:ids}) x
  JOIN objective o ON o.id = x.child_id
 WHERE {counts}
 ORDER BY x.parent_id, x.child_id;
