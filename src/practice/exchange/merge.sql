-- SPDX-License-Identifier: Apache-2.0
-- A merge moves rows from an imported name to a person, column by column: `note` writes down which
-- will move, `move` gives those to somebody, as far as they are still somebody else's; the other way
-- round it undoes. Rows the person has already (the same unit, role or co-ownership) are not noted:
-- they stay with the name, which lists leave out.

-- name: merge_insert :id from merge
INSERT INTO merge (from_id, into_id, created_at, person_id, undone_at)
VALUES (:from_id, :into_id, :created_at, :person_id, :undone_at);

-- name: merge_newest :one merge
-- The merge of a name that holds.
SELECT * FROM merge WHERE from_id = :from_id AND undone_at IS NULL ORDER BY id DESC LIMIT 1;

-- name: merge_undo :exec
UPDATE merge SET undone_at = :undone_at WHERE id = :id;

-- fragment: noted
SELECT r.row_id FROM merge_row r WHERE r.merge_id = :merge_id

-- name: merge_note_objective_owner :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'objective.owner_id', o.id FROM objective o WHERE o.owner_id = :from_id;

-- name: merge_move_objective_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE objective SET owner_id = :to_id
 WHERE owner_id = :of_id AND id IN ({noted} AND r.field = 'objective.owner_id');

-- name: merge_note_objective_maker :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'objective.created_by', o.id FROM objective o WHERE o.created_by = :from_id;

-- name: merge_move_objective_maker :exec
-- param: of_id id
-- param: to_id id
UPDATE objective SET created_by = :to_id
 WHERE created_by = :of_id AND id IN ({noted} AND r.field = 'objective.created_by');

-- name: merge_note_co_owner :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'objective_owner.person_id', w.objective_id
  FROM objective_owner w
 WHERE w.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM objective_owner x
                    WHERE x.objective_id = w.objective_id AND x.person_id = :into_id);

-- name: merge_move_co_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE objective_owner SET person_id = :to_id
 WHERE person_id = :of_id AND objective_id IN ({noted} AND r.field = 'objective_owner.person_id');

-- name: merge_note_key_result_owner :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'key_result.owner_id', k.id FROM key_result k WHERE k.owner_id = :from_id;

-- name: merge_move_key_result_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE key_result SET owner_id = :to_id
 WHERE owner_id = :of_id AND id IN ({noted} AND r.field = 'key_result.owner_id');

-- name: merge_note_initiative_owner :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'initiative.owner_id', i.id FROM initiative i WHERE i.owner_id = :from_id;

-- name: merge_move_initiative_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE initiative SET owner_id = :to_id
 WHERE owner_id = :of_id AND id IN ({noted} AND r.field = 'initiative.owner_id');

-- name: merge_note_action_owner :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'action.owner_id', a.id FROM action a WHERE a.owner_id = :from_id;

-- name: merge_move_action_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE action SET owner_id = :to_id
 WHERE owner_id = :of_id AND id IN ({noted} AND r.field = 'action.owner_id');

-- name: merge_note_blocker :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'blocker.asked_person_id', b.id FROM blocker b WHERE b.asked_person_id = :from_id;

-- name: merge_move_blocker :exec
-- param: of_id id
-- param: to_id id
UPDATE blocker SET asked_person_id = :to_id
 WHERE asked_person_id = :of_id AND id IN ({noted} AND r.field = 'blocker.asked_person_id');

-- name: merge_note_attendance :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'meeting_attendance.person_id', m.meeting_id
  FROM meeting_attendance m
 WHERE m.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM meeting_attendance x
                    WHERE x.meeting_id = m.meeting_id AND x.person_id = :into_id);

-- name: merge_move_attendance :exec
-- param: of_id id
-- param: to_id id
UPDATE meeting_attendance SET person_id = :to_id
 WHERE person_id = :of_id
   AND meeting_id IN ({noted} AND r.field = 'meeting_attendance.person_id');

-- name: merge_note_case_owner :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'squad_case.owner_id', x.id FROM squad_case x WHERE x.owner_id = :from_id;

-- name: merge_move_case_owner :exec
-- param: of_id id
-- param: to_id id
UPDATE squad_case SET owner_id = :to_id
 WHERE owner_id = :of_id AND id IN ({noted} AND r.field = 'squad_case.owner_id');

-- name: merge_note_visit_master :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'intervention.master_id', x.id FROM intervention x WHERE x.master_id = :from_id;

-- name: merge_move_visit_master :exec
-- param: of_id id
-- param: to_id id
UPDATE intervention SET master_id = :to_id
 WHERE master_id = :of_id AND id IN ({noted} AND r.field = 'intervention.master_id');

-- name: merge_note_visit_person :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'intervention_person.person_id', w.intervention_id
  FROM intervention_person w
 WHERE w.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM intervention_person x
                    WHERE x.intervention_id = w.intervention_id AND x.person_id = :into_id);

-- name: merge_move_visit_person :exec
-- param: of_id id
-- param: to_id id
UPDATE intervention_person SET person_id = :to_id
 WHERE person_id = :of_id
   AND intervention_id IN ({noted} AND r.field = 'intervention_person.person_id');

-- name: merge_note_session_lead :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'harmonisation.lead_id', x.id FROM harmonisation x WHERE x.lead_id = :from_id;

-- name: merge_move_session_lead :exec
-- param: of_id id
-- param: to_id id
UPDATE harmonisation SET lead_id = :to_id
 WHERE lead_id = :of_id AND id IN ({noted} AND r.field = 'harmonisation.lead_id');

-- name: merge_note_session_person :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'harmonisation_attendance.person_id', w.harmonisation_id
  FROM harmonisation_attendance w
 WHERE w.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM harmonisation_attendance x
                    WHERE x.harmonisation_id = w.harmonisation_id AND x.person_id = :into_id);

-- name: merge_move_session_person :exec
-- param: of_id id
-- param: to_id id
UPDATE harmonisation_attendance SET person_id = :to_id
 WHERE person_id = :of_id
   AND harmonisation_id IN ({noted} AND r.field = 'harmonisation_attendance.person_id');

-- name: merge_note_hand_over_from :exec
-- param: from_id id
-- param: into_id id
-- Nobody hands over to themselves, and a hand-over that runs is one at a time: those that are over move.
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'hand_over.from_id', x.id FROM hand_over x
 WHERE x.from_id = :from_id AND x.to_id <> :into_id
   AND (x.state NOT IN ('offered', 'accepted')
        OR NOT EXISTS (SELECT 1 FROM hand_over y
                        WHERE y.from_id = :into_id AND y.state IN ('offered', 'accepted')));

-- name: merge_move_hand_over_from :exec
-- param: of_id id
-- param: to_id id
UPDATE hand_over SET from_id = :to_id
 WHERE from_id = :of_id AND id IN ({noted} AND r.field = 'hand_over.from_id');

-- name: merge_note_hand_over_to :exec
-- param: from_id id
-- param: into_id id
-- Nobody hands over to themselves, and a hand-over that runs is one at a time: those that are over move.
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'hand_over.to_id', x.id FROM hand_over x
 WHERE x.to_id = :from_id AND x.from_id <> :into_id
   AND (x.state NOT IN ('offered', 'accepted')
        OR NOT EXISTS (SELECT 1 FROM hand_over y
                        WHERE y.from_id = :into_id AND y.state IN ('offered', 'accepted')));

-- name: merge_move_hand_over_to :exec
-- param: of_id id
-- param: to_id id
UPDATE hand_over SET to_id = :to_id
 WHERE to_id = :of_id AND id IN ({noted} AND r.field = 'hand_over.to_id');

-- name: merge_note_check_in :exec
-- param: from_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'check_in.person_id', c.id FROM check_in c WHERE c.person_id = :from_id;

-- name: merge_move_check_in :exec
-- param: of_id id
-- param: to_id id
UPDATE check_in SET person_id = :to_id
 WHERE person_id = :of_id AND id IN ({noted} AND r.field = 'check_in.person_id');

-- name: merge_note_membership :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'membership.person_id', m.id
  FROM membership m
 WHERE m.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM membership x
                    WHERE x.unit_id = m.unit_id AND x.person_id = :into_id
                      AND x.valid_until IS NULL);

-- name: merge_move_membership :exec
-- param: of_id id
-- param: to_id id
UPDATE membership SET person_id = :to_id
 WHERE person_id = :of_id AND id IN ({noted} AND r.field = 'membership.person_id');

-- name: merge_note_manager :exec
-- param: from_id id
-- param: into_id id
-- Nobody becomes their own manager.
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'person.manager_id', p.id
  FROM person p
 WHERE p.manager_id = :from_id AND p.id <> :into_id;

-- name: merge_move_manager :exec
-- param: of_id id
-- param: to_id id
UPDATE person SET manager_id = :to_id
 WHERE manager_id = :of_id AND id IN ({noted} AND r.field = 'person.manager_id');

-- name: merge_note_leadership :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'leadership.person_id', l.id
  FROM leadership l
 WHERE l.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM leadership x
                    WHERE x.person_id = :into_id AND x.valid_until IS NULL);

-- name: merge_move_leadership :exec
-- param: of_id id
-- param: to_id id
UPDATE leadership SET person_id = :to_id
 WHERE person_id = :of_id AND id IN ({noted} AND r.field = 'leadership.person_id');

-- name: merge_note_role :exec
-- param: from_id id
-- param: into_id id
INSERT INTO merge_row (merge_id, field, row_id)
SELECT :merge_id, 'role_grant.person_id', g.id
  FROM role_grant g
 WHERE g.person_id = :from_id
   AND NOT EXISTS (SELECT 1 FROM role_grant x
                    WHERE x.person_id = :into_id AND x.role = g.role AND x.valid_until IS NULL
                      AND coalesce(x.unit_id, 0) = coalesce(g.unit_id, 0));

-- name: merge_move_role :exec
-- param: of_id id
-- param: to_id id
UPDATE role_grant SET person_id = :to_id
 WHERE person_id = :of_id AND id IN ({noted} AND r.field = 'role_grant.person_id');
