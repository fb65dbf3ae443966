-- SPDX-License-Identifier: Apache-2.0
-- What is there of the example, and taking it out: all tables are emptied, the dependent ones first, but
-- accounts, what belongs to them alone, and settings.

-- name: example_count :one example_person_count
SELECT (SELECT count(*) FROM example_person) AS people,
       (SELECT count(*) FROM unit) AS units,
       (SELECT count(*) FROM cycle) + (SELECT count(*) FROM strategy) AS cycles,
       (SELECT count(*) FROM import_run WHERE undone_at IS NULL) AS imports;

-- name: example_person_insert :exec
-- param: person_id id
INSERT INTO example_person (person_id) VALUES (:person_id);

-- name: example_people_rest :exec
-- They acted as long as the story was told; nobody signs in as one of them.
UPDATE person SET state = 'imported' WHERE id IN (SELECT x.person_id FROM example_person x);

-- fragment: by_own_people
e.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM example_person x WHERE x.person_id = e.person_id)

-- name: example_own_get :one example_own
-- What is still there of what people of this organisation made.
SELECT (SELECT count(*) FROM unit u WHERE EXISTS (
          SELECT 1 FROM event e WHERE e.subject = 'unit' AND e.subject_id = u.id
             AND e.kind = 'unit_created' AND {by_own_people})) AS units,
       (SELECT count(*) FROM cycle c WHERE EXISTS (
          SELECT 1 FROM event e WHERE e.subject = 'cycle' AND e.subject_id = c.id
             AND e.kind = 'cycle_created' AND {by_own_people})) AS cycles,
       (SELECT count(*) FROM objective o WHERE EXISTS (
          SELECT 1 FROM event e WHERE e.subject = 'objective' AND e.subject_id = o.id
             AND e.kind = 'objective_created' AND {by_own_people})) AS objectives,
       (SELECT count(*) FROM key_result k WHERE EXISTS (
          SELECT 1 FROM event e WHERE e.subject = 'key_result' AND e.subject_id = k.id
             AND e.kind = 'key_result_created' AND {by_own_people})) AS key_results,
       (SELECT count(*) FROM check_in e WHERE {by_own_people}) AS check_ins,
       (SELECT count(*) FROM meeting m WHERE EXISTS (
          SELECT 1 FROM event e WHERE e.subject = 'meeting' AND e.subject_id = m.id
             AND e.kind = 'meeting_planned' AND {by_own_people})) AS meetings,
       (SELECT count(*) FROM event e
         WHERE e.kind IN ('strategy_created', 'strategy_theme_created', 'health_measure_created',
                          'health_value_created', 'review_requested', 'review_commented',
                          'blocker_raised', 'action_created', 'retrospective_created', 'tag_created',
                          'initiative_created', 'template_created', 'alignment_created',
                          'membership_created', 'reorganisation_created', 'saved_view_created',
                          'comment_created', 'squad_case_opened', 'intervention_created',
                          'hand_over_offered', 'harmonisation_planned', 'process_started',
                          'step_signed', 'step_document_changed', 'unit_calendar_set')
           AND {by_own_people}) AS others;

-- name: story_review_count :number
SELECT count(*) FROM review WHERE objective_id = :objective_id;

-- name: story_process_version :number
-- The newest version that can be put to use of the template that came with Koers.
SELECT max(v.id) FROM process_version v JOIN process_template t ON t.id = v.template_id
 WHERE t.built_in AND NOT t.archived AND v.state = 'published';

-- name: story_steps_signed :exec
-- What was signed was done on that day.
UPDATE step SET done_at = signed_at WHERE process_id = :process_id AND signed_at < done_at;

-- name: story_rungs_told :exec
-- param: process_id id
-- Rungs were reached on their days.
UPDATE step_rung
   SET day = (SELECT s.due_day FROM step s WHERE s.id = step_rung.step_id) + days
 WHERE step_id IN (SELECT s.id FROM step s WHERE s.process_id = :process_id);

-- name: example_person_let_go :exec
-- Whoever was given an account or a link to one is somebody by now, and stays.
DELETE FROM example_person
 WHERE person_id IN (SELECT p.id FROM person p WHERE p.password_hash IS NOT NULL
                     UNION ALL SELECT l.person_id FROM link l);

-- name: example_forget_step_rung :exec
DELETE FROM step_rung;

-- name: example_forget_step_document :exec
DELETE FROM step_document;

-- name: example_forget_step :exec
DELETE FROM step;

-- name: example_forget_process :exec
DELETE FROM process;

-- name: example_forget_unit_duty :exec
DELETE FROM unit_duty;

-- name: example_forget_unit_calendar :exec
DELETE FROM unit_calendar;

-- name: example_forget_handbook_cycle :exec
UPDATE handbook SET from_cycle_id = NULL WHERE from_cycle_id IS NOT NULL;

-- name: example_forget_proposal_source :exec
UPDATE proposal SET retrospective_id = NULL, harmonisation_id = NULL
 WHERE retrospective_id IS NOT NULL OR harmonisation_id IS NOT NULL;

-- name: example_forget_harmonisation_action :exec
DELETE FROM harmonisation_action;

-- name: example_forget_harmonisation_attendance :exec
DELETE FROM harmonisation_attendance;

-- name: example_forget_harmonisation_item :exec
DELETE FROM harmonisation_item;

-- name: example_forget_harmonisation :exec
DELETE FROM harmonisation;

-- name: example_forget_hand_over_item :exec
DELETE FROM hand_over_item;

-- name: example_forget_hand_over :exec
DELETE FROM hand_over;

-- name: example_forget_intervention_person :exec
DELETE FROM intervention_person;

-- name: example_forget_intervention :exec
DELETE FROM intervention;

-- name: example_forget_squad_case :exec
DELETE FROM squad_case;

-- name: example_forget_kept_sum :exec
DELETE FROM kept_sum;

-- name: example_forget_health_mark :exec
DELETE FROM health_mark;

-- name: example_forget_health_close :exec
DELETE FROM health_close;

-- fragment: told_handbook
(SELECT h.id FROM handbook h JOIN example_person x ON x.person_id = h.created_by)

-- name: example_take_handbook_chapter :exec
-- A handbook that the example told goes; one of this organisation's own stays.
DELETE FROM handbook_chapter WHERE handbook_id IN {told_handbook};

-- name: example_take_handbook_setting :exec
DELETE FROM handbook_setting WHERE handbook_id IN {told_handbook};

-- name: example_take_proposal :exec
DELETE FROM proposal WHERE created_by IN (SELECT x.person_id FROM example_person x);

-- name: example_let_proposal_go :exec
UPDATE proposal SET handbook_id = NULL WHERE handbook_id IN {told_handbook};

-- name: example_take_handbook :exec
DELETE FROM handbook WHERE id IN {told_handbook};

-- name: example_forget_comment_mention :exec
DELETE FROM comment_mention;

-- name: example_forget_answer :exec
DELETE FROM comment WHERE parent_id IS NOT NULL;

-- name: example_forget_comment :exec
DELETE FROM comment;

-- name: example_forget_follow :exec
DELETE FROM follow;

-- name: example_forget_check_in_former :exec
DELETE FROM check_in_former;

-- name: example_forget_check_in_milestone :exec
DELETE FROM check_in_milestone;

-- name: example_forget_milestone :exec
DELETE FROM milestone;

-- name: example_forget_interim_target :exec
DELETE FROM interim_target;

-- name: example_forget_meeting_attendance :exec
DELETE FROM meeting_attendance;

-- name: example_forget_meeting_item :exec
DELETE FROM meeting_item;

-- name: example_forget_meeting :exec
DELETE FROM meeting;

-- name: example_forget_carry_over :exec
DELETE FROM carry_over;

-- name: example_forget_action :exec
DELETE FROM action;

-- name: example_forget_key_result_closing :exec
DELETE FROM key_result_closing;

-- name: example_forget_closing :exec
DELETE FROM closing;

-- name: example_forget_post_mortem :exec
DELETE FROM post_mortem;

-- name: example_forget_retrospective_cause :exec
DELETE FROM retrospective_cause;

-- name: example_forget_retrospective :exec
DELETE FROM retrospective;

-- name: example_forget_blocker :exec
DELETE FROM blocker;

-- name: example_forget_initiative :exec
DELETE FROM initiative;

-- name: example_forget_merged_tag :exec
DELETE FROM merged_tag;

-- name: example_forget_objective_tag :exec
DELETE FROM objective_tag;

-- name: example_forget_tag :exec
DELETE FROM tag;

-- fragment: of_unit_template
IN (SELECT k.id FROM template_key_result k JOIN template t ON t.id = k.template_id
     WHERE t.unit_id IS NOT NULL)

-- name: example_forget_template_milestone :exec
-- Templates of the whole organisation stay: Koers brought some along, and the story has none.
DELETE FROM template_milestone WHERE key_result_id {of_unit_template};

-- name: example_forget_template_interim_target :exec
DELETE FROM template_interim_target WHERE key_result_id {of_unit_template};

-- name: example_forget_template_key_result :exec
DELETE FROM template_key_result WHERE id {of_unit_template};

-- name: example_forget_template :exec
DELETE FROM template WHERE unit_id IS NOT NULL;

-- name: example_forget_review_comment :exec
DELETE FROM review_comment;

-- name: example_forget_reviewer :exec
DELETE FROM reviewer;

-- name: example_forget_review :exec
DELETE FROM review;

-- name: example_forget_objective_reader :exec
DELETE FROM objective_reader;

-- name: example_forget_objective_past :exec
DELETE FROM objective_past;

-- name: example_forget_foreign_id :exec
DELETE FROM foreign_id;

-- name: example_forget_import_change :exec
DELETE FROM import_change;

-- name: example_forget_check_in :exec
DELETE FROM check_in;

-- name: example_forget_alignment_former :exec
DELETE FROM alignment_former;

-- name: example_forget_alignment :exec
DELETE FROM alignment;

-- name: example_forget_key_result_day :exec
DELETE FROM key_result_day;

-- name: example_forget_key_result :exec
DELETE FROM key_result;

-- name: example_forget_objective_owner :exec
DELETE FROM objective_owner;

-- name: example_forget_objective_unit :exec
DELETE FROM objective_unit;

-- name: example_forget_objective_day :exec
DELETE FROM objective_day;

-- name: example_forget_objective :exec
DELETE FROM objective;

-- name: example_forget_health_value :exec
DELETE FROM health_value;

-- name: example_forget_health_measure :exec
DELETE FROM health_measure;

-- name: example_forget_strategy_theme :exec
DELETE FROM strategy_theme;

-- name: example_forget_strategy :exec
DELETE FROM strategy;

-- name: example_forget_theme :exec
DELETE FROM theme;

-- name: example_forget_cycle :exec
DELETE FROM cycle;

-- name: example_forget_reorg_part :exec
DELETE FROM reorg_part;

-- name: example_forget_reorg_step :exec
DELETE FROM reorg_step;

-- name: example_forget_reorganisation :exec
DELETE FROM reorganisation;

-- name: example_forget_unit_past :exec
DELETE FROM unit_past;

-- name: example_forget_membership :exec
DELETE FROM membership;

-- name: example_forget_saved_view :exec
DELETE FROM saved_view;

-- fragment: of_example
IN (SELECT x.person_id FROM example_person x)

-- fragment: subjects_that_go
('action', 'alignment', 'blocker', 'carry_over', 'check_in', 'closing', 'comment', 'cycle', 'follow',
 'hand_over', 'harmonisation', 'harmonisation_item', 'health_measure', 'health_value', 'initiative',
 'intervention', 'key_result', 'meeting', 'meeting_item', 'membership', 'objective', 'post_mortem',
 'process', 'reorganisation', 'retrospective', 'review', 'reviewer', 'review_comment', 'saved_view',
 'squad_case', 'step', 'step_document', 'strategy', 'strategy_theme', 'tag', 'theme', 'unit',
 'unit_calendar')

-- name: example_forget_notice :exec
-- What somebody was told of other things stays with them.
DELETE FROM notice
 WHERE subject IN {subjects_that_go} OR unit_id IS NOT NULL OR cycle_id IS NOT NULL
    OR person_id {of_example} OR actor_id {of_example} OR for_id {of_example}
    OR (subject = 'person' AND subject_id {of_example});

-- name: example_forget_digest :exec
DELETE FROM digest;

-- name: example_forget_fact :exec
DELETE FROM fact;

-- name: example_forget_role_grant :exec
DELETE FROM role_grant WHERE unit_id IS NOT NULL OR person_id {of_example};

-- name: example_forget_notice_choice :exec
DELETE FROM notice_choice WHERE person_id {of_example};

-- name: example_forget_notice_time :exec
DELETE FROM notice_time WHERE person_id {of_example};

-- name: example_forget_chat_hook :exec
DELETE FROM chat_hook WHERE person_id {of_example};

-- name: example_forget_calendar_feed :exec
DELETE FROM calendar_feed WHERE unit_id IS NOT NULL OR person_id {of_example};

-- name: example_forget_leadership :exec
DELETE FROM leadership WHERE person_id {of_example};

-- name: example_forget_absence :exec
DELETE FROM absence WHERE person_id {of_example} OR deputy_id {of_example};

-- name: example_forget_delegation :exec
DELETE FROM delegation WHERE person_id {of_example} OR delegate_id {of_example};

-- name: example_forget_unit :exec
DELETE FROM unit;

-- fragment: event_goes
(e.subject IN {subjects_that_go}
 OR (e.subject = 'notice' AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = e.subject_id))
 OR e.unit_id IS NOT NULL OR e.person_id {of_example} OR e.owner_id {of_example}
 OR (e.subject = 'person' AND e.subject_id {of_example}))

-- name: example_forget_change :exec
DELETE FROM change WHERE event_id IN (SELECT e.id FROM event e WHERE {event_goes});

-- name: example_forget_event :exec
DELETE FROM event WHERE id IN (SELECT e.id FROM event e WHERE {event_goes});

-- name: example_forget_merge_row :exec
DELETE FROM merge_row WHERE merge_id IN (
    SELECT m.id FROM merge m WHERE m.from_id {of_example} OR m.into_id {of_example});

-- name: example_forget_merge :exec
DELETE FROM merge WHERE from_id {of_example} OR into_id {of_example};

-- name: example_forget_manager :exec
UPDATE person SET manager_id = NULL WHERE manager_id {of_example};

-- name: example_forget_merged_into :exec
UPDATE person SET merged_into = NULL WHERE merged_into {of_example};

-- name: example_people :many example_person
SELECT * FROM example_person ORDER BY id;

-- name: example_forget_example_person :exec
DELETE FROM example_person;

-- name: example_forget_person :exec
DELETE FROM person WHERE id IN {list:ids};

-- name: example_objective_analyze :exec
ANALYZE objective;

-- name: example_key_result_analyze :exec
ANALYZE key_result;

-- name: example_alignment_analyze :exec
ANALYZE alignment;
