/* SPDX-License-Identifier: Apache-2.0 */
/* "What do I owe this week?": the key results that wait for my check-in, or for one of somebody I
 * stand in for, most pressing first. */
#include <stdlib.h>

#include "base/idmap.h"
#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/access/policy.h"
#include "practice/okr/standing.h"

#define DUE_WEEK_DAYS 7

/* What a person owes, found by key result. */
struct owing {
    int64_t person_id;
    struct owed_row_list rows;
    struct idmap places;
};

static enum err
owing_of(struct call *call, const struct standing *standing, int64_t person_id, day_t today,
         struct owing *out)
{
    out->person_id = person_id;
    idmap_init(&out->places, call->arena);
    TRY(q_owed_of(call, standing->rules.cadence_days, today, person_id, &out->rows));
    for (size_t i = 0; i < out->rows.count; i++)
        TRY(idmap_set(&out->places, out->rows.items[i].id, i));
    return OK;
}

static enum due_state
due_state_of(day_t due_on, day_t today)
{
    if (due_on < today)
        return DUE_STATE_OVERDUE;
    return due_on < today + DUE_WEEK_DAYS ? DUE_STATE_DUE : DUE_STATE_UPCOMING;
}

static int
by_pressure(const void *a, const void *b)
{
    const struct due_row *x = a;
    const struct due_row *y = b;

    if (x->due_on != y->due_on)
        return x->due_on < y->due_on ? -1 : 1;
    return (x->key_result->id > y->key_result->id) - (x->key_result->id < y->key_result->id);
}

/* Adds the key results of one objective that a person owes within so many days. */
static enum err
collect(struct call *call, struct standing *standing, const struct objective_row *objective,
        const struct owing *owing, int64_t days, struct due_view *out)
{
    day_t today;
    size_t at;

    TRY(standing_today(call, standing, objective->zone, &today));
    for (size_t i = 0; i < objective->key_results.count; i++) {
        struct key_result_view *kr = &objective->key_results.items[i];
        if (!idmap_get(&owing->places, kr->id, &at) || owing->rows.items[at].due_on > today + days)
            continue;
        day_t due_on = owing->rows.items[at].due_on;
        struct due_row *row = &out->items.items[out->items.count++];
        kr->may_check_in = true;
        *row = (struct due_row){
            .key_result = kr,
            .objective_id = objective->id,
            .objective_title = objective->title,
            .unit_id = objective->unit_id,
            .unit_name = objective->unit_name,
            .due_on = due_on,
            .state = due_state_of(due_on, today),
        };
        if (owing->person_id != call->person_id) {
            row->for_id = maybe_of(owing->person_id);
            row->for_name = kr->owner_id.has ? kr->owner_name : objective->owner_name;
        }
        out->overdue_count += row->state == DUE_STATE_OVERDUE;
        out->due_count += row->state == DUE_STATE_DUE;
    }
    return OK;
}

/* The last note of each, by one query a portion. Rows come by id; the list is searched by it. */
static enum err
add_notes(struct call *call, struct due_view *out)
{
    for (size_t at = 0; at < out->items.count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct check_in_view_list newest;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < out->items.count;
             portion.count++)
            ids[portion.count] = out->items.items[at + portion.count].key_result->id;
        TRY(q_check_in_newest_of(call, &portion, &newest));
        for (size_t i = 0; i < newest.count; i++)
            for (size_t j = at; j < at + portion.count; j++)
                if (out->items.items[j].key_result->id == newest.items[i].key_result_id)
                    out->items.items[j].last_note = newest.items[i].note;
    }
    return OK;
}

/* Adds what one person owes. */
static enum err
collect_of(struct call *call, struct standing *standing, int64_t person_id, int64_t days,
           struct due_view *out)
{
    struct objective_row_list objectives;
    struct owing owing;

    TRY(owing_of(call, standing, person_id, out->today, &owing));
    TRY(q_objective_owed(call, standing->rules.cadence_days, out->today, person_id, &objectives));
    TRY(standing_of_rows(call, standing, objectives.items, objectives.count));
    struct due_row *items =
        arena_array(call->arena, out->items.count + owing.rows.count, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    if (out->items.count > 0)
        memcpy(items, out->items.items, out->items.count * sizeof(*items));
    out->items.items = items;
    for (size_t i = 0; i < objectives.count; i++)
        TRY(collect(call, standing, &objectives.items[i], &owing, days, out));
    return OK;
}

/* GET /api/v1/me/due */
enum err
due_get(struct call *call, const struct due_query *in, struct due_view *out)
{
    struct standing standing;

    TRY(standing_begin(call, &standing));
    TRY(standing_today(call, &standing, STR(""), &out->today));
    TRY(collect_of(call, &standing, call->person_id, in->days, out));
    for (size_t i = 0; i < call->who->stands_for_count; i++)
        TRY(collect_of(call, &standing, call->who->stands_for[i], in->days, out));
    qsort(out->items.items, out->items.count, sizeof(*out->items.items), by_pressure);
    return add_notes(call, out);
}
