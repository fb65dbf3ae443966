-- SPDX-License-Identifier: Apache-2.0
-- What is there of what each step wants: a statement for each kind of evidence, over all steps of
-- units where something happened. Only what changed is written.

-- name: fact_kinds :many fact_kind_row
SELECT DISTINCT kind FROM fact ORDER BY kind;

-- ---- where to look ---------------------------------------------------------------------------

-- name: units_mark :exec
-- param: since time
-- Units of which something was told, those of facts, and those that carry the organisation's steps.
UPDATE unit_duty SET dirty = TRUE
 WHERE NOT dirty
   AND (unit_id IN (SELECT e.unit_id FROM event e
                     WHERE e.at > :since AND e.unit_id IS NOT NULL AND e.subject <> 'step')
        OR unit_id IN (SELECT f.unit_id FROM fact f WHERE f.at > :since AND f.unit_id IS NOT NULL)
        OR unit_id IN (SELECT p.top_unit_id FROM process p WHERE p.ended_at IS NULL));

-- name: units_mark_all :exec
UPDATE unit_duty SET dirty = TRUE WHERE NOT dirty;

-- name: units_unmark :exec
UPDATE unit_duty SET dirty = FALSE WHERE dirty;

-- name: duties_changed :number
-- param: since time
-- Did something happen by which other units, people or days belong to the process?
SELECT count(*) FROM event
 WHERE at > :since
   AND (kind IN ('role_granted', 'role_revoked', 'person_deactivated', 'person_reactivated',
                 'unit_calendar_set', 'holiday_calendar_updated', 'unit_created', 'unit_updated',
                 'unit_closed', 'cycle_created', 'cycle_updated')
        OR subject = 'reorganisation');

-- ---- kinds -----------------------------------------------------------------------------------

-- fragment: looked_at
-- Steps of dirty units that have opened, and are not settled for long. What is counted for them is
-- counted before it is compared with what stands there, which SQLite would mix.
FROM unit_duty d
JOIN step s ON s.unit_id = d.unit_id
JOIN process p ON p.id = s.process_id AND p.ended_at IS NULL
JOIN process_rule r ON r.id = s.rule_id
WHERE d.dirty AND s.gone_at IS NULL AND s.opens_at <= :now
  AND (s.done_at IS NULL OR s.due_at > :settled)

-- fragment: write_counts
WHERE e.id = step.id AND (step.have <> e.have OR step.need <> e.need)

-- fragment: live_objective
o.cycle_id = s.cycle_id AND o.unit_id = s.unit_id AND o.dropped_at IS NULL
AND o.archived_at IS NULL AND NOT o.postponed

-- name: evidence_signature :exec
-- param: now time
-- param: settled time
-- param: kind evidence
WITH e AS MATERIALIZED (
       SELECT s.id, CASE WHEN s.signed_at IS NULL THEN 0 ELSE 1 END AS have, 1 AS need
          {looked_at} AND r.evidence = :kind)
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_told_of :exec
-- param: now time
-- param: settled time
-- param: kind evidence
-- param: word text
-- A fact of the cycle, or of the one around it, and of the unit or of no unit at all.
WITH e AS MATERIALIZED (
       SELECT s.id, 1 AS need,
               CASE WHEN EXISTS (
                   SELECT 1 FROM fact f
                    WHERE f.kind = :word AND (f.unit_id IS NULL OR f.unit_id = s.unit_id)
                      AND (f.cycle_id = s.cycle_id
                           OR (f.cycle_id IS NULL AND f.at >= s.opens_at)
                           OR (s.cycle_id = p.cycle_id AND f.at >= s.opens_at
                               AND f.cycle_id IN (SELECT c.id FROM cycle c WHERE c.parent_id = p.cycle_id))))
               THEN 1 ELSE 0 END AS have
          {looked_at} AND r.evidence = :kind)
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_strategy_published :exec
-- param: now time
-- param: settled time
WITH e AS MATERIALIZED (
       SELECT s.id, 1 AS need,
               CASE WHEN EXISTS (SELECT 1 FROM strategy g
                                  WHERE g.state = 'published' AND g.published_at >= s.opens_at)
               THEN 1 ELSE 0 END AS have
          {looked_at} AND r.evidence = 'strategy_published')
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_input_pack :exec
-- param: now time
-- param: settled time
WITH e AS MATERIALIZED (
       SELECT s.id,
               (SELECT count(t.url) FROM step_document t WHERE t.step_id = s.id) AS have,
               (SELECT count(*) FROM step_document t WHERE t.step_id = s.id) AS need
          {looked_at} AND r.evidence = 'input_pack')
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_topline_published :exec
-- param: now time
-- param: settled time
WITH e AS MATERIALIZED (
       SELECT s.id,
               (SELECT count(DISTINCT o.theme_id)
                  FROM objective o JOIN theme t ON t.id = o.theme_id AND t.state = 'current'
                 WHERE o.cycle_id = s.cycle_id AND o.state <> 'draft' AND o.dropped_at IS NULL
                   AND o.archived_at IS NULL) AS have,
               CASE WHEN (SELECT count(*) FROM theme t WHERE t.state = 'current') > 0
                    THEN (SELECT count(*) FROM theme t WHERE t.state = 'current')
                    ELSE 1 END AS need
          {looked_at} AND r.evidence = 'topline_published')
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_objectives_drafted :exec
-- param: now time
-- param: settled time
UPDATE step SET have = e.have, need = CASE WHEN e.need > 0 THEN e.need ELSE 1 END
  FROM (SELECT s.id, count(o.id) AS need,
               count(CASE WHEN EXISTS (SELECT 1 FROM key_result k
                                        WHERE k.objective_id = o.id AND k.dropped_at IS NULL)
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'objectives_drafted') s
          LEFT JOIN objective o ON {live_objective}
         GROUP BY s.id) e
 WHERE e.id = step.id
   AND (step.have <> e.have OR step.need <> CASE WHEN e.need > 0 THEN e.need ELSE 1 END);

-- name: evidence_objectives_reviewed :exec
-- param: now time
-- param: settled time
-- Accepted as it stands, or published after a review.
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(o.id) AS need,
               count(CASE WHEN EXISTS (
                   SELECT 1 FROM review w
                    WHERE w.objective_id = o.id
                      AND (w.state = 'published'
                           OR (w.state = 'open'
                               AND EXISTS (SELECT 1 FROM reviewer x WHERE x.review_id = w.id)
                               AND NOT EXISTS (SELECT 1 FROM reviewer x
                                                WHERE x.review_id = w.id
                                                  AND (x.verdict <> 'accepted' OR x.edition < o.edition)))))
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'objectives_reviewed') s
          LEFT JOIN objective o ON {live_objective}
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_objectives_published :exec
-- param: now time
-- param: settled time
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(o.id) AS need,
               count(CASE WHEN o.state <> 'draft' THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'objectives_published') s
          LEFT JOIN objective o ON {live_objective}
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_objectives_linked :exec
-- param: now time
-- param: settled time
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(o.id) AS need,
               count(CASE WHEN o.theme_id IS NOT NULL
                            OR EXISTS (SELECT 1 FROM alignment a
                                        WHERE a.child_id = o.id AND a.valid_until IS NULL)
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'objectives_linked') s
          LEFT JOIN objective o ON {live_objective}
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_check_ins :exec
-- param: now time
-- param: settled time
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(k.id) AS need,
               count(CASE WHEN EXISTS (SELECT 1 FROM check_in c
                                        WHERE c.key_result_id = k.id AND c.day >= s.since_day
                                          AND c.day <= s.until_day)
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id, s.since_day,
                       CASE WHEN s.round = 0 THEN 3000000 ELSE s.due_day + 7 END AS until_day
                  {looked_at} AND r.evidence = 'check_ins') s
          LEFT JOIN objective o ON {live_objective} AND o.state <> 'draft'
          LEFT JOIN key_result k ON k.objective_id = o.id AND k.dropped_at IS NULL
                                AND NOT k.postponed
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_meeting_held :exec
-- param: now time
-- param: settled time
-- param: day_usec int
WITH e AS MATERIALIZED (
       SELECT s.id,
               CASE WHEN EXISTS (SELECT 1 FROM objective o WHERE {live_objective} AND o.state <> 'draft')
                    THEN 1 ELSE 0 END AS need,
               CASE WHEN EXISTS (SELECT 1 FROM meeting m
                                  WHERE m.unit_id = s.unit_id AND m.state = 'ended'
                                    AND m.ended_at >= s.since_day * :day_usec
                                    AND (s.round = 0 OR m.ended_at < s.due_at + 7 * :day_usec))
                    THEN 1 ELSE 0 END AS have
          {looked_at} AND r.evidence = 'meeting_held')
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_all_scored :exec
-- param: now time
-- param: settled time
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(o.id) AS need,
               count(CASE WHEN o.state = 'closed' THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'all_scored') s
          LEFT JOIN objective o ON {live_objective} AND o.state <> 'draft'
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_retrospective_written :exec
-- param: now time
-- param: settled time
WITH e AS MATERIALIZED (
       SELECT s.id,
               CASE WHEN EXISTS (SELECT 1 FROM objective o WHERE {live_objective} AND o.state <> 'draft')
                    THEN 1 ELSE 0 END AS need,
               CASE WHEN EXISTS (SELECT 1 FROM retrospective w
                                  WHERE w.unit_id = s.unit_id AND w.cycle_id = s.cycle_id)
                    THEN 1 ELSE 0 END AS have
          {looked_at} AND r.evidence = 'retrospective_written')
UPDATE step SET have = e.have, need = e.need
  FROM e
 {write_counts};

-- name: evidence_actions_placed :exec
-- param: now time
-- param: settled time
-- At least one, and none without an owner or a day.
UPDATE step SET have = e.have, need = e.need
  FROM (SELECT s.id, count(CASE WHEN a.owner_id IS NOT NULL AND a.due_day IS NOT NULL THEN 1 END) AS have,
               CASE WHEN count(a.id) > 0 THEN count(a.id)
                    WHEN EXISTS (SELECT 1 FROM objective o WHERE {live_objective} AND o.state <> 'draft')
                    THEN 1 ELSE 0 END AS need
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'actions_placed') s
          LEFT JOIN action a ON a.unit_id = s.unit_id AND a.cycle_id = s.cycle_id
                            AND a.source = 'retrospective' AND a.state <> 'dropped'
         GROUP BY s.id, s.unit_id, s.cycle_id) e
 {write_counts};

-- name: evidence_writing_steps :many step
-- param: now time
-- param: settled time
SELECT s.* {looked_at} AND r.evidence = 'writing_passed' ORDER BY s.id;

-- name: step_counts_set :exec
UPDATE step SET have = :have, need = :need WHERE id = :id AND (have <> :have OR need <> :need);

-- ---- what follows ----------------------------------------------------------------------------

-- fragment: complete
s.need > 0 AND s.have * 100 >= s.need * r.percent

-- name: steps_complete :many step_turn
-- param: now time
-- param: settled time
SELECT s.id, s.unit_id, s.cycle_id, r.scope
  {looked_at} AND s.done_at IS NULL AND {complete}
 ORDER BY s.id;

-- name: steps_undone :many step_turn
-- param: now time
-- param: settled time
SELECT s.id, s.unit_id, s.cycle_id, r.scope
  {looked_at} AND s.done_at IS NOT NULL AND s.need > 0 AND NOT ({complete})
 ORDER BY s.id;

-- name: step_done_set :exec
UPDATE step SET done_at = :done_at, waits_due_at = NULL WHERE id = :id;

-- name: step_undone_set :exec
UPDATE step SET done_at = NULL, reopened_at = :reopened_at WHERE id = :id;

-- name: steps_wait :exec
-- param: ahead time
-- The earliest deadline of what a step waits for: steps of the same unit or of the organisation, in
-- the same cycle or the one around it.
UPDATE step SET waits_due_at = e.waits_due_at
  FROM (SELECT s.id, min(b.due_at) AS waits_due_at
          FROM unit_duty d
          JOIN step s ON s.unit_id = d.unit_id
          JOIN process p ON p.id = s.process_id AND p.ended_at IS NULL
          LEFT JOIN process_rule_after a ON a.rule_id = s.rule_id
          LEFT JOIN process_rule x ON x.id = a.after_id
          LEFT JOIN step b ON b.process_id = s.process_id AND b.rule_id = a.after_id
                          AND b.cycle_id IN (s.cycle_id, p.cycle_id) AND b.round IN (0, s.round)
                          AND b.unit_id IN (s.unit_id, p.top_unit_id)
                          AND (b.unit_id = s.unit_id OR x.scope = 'organisation')
                          AND b.done_at IS NULL AND b.gone_at IS NULL AND b.need > 0
         WHERE d.dirty AND s.done_at IS NULL AND s.gone_at IS NULL AND s.opens_at <= :ahead
         GROUP BY s.id) e
 WHERE e.id = step.id AND coalesce(step.waits_due_at, 0) <> coalesce(e.waits_due_at, 0);
