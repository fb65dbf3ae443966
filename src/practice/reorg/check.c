/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/reorg/check.h"

#include "practice/org/unit_change.h"

static bool
ends_unit(const struct reorg_step_view *step)
{
    return step->kind == REORG_KIND_MERGE || step->kind == REORG_KIND_CLOSE;
}

const struct reorg_step_view *
reorg_step_of(const struct reorg_plan *plan, int64_t unit_id)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct reorg_step_view *step = &plan->steps.items[i];
        if (step->unit_id == unit_id && (ends_unit(step) || step->kind == REORG_KIND_MOVE))
            return step;
        for (size_t j = 0; j < step->parts.count; j++)
            if (step->parts.items[j].kind == REORG_PART_KIND_UNIT &&
                step->parts.items[j].item_id == unit_id)
                return step;
    }
    return NULL;
}

/* Two steps about one unit: what ends can do nothing else, and nothing is renamed or moved twice.
 */
static void
check_others(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct reorg_step_view *other = &plan->steps.items[i];
        if (other->place == step->place)
            continue;
        bool both = other->unit_id == step->unit_id;
        bool twice = other->kind == step->kind && step->kind != REORG_KIND_SPLIT;
        if (both && other->place < step->place && (twice || ends_unit(step) || ends_unit(other)))
            reorg_problem(plan, step, "used_twice",
                          "%.*s is changed by step %lld already; one of the two must go.",
                          STR_FMT(step->unit_name), (long long)other->place + 1);
        if (step->into_id.has && step->into_id.value == other->unit_id && ends_unit(other))
            reorg_problem(plan, step, "into_ending", "%.*s ends by step %lld; choose another unit.",
                          STR_FMT(step->into_name), (long long)other->place + 1);
    }
}

static enum err
check_unit(struct reorg_plan *plan, const struct reorg_step_view *step, const struct unit *unit)
{
    day_t since;

    if (unit->valid_until.has && unit->valid_until.value <= plan->day)
        reorg_problem(plan, step, "unit_ended", "%.*s has ended by then; take the step out.",
                      STR_FMT(unit->name));
    TRY(unit_changed_on(plan->call, unit, &since));
    if (plan->day < since || (ends_unit(step) && plan->day <= unit->valid_from))
        reorg_problem(plan, step, "changed_since",
                      "%.*s began or changed on that day or after it; choose a later day.",
                      STR_FMT(unit->name));
    return OK;
}

static enum err
check_into(struct reorg_plan *plan, const struct reorg_step_view *step, const struct unit *unit)
{
    struct open_unit into;

    if (!step->into_id.has)
        return OK;
    TRY(unit_open(plan->call, step->into_id.value, &into));
    bool there = into.row.valid_from <= plan->day &&
                 (!into.row.valid_until.has || into.row.valid_until.value > plan->day);
    if (!there)
        reorg_problem(plan, step, "into_not_there", "%.*s is not there on that day.",
                      STR_FMT(into.row.name));
    if (step->kind != REORG_KIND_SPLIT && str_starts(into.row.path, unit->path))
        reorg_problem(plan, step, "into_below", "%.*s is %.*s itself or lies below it.",
                      STR_FMT(into.row.name), STR_FMT(unit->name));
    return OK;
}

enum err
reorg_step_check(struct reorg_plan *plan, const struct reorg_step_view *step)
{
    struct open_unit unit;

    TRY(unit_open(plan->call, step->unit_id, &unit));
    TRY(check_unit(plan, step, &unit.row));
    TRY(check_into(plan, step, &unit.row));
    check_others(plan, step);
    if (step->kind == REORG_KIND_RENAME && str_is_null(step->name) && step->type == UNIT_TYPE_NULL)
        reorg_problem(plan, step, "nothing_changes", "Give %.*s a new name or type.",
                      STR_FMT(step->unit_name));
    if (step->kind == REORG_KIND_SPLIT && str_is_null(step->name))
        reorg_problem(plan, step, "name_missing", "Give the new unit a name.");
    if (step->kind == REORG_KIND_SPLIT && step->parts.count == 0)
        reorg_problem(plan, step, "nothing_goes", "Choose what goes to the new unit.");
    if (step->kind == REORG_KIND_MERGE && !step->into_id.has)
        reorg_problem(plan, step, "into_missing", "Say which unit %.*s becomes part of.",
                      STR_FMT(step->unit_name));
    return OK;
}
