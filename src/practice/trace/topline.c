/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/trace/topline.h"

#include "base/idmap.h"
#include "gen/okr_sql.h"
#include "gen/trace_sql.h"
#include "model/query_list.h"

#define CYCLES_MAX 9U /* a cycle and those it lies in */

enum err
topline_cycles(struct call *call, const struct cycle *cycle, struct id_list *out)
{
    struct cycle upper = *cycle;

    *out = (struct id_list){.items = arena_array(call->arena, CYCLES_MAX, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    out->items[out->count++] = cycle->id;
    while (upper.parent_id.has && out->count < CYCLES_MAX) {
        TRY(q_cycle_get(call, upper.parent_id.value, &upper));
        out->items[out->count++] = upper.id;
    }
    return OK;
}

enum err
topline_rows(struct call *call, const int64_t *ids, size_t count, struct objective_row_list *out)
{
    struct idmap places;

    *out = (struct objective_row_list){
        .items = arena_array(call->arena, count, sizeof(*out->items)), .count = count};
    TRY(arena_failed(call->arena));
    idmap_init(&places, call->arena);
    for (size_t i = 0; i < count; i++)
        TRY(idmap_set(&places, ids[i], i));
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        int64_t portion_ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = portion_ids};
        struct objective_row_list rows;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < count; portion.count++)
            portion_ids[portion.count] = ids[at + portion.count];
        TRY(q_objective_by_ids(call, &portion, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            size_t place;
            if (idmap_get(&places, rows.items[i].id, &place))
                out->items[place] = rows.items[i];
        }
    }
    return OK;
}

enum err
topline_load(struct call *call, const struct id_list *cycle_ids, struct objective_row_list *out)
{
    struct trace_objective_list found;

    TRY(q_trace_toplines(call, cycle_ids, &found));
    int64_t *ids = arena_array(call->arena, found.count, sizeof(*ids));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < found.count; i++)
        ids[i] = found.items[i].id;
    return topline_rows(call, ids, found.count, out);
}
