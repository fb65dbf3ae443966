/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/objective_rows.h"

#include "base/idmap.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/okr/away.h"
#include "practice/okr/cache.h"
#include "practice/okr/tag.h"

/* Of one list. Whoever goes through all there is would drive out what others ask for again. */
#define REMEMBERED_MAX 64

/* Says what rows lack, which goes along with the query that is asked next. */
static void
lacks_ahead(struct call *call, const struct standing *standing, const struct id_list *ids)
{
    const struct id_list portion = query_list_portion(ids->items, ids->count, 0);

    if (ids->count == 0)
        return;
    standing_ahead(call, standing, ids);
    q_objective_tags_ahead(call, &portion);
}

/* Tags by name, and where they stand. */
static enum err
fill_in(struct call *call, struct standing *standing, struct objective_row *rows, size_t count)
{
    int64_t *ids = arena_array(call->arena, count, sizeof(*ids));
    struct text_list *names = arena_array(call->arena, count, sizeof(*names));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids[i] = rows[i].id;
    TRY(tags_name(call, ids, count, names));
    for (size_t i = 0; i < count; i++)
        rows[i].tags = names[i];
    return standing_of_rows(call, standing, rows, count);
}

enum err
objective_rows_show(struct call *call, struct standing *standing, struct objective_row *rows,
                    size_t count)
{
    int64_t *ids = arena_array(call->arena, count, sizeof(*ids));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids[i] = rows[i].id;
    standing_ahead(call, standing, &(struct id_list){.items = ids, .count = count});
    return fill_in(call, standing, rows, count);
}

/* Reads rows in the order of their ids, so that what was said ahead of them is what is asked. */
static enum err
read_rows(struct call *call, struct standing *standing, struct id_list *ids,
          struct objective_row *out)
{
    struct idmap places;

    idmap_init(&places, call->arena);
    for (size_t i = 0; i < ids->count; i++)
        TRY(idmap_set(&places, ids->items[i], i));
    lacks_ahead(call, standing, ids);
    for (size_t at = 0; at < ids->count; at += QUERY_LIST_MAX) {
        struct objective_row_list rows;
        const struct id_list portion = query_list_portion(ids->items, ids->count, at);
        TRY(q_objective_by_ids(call, &portion, &rows));
        if (rows.count != portion.count)
            return ERR_INTERNAL;
        for (size_t i = 0; i < rows.count; i++) {
            size_t place;
            if (!idmap_get(&places, rows.items[i].id, &place))
                return ERR_INTERNAL;
            out[place] = rows.items[i];
        }
    }
    return fill_in(call, standing, out, ids->count);
}

/* Says of key results whose owner is away: that hangs on no unit, so it is not remembered. */
static enum err
say_away(struct call *call, struct standing *standing, struct objective_row *const *rows,
         size_t count)
{
    struct away away;
    size_t most = 0;
    day_t today;

    for (size_t i = 0; i < count; i++)
        most += rows[i]->key_results.count;
    TRY(away_begin(call, most, &away));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < rows[i]->key_results.count; j++)
            TRY(away_add(&away, away_owner(rows[i]->owner_id, &rows[i]->key_results.items[j])));
    TRY(standing_today(call, standing, STR(""), &today));
    TRY(away_find(call, &away, today));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < rows[i]->key_results.count; j++) {
            struct key_result_view *kr = &rows[i]->key_results.items[j];
            kr->away = away_of(&away, away_owner(rows[i]->owner_id, kr));
        }
    return OK;
}

/* A row whose key results are its own, so that who is away can be said of them. */
static enum err
borrow(struct call *call, const struct objective_row *remembered, struct objective_row *out)
{
    const struct key_result_view_list *from = &remembered->key_results;
    struct key_result_view *items =
        arena_copy(call->arena, from->items, from->count, sizeof(*items));

    if (items == NULL)
        return ERR_MEMORY;
    *out = *remembered;
    out->key_results.items = items;
    return OK;
}

/* Reads those that are not remembered, and leaves them to whoever asks next. */
static enum err
add_lacking(struct call *call, struct standing *standing, struct id_list *lacking,
            const size_t *places, struct objective_row *out)
{
    struct objective_row *rows = arena_array(call->arena, lacking->count, sizeof(*rows));

    if (lacking->count == 0)
        return OK;
    TRY(arena_failed(call->arena));
    TRY(read_rows(call, standing, lacking, rows));
    if (lacking->count <= REMEMBERED_MAX)
        cache_keep_rows(call, rows, lacking->count, standing->today_ends);
    for (size_t i = 0; i < lacking->count; i++)
        out[places[i]] = rows[i];
    return OK;
}

enum err
objective_rows(struct call *call, struct standing *standing, const struct id_list *ids,
               struct objective_row **out)
{
    const size_t count = ids->count;
    const struct objective_row **remembered = arena_array(call->arena, count, sizeof(*remembered));
    struct objective_row *rows = arena_array(call->arena, count, sizeof(*rows));
    struct objective_row **borrowed = arena_array(call->arena, count, sizeof(*borrowed));
    struct id_list lacking = {.items = arena_array(call->arena, count, sizeof(int64_t))};
    size_t *places = arena_array(call->arena, count, sizeof(*places)); /* of the lacking */
    size_t borrowed_count = 0;

    TRY(arena_failed(call->arena));
    if (count <= REMEMBERED_MAX) {
        TRY(cache_hear(call));
        cache_find_rows(call, ids, remembered);
    }
    for (size_t i = 0; i < count; i++) {
        if (remembered[i] != NULL) {
            TRY(borrow(call, remembered[i], &rows[i]));
            borrowed[borrowed_count++] = &rows[i];
        } else {
            places[lacking.count] = i;
            lacking.items[lacking.count++] = ids->items[i];
        }
    }
    TRY(add_lacking(call, standing, &lacking, places, rows));
    *out = rows;
    return borrowed_count > 0 ? say_away(call, standing, borrowed, borrowed_count) : OK;
}
