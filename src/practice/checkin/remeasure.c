/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits that change what check-ins mean: another measure of a key result, other days of a cycle.
 * Their progress follows in the same transaction, from the check-ins there are; so these edits
 * stand here, where check-ins can be read, and not in okr.
 */
#include "gen/checkin.h"
#include "gen/okr_sql.h"
#include "practice/access/person.h"
#include "practice/checkin/evidence.h"
#include "practice/okr/cycle.h"
#include "practice/okr/edit_rule.h"
#include "practice/okr/propagate.h"

/* Kinds between which a value keeps its meaning. */
enum tongue { TONGUE_NUMBER, TONGUE_YES_NO, TONGUE_MILESTONES, TONGUE_ZONES };

static enum tongue
tongue_of(enum kr_kind kind)
{
    switch (kind) {
    case KR_KIND_YES_NO:
        return TONGUE_YES_NO;
    case KR_KIND_MILESTONES:
        return TONGUE_MILESTONES;
    case KR_KIND_ZONES:
        return TONGUE_ZONES;
    case KR_KIND_NULL:
    case KR_KIND_INCREASE:
    case KR_KIND_DECREASE:
    case KR_KIND_AT_LEAST:
    case KR_KIND_AT_MOST:
    case KR_KIND_RANGE:
        break;
    }
    return TONGUE_NUMBER;
}

/* What was checked in as a number stays a number; a tick or a zone cannot become one. */
static void
check_kind(struct call *call, const struct key_result *before, const struct key_result *after)
{
    if (before->check_in_count == 0 || tongue_of(before->kind) == tongue_of(after->kind))
        return;
    fault(
        call, "/kind", "kind_has_check_ins",
        tongue_of(before->kind) == TONGUE_NUMBER
            ? "It was checked in as a number; choose another kind that is a number, or give it up "
              "and add a new key result."
            : "Its check-ins could not be read as another kind; give it up and add a new key "
              "result.");
}

/* The lists as the edit leaves them: what was not given stays. */
static enum err
lists_wanted(struct call *call, const struct key_result_patch *in,
             const struct measure_lists *before, struct measure_lists *out)
{
    *out = *before;
    if ((in->given & KEY_RESULT_PATCH_MILESTONES) != 0)
        TRY(milestones_wanted(call, &in->milestones, &before->milestones, &out->milestones));
    if ((in->given & KEY_RESULT_PATCH_INTERIM_TARGETS) != 0)
        TRY(interim_targets_wanted(call, &in->interim_targets, &out->interim_targets));
    return OK;
}

/* PATCH /api/v1/key-results/{id}: progress follows a new measure at once. */
enum err
key_result_update(struct call *call, const struct key_result_patch *in, struct key_result_view *out)
{
    struct open_key_result open;
    struct measure_lists before;
    struct measure_lists lists;
    struct told told;

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    TRY(objective_changeable(call, &open.objective));
    struct key_result after = open.row;
    type_apply(&type_key_result_patch, in, &type_key_result, &after);
    TRY(measure_lists_load(call, in->id, &before));
    TRY(lists_wanted(call, in, &before, &lists));
    key_result_check(call, &open.objective, &after, &lists);
    check_kind(call, &open.row, &after);
    if (!maybe_eq(after.owner_id, open.row.owner_id))
        TRY(person_check(call, after.owner_id, "/owner_id"));
    TRY(key_result_check_weight(call, &after));
    TRY(call_faults(call));

    TRY(key_result_set_interval(call, &open.objective.place, &open.row, &after));
    TRY(measure_lists_save(call, in->id, &before, &lists, &told));
    struct measure measure = measure_of_row(&after, key_result_period(&open.objective), &lists);
    TRY(evidence_apply(call, &measure, &after));
    struct edit edit = {
        .wording = !str_eq(after.title, open.row.title),
        .measure = told.count > 0 || edit_remeasures(call, &open.row, &after),
        .reason = in->edit_reason,
    };
    TRY(edit_check(call, &open.objective, &edit, &told, &told));
    return key_result_save(call, EVENT_KEY_RESULT_UPDATED, &open, &after, &told, out);
}

/* Key results without days of their own get those of the cycle. */
static enum err
follow_days(struct call *call, const struct cycle *cycle)
{
    static const struct measure_lists none;
    struct measuring_period period = {cycle->start_day, cycle->end_day};
    struct key_result_list rows;

    TRY(q_key_result_by_period(call, cycle->id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct key_result after = rows.items[i];
        struct measure measure = measure_of_row(&after, period, &none);
        TRY(evidence_apply(call, &measure, &after));
        if (maybe_eq(after.raw, rows.items[i].raw))
            continue;
        TRY(q_key_result_checked_in(call, &after));
        TRY(propagate(call, after.objective_id));
    }
    return OK;
}

/* PATCH /api/v1/cycles/{id} */
enum err
cycle_update(struct call *call, const struct cycle_patch *in, struct cycle_view *out)
{
    struct cycle before;
    struct cycle after;

    TRY(cycle_change(call, in, &before, &after));
    if (before.start_day != after.start_day || before.end_day != after.end_day)
        TRY(follow_days(call, &after));
    return cycle_get(call, &(struct by_id){.id = in->id}, out);
}
