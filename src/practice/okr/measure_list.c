/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/measure_list.h"

#include <stdlib.h>

#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "model/type.h"
#include "practice/okr/measure.h"

/* ---- read -------------------------------------------------------------------------------------
 */

enum err
measure_lists_load(struct call *call, int64_t key_result_id, struct measure_lists *out)
{
    struct id_list one = {.items = &key_result_id, .count = 1};

    TRY(q_milestones_of(call, &one, &out->milestones));
    return q_interim_targets_of(call, &one, &out->interim_targets);
}

static struct key_result_view *
view_of(struct key_result_view *views, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (views[i].id == id)
            return &views[i];
    return NULL;
}

/* The key results whose kind has such a list; but what is shown of a past day has the kind of that
 * day, and the lists of today. */
static void
ids_of_kinds(const struct key_result_view *views, size_t count, bool (*has)(enum kr_kind kind),
             struct id_list *out)
{
    for (size_t i = 0; i < count; i++)
        if (has(views[i].kind) || views[i].known != KNOWLEDGE_NULL)
            out->items[out->count++] = views[i].id;
}

/* Rows come ordered by key result: each view gets its stretch of them. */
static enum err
milestones_show(struct call *call, const struct id_list *ids, struct key_result_view *views,
                size_t count)
{
    struct milestone_list rows;
    size_t end;

    if (ids->count == 0)
        return OK;
    TRY(q_milestones_of(call, ids, &rows));
    for (size_t first = 0; first < rows.count; first = end) {
        int64_t id = rows.items[first].key_result_id;
        for (end = first; end < rows.count && rows.items[end].key_result_id == id;)
            end++;
        struct key_result_view *view = view_of(views, count, id);
        if (view == NULL)
            return ERR_INTERNAL;
        view->milestones =
            (struct milestone_list){.items = &rows.items[first], .count = end - first};
    }
    return OK;
}

static enum err
interim_targets_show(struct call *call, const struct id_list *ids, struct key_result_view *views,
                     size_t count)
{
    struct interim_target_list rows;
    size_t end;

    if (ids->count == 0)
        return OK;
    TRY(q_interim_targets_of(call, ids, &rows));
    for (size_t first = 0; first < rows.count; first = end) {
        int64_t id = rows.items[first].key_result_id;
        for (end = first; end < rows.count && rows.items[end].key_result_id == id;)
            end++;
        struct key_result_view *view = view_of(views, count, id);
        if (view == NULL)
            return ERR_INTERNAL;
        view->interim_targets =
            (struct interim_target_list){.items = &rows.items[first], .count = end - first};
    }
    return OK;
}

static enum err
portion_show(struct call *call, struct key_result_view *views, size_t count)
{
    int64_t milestone_ids[QUERY_LIST_MAX];
    int64_t interim_ids[QUERY_LIST_MAX];
    struct id_list milestones = {.items = milestone_ids};
    struct id_list interims = {.items = interim_ids};

    ids_of_kinds(views, count, measure_has_milestones, &milestones);
    ids_of_kinds(views, count, measure_has_interims, &interims);
    if (milestones.count > 0 && interims.count > 0)
        q_interim_targets_of_ahead(call, &interims);
    TRY(milestones_show(call, &milestones, views, count));
    return interim_targets_show(call, &interims, views, count);
}

enum err
measure_lists_show(struct call *call, struct key_result_view_list *views)
{
    for (size_t at = 0; at < views->count; at += QUERY_LIST_MAX) {
        size_t left = views->count - at;
        size_t count = left < QUERY_LIST_MAX ? left : QUERY_LIST_MAX;
        TRY(portion_show(call, &views->items[at], count));
    }
    return OK;
}

/* ---- wanted -----------------------------------------------------------------------------------
 */

static const struct milestone *
milestone_of(const struct milestone_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return &list->items[i];
    return NULL;
}

enum err
milestones_wanted(struct call *call, const struct milestone_new_list *in,
                  const struct milestone_list *before, struct milestone_list *out)
{
    *out = (struct milestone_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    if (out->items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < in->count; i++) {
        const struct milestone_new *wanted = &in->items[i];
        struct milestone *row = &out->items[i];
        const struct milestone *known = milestone_of(before, wanted->id.value);
        bool repeated = wanted->id.has &&
                        milestone_of(&(struct milestone_list){out->items, i}, wanted->id.value);
        if (wanted->id.has && (known == NULL || repeated)) {
            struct str at = str_fmt(call->arena, "/milestones/%zu/id", i);
            fault(call, at.ptr != NULL ? at.ptr : "/milestones",
                  repeated ? "repeated" : "no_such_milestone",
                  repeated ? "This milestone is on the list twice; take one away."
                           : "The key result has no such milestone; leave the id away for a new "
                             "one.");
        }
        if (known != NULL)
            *row = *known;
        row->title = wanted->title;
        row->weight = wanted->weight;
        row->due_day = wanted->due_day;
        row->rank = (int64_t)i;
    }
    return OK;
}

static int
by_day(const void *a, const void *b)
{
    const struct interim_target *x = a;
    const struct interim_target *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

enum err
interim_targets_wanted(struct call *call, const struct interim_target_new_list *in,
                       struct interim_target_list *out)
{
    *out = (struct interim_target_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    if (out->items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < in->count; i++)
        out->items[i] =
            (struct interim_target){.day = in->items[i].day, .value = in->items[i].value};
    if (in->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), by_day);
    return OK;
}

/* ---- saved ------------------------------------------------------------------------------------
 */

/* "Pilot runs · 40 · 2026-11-23", as the history writes a milestone; "no text" for none. */
static struct str
milestone_words(struct call *call, const struct milestone *row)
{
    if (row == NULL)
        return (struct str){0};
    struct str weight = field_display(call->arena, type_field(&type_milestone, STR("weight")), row);
    struct str due = field_display(call->arena, type_field(&type_milestone, STR("due_day")), row);
    if (str_is_null(due))
        return str_fmt(call->arena, "%.*s · %.*s", STR_FMT(row->title), STR_FMT(weight));
    return str_fmt(call->arena, "%.*s · %.*s · %.*s", STR_FMT(row->title), STR_FMT(weight),
                   STR_FMT(due));
}

/* "2026-11-23 · 62.5" */
static struct str
interim_words(struct call *call, const struct interim_target *row)
{
    if (row == NULL)
        return (struct str){0};
    struct str day = field_display(call->arena, type_field(&type_interim_target, STR("day")), row);
    struct str value =
        field_display(call->arena, type_field(&type_interim_target, STR("value")), row);
    return str_fmt(call->arena, "%.*s · %.*s", STR_FMT(day), STR_FMT(value));
}

/* A change of words; the same words are none. */
static void
tell(struct told *told, const char *field, struct str old_value, struct str new_value)
{
    if (!str_eq(old_value, new_value))
        told->items[told->count++] = (struct told_line){field, old_value, new_value};
}

static enum err
save_milestone(struct call *call, int64_t key_result_id, const struct milestone *before,
               struct milestone *after)
{
    after->key_result_id = key_result_id;
    return before != NULL ? q_milestone_update(call, after)
                          : q_milestone_insert(call, after, &after->id);
}

static enum err
save_milestones(struct call *call, int64_t key_result_id, const struct milestone_list *before,
                struct milestone_list *after, struct told *told)
{
    for (size_t i = 0; i < before->count; i++) {
        struct milestone row = before->items[i];
        if (milestone_of(after, row.id) != NULL)
            continue;
        row.removed_at = maybe_of(call->now);
        TRY(q_milestone_update(call, &row));
        tell(told, "milestone", milestone_words(call, &row), (struct str){0});
    }
    for (size_t i = 0; i < after->count; i++) {
        struct milestone *row = &after->items[i];
        const struct milestone *was = row->id != 0 ? milestone_of(before, row->id) : NULL;
        tell(told, "milestone", milestone_words(call, was), milestone_words(call, row));
        TRY(save_milestone(call, key_result_id, was, row));
    }
    return OK;
}

static const struct interim_target *
interim_of(const struct interim_target_list *list, day_t day)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].day == day)
            return &list->items[i];
    return NULL;
}

static enum err
save_interims(struct call *call, int64_t key_result_id, const struct interim_target_list *before,
              struct interim_target_list *after, struct told *told)
{
    TRY(q_interim_target_delete_of_key_result(call, key_result_id));
    for (size_t i = 0; i < before->count; i++)
        if (interim_of(after, before->items[i].day) == NULL)
            tell(told, "interim_target", interim_words(call, &before->items[i]), (struct str){0});
    for (size_t i = 0; i < after->count; i++) {
        struct interim_target *row = &after->items[i];
        row->key_result_id = key_result_id;
        TRY(q_interim_target_insert(call, row));
        tell(told, "interim_target", interim_words(call, interim_of(before, row->day)),
             interim_words(call, row));
    }
    return OK;
}

enum err
measure_lists_save(struct call *call, int64_t key_result_id, const struct measure_lists *before,
                   struct measure_lists *after, struct told *ret_told)
{
    size_t most = before->milestones.count + after->milestones.count +
                  before->interim_targets.count + after->interim_targets.count;

    *ret_told = (struct told){.items = arena_array(call->arena, most, sizeof(*ret_told->items))};
    if (ret_told->items == NULL)
        return ERR_MEMORY;
    TRY(save_milestones(call, key_result_id, &before->milestones, &after->milestones, ret_told));
    return save_interims(call, key_result_id, &before->interim_targets, &after->interim_targets,
                         ret_told);
}

enum err
measure_lists_delete(struct call *call, int64_t key_result_id)
{
    TRY(q_milestone_delete_of_key_result(call, key_result_id));
    return q_interim_target_delete_of_key_result(call, key_result_id);
}

enum err
measure_lists_delete_of_objective(struct call *call, int64_t objective_id)
{
    TRY(q_milestone_delete_of_objective(call, objective_id));
    return q_interim_target_delete_of_objective(call, objective_id);
}
