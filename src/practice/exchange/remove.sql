-- SPDX-License-Identifier: Apache-2.0
-- Taking objectives and key results away with all that names them; what cascades goes by itself.

-- name: remove_check_in_milestones :exec
-- param: ids id[]
DELETE FROM check_in_milestone
 WHERE check_in_id IN (SELECT c.id FROM check_in c WHERE c.key_result_id IN {list:ids});

-- name: remove_milestones :exec
-- param: ids id[]
DELETE FROM milestone WHERE key_result_id IN {list:ids};

-- name: remove_interim_targets :exec
-- param: ids id[]
DELETE FROM interim_target WHERE key_result_id IN {list:ids};

-- name: remove_check_in_formers :exec
-- param: ids id[]
DELETE FROM check_in_former
 WHERE check_in_id IN (SELECT c.id FROM check_in c WHERE c.key_result_id IN {list:ids});

-- name: remove_check_ins :exec
-- param: ids id[]
DELETE FROM check_in WHERE key_result_id IN {list:ids};

-- name: remove_initiatives :exec
-- param: ids id[]
DELETE FROM initiative WHERE key_result_id IN {list:ids};

-- name: remove_key_result_links :exec
-- param: ids id[]
DELETE FROM alignment WHERE parent_kr_id IN {list:ids};

-- name: remove_key_results :exec
-- param: ids id[]
DELETE FROM key_result WHERE id IN {list:ids};

-- name: remove_links_upward :exec
-- param: ids id[]
DELETE FROM alignment WHERE child_id IN {list:ids};

-- name: remove_links_downward :exec
-- param: ids id[]
DELETE FROM alignment WHERE parent_id IN {list:ids};

-- name: remove_units :exec
-- param: ids id[]
DELETE FROM objective_unit WHERE objective_id IN {list:ids};

-- name: remove_owners :exec
-- param: ids id[]
DELETE FROM objective_owner WHERE objective_id IN {list:ids};

-- name: remove_pasts :exec
-- param: ids id[]
DELETE FROM objective_past WHERE objective_id IN {list:ids};

-- name: remove_tags :exec
-- param: ids id[]
DELETE FROM objective_tag WHERE objective_id IN {list:ids};

-- name: remove_merged_tags :exec
-- param: ids id[]
DELETE FROM merged_tag WHERE objective_id IN {list:ids};

-- name: remove_objectives :exec
-- param: ids id[]
DELETE FROM objective WHERE id IN {list:ids};
