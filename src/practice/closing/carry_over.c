/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What becomes of an unfinished key result, decided one by one: stop; finish
 * outside of the OKRs, of which an action reminds; or continue, as a new key
 * result of a later cycle that starts at the last value. Nothing carries over
 * by itself, and nothing of the old key result changes.
 */
#include "gen/checkin_sql.h"
#include "gen/closing_sql.h"
#include "gen/okr_sql.h"
#include "practice/access/setting.h"
#include "practice/checkin/action.h"
#include "practice/closing/closing.h"
#include "practice/okr/key_result.h"
#include "practice/okr/key_result_copy.h"
#include "practice/okr/tag.h"

static enum err
check_unfinished(struct call *call, const struct open_key_result *open)
{
    if (open->objective.row.state == OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "still_draft",
                    "The objective is a draft; there is nothing to carry over yet.");
    if (open->row.dropped_at.has)
        return fail(call, ERR_CONFLICT, "dropped",
                    "The key result was dropped; restore it before carrying it over.");
    if (open->row.contribution == FRACTION_ONE)
        return fail(call, ERR_CONFLICT, "finished",
                    "The key result was reached; there is nothing left of it.");
    return OK;
}

static enum err
check_finish(struct call *call, const struct carry_over_new *in)
{
    bool finish = in->choice == CARRY_CHOICE_FINISH;
    day_t today;

    if (finish != in->finish_by.has)
        fault(call, "/finish_by", finish ? "missing" : "not_asked",
              finish ? "Say by when it will be finished." : "Only who finishes it says by when.");
    if (finish && in->finish_by.has) {
        TRY(setting_today(call, &today));
        if (in->finish_by.value < today)
            fault(call, "/finish_by", "in_the_past", "Choose today or a later day.");
    }
    return OK;
}

static enum err
check_later(struct call *call, const struct open_key_result *open, int64_t cycle_id,
            const char *pointer)
{
    struct cycle cycle;

    enum err err = q_cycle_get(call, cycle_id, &cycle);
    if (err == ERR_NOT_FOUND) {
        fault(call, pointer, "no_such_cycle", "There is no such cycle.");
        return OK;
    }
    TRY(err);
    if (cycle.start_day <= open->objective.place.cycle_start)
        fault(call, pointer, "not_later",
              "A key result goes on in a later cycle; choose one that begins after "
              "its own.");
    return OK;
}

/* Where it goes on: an objective of a later cycle, or a later cycle for a new
 * one. */
static enum err
check_continue(struct call *call, const struct carry_over_new *in,
               const struct open_key_result *open)
{
    struct open_objective there;

    if (in->target_value.has && !open->row.target_value.has)
        fault(call, "/target_value", "no_target", "This key result has no target to change.");
    if (in->choice != CARRY_CHOICE_CONTINUE) {
        if (in->target_value.has)
            fault(call, "/target_value", "not_asked", "Only what continues has another target.");
        if (in->objective_id.has)
            fault(call, "/objective_id", "not_asked", "Only what continues needs an objective.");
        if (in->cycle_id.has)
            fault(call, "/cycle_id", "not_asked", "Only what continues needs a cycle.");
        return OK;
    }
    if (in->objective_id.has == in->cycle_id.has) {
        fault(call, "/objective_id", "one_place",
              "Name either the objective in which it goes on or the cycle for a "
              "new one.");
        return OK;
    }
    if (in->cycle_id.has)
        return check_later(call, open, in->cycle_id.value, "/cycle_id");
    enum err err = objective_open(call, in->objective_id.value, &there);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/objective_id", "no_such_objective", "There is no such objective.");
        return OK;
    }
    TRY(err);
    return check_later(call, open, there.row.cycle_id, "/objective_id");
}

/* A draft of a later cycle, like the objective that ends; without a theme under which it may not
 * stand. */
static enum err
objective_begin(struct call *call, const struct objective *like, int64_t cycle_id,
                struct str *ret_theme_left_out, int64_t *out)
{
    struct objective_view view;
    struct objective_new in = {.given = UINT64_MAX};

    type_copy(&type_objective, like, &type_objective_new, &in);
    in.given = UINT64_MAX;
    in.cycle_id = cycle_id;
    TRY(objective_theme_along(call, &in, ret_theme_left_out));
    TRY(tags_along(call, like->id, &in.tag_ids));
    TRY(objective_create(call, &in, &view));
    *out = view.id;
    return OK;
}

static enum err
continue_it(struct call *call, const struct carry_over_new *in, const struct open_key_result *open,
            struct carry_over *after, struct str *ret_theme_left_out)
{
    struct key_result_copying how = {.objective_id = in->objective_id.value,
                                     .from_where_it_stands = true,
                                     .keeps_owner = true,
                                     .target_value = in->target_value};
    int64_t successor_id;

    if (in->cycle_id.has)
        TRY(objective_begin(call, &open->objective.row, in->cycle_id.value, ret_theme_left_out,
                            &how.objective_id));
    TRY(key_result_copy(call, &open->row, &how, &successor_id));
    after->successor_id = maybe_of(successor_id);
    return OK;
}

/* The action that reminds follows the decision: begun, moved to another day, or
 * dropped. */
static enum err
remind(struct call *call, const struct open_key_result *open, struct carry_over *after)
{
    struct action before;

    if (!after->action_id.has) {
        struct action row = {
            .unit_id = open->objective.row.unit_id,
            .cycle_id = open->objective.row.cycle_id,
            .owner_id = open->row.owner_id.has ? open->row.owner_id : open->objective.row.owner_id,
            .title = open->row.title,
            .due_day = after->finish_by,
            .source = ACTION_SOURCE_CARRY_OVER,
        };
        if (after->choice != CARRY_CHOICE_FINISH)
            return OK;
        TRY(action_add(call, &row));
        after->action_id = maybe_of(row.id);
        return OK;
    }
    TRY(q_action_get(call, after->action_id.value, &before));
    struct action moved = before;
    if (after->choice == CARRY_CHOICE_FINISH) {
        moved.due_day = after->finish_by;
        moved.state = ACTION_STATE_OPEN;
    } else if (before.state == ACTION_STATE_OPEN) {
        moved.state = ACTION_STATE_DROPPED;
    }
    return action_save(call, &before, &moved);
}

static enum err
show(struct call *call, const struct open_key_result *open, struct carry_over_view *out)
{
    int64_t id = open->objective.row.id;
    struct closing_objective objective;

    TRY(q_closing_objective_get(call, call->person_id, id, &objective));
    TRY(closing_fill(call, &objective, 1));
    for (size_t i = 0; i < objective.key_results.count; i++)
        if (objective.key_results.items[i].id == open->row.id)
            *out = *objective.key_results.items[i].carry_over;
    return OK;
}

static enum err
leave_trace(struct call *call, const struct open_key_result *open, const struct carry_over *before,
            const struct carry_over *after)
{
    struct happening happening =
        objective_happening(&open->objective.row, EVENT_CARRY_OVER_DECIDED);

    happening.type = &type_carry_over;
    happening.subject_id = after->id;
    return record(call, &happening, before, after);
}

/* POST /api/v1/key-results/{id}/carry-over */
enum err
carry_over_decide(struct call *call, const struct carry_over_new *in, struct carry_over_view *out)
{
    struct open_key_result open;
    struct carry_over before = {0};
    struct str theme_left_out = {0};

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(check_unfinished(call, &open));
    enum err err = q_carry_over_of(call, in->id, &before);
    bool again = err == OK;
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (again && before.successor_id.has)
        return fail(call, ERR_CONFLICT, "goes_on",
                    "It goes on in a later cycle; delete or drop the key result "
                    "there instead.");
    TRY(check_finish(call, in));
    TRY(check_continue(call, in, &open));
    TRY(call_faults(call));

    struct carry_over after = before;
    after.key_result_id = in->id;
    after.choice = in->choice;
    after.finish_by = in->finish_by;
    after.note = in->note;
    after.decided_at = call->now;
    TRY(remind(call, &open, &after));
    if (in->choice == CARRY_CHOICE_CONTINUE)
        TRY(continue_it(call, in, &open, &after, &theme_left_out));
    if (again)
        TRY(q_carry_over_set(call, &after));
    else
        TRY(q_carry_over_insert(call, &after, &after.id));
    TRY(leave_trace(call, &open, again ? &before : NULL, &after));
    TRY(show(call, &open, out));
    out->theme_left_out = theme_left_out;
    return OK;
}
