/* SPDX-License-Identifier: Apache-2.0 */
/* Does what the plan says, one effect after the other. */
#include "gen/org_sql.h"
#include "gen/reorg_sql.h"
#include "practice/okr/objective_past.h"
#include "practice/org/grant.h"
#include "practice/org/membership.h"
#include "practice/org/unit_change.h"
#include "practice/reorg/plan.h"

/* The new unit of a split hangs beside the old one, unless the step says where. */
static enum err
begin_unit(struct reorg_plan *plan, struct reorg_step_view *step)
{
    struct open_unit old;

    TRY(unit_open(plan->call, step->unit_id, &old));
    struct unit row = {
        .name = step->name,
        .type = step->type != UNIT_TYPE_NULL ? step->type : old.row.type,
        .parent_id = step->into_id.has ? step->into_id : old.row.parent_id,
        .valid_from = plan->day,
    };
    TRY(unit_add(plan->call, &row));
    step->made_id = maybe_of(row.id);
    return q_reorg_step_made_set(plan->call, step->made_id, step->id);
}

static enum err
apply_unit(struct reorg_plan *plan, struct reorg_step_view *step, const struct reorg_effect *effect,
           struct maybe to_id)
{
    switch (effect->what) {
    case REORG_WHAT_BEGINS:
        return begin_unit(plan, step);
    case REORG_WHAT_RENAMED:
        return unit_rename(plan->call, effect->id.value, step->name, step->type, plan->day);
    case REORG_WHAT_MOVES:
        return unit_move(plan->call, effect->id.value, to_id, plan->day);
    case REORG_WHAT_ENDS:
        if (step->into_id.has)
            TRY(q_reorg_partner_join(plan->call, step->into_id.value, effect->id.value));
        TRY(q_reorg_partner_leave(plan->call, effect->id.value));
        return unit_end(plan->call, effect->id.value, plan->day);
    case REORG_WHAT_NULL:
        break;
    }
    return OK;
}

static enum err
apply_membership(struct reorg_plan *plan, const struct reorg_effect *effect, struct maybe to_id)
{
    struct membership before;

    TRY(q_membership_get(plan->call, effect->id.value, &before));
    TRY(membership_leave(plan->call, before.id, plan->day));
    if (effect->what != REORG_WHAT_MOVES)
        return OK;
    struct membership row = {
        .unit_id = to_id.value,
        .person_id = before.person_id,
        .title = before.title,
        .main = before.main,
        .valid_from = before.valid_from > plan->day ? before.valid_from : plan->day,
        .valid_until = before.valid_until,
    };
    return membership_add(plan->call, &row);
}

static enum err
apply_role(struct reorg_plan *plan, const struct reorg_effect *effect, struct maybe to_id)
{
    if (effect->what != REORG_WHAT_BEGINS)
        TRY(grant_end(plan->call, effect->id.value));
    if (effect->what == REORG_WHAT_ENDS)
        return OK;
    return grant_add(plan->call, effect->person_id.value, effect->role, to_id);
}

static enum err
apply_one(struct reorg_plan *plan, const struct reorg_effect *effect)
{
    struct reorg_step_view *step = &plan->steps.items[effect->place];
    struct maybe to_id = step->kind == REORG_KIND_SPLIT ? step->made_id : effect->to_id;

    switch (effect->subject) {
    case REORG_SUBJECT_UNIT:
        return apply_unit(plan, step, effect, to_id);
    case REORG_SUBJECT_OBJECTIVE:
        return objective_move(plan->call, effect->id.value, to_id.value, plan->day);
    case REORG_SUBJECT_MEMBERSHIP:
        return apply_membership(plan, effect, to_id);
    case REORG_SUBJECT_ROLE:
        return apply_role(plan, effect, to_id);
    case REORG_SUBJECT_NULL:
        break;
    }
    return OK;
}

enum err
reorg_plan_apply(struct reorg_plan *plan)
{
    for (size_t i = 0; i < plan->effect_count; i++)
        TRY(apply_one(plan, &plan->effects[i]));
    return OK;
}
