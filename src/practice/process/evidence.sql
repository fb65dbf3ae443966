-- SPDX-License-Identifier: Apache-2.0
-- What is there of what each step wants: a statement for each kind of evidence, over all steps of
-- units where something happened. Only what changed is written.

-- name: fact_kinds :many fact_kind_row
SELECT DISTINCT kind FROM fact ORDER BY kind;

-- ---- where to look ---------------------------------------------------------------------------

-- name: process_cursor_get :one process_cursor
SELECT * FROM process_cursor WHERE id = 1;

-- name: process_cursor_put :exec from process_cursor
INSERT INTO process_cursor (id, txid, event_id, looked_day) VALUES (:id, :txid, :event_id, :looked_day)
ON CONFLICT (id) DO UPDATE SET txid = excluded.txid, event_id = excluded.event_id,
                               looked_day = excluded.looked_day;

-- fragment: heard
-- Events behind the cursor that no transaction can come before any more; two stretches of one
-- index, as event_since of record/live.sql has it.
SELECT e.kind, e.subject, e.subject_id, e.unit_id FROM event e
 WHERE e.txid = :after_txid AND e.id > :after_id AND e.txid < :horizon
UNION ALL
SELECT e.kind, e.subject, e.subject_id, e.unit_id FROM event e
 WHERE e.txid > :after_txid AND e.txid < :horizon

-- name: units_wait :exec
-- param: after_txid int
-- param: after_id id
-- param: horizon int
-- param: since time
-- param: late time
-- param: now time
-- Units of which something was told, those of facts (which know no transaction, so they are taken
-- from a little before), those with a step that opened, those in which somebody holds a role who came or
-- went, those whose holidays changed, and those that carry the organisation's.
UPDATE unit_duty SET waits_at = :since
 WHERE waits_at IS NULL
   AND (unit_id IN (SELECT h.unit_id FROM ({heard}) h WHERE h.unit_id IS NOT NULL
                        AND h.subject NOT IN ('step', 'unit_duty'))
        OR unit_id IN (SELECT f.unit_id FROM fact f WHERE f.at > :late AND f.unit_id IS NOT NULL)
        OR unit_id IN (SELECT s.unit_id FROM step s
                        WHERE s.opens_at > :since AND s.opens_at <= :now
                          AND s.done_at IS NULL AND s.gone_at IS NULL)
        OR unit_id IN (SELECT g.unit_id FROM ({heard}) h JOIN role_grant g ON g.person_id = h.subject_id
                        WHERE h.kind IN ('person_deactivated', 'person_reactivated'))
        OR calendar_id IN (SELECT h.subject_id FROM ({heard}) h WHERE h.kind = 'holiday_calendar_updated')
        OR unit_id IN (SELECT p.top_unit_id FROM process p WHERE p.ended_at IS NULL));

-- name: units_wait_below :exec
-- param: after_txid int
-- param: after_id id
-- param: horizon int
-- param: since time
-- All below a unit that changed have its zone, its rhythm or its place in the tree from it.
UPDATE unit_duty SET waits_at = :since
 WHERE waits_at IS NULL
   AND unit_id IN (SELECT b.id
                     FROM ({heard}) h
                     JOIN unit u ON u.id = h.unit_id
                     JOIN unit b ON b.path >= u.path
                                AND b.path < substr(u.path, 1, length(u.path) - 1) || '0'
                    WHERE h.kind = 'unit_updated');

-- name: units_wait_in :exec
-- param: since time
-- param: low text
-- param: high text
UPDATE unit_duty SET waits_at = :since
 WHERE waits_at IS NULL AND unit_id IN (SELECT u.id FROM unit u WHERE u.path >= :low AND u.path < :high);

-- name: units_mark_in :exec
-- param: low text
-- param: high text
UPDATE unit_duty SET dirty = TRUE
 WHERE unit_id IN (SELECT u.id FROM unit u WHERE u.path >= :low AND u.path < :high);

-- name: units_take :changed
-- A slice of those that wait is in hand, the longest first: no unit that is busy keeps others waiting.
UPDATE unit_duty SET dirty = TRUE
 WHERE unit_id IN (SELECT d.unit_id FROM unit_duty d WHERE d.waits_at IS NOT NULL ORDER BY d.waits_at, d.unit_id LIMIT :limit);

-- name: units_let_go :exec
UPDATE unit_duty SET dirty = FALSE WHERE dirty;

-- name: units_looked :exec
UPDATE unit_duty SET dirty = FALSE, waits_at = NULL WHERE dirty;

-- name: units_unmark_ended :exec
-- param: today day
-- What a unit had done when it ended stays as it was, whoever took its objectives over.
UPDATE unit_duty SET dirty = FALSE, waits_at = NULL
 WHERE dirty AND unit_id IN (SELECT u.id FROM unit u WHERE u.valid_until <= :today);

-- name: process_heard :one process_heard
-- param: after_txid int
-- param: after_id id
-- param: horizon int
-- Did something happen by which other days hold for all, or other units and people belong to it?
SELECT count(CASE WHEN h.kind IN ('setting_changed', 'cycle_created', 'cycle_updated', 'reorganisation_applied') THEN 1 END)
           AS everything,
       count(CASE WHEN h.kind IN ('role_granted', 'role_revoked', 'person_deactivated', 'person_reactivated',
                                  'unit_created', 'unit_updated', 'unit_closed', 'unit_calendar_set')
                  THEN 1 END) AS places
  FROM ({heard}) h;

-- ---- kinds -----------------------------------------------------------------------------------

-- fragment: looked_at
-- Steps of dirty units that have opened, and are not settled for long. What is counted for them is
-- counted before it is compared with what stands there, which SQLite would mix; CROSS JOIN has it
-- begin with the units, which are few.
FROM unit_duty d
CROSS JOIN step s
JOIN process p ON p.id = s.process_id AND p.ended_at IS NULL
JOIN process_rule r ON r.id = s.rule_id
WHERE d.dirty AND s.unit_id = d.unit_id AND s.gone_at IS NULL AND s.opens_at <= :now
  AND (s.done_at IS NULL OR s.due_at > :settled)

-- fragment: counts
-- What was not needed is asked from now on, unless it was past when it was made.
have = e.have, need = e.need,
asked_at = CASE WHEN step.need = 0 AND e.need > 0 AND step.asked_at IS NOT NULL
                THEN :now ELSE step.asked_at END

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
UPDATE step SET {counts}
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
UPDATE step SET {counts}
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
UPDATE step SET {counts}
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
UPDATE step SET {counts}
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
UPDATE step SET {counts}
  FROM e
 {write_counts};

-- name: evidence_objectives_drafted :exec
-- param: now time
-- param: settled time
UPDATE step SET {counts}
  FROM (SELECT s.id, CASE WHEN count(o.id) > 0 THEN count(o.id) ELSE 1 END AS need,
               count(CASE WHEN EXISTS (SELECT 1 FROM key_result k
                                        WHERE k.objective_id = o.id AND k.dropped_at IS NULL)
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id
                  {looked_at} AND r.evidence = 'objectives_drafted') s
          LEFT JOIN objective o ON {live_objective}
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_objectives_reviewed :exec
-- param: now time
-- param: settled time
-- Accepted as it stands, or published after a review.
UPDATE step SET {counts}
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
UPDATE step SET {counts}
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
UPDATE step SET {counts}
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

-- shared fragment: asked_in_round
-- A round asks for what ran at its end, whatever became of it since.
o.cycle_id = s.cycle_id AND o.unit_id = s.unit_id AND NOT o.postponed AND o.state <> 'draft'
AND CASE WHEN s.round = 0 THEN o.dropped_at IS NULL AND o.archived_at IS NULL
         ELSE o.published_at < s.due_at AND coalesce(o.closed_at, s.due_at) >= s.due_at
              AND coalesce(o.dropped_at, s.due_at) >= s.due_at
              AND coalesce(o.archived_at, s.due_at) >= s.due_at END

-- shared fragment: measured_in_round
NOT k.postponed
AND CASE WHEN s.round = 0 THEN k.dropped_at IS NULL
         ELSE k.created_at < s.due_at AND coalesce(k.dropped_at, s.due_at) >= s.due_at END

-- shared fragment: round_end
-- A late check-in counts for a week.
CASE WHEN s.round = 0 THEN 3000000 ELSE s.due_day + 7 END

-- name: evidence_check_ins :exec
-- param: now time
-- param: settled time
UPDATE step SET {counts}
  FROM (SELECT s.id, count(k.id) AS need,
               count(CASE WHEN EXISTS (SELECT 1 FROM check_in c
                                        WHERE c.key_result_id = k.id AND c.day >= s.since_day
                                          AND c.day <= s.until_day)
                          THEN 1 END) AS have
          FROM (SELECT s.id, s.unit_id, s.cycle_id, s.round, s.due_at, s.since_day,
                       {round_end} AS until_day
                  {looked_at} AND r.evidence = 'check_ins') s
          LEFT JOIN objective o ON {asked_in_round}
          LEFT JOIN key_result k ON k.objective_id = o.id AND {measured_in_round}
         GROUP BY s.id) e
 {write_counts};

-- name: evidence_meeting_held :exec
-- param: now time
-- param: settled time
-- param: day_usec int
WITH e AS MATERIALIZED (
       SELECT s.id,
               CASE WHEN EXISTS (SELECT 1 FROM objective o WHERE {asked_in_round})
                    THEN 1 ELSE 0 END AS need,
               CASE WHEN EXISTS (SELECT 1 FROM meeting m
                                  WHERE m.unit_id = s.unit_id AND m.state = 'ended'
                                    AND m.ended_at >= s.since_at
                                    AND (s.round = 0 OR m.ended_at < s.due_at + 7 * :day_usec))
                    THEN 1 ELSE 0 END AS have
          {looked_at} AND r.evidence = 'meeting_held')
UPDATE step SET {counts}
  FROM e
 {write_counts};

-- name: evidence_all_scored :exec
-- param: now time
-- param: settled time
UPDATE step SET {counts}
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
UPDATE step SET {counts}
  FROM e
 {write_counts};

-- name: evidence_actions_placed :exec
-- param: now time
-- param: settled time
-- At least one, and none without an owner or a day.
UPDATE step SET {counts}
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

-- name: evidence_writing_nothing :exec
-- param: now time
-- param: settled time
-- Of units without objectives.
WITH e AS MATERIALIZED (
       SELECT s.id, 0 AS have, 0 AS need
          {looked_at} AND r.evidence = 'writing_passed'
              AND NOT EXISTS (SELECT 1 FROM objective o WHERE {live_objective}))
UPDATE step SET {counts}
  FROM e
 {write_counts};

-- name: evidence_writing_steps :many step
-- param: now time
-- param: settled time
SELECT s.* {looked_at} AND r.evidence = 'writing_passed'
   AND EXISTS (SELECT 1 FROM objective o WHERE {live_objective})
 ORDER BY s.cycle_id, s.unit_id, s.id;

-- name: step_counts_set :exec
-- param: have int
-- param: need int
-- param: now time
-- param: ids id[]
UPDATE step
   SET have = :have, need = :need,
       asked_at = CASE WHEN need = 0 AND :need > 0 AND asked_at IS NOT NULL THEN :now ELSE asked_at END
 WHERE id IN {list:ids};

-- ---- what follows ----------------------------------------------------------------------------

-- fragment: complete
s.need > 0 AND s.have * 100 >= s.need * r.percent

-- fragment: turns_done
s.done_at IS NULL AND {complete}

-- fragment: turns_undone
s.done_at IS NOT NULL AND s.need > 0 AND NOT ({complete})

-- name: steps_complete :many step_turn
-- param: now time
-- param: settled time
SELECT s.id, s.unit_id, s.cycle_id, r.scope
  {looked_at} AND {turns_done}
 ORDER BY s.id;

-- name: steps_done_set :exec
-- param: now time
-- param: settled time
-- Done now, unless the deadline passed since the last look: then the evidence may have come before it,
-- and nobody shall be late because nobody looked, however long the unit waited. A signature is looked at at once.
UPDATE step
   SET waits_due_at = NULL,
       done_at = CASE WHEN signed_at IS NULL AND due_at <= :now
                           AND due_at > coalesce((SELECT d.waits_at FROM unit_duty d WHERE d.unit_id = step.unit_id),
                                                 (SELECT p.seen_at FROM process p WHERE p.id = step.process_id))
                      THEN due_at - 1 ELSE :now END
 WHERE id IN (SELECT s.id {looked_at} AND {turns_done});

-- name: steps_undone :many step_turn
-- param: now time
-- param: settled time
SELECT s.id, s.unit_id, s.cycle_id, r.scope
  {looked_at} AND {turns_undone}
 ORDER BY s.id;

-- name: steps_undone_set :exec
-- param: now time
-- param: settled time
UPDATE step SET done_at = NULL, reopened_at = :now, asked_at = :now
 WHERE id IN (SELECT s.id {looked_at} AND {turns_undone});

-- fragment: waits_for
-- The earliest deadline of what a step waits for: steps of the same unit or of the organisation, in
-- the same cycle or the one around it. Looked up unit by unit: a rule and a process (hence the +) are
-- shared by thousands.
(SELECT min(b.due_at)
   FROM process_rule_after a
   JOIN process_rule x ON x.id = a.after_id
   JOIN step b ON +b.process_id = s.process_id AND +b.rule_id = a.after_id
              AND b.cycle_id IN (s.cycle_id, p.cycle_id) AND b.round IN (0, s.round)
              AND b.unit_id IN (s.unit_id, p.top_unit_id)
              AND (b.unit_id = s.unit_id OR x.scope = 'organisation')
              AND b.done_at IS NULL AND b.gone_at IS NULL AND b.need > 0
  WHERE a.rule_id = s.rule_id)

-- fragment: may_wait
s.done_at IS NULL AND s.gone_at IS NULL AND s.opens_at <= :ahead

-- fragment: write_waits
UPDATE step
   SET waits_due_at = e.waits_due_at,
       asked_at = CASE WHEN e.waits_due_at IS NULL AND step.asked_at IS NOT NULL
                       THEN :now ELSE step.asked_at END
  FROM e
 WHERE e.id = step.id AND coalesce(step.waits_due_at, 0) <> coalesce(e.waits_due_at, 0)

-- name: steps_wait :exec
-- param: ahead time
-- param: now time
WITH e AS MATERIALIZED (
       SELECT s.id, {waits_for} AS waits_due_at
         FROM unit_duty d
         CROSS JOIN step s
         JOIN process p ON p.id = s.process_id AND p.ended_at IS NULL
        WHERE d.dirty AND s.unit_id = d.unit_id AND {may_wait}
          AND s.rule_id IN (SELECT w.rule_id FROM process_rule_after w))
{write_waits};

-- name: steps_wait_after :changed
-- param: step_id id
-- param: ahead time
-- param: now time
-- Of all units, for a step of the organisation.
WITH e AS MATERIALIZED (
       SELECT s.id, {waits_for} AS waits_due_at
         FROM step o
         JOIN process_rule_after w ON w.after_id = o.rule_id
         JOIN process p ON p.id = o.process_id AND p.ended_at IS NULL
         JOIN step s ON s.process_id = o.process_id AND s.rule_id = w.rule_id
        WHERE o.id = :step_id AND {may_wait})
{write_waits};
