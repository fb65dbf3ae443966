-- SPDX-License-Identifier: Apache-2.0

-- name: map_links :many alignment_map_link
-- param: ids id[]
-- not null: parent_id
-- What these objectives hang under; a key result stands for its objective.
SELECT a.child_id, coalesce(a.parent_id, k.objective_id) AS parent_id, a.kind
  FROM alignment a
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.child_id IN {list:ids} AND a.valid_until IS NULL
 ORDER BY a.child_id, a.id;

-- name: map_links_then :many alignment_map_link
-- param: ids id[]
-- param: known day
-- param: until time
-- not null: parent_id
-- The same when a past day ended.
SELECT a.child_id, coalesce(a.parent_id, k.objective_id) AS parent_id, {link_kind_then} AS kind
  FROM alignment a
  JOIN objective o ON o.id = a.child_id
  {objective_day_then}
  LEFT JOIN key_result k ON k.id = a.parent_kr_id
 WHERE a.child_id IN {list:ids} AND {link_then}
 ORDER BY a.child_id, a.id;
