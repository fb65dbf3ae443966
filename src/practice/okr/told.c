/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/told.h"

#include "gen/okr_sql.h"
#include "gen/record_sql.h"
#include "model/query_list.h"

static enum err
add(struct told_units *told, int64_t unit_id)
{
    size_t place;

    if (idmap_get(&told->places, unit_id, &place))
        return OK;
    TRY(idmap_set(&told->places, unit_id, told->count));
    int64_t *ids = arena_more(told->places.arena, told->ids, told->count, sizeof(*ids));
    if (ids == NULL)
        return ERR_MEMORY;
    told->ids = ids;
    told->ids[told->count++] = unit_id;
    return OK;
}

typedef enum err reach_query(struct call *call, const struct id_list *unit_ids,
                             struct id_row_list *out);

/* Adds what these units reach. */
static enum err
add_reached(struct call *call, struct told_units *told, int64_t *ids, size_t count,
            reach_query *reach)
{
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        struct id_row_list rows;
        size_t left = count - at;
        const struct id_list portion = {.items = &ids[at],
                                        .count = left < QUERY_LIST_MAX ? left : QUERY_LIST_MAX};
        TRY(reach(call, &portion, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(add(told, rows.items[i].id));
    }
    return OK;
}

/* Units whose objectives hang under one that may have changed, or by a link that passes by its
 * unit: how well they are written hangs on it. */
static enum err
add_hanging(struct call *call, const struct kept_cursor *at, struct told_units *told)
{
    struct id_row_list moved;

    TRY(q_kept_changed_objectives(call, at->txid, at->event_id, &moved));
    int64_t *ids = arena_array(call->arena, moved.count, sizeof(*ids));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < moved.count; i++)
        ids[i] = moved.items[i].id;
    return add_reached(call, told, ids, moved.count, q_kept_hanging);
}

void
told_since_ahead(struct call *call, const struct kept_cursor *at)
{
    q_kept_changed_ahead(call, at->txid, at->event_id);
}

enum err
told_since(struct call *call, const struct kept_cursor *at, struct told_units *out)
{
    struct kept_change_list changes;

    *out = (struct told_units){0};
    idmap_init(&out->places, call->arena);
    TRY(q_kept_changed(call, at->txid, at->event_id, &changes));
    int64_t *above = arena_array(call->arena, changes.count, sizeof(*above));
    size_t above_count = 0;
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < changes.count; i++) {
        out->all = out->all || changes.items[i].whole;
        out->links = out->links || changes.items[i].links;
        if (changes.items[i].below)
            above[above_count++] = changes.items[i].unit_id;
    }
    out->units = out->all || above_count > 0;
    if (out->all || changes.count == 0)
        return OK;
    for (size_t i = 0; i < changes.count; i++)
        TRY(add(out, changes.items[i].unit_id));
    TRY(add_reached(call, out, above, above_count, q_kept_below));
    TRY(add_reached(call, out, out->ids, out->count, q_kept_above));
    return add_hanging(call, at, out);
}

enum err
told_so_far(struct call *call, struct kept_cursor *at)
{
    struct event_list newest;
    int64_t horizon;

    TRY(call_txid_horizon(call, &horizon));
    TRY(q_event_newest(call, horizon, &newest));
    if (newest.count > 0) {
        at->txid = newest.items[0].txid;
        at->event_id = newest.items[0].id;
    }
    return OK;
}
