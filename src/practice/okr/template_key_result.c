/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/template_key_result.h"

#include <stdlib.h>

#include "gen/okr_sql.h"
#include "practice/okr/measure_list.h"

/* ---- read -------------------------------------------------------------------------------------
 */

/* Rows of both lists come in the order of their key results: each gets its stretch of them. */
static void
deal_out(struct template_key_result_view_list *rows, struct template_milestone_list milestones,
         struct template_interim_target_list interims)
{
    size_t m = 0;
    size_t t = 0;

    for (size_t i = 0; i < rows->count; i++) {
        struct template_key_result_view *row = &rows->items[i];
        row->milestones.items = m < milestones.count ? milestones.items + m : NULL;
        for (; m < milestones.count && milestones.items[m].key_result_id == row->id; m++)
            row->milestones.count++;
        row->interim_targets.items = t < interims.count ? interims.items + t : NULL;
        for (; t < interims.count && interims.items[t].key_result_id == row->id; t++)
            row->interim_targets.count++;
    }
}

enum err
template_key_results_load(struct call *call, int64_t template_id,
                          struct template_key_result_view_list *out)
{
    struct template_milestone_list milestones;
    struct template_interim_target_list interims;

    TRY(q_template_key_results(call, template_id, out));
    TRY(q_template_milestones(call, template_id, &milestones));
    TRY(q_template_interim_targets(call, template_id, &interims));
    deal_out(out, milestones, interims);
    return OK;
}

/* ---- wanted -----------------------------------------------------------------------------------
 */

static enum err
milestones_of(struct call *call, const struct template_milestone_new_list *in,
              struct template_milestone_list *out)
{
    *out = (struct template_milestone_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < in->count; i++)
        out->items[i] = (struct template_milestone){.title = in->items[i].title,
                                                    .weight = in->items[i].weight,
                                                    .due_after = in->items[i].due_after,
                                                    .rank = (int64_t)i};
    return OK;
}

static int
by_day(const void *a, const void *b)
{
    const struct template_interim_target *x = a;
    const struct template_interim_target *y = b;

    return (x->day_after > y->day_after) - (x->day_after < y->day_after);
}

static enum err
interim_targets_of(struct call *call, const struct template_interim_target_new_list *in,
                   struct template_interim_target_list *out)
{
    *out = (struct template_interim_target_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < in->count; i++)
        out->items[i] = (struct template_interim_target){.day_after = in->items[i].day_after,
                                                         .value = in->items[i].value};
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), by_day);
    return OK;
}

enum err
template_key_results_wanted(struct call *call, const struct template_key_result_new_list *in,
                            struct template_key_result_view_list *out)
{
    *out = (struct template_key_result_view_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < in->count; i++) {
        const struct template_key_result_new *wanted = &in->items[i];
        struct template_key_result_view *row = &out->items[i];
        *row = (struct template_key_result_view){0};
        type_apply(&type_template_key_result_new, wanted, &type_template_key_result_view, row);
        TRY(milestones_of(call, &wanted->milestones, &row->milestones));
        TRY(interim_targets_of(call, &wanted->interim_targets, &row->interim_targets));
    }
    return OK;
}

/* ---- checked ----------------------------------------------------------------------------------
 */

static void
fault_in(struct call *call, size_t at, const char *member, const char *code, const char *words)
{
    struct str pointer = str_fmt(call->arena, "/key_results/%zu/%s", at, member);

    fault(call, pointer.ptr != NULL ? pointer.ptr : "/key_results", code, "%s", words);
}

static void
check_milestones(struct call *call, size_t at, const struct template_key_result_view *row)
{
    const struct template_milestone_list *list = &row->milestones;
    bool weighty = false;

    if (list->count > 0 && row->kind != KR_KIND_MILESTONES)
        fault_in(call, at, "milestones", "milestones_unused",
                 "Only the kind milestones has them; leave the list empty.");
    for (size_t i = 0; i < list->count; i++)
        weighty = weighty || list->items[i].weight != 0;
    if (list->count > 0 && !weighty)
        fault_in(call, at, "milestones", "milestone_weights_zero",
                 "All milestones weigh 0; give at least one of them a weight.");
}

static void
check_interim_targets(struct call *call, size_t at, const struct template_key_result_view *row)
{
    const struct template_interim_target_list *list = &row->interim_targets;

    if (list->count > 0 && row->kind != KR_KIND_INCREASE && row->kind != KR_KIND_DECREASE)
        fault_in(call, at, "interim_targets", "interim_targets_unused",
                 "Only increase and decrease have interim targets; leave the list empty.");
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].day_after == list->items[i - 1].day_after) {
            fault_in(call, at, "interim_targets", "interim_day_repeated",
                     "Two interim targets are on the same day; take one away.");
            break;
        }
}

void
template_key_results_check(struct call *call, enum objective_kind kind,
                           const struct template_key_result_view_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct template_key_result_view *row = &rows->items[i];
        if (row->kind == KR_KIND_ZONES && kind != OBJECTIVE_KIND_ASPIRATIONAL)
            fault_in(call, i, "kind", "zones_not_aspirational",
                     "Zones belong to aspirational objectives; measure it in another way.");
        check_milestones(call, i, row);
        check_interim_targets(call, i, row);
    }
}

/* ---- saved ------------------------------------------------------------------------------------
 */

static enum err
save_lists(struct call *call, int64_t key_result_id, const struct template_key_result_view *row)
{
    int64_t id;

    for (size_t i = 0; i < row->milestones.count; i++) {
        struct template_milestone milestone = row->milestones.items[i];
        milestone.key_result_id = key_result_id;
        TRY(q_template_milestone_insert(call, &milestone, &id));
    }
    for (size_t i = 0; i < row->interim_targets.count; i++) {
        struct template_interim_target interim = row->interim_targets.items[i];
        interim.key_result_id = key_result_id;
        TRY(q_template_interim_target_insert(call, &interim));
    }
    return OK;
}

enum err
template_key_results_save(struct call *call, int64_t template_id,
                          const struct template_key_result_view_list *rows)
{
    TRY(q_template_milestones_clear(call, template_id));
    TRY(q_template_interim_targets_clear(call, template_id));
    TRY(q_template_key_results_clear(call, template_id));
    for (size_t i = 0; i < rows->count; i++) {
        struct template_key_result row = {0};
        type_copy(&type_template_key_result_view, &rows->items[i], &type_template_key_result, &row);
        row.template_id = template_id;
        row.rank = (int64_t)i;
        TRY(q_template_key_result_insert(call, &row, &row.id));
        TRY(save_lists(call, row.id, &rows->items[i]));
    }
    return OK;
}

/* ---- made from an objective -------------------------------------------------------------------
 */

/* A day before the cycle is none of a pattern. */
static struct maybe
days_after(struct maybe day, day_t cycle_start)
{
    return day.has && day.value >= cycle_start ? maybe_of(day.value - cycle_start) : maybe_none();
}

static enum err
keep_milestones(struct call *call, const struct milestone_list *rows, day_t cycle_start,
                struct template_milestone_list *out)
{
    *out = (struct template_milestone_list){
        .items = arena_array(call->arena, rows->count, sizeof(*out->items)), .count = rows->count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows->count; i++)
        out->items[i] = (struct template_milestone){
            .title = rows->items[i].title,
            .weight = rows->items[i].weight,
            .due_after = days_after(rows->items[i].due_day, cycle_start),
            .rank = (int64_t)i};
    return OK;
}

static enum err
keep_interim_targets(struct call *call, const struct interim_target_list *rows, day_t cycle_start,
                     struct template_interim_target_list *out)
{
    *out = (struct template_interim_target_list){
        .items = arena_array(call->arena, rows->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows->count; i++) {
        const struct interim_target *row = &rows->items[i];
        if (row->day > cycle_start)
            out->items[out->count++] = (struct template_interim_target){
                .day_after = row->day - cycle_start, .value = maybe_of(row->value)};
    }
    return OK;
}

enum err
template_key_result_of(struct call *call, const struct key_result *from, day_t cycle_start,
                       struct template_key_result_view *out)
{
    struct measure_lists lists;

    *out = (struct template_key_result_view){0};
    type_copy(&type_key_result, from, &type_template_key_result_view, out);
    TRY(measure_lists_load(call, from->id, &lists));
    TRY(keep_milestones(call, &lists.milestones, cycle_start, &out->milestones));
    return keep_interim_targets(call, &lists.interim_targets, cycle_start, &out->interim_targets);
}
