/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of objectives. Which query runs follows from what was given: each has a required indexed
 * column to start from, and only behind it optional ones, because SQLite answers an optional
 * condition alone with a scan.
 */
#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/okr/objective.h"
#include "practice/okr/standing.h"
#include "practice/okr/tag.h"

/* One more than asked for, so that `next` is known. */
static enum err
query_rows(struct call *call, const struct objective_query *in, const struct standing *standing,
           int64_t rank, int64_t id, struct objective_row_list *out)
{
    int64_t me = call->person_id;
    int64_t limit = in->limit + 1;
    bool archived = in->include_archived;

    if (in->tag_id.has)
        return q_objective_of_tag(call, in->tag_id.value, id, in->cycle_id, in->unit_id,
                                  in->owner_id, in->theme_id, in->state, archived, me, limit, out);
    if (in->theme_id.has)
        return q_objective_of_theme(call, in->theme_id.value, id, in->cycle_id, in->unit_id,
                                    in->owner_id, in->state, archived, me, limit, out);
    if (in->unit_id.has && in->as_of.has)
        return q_objective_then_of_unit(call, standing_known(standing), in->as_of.value,
                                        in->unit_id.value, in->cycle_id, rank, id, in->state,
                                        in->owner_id, archived, me, limit, out);
    if (in->unit_id.has && in->cycle_id.has)
        return q_objective_of_unit_and_cycle(call, in->cycle_id.value, in->unit_id.value, rank, id,
                                             in->state, in->owner_id, archived, me, limit, out);
    if (in->unit_id.has)
        return q_objective_of_unit(call, in->unit_id.value, id, in->state, in->owner_id, archived,
                                   me, limit, out);
    if (in->owner_id.has)
        return q_objective_of_owner(call, in->owner_id.value, id, in->cycle_id, in->state, archived,
                                    me, limit, out);
    if (in->cycle_id.has)
        return q_objective_of_cycle(call, in->cycle_id.value, id, in->state, archived, me, limit,
                                    out);
    return q_objective_any(call, id, in->state, archived, me, limit, out);
}

/* The page of a unit, which is asked for most, goes along with the settings. */
static void
rows_ahead(struct call *call, const struct objective_query *in, int64_t rank, int64_t id)
{
    bool is_page = in->unit_id.has && in->cycle_id.has && !in->as_of.has && !in->tag_id.has &&
                   !in->theme_id.has;

    if (is_page)
        q_objective_of_unit_and_cycle_ahead(call, in->cycle_id.value, in->unit_id.value, rank, id,
                                            in->state, in->owner_id, in->include_archived,
                                            call->person_id, in->limit + 1);
}

/* The names of each one's tags, and along with them what is asked next. */
static enum err
tag_rows(struct call *call, const struct standing *standing, struct objective_row *rows,
         size_t count)
{
    int64_t *ids = arena_array(call->arena, count, sizeof(*ids));
    struct text_list *names = arena_array(call->arena, count, sizeof(*names));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids[i] = rows[i].id;
    standing_ahead(call, standing, &(struct id_list){.items = ids, .count = count});
    TRY(tags_name(call, ids, count, names));
    for (size_t i = 0; i < count; i++)
        rows[i].tags = names[i];
    return OK;
}

enum err
objective_list(struct call *call, const struct objective_query *in, struct objective_row_page *out)
{
    struct objective_row_list rows;
    struct standing standing;
    int64_t after[2] = {-1, 0}; /* rank, id */

    if (in->as_of.has && !in->unit_id.has)
        fault(call, "?as_of", "unit_missing", "Say which unit's objectives of that day you want.");
    if (in->as_of.has && in->tag_id.has)
        fault(call, "?tag_id", "not_of_a_day",
              "Tags are those of today; leave the day or the tag away.");
    if (in->as_of.has && in->theme_id.has)
        fault(call, "?theme_id", "not_of_a_day",
              "Themes are those of today; leave the day or the theme away.");
    TRY(call_faults(call));
    TRY(page_read(call, "objective_list", in->after, after, 2));
    rows_ahead(call, in, after[0], after[1]);
    TRY(standing_begin(call, &standing));
    TRY(standing_look_back(call, &standing, in->as_of));
    TRY(query_rows(call, in, &standing, after[0], after[1], &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct objective_row *last = page_last(out);
        out->next = page_write(call, "objective_list", (int64_t[]){last->rank, last->id}, 2);
    }
    TRY(tag_rows(call, &standing, out->items, out->count));
    return standing_of_rows(call, &standing, out->items, out->count);
}
