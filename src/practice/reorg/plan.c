/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/reorg/plan.h"

#include <stdarg.h>
#include <stdio.h>

#include "gen/org_sql.h"
#include "gen/reorg_sql.h"
#include "practice/org/unit_change.h"
#include "practice/reorg/check.h"

#define DETAIL_MAX 400U

void
reorg_problem(struct reorg_plan *plan, const struct reorg_step_view *step, const char *code,
              const char *format, ...)
{
    char detail[DETAIL_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(detail, sizeof(detail), format, arguments);
    va_end(arguments);
    if (plan->problem_count == plan->problem_capacity)
        return; /* there is room for several of each step; more would not be read */
    plan->problems[plan->problem_count++] =
        (struct reorg_problem){.place = step != NULL ? step->place : 0,
                               .code = str_from(code),
                               .detail = str_copy(plan->call->arena, str_from(detail))};
}

static enum err
add(struct reorg_plan *plan, const struct reorg_effect *effect)
{
    struct reorg_effect *effects =
        arena_more(plan->call->arena, plan->effects, plan->effect_count, sizeof(*effects));
    if (effects == NULL)
        return ERR_MEMORY;
    plan->effects = effects;
    plan->effects[plan->effect_count++] = *effect;
    return OK;
}

/* An effect that leads from the unit of a step to the one that takes over. */
static struct reorg_effect
effect_of(const struct reorg_step_view *step, enum reorg_subject subject, enum reorg_what what)
{
    return (struct reorg_effect){
        .place = step->place,
        .subject = subject,
        .what = what,
        .from_id = maybe_of(step->unit_id),
        .from_name = step->unit_name,
        .to_id = what == REORG_WHAT_ENDS ? maybe_none() : step->into_id,
        .to_name = what == REORG_WHAT_ENDS ? (struct str){0} : step->into_name,
    };
}

/* ---- what moves -------------------------------------------------------------------------------*/

/* Units below go to whoever takes over, unless a step of their own says otherwise. */
static enum err
children_follow(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct unit_ref_list children;

    TRY(q_reorg_children(plan->call, maybe_of(step->unit_id), plan->day, &children));
    for (size_t i = 0; i < children.count; i++) {
        if (reorg_step_of(plan, children.items[i].id) != NULL)
            continue;
        if (!step->into_id.has)
            reorg_problem(plan, step, "units_left",
                          "%.*s lies below %.*s; move or close it as well, or say who takes over.",
                          STR_FMT(children.items[i].name), STR_FMT(step->unit_name));
        struct reorg_effect effect = effect_of(step, REORG_SUBJECT_UNIT, REORG_WHAT_MOVES);
        effect.id = maybe_of(children.items[i].id);
        effect.title = children.items[i].name;
        TRY(add(plan, &effect));
    }
    return OK;
}

/* Does somebody belong to the unit that takes over already, or will by an earlier step? */
static enum err
belongs_there(struct reorg_plan *plan, int64_t person_id, int64_t unit_id, bool *out)
{
    struct maybe count;

    TRY(q_reorg_member_count(plan->call, unit_id, person_id, plan->day, &count));
    *out = count.value > 0;
    for (size_t i = 0; i < plan->effect_count && !*out; i++)
        *out = plan->effects[i].subject == REORG_SUBJECT_MEMBERSHIP &&
               plan->effects[i].person_id.value == person_id &&
               plan->effects[i].to_id.value == unit_id;
    return OK;
}

static enum err
add_member(struct reorg_plan *plan, const struct reorg_step_view *step,
           const struct member_view *member)
{
    bool there = false;

    if (step->into_id.has && step->kind != REORG_KIND_SPLIT)
        TRY(belongs_there(plan, member->person_id, step->into_id.value, &there));
    bool moves = step->kind == REORG_KIND_SPLIT || (step->into_id.has && !there);
    struct reorg_effect effect =
        effect_of(step, REORG_SUBJECT_MEMBERSHIP, moves ? REORG_WHAT_MOVES : REORG_WHAT_ENDS);
    effect.id = maybe_of(member->id);
    effect.title = member->person_name;
    effect.detail = member->title;
    effect.person_id = maybe_of(member->person_id);
    return add(plan, &effect);
}

static enum err
members_follow(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct member_view_list members;

    TRY(q_reorg_members(plan->call, step->unit_id, plan->day, &members));
    for (size_t i = 0; i < members.count; i++)
        TRY(add_member(plan, step, &members.items[i]));
    return OK;
}

/* Of a split the roles of the old unit stay and hold for the new one as well. */
static enum err
roles_follow(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct grant_view_list grants;
    bool splits = step->kind == REORG_KIND_SPLIT;
    bool follow = step->roles_follow && (splits || step->into_id.has);

    if (splits && !follow)
        return OK;
    TRY(q_reorg_roles(plan->call, step->unit_id, plan->call->now, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        const struct grant_view *grant = &grants.items[i];
        struct reorg_effect effect = effect_of(step, REORG_SUBJECT_ROLE,
                                               splits   ? REORG_WHAT_BEGINS
                                               : follow ? REORG_WHAT_MOVES
                                                        : REORG_WHAT_ENDS);
        effect.id = maybe_of(grant->id);
        effect.title = grant->person_name;
        effect.detail = str_from(choice_name(role_choice, (int)grant->role));
        effect.person_id = maybe_of(grant->person_id);
        effect.role = grant->role;
        TRY(add(plan, &effect));
    }
    return OK;
}

static enum err
add_objective(struct reorg_plan *plan, const struct reorg_step_view *step,
              const struct reorg_objective *objective)
{
    struct reorg_effect effect = effect_of(step, REORG_SUBJECT_OBJECTIVE, REORG_WHAT_MOVES);

    effect.id = maybe_of(objective->id);
    effect.title = objective->title;
    effect.detail = objective->cycle_name;
    return add(plan, &effect);
}

static enum err
objectives_follow(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct reorg_objective_list objectives;

    TRY(q_reorg_objectives(plan->call, step->unit_id, &objectives));
    if (objectives.count > 0 && !step->into_id.has) {
        reorg_problem(plan, step, "objectives_left",
                      "%.*s has %zu objectives in planned or open cycles; say who takes over, or "
                      "close them first.",
                      STR_FMT(step->unit_name), objectives.count);
        return OK;
    }
    for (size_t i = 0; i < objectives.count; i++)
        TRY(add_objective(plan, step, &objectives.items[i]));
    return OK;
}

/* ---- steps ------------------------------------------------------------------------------------*/

static enum err
add_unit(struct reorg_plan *plan, const struct reorg_step_view *step, enum reorg_what what)
{
    struct reorg_effect effect = effect_of(step, REORG_SUBJECT_UNIT, what);

    effect.id = maybe_of(step->unit_id);
    effect.title = step->unit_name;
    return add(plan, &effect);
}

/* Merge and close: everything goes to whoever takes over, and the unit ends. */
static enum err
plan_end(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    TRY(children_follow(plan, step));
    TRY(objectives_follow(plan, step));
    TRY(members_follow(plan, step));
    TRY(roles_follow(plan, step));
    return add_unit(plan, step, REORG_WHAT_ENDS);
}

static enum err
plan_rename(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct reorg_effect effect = effect_of(step, REORG_SUBJECT_UNIT, REORG_WHAT_RENAMED);

    effect.id = maybe_of(step->unit_id);
    effect.title = step->unit_name;
    effect.to_id = maybe_of(step->unit_id);
    effect.to_name = str_is_null(step->name) ? step->unit_name : step->name;
    return add(plan, &effect);
}

static enum err
plan_move(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct reorg_effect effect = effect_of(step, REORG_SUBJECT_UNIT, REORG_WHAT_MOVES);
    struct open_unit unit;
    struct open_unit parent;

    effect.id = maybe_of(step->unit_id);
    effect.title = step->unit_name;
    effect.from_id = maybe_none();
    effect.from_name = (struct str){0};
    TRY(unit_open(plan->call, step->unit_id, &unit));
    if (unit.row.parent_id.has) {
        TRY(unit_open(plan->call, unit.row.parent_id.value, &parent));
        effect.from_id = unit.row.parent_id;
        effect.from_name = parent.row.name;
    }
    return add(plan, &effect);
}

/* What was chosen must still be there to go along. */
static enum err
split_part(struct reorg_plan *plan, const struct reorg_step_view *step,
           const struct reorg_part_view *part, const struct unit_ref_list *children,
           const struct member_view_list *members, const struct reorg_objective_list *objectives)
{
    if (part->kind == REORG_PART_KIND_UNIT)
        for (size_t i = 0; i < children->count; i++)
            if (children->items[i].id == part->item_id) {
                struct reorg_effect effect = effect_of(step, REORG_SUBJECT_UNIT, REORG_WHAT_MOVES);
                effect.id = maybe_of(part->item_id);
                effect.title = children->items[i].name;
                return add(plan, &effect);
            }
    if (part->kind == REORG_PART_KIND_PERSON)
        for (size_t i = 0; i < members->count; i++)
            if (members->items[i].person_id == part->item_id)
                return add_member(plan, step, &members->items[i]);
    if (part->kind == REORG_PART_KIND_OBJECTIVE)
        for (size_t i = 0; i < objectives->count; i++)
            if (objectives->items[i].id == part->item_id)
                return add_objective(plan, step, &objectives->items[i]);
    struct str title = str_is_null(part->title) ? STR("Something that is gone") : part->title;
    reorg_problem(plan, step, "not_there",
                  "%.*s is not (or no longer) of %.*s; take it out of the step.", STR_FMT(title),
                  STR_FMT(step->unit_name));
    return OK;
}

static enum err
plan_split(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct unit_ref_list children;
    struct member_view_list members;
    struct reorg_objective_list objectives;
    struct reorg_step_view made = *step; /* what goes along goes to the new unit */
    size_t first = plan->effect_count;

    TRY(q_reorg_children(plan->call, maybe_of(step->unit_id), plan->day, &children));
    TRY(q_reorg_members(plan->call, step->unit_id, plan->day, &members));
    TRY(q_reorg_objectives(plan->call, step->unit_id, &objectives));
    made.into_id = maybe_none();
    made.into_name = step->name;
    TRY(add_unit(plan, &made, REORG_WHAT_BEGINS));
    plan->effects[first].id = maybe_none();
    plan->effects[first].title = step->name;
    for (size_t i = 0; i < step->parts.count; i++)
        TRY(split_part(plan, &made, &step->parts.items[i], &children, &members, &objectives));
    return roles_follow(plan, &made);
}

static enum err
plan_step(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    switch (step->kind) {
    case REORG_KIND_RENAME:
        return plan_rename(plan, step);
    case REORG_KIND_MOVE:
        return plan_move(plan, step);
    case REORG_KIND_SPLIT:
        return plan_split(plan, step);
    case REORG_KIND_MERGE:
    case REORG_KIND_CLOSE:
        return plan_end(plan, step);
    case REORG_KIND_NULL:
        break;
    }
    return OK;
}

enum err
reorg_steps(struct call *call, int64_t id, struct reorg_step_view_list *out)
{
    struct reorg_part_view_list parts;
    size_t at = 0;

    TRY(q_reorg_step_list(call, id, out));
    TRY(q_reorg_part_list(call, id, &parts));
    for (size_t i = 0; i < out->count; i++) {
        struct reorg_part_view_list *own = &out->items[i].parts;
        own->items = at < parts.count ? &parts.items[at] : NULL;
        for (; at < parts.count && parts.items[at].step_id == out->items[i].id; at++)
            own->count++;
    }
    return OK;
}

enum err
reorg_plan_make(struct call *call, const struct reorganisation *row, struct reorg_plan *out)
{
    *out = (struct reorg_plan){.call = call, .day = row->effective_on};
    TRY(reorg_steps(call, row->id, &out->steps));
    out->problem_capacity = (out->steps.count + 1) * REORG_PROBLEMS_OF_STEP;
    out->problems = arena_array(call->arena, out->problem_capacity, sizeof(*out->problems));
    TRY(arena_failed(call->arena));
    if (out->steps.count == 0)
        reorg_problem(out, NULL, "no_steps", "Add the first step: what changes?");
    for (size_t i = 0; i < out->steps.count; i++) {
        size_t before = out->problem_count;
        TRY(reorg_step_check(out, &out->steps.items[i]));
        if (out->problem_count == before)
            TRY(plan_step(out, &out->steps.items[i]));
    }
    return OK;
}
