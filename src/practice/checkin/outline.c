/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/outline.h"

#include "base/idmap.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/okr/cache.h"

#define ROOTS_MORE 16U /* that may turn out to be somebody else's drafts */

/* Which of these a person sees. */
typedef enum err seen_query(struct call *call, const struct id_list *ids, int64_t me,
                            struct id_row_list *out);

/* Sets those that this person sees to 1. */
static enum err
find_seen(struct call *call, int64_t *ids, size_t count, seen_query *query, struct idmap *out)
{
    idmap_init(out, call->arena);
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        const struct id_list portion = query_list_portion(ids, count, at);
        struct id_row_list rows;
        TRY(query(call, &portion, call->person_id, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(idmap_set(out, rows.items[i].id, 1));
    }
    return OK;
}

static bool
is_seen(const struct idmap *seen, int64_t id)
{
    size_t one;

    return idmap_get(seen, id, &one);
}

/* ---- roots --------------------------------------------------------------------------------------
 */

static size_t
count_sure(const struct roots *roots)
{
    size_t count = 0;

    for (size_t i = 0; i < roots->count; i++)
        count += roots->items[i].sure;
    return count;
}

/* The first of them, so many that `most` are sure; fewer only where they are all. */
static enum err
roots_load(struct call *call, int64_t cycle_id, size_t most, struct roots *out)
{
    *out = (struct roots){0};
    for (size_t limit = most + most / 8 + ROOTS_MORE; !out->all && count_sure(out) < most;
         limit *= 2) {
        struct root_row_list rows;
        TRY(q_objective_roots(call, cycle_id, (int64_t)limit, &rows));
        struct root *items = arena_array(call->arena, rows.count, sizeof(*items));
        if (items == NULL)
            return ERR_MEMORY;
        for (size_t i = 0; i < rows.count; i++)
            items[i] = (struct root){.objective_id = rows.items[i].id, .sure = rows.items[i].sure};
        *out = (struct roots){.items = items, .count = rows.count, .all = rows.count < limit};
    }
    cache_keep_roots(call, cycle_id, out);
    return OK;
}

enum err
outline_roots(struct call *call, int64_t cycle_id, size_t most, bool anew, struct id_list *out)
{
    struct roots roots;
    struct idmap seen;
    size_t unsure = 0;

    TRY(cache_hear(call));
    if (anew || !cache_find_roots(call, cycle_id, most, &roots) ||
        (!roots.all && count_sure(&roots) < most))
        TRY(roots_load(call, cycle_id, most, &roots));
    int64_t *ids = arena_array(call->arena, roots.count, sizeof(*ids));
    if (ids == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < roots.count; i++)
        if (!roots.items[i].sure)
            ids[unsure++] = roots.items[i].objective_id;
    TRY(find_seen(call, ids, unsure, q_objective_roots_seen, &seen));
    *out = (struct id_list){.items = ids};
    for (size_t i = 0; i < roots.count && out->count < most; i++)
        if (roots.items[i].sure || is_seen(&seen, roots.items[i].objective_id))
            ids[out->count++] = roots.items[i].objective_id;
    return OK;
}

/* ---- children -----------------------------------------------------------------------------------
 */

/* What hangs under each of `ids` goes to its place in `all`, and is remembered. */
static enum err
children_load(struct call *call, const struct id_list *ids, const struct idmap *places,
              struct children *all)
{
    struct tree_child_list rows;
    size_t draft_count = 0;
    size_t place;

    TRY(q_tree_children(call, ids, &rows));
    int64_t *drafts = arena_array(call->arena, rows.count, sizeof(*drafts));
    if (drafts == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < rows.count; i++) {
        if (!idmap_get(places, rows.items[i].parent_id, &place))
            return ERR_INTERNAL;
        struct children *children = &all[place];
        if (!rows.items[i].draft) {
            children->count++;
            continue;
        }
        if (children->draft_count++ == 0)
            children->draft_ids = &drafts[draft_count]; /* rows come by parent */
        drafts[draft_count++] = rows.items[i].id;
    }
    for (size_t i = 0; i < ids->count; i++)
        if (idmap_get(places, ids->items[i], &place))
            cache_keep_children(call, ids->items[i], &all[place]);
    return OK;
}

/* Finds what is remembered, and loads the rest. */
static enum err
children_find(struct call *call, const struct objective_row *rows, size_t count,
              struct children *all)
{
    int64_t *ids = arena_array(call->arena, count, sizeof(*ids));
    size_t lacking = 0;
    struct idmap places;

    if (ids == NULL)
        return ERR_MEMORY;
    idmap_init(&places, call->arena);
    for (size_t i = 0; i < count; i++) {
        TRY(idmap_set(&places, rows[i].id, i));
        if (!cache_find_children(call, rows[i].id, &all[i]))
            ids[lacking++] = rows[i].id;
    }
    for (size_t at = 0; at < lacking; at += QUERY_LIST_MAX) {
        const struct id_list portion = query_list_portion(ids, lacking, at);
        TRY(children_load(call, &portion, &places, all));
    }
    return OK;
}

/* The drafts among them that this person sees. */
static enum err
drafts_seen(struct call *call, const struct children *all, size_t count, struct idmap *out)
{
    size_t draft_count = 0;

    for (size_t i = 0; i < count; i++)
        draft_count += all[i].draft_count;
    int64_t *ids = arena_array(call->arena, draft_count, sizeof(*ids));
    if (ids == NULL)
        return ERR_MEMORY;
    draft_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < all[i].draft_count; j++)
            ids[draft_count++] = all[i].draft_ids[j];
    return find_seen(call, ids, draft_count, q_tree_drafts_seen, out);
}

enum err
outline_children(struct call *call, const struct objective_row *rows, size_t count, int64_t *out)
{
    struct children *all = arena_array(call->arena, count, sizeof(*all));
    struct idmap seen;

    if (all == NULL)
        return ERR_MEMORY;
    TRY(cache_hear(call));
    TRY(children_find(call, rows, count, all));
    TRY(drafts_seen(call, all, count, &seen));
    for (size_t i = 0; i < count; i++) {
        out[i] = all[i].count;
        for (size_t j = 0; j < all[i].draft_count; j++)
            out[i] += is_seen(&seen, all[i].draft_ids[j]);
    }
    return OK;
}
