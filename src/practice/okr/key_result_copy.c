/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/key_result_copy.h"

#include "gen/okr_sql.h"
#include "practice/okr/measure_list.h"

bool
key_result_is_through(const struct key_result *row)
{
    return row->contribution == FRACTION_ONE &&
           (row->start_value.has || row->kind == KR_KIND_MILESTONES);
}

static enum err
milestones_along(struct call *call, const struct milestone_list *rows,
                 const struct key_result_copying *how, struct milestone_new_list *out)
{
    *out = (struct milestone_new_list){
        .items = arena_array(call->arena, rows->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows->count; i++) {
        const struct milestone *row = &rows->items[i];
        if (how->from_where_it_stands && row->done)
            continue;
        out->items[out->count++] =
            (struct milestone_new){.given = UINT64_MAX,
                                   .title = row->title,
                                   .weight = row->weight,
                                   .due_day = how->keeps_days ? row->due_day : maybe_none()};
    }
    return OK;
}

/* Interim targets are days of the line from the old start; where the days are others, those within
 * them still stand. */
static enum err
interim_targets_along(struct call *call, const struct interim_target_list *rows,
                      const struct key_result_copying *how, struct interim_target_new_list *out)
{
    struct objective_place there;

    *out = (struct interim_target_new_list){
        .items = arena_array(call->arena, rows->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    if (how->keeps_days && how->from_where_it_stands)
        return OK;
    TRY(q_objective_place(call, call->person_id, how->objective_id, &there));
    for (size_t i = 0; i < rows->count; i++) {
        day_t day = rows->items[i].day;
        if (how->keeps_days || (day > there.cycle_start && day < there.cycle_end))
            out->items[out->count++] = (struct interim_target_new){
                .given = UINT64_MAX, .day = day, .value = rows->items[i].value};
    }
    return OK;
}

/* As heavy as it was; but what weighed nothing cannot be all there is of an objective, and
 * weighs there what a new key result does. */
static enum err
weight_there(struct call *call, const struct key_result *from, int64_t objective_id,
             struct maybe *out)
{
    struct weight_row_list others;
    int64_t sum = from->weight;

    TRY(q_key_result_weights(call, objective_id, 0, &others));
    for (size_t i = 0; i < others.count; i++)
        sum += others.items[i].weight;
    *out = sum > 0 ? maybe_of(from->weight) : maybe_none();
    return OK;
}

enum err
key_result_copy(struct call *call, const struct key_result *from,
                const struct key_result_copying *how, int64_t *out)
{
    struct key_result_view view;
    struct key_result_new in = {.given = UINT64_MAX};
    struct measure_lists lists;

    type_copy(&type_key_result, from, &type_key_result_new, &in);
    in.given = UINT64_MAX;
    in.objective_id = how->objective_id;
    if (!how->keeps_owner)
        in.owner_id = maybe_none();
    if (!how->keeps_days) {
        in.start_day = maybe_none();
        in.due_day = maybe_none();
    }
    if (how->from_where_it_stands && in.start_value.has && from->current_value.has)
        in.start_value = from->current_value;
    if (how->target_value.has)
        in.target_value = how->target_value;
    TRY(weight_there(call, from, how->objective_id, &in.weight));
    TRY(measure_lists_load(call, from->id, &lists));
    TRY(milestones_along(call, &lists.milestones, how, &in.milestones));
    TRY(interim_targets_along(call, &lists.interim_targets, how, &in.interim_targets));
    TRY(key_result_create(call, &in, &view));
    *out = view.id;
    return OK;
}
