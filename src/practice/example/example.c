/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The example: the story that `koers init --demo` tells, put into an empty organisation that has
 * its own administrators and its own name, and taken out again. Its people act while the story is
 * told; afterwards none of them can sign in.
 */
#include "gen/example.h"
#include "gen/example_sql.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/example/story/play.h"
#include "practice/record/record.h"

#define STORY_CEILING (16U << 20)
#define SCENE_CEILING (16U << 20)

static enum err
may_change(struct call *call)
{
    return policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0});
}

static enum err
leave_trace(struct call *call, const char *event)
{
    struct happening happening = {.kind = event, .type = &type_example_person, .subject_id = 1};

    return record(call, &happening, NULL, NULL);
}

static enum err
show(struct call *call, struct example_view *out)
{
    struct example_person_count count;
    struct example_own *own = arena_new(call->arena, struct example_own);

    TRY(arena_failed(call->arena));
    TRY(q_example_count(call, &count));
    *out = (struct example_view){.state = EXAMPLE_STATE_NONE, .people = count.people, .own = own};
    if (count.people > 0) {
        out->state = EXAMPLE_STATE_PRESENT;
        TRY(q_example_own_get(call, own));
        out->own_count = own->units + own->cycles + own->objectives + own->key_results +
                         own->check_ins + own->meetings + own->others;
    } else if (count.units + count.cycles + count.imports == 0) {
        out->state = EXAMPLE_STATE_POSSIBLE;
    }
    return OK;
}

enum err
example_get(struct call *call, struct example_view *out)
{
    TRY(may_change(call));
    return show(call, out);
}

/* ---- in ----------------------------------------------------------------------------------------
 */

/* The tables may be known to be empty: planned for that, each link is looked for among all of them.
 */
static enum err
learn(struct call *teller)
{
    if (!call_wants_statistics(teller))
        return OK;
    TRY(q_example_objective_analyze(teller));
    TRY(q_example_key_result_analyze(teller));
    return q_example_alignment_analyze(teller);
}

/* Tells the story in `teller`, whose memory is given back after each scene. */
static enum err
tell(struct call *teller, struct play *play, usec_t now)
{
    struct str why = {0};
    day_t today;

    TRY(setting_today(teller, &today));
    if (play_begin(play, play->arena, today, &why) != OK)
        return fail(teller, ERR_CORRUPT, "story", "%.*s", STR_FMT(why));
    play->example = true;
    TRY(play_found(teller, play));
    for (size_t i = 0; i < play->scene_count; i++) {
        if (play->scenes[i].kind == SCENE_PROCESS_LOOK)
            continue; /* sixty looks at all steps are too much for one transaction */
        arena_clear(teller->arena);
        TRY(play_scene(teller, play, &play->scenes[i]));
        if ((i & (i - 1)) == 0)
            TRY(learn(teller));
    }
    teller->now = now;
    arena_clear(teller->arena);
    TRY(play_process_once(teller, play));
    for (size_t i = 0; i < story_person_count; i++)
        TRY(q_example_person_insert(teller, play->person_ids[i]));
    return q_example_people_rest(teller);
}

/* The whole story, in this transaction. */
static enum err
tell_all(struct call *call)
{
    struct arena story;
    struct arena scene;
    struct play play = {.arena = &story};
    struct call teller = {.arena = &scene, .conn = call->conn, .now = call->now};

    arena_init(&story, STORY_CEILING);
    arena_init(&scene, SCENE_CEILING);
    enum err err = tell(&teller, &play, call->now);
    if (err != OK)
        err = fail(call, err, "story", "The example was not made: %.*s%.*s", STR_FMT(teller.why),
                   STR_FMT(teller.faults[0].detail));
    arena_release(&scene);
    arena_release(&story);
    return err;
}

/* POST /api/v1/example: only into an organisation that is empty. */
enum err
example_fill(struct call *call, struct example_view *out)
{
    TRY(may_change(call));
    TRY(show(call, out));
    if (out->state != EXAMPLE_STATE_POSSIBLE)
        return fail(call, ERR_CONFLICT, "not_empty",
                    "There are units, cycles, a strategy or imports already; the example fits only "
                    "into an organisation without.");
    TRY(tell_all(call));
    TRY(leave_trace(call, EVENT_EXAMPLE_FILLED));
    return show(call, out);
}

/* ---- out ---------------------------------------------------------------------------------------
 */

/* The dependent ones first; people come last. */
static enum err (*const forget[])(struct call *call) = {
    q_example_forget_step_rung,
    q_example_forget_step_document,
    q_example_forget_step,
    q_example_forget_process,
    q_example_forget_unit_duty,
    q_example_forget_unit_calendar,
    q_example_forget_handbook_cycle,
    q_example_forget_proposal_source,
    q_example_forget_comment_mention,
    q_example_forget_answer,
    q_example_forget_comment,
    q_example_forget_follow,
    q_example_forget_harmonisation_action,
    q_example_forget_harmonisation_attendance,
    q_example_forget_harmonisation_item,
    q_example_forget_harmonisation,
    q_example_forget_hand_over_item,
    q_example_forget_hand_over,
    q_example_forget_intervention_person,
    q_example_forget_intervention,
    q_example_forget_squad_case,
    q_example_forget_kept_sum,
    q_example_forget_health_mark,
    q_example_forget_health_close,
    q_example_take_handbook_chapter,
    q_example_take_handbook_setting,
    q_example_take_proposal,
    q_example_let_proposal_go,
    q_example_take_handbook,
    q_example_forget_check_in_former,
    q_example_forget_check_in_milestone,
    q_example_forget_milestone,
    q_example_forget_interim_target,
    q_example_forget_meeting_attendance,
    q_example_forget_meeting_item,
    q_example_forget_meeting,
    q_example_forget_carry_over,
    q_example_forget_action,
    q_example_forget_key_result_closing,
    q_example_forget_closing,
    q_example_forget_post_mortem,
    q_example_forget_retrospective_cause,
    q_example_forget_retrospective,
    q_example_forget_blocker,
    q_example_forget_initiative,
    q_example_forget_merged_tag,
    q_example_forget_objective_tag,
    q_example_forget_tag,
    q_example_forget_template_milestone,
    q_example_forget_template_interim_target,
    q_example_forget_template_key_result,
    q_example_forget_template,
    q_example_forget_review_comment,
    q_example_forget_reviewer,
    q_example_forget_review,
    q_example_forget_objective_reader,
    q_example_forget_objective_past,
    q_example_forget_foreign_id,
    q_example_forget_import_change,
    q_example_forget_check_in,
    q_example_forget_alignment_former,
    q_example_forget_alignment,
    q_example_forget_key_result_day,
    q_example_forget_key_result,
    q_example_forget_objective_owner,
    q_example_forget_objective_unit,
    q_example_forget_objective_day,
    q_example_forget_objective,
    q_example_forget_health_value,
    q_example_forget_health_measure,
    q_example_forget_strategy_theme,
    q_example_forget_strategy,
    q_example_forget_theme,
    q_example_forget_cycle,
    q_example_forget_reorg_part,
    q_example_forget_reorg_step,
    q_example_forget_reorganisation,
    q_example_forget_unit_past,
    q_example_forget_membership,
    q_example_forget_saved_view,
    q_example_forget_notice,
    q_example_forget_digest,
    q_example_forget_notice_choice,
    q_example_forget_notice_time,
    q_example_forget_chat_hook,
    q_example_forget_calendar_feed,
    q_example_forget_fact,
    q_example_forget_role_grant,
    q_example_forget_leadership,
    q_example_forget_absence,
    q_example_forget_delegation,
    q_example_forget_unit,
    q_example_forget_change,
    q_example_forget_event,
    q_example_forget_merge_row,
    q_example_forget_merge,
    q_example_forget_manager,
    q_example_forget_merged_into,
};

/* Of those of the example, whoever was given an account stays. */
static enum err
forget_people(struct call *call)
{
    struct example_person_list people;
    struct id_list ids = {0};

    TRY(q_example_people(call, &people));
    ids.items = arena_array(call->arena, people.count, sizeof(*ids.items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < people.count; i++)
        ids.items[ids.count++] = people.items[i].person_id;
    TRY(q_example_forget_example_person(call));
    return q_example_forget_person(call, &ids);
}

static enum err
check_removal(struct call *call, const struct example_removal *in)
{
    struct example_person_count count;
    struct example_view now;

    TRY(show(call, &now));
    if (now.state != EXAMPLE_STATE_PRESENT)
        return fail(call, ERR_CONFLICT, "no_example", "The example is not in this organisation.");
    TRY(q_example_count(call, &count));
    if (count.imports > 0)
        return fail(call, ERR_CONFLICT, "imports_stand",
                    "An import came in after the example; undo the import first.");
    if (now.own_count != in->own_count)
        return fail(
            call, ERR_CONFLICT, "own_changed",
            "By now %lld things of your own would go along; look at them and confirm again.",
            (long long)now.own_count);
    return OK;
}

/* DELETE /api/v1/example: what people added goes along, as far as they were told. */
enum err
example_remove(struct call *call, const struct example_removal *in)
{
    TRY(may_change(call));
    TRY(check_removal(call, in));
    TRY(q_example_person_let_go(call));
    for (size_t i = 0; i < sizeof(forget) / sizeof(forget[0]); i++)
        TRY(forget[i](call));
    TRY(forget_people(call));
    return leave_trace(call, EVENT_EXAMPLE_REMOVED);
}
