/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/reorg/reorganisation.h"

#include "gen/org_sql.h"
#include "gen/reorg_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/record/record.h"
#include "practice/reorg/plan.h"

#define EFFECTS_SHOWN 2000U

static bool
may_edit(const struct call *call)
{
    return policy_allows(call->who, VERB_ORGANISATION_EDIT, &(struct subject){0});
}

/* A plan that was not applied exists only for those who may change it. */
static enum err
open_plan(struct call *call, int64_t id, struct reorganisation *out)
{
    enum err err = q_reorganisation_row(call, id, out);

    if (err == OK && out->state != REORG_STATE_APPLIED && !may_edit(call))
        err = ERR_NOT_FOUND;
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_reorganisation", "There is no such reorganisation.");
    return err;
}

static enum err
open_to_edit(struct call *call, int64_t id, struct reorganisation *out)
{
    TRY(policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0}));
    TRY(open_plan(call, id, out));
    TRY(call_match(call, out->version));
    if (out->state == REORG_STATE_APPLIED)
        return fail(call, ERR_CONFLICT, "already_applied",
                    "This reorganisation was applied; plan another one to change it.");
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct reorganisation *before,
            const struct reorganisation *after)
{
    const struct reorganisation *row = after != NULL ? after : before;
    struct happening happening = {
        .kind = event,
        .type = &type_reorganisation,
        .subject_id = row->id,
        .owner_id = row->created_by,
        .hidden = row->state != REORG_STATE_APPLIED,
    };

    return record(call, &happening, before, after);
}

static enum err
save(struct call *call, const char *event, const struct reorganisation *before,
     struct reorganisation *after)
{
    after->version = before->version + 1;
    TRY(q_reorganisation_save(call, after));
    return leave_trace(call, event, before, after);
}

static enum err
show(struct call *call, int64_t id, struct reorg_view *out)
{
    TRY(q_reorganisation_show(call, id, out));
    TRY(reorg_steps(call, id, &out->steps));
    out->may_edit = out->state == REORG_STATE_DRAFT && may_edit(call);
    return OK;
}

enum err
reorganisation_list(struct call *call, const struct reorg_query *in, struct reorg_row_page *out)
{
    struct reorg_row_list rows;
    int64_t before = INT64_MAX;

    TRY(page_read(call, "reorganisation_list", in->after, &before, 1));
    TRY(q_reorganisation_page(call, before, may_edit(call), in->state, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "reorganisation_list", &page_last(out)->id, 1);
    return OK;
}

enum err
reorganisation_get(struct call *call, const struct by_id *in, struct reorg_view *out)
{
    struct reorganisation row;

    TRY(open_plan(call, in->id, &row));
    return show(call, in->id, out);
}

/* ---- steps ------------------------------------------------------------------------------------*/

static enum err
check_unit(struct call *call, size_t place, const char *member, struct maybe unit_id)
{
    struct unit_place unit;

    if (!unit_id.has)
        return OK;
    enum err err = q_unit_place(call, unit_id.value, &unit);
    if (err != ERR_NOT_FOUND)
        return err;
    struct str at = str_fmt(call->arena, "/steps/%zu/%s", place, member);
    fault(call, at.ptr, "no_such_unit", "There is no such unit.");
    return OK;
}

static enum err
check_steps(struct call *call, const struct reorg_step_new_list *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        TRY(check_unit(call, i, "unit_id", maybe_of(steps->items[i].unit_id)));
        TRY(check_unit(call, i, "into_id", steps->items[i].into_id));
    }
    return call_faults(call);
}

static enum err
save_parts(struct call *call, int64_t step_id, enum reorg_part_kind kind,
           const struct id_list *items)
{
    for (size_t i = 0; i < items->count; i++) {
        struct reorg_part part = {.step_id = step_id, .kind = kind, .item_id = items->items[i]};
        TRY(q_reorg_part_insert(call, &part));
    }
    return OK;
}

static enum err
save_steps(struct call *call, int64_t id, const struct reorg_step_new_list *steps)
{
    TRY(q_reorg_part_clear(call, id));
    TRY(q_reorg_step_clear(call, id));
    for (size_t i = 0; i < steps->count; i++) {
        const struct reorg_step_new *in = &steps->items[i];
        struct reorg_step step = {.reorganisation_id = id, .place = (int64_t)i};
        type_apply(&type_reorg_step_new, in, &type_reorg_step, &step);
        step.roles_follow = in->roles_follow;
        TRY(q_reorg_step_insert(call, &step, &step.id));
        if (in->kind != REORG_KIND_SPLIT)
            continue;
        TRY(save_parts(call, step.id, REORG_PART_KIND_UNIT, &in->unit_ids));
        TRY(save_parts(call, step.id, REORG_PART_KIND_PERSON, &in->person_ids));
        TRY(save_parts(call, step.id, REORG_PART_KIND_OBJECTIVE, &in->objective_ids));
    }
    return OK;
}

/* POST /api/v1/reorganisations */
enum err
reorganisation_create(struct call *call, const struct reorganisation_new *in,
                      struct reorg_view *out)
{
    struct reorganisation row = {
        .state = REORG_STATE_DRAFT,
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };

    TRY(policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0}));
    TRY(check_steps(call, &in->steps));
    type_apply(&type_reorganisation_new, in, &type_reorganisation, &row);
    TRY(q_reorganisation_insert(call, &row, &row.id));
    TRY(save_steps(call, row.id, &in->steps));
    TRY(leave_trace(call, EVENT_REORGANISATION_CREATED, NULL, &row));
    return show(call, row.id, out);
}

/* PATCH /api/v1/reorganisations/{id} */
enum err
reorganisation_update(struct call *call, const struct reorganisation_patch *in,
                      struct reorg_view *out)
{
    struct reorganisation before;

    TRY(open_to_edit(call, in->id, &before));
    if (before.state == REORG_STATE_SCHEDULED)
        return fail(call, ERR_CONFLICT, "already_scheduled",
                    "This plan waits for its day; withdraw it before you change it.");
    TRY(check_steps(call, &in->steps));
    struct reorganisation after = before;
    type_apply(&type_reorganisation_patch, in, &type_reorganisation, &after);
    if ((in->given & REORGANISATION_PATCH_STEPS) != 0)
        TRY(save_steps(call, in->id, &in->steps));
    TRY(save(call, EVENT_REORGANISATION_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* DELETE /api/v1/reorganisations/{id} */
enum err
reorganisation_delete(struct call *call, const struct by_id *in)
{
    struct reorganisation before;

    TRY(open_to_edit(call, in->id, &before));
    TRY(q_reorg_part_clear(call, in->id));
    TRY(q_reorg_step_clear(call, in->id));
    TRY(q_reorganisation_remove(call, in->id));
    return leave_trace(call, EVENT_REORGANISATION_DELETED, &before, NULL);
}

/* ---- preview and applying ---------------------------------------------------------------------*/

/* GET …/preview */
enum err
reorganisation_preview(struct call *call, const struct by_id *in, struct reorg_preview *out)
{
    struct reorganisation row;
    struct reorg_plan plan;

    TRY(policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0}));
    TRY(open_plan(call, in->id, &row));
    if (row.state == REORG_STATE_APPLIED)
        return fail(call, ERR_NOT_FOUND, "already_applied",
                    "This reorganisation was applied; its units say what they were.");
    TRY(reorg_plan_make(call, &row, &plan));
    *out = (struct reorg_preview){
        .problems = {plan.problems, plan.problem_count},
        .effects = {plan.effects,
                    plan.effect_count < EFFECTS_SHOWN ? plan.effect_count : EFFECTS_SHOWN},
    };
    for (size_t i = 0; i < plan.effect_count; i++) {
        out->unit_count += plan.effects[i].subject == REORG_SUBJECT_UNIT;
        out->objective_count += plan.effects[i].subject == REORG_SUBJECT_OBJECTIVE;
        out->membership_count += plan.effects[i].subject == REORG_SUBJECT_MEMBERSHIP;
        out->role_count += plan.effects[i].subject == REORG_SUBJECT_ROLE;
    }
    return OK;
}

static enum err
apply(struct call *call, struct reorg_plan *plan, const struct reorganisation *before)
{
    struct reorganisation after = *before;

    TRY(reorg_plan_apply(plan));
    after.state = REORG_STATE_APPLIED;
    after.applied_at = maybe_of(call->now);
    after.trouble = (struct str){0};
    return save(call, EVENT_REORGANISATION_APPLIED, before, &after);
}

/* POST …/schedule: at once when the day has come. */
enum err
reorganisation_schedule(struct call *call, const struct by_id *in, struct reorg_view *out)
{
    struct reorganisation before;
    struct reorg_plan plan;
    day_t today;

    TRY(open_to_edit(call, in->id, &before));
    if (before.state == REORG_STATE_SCHEDULED && str_is_null(before.trouble))
        return fail(call, ERR_CONFLICT, "already_scheduled", "This plan waits for its day.");
    TRY(setting_today(call, &today));
    TRY(reorg_plan_make(call, &before, &plan));
    if (plan.problem_count > 0)
        return fail(call, ERR_CONFLICT, "plan_has_problems", "Step %lld: %.*s",
                    (long long)plan.problems[0].place + 1, STR_FMT(plan.problems[0].detail));
    struct reorganisation after = before;
    after.scheduled_by = maybe_of(call->person_id);
    if (before.effective_on <= today) {
        TRY(apply(call, &plan, &after));
    } else {
        after.state = REORG_STATE_SCHEDULED;
        after.trouble = (struct str){0};
        TRY(save(call, EVENT_REORGANISATION_SCHEDULED, &before, &after));
    }
    return show(call, in->id, out);
}

/* POST …/withdraw */
enum err
reorganisation_withdraw(struct call *call, const struct by_id *in, struct reorg_view *out)
{
    struct reorganisation before;

    TRY(open_to_edit(call, in->id, &before));
    if (before.state != REORG_STATE_SCHEDULED)
        return fail(call, ERR_CONFLICT, "not_scheduled", "This plan is a draft already.");
    struct reorganisation after = before;
    after.state = REORG_STATE_DRAFT;
    after.trouble = (struct str){0};
    after.scheduled_by = maybe_none();
    TRY(save(call, EVENT_REORGANISATION_WITHDRAWN, &before, &after));
    return show(call, in->id, out);
}

/* The plan whose day has come; an id of 0 when there is none. */
static enum err
find_due(struct call *call, struct reorganisation *out)
{
    struct reorg_due_list due;
    day_t today;

    *out = (struct reorganisation){0};
    TRY(setting_today(call, &today));
    TRY(q_reorganisation_due(call, today, &due));
    if (due.count == 0)
        return OK;
    call->person_id = maybe_or(due.items[0].scheduled_by, 0);
    return q_reorganisation_row(call, due.items[0].id, out);
}

static enum err
give_up(struct call *call, const struct reorganisation *row, struct str why)
{
    struct reorganisation after = *row;

    after.trouble = why;
    return q_reorganisation_save(call, &after);
}

enum err
reorg_give_up_due(struct call *call)
{
    struct reorganisation row;

    TRY(find_due(call, &row));
    if (row.id == 0)
        return OK;
    return give_up(
        call, &row,
        STR("Something changed in a way the plan did not foresee; look at the preview."));
}

enum err
reorg_apply_due(struct call *call, int64_t *ret_id)
{
    struct reorganisation row;
    struct reorg_plan plan;

    TRY(find_due(call, &row));
    *ret_id = row.id;
    if (row.id == 0)
        return OK;
    TRY(reorg_plan_make(call, &row, &plan));
    if (plan.problem_count > 0)
        return give_up(call, &row, plan.problems[0].detail);
    return apply(call, &plan, &row);
}
