-- SPDX-License-Identifier: Apache-2.0

-- shared fragment: objective_draft_is_mine
-- A draft exists only for its people, its readers and those who hold a role above it; policy.c says the
-- same of one objective (VERB_DRAFT_READ).
(o.owner_id = :me OR o.created_by = :me
 OR EXISTS (SELECT 1 FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me)
 OR EXISTS (SELECT 1 FROM objective_reader d WHERE d.objective_id = o.id AND d.person_id = :me)
 OR EXISTS (SELECT 1
              FROM role_grant g
              LEFT JOIN unit gu ON gu.id = g.unit_id
             WHERE g.person_id = :me AND g.role <> 'member' AND g.valid_until IS NULL
               AND (g.unit_id IS NULL OR substr(u.path, 1, length(gu.path)) = gu.path)))

-- shared fragment: objective_visible
-- What the person :me sees of objectives o of units u.
(o.state <> 'draft' OR {objective_draft_is_mine})

-- shared fragment: objective_visible_then
-- The same where e says what they were on a past day: what was a draft then was its people's.
((o.state <> 'draft' AND e.state <> 'draft') OR {objective_draft_is_mine})
