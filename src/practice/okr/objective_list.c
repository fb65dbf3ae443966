/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of objectives: which ones is asked first, then what they are (objective_rows.h). Which
 * query runs follows from what was given: each has a required indexed column to start from, and
 * only behind it optional ones, because SQLite answers an optional condition alone with a scan.
 */
#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/okr/objective.h"
#include "practice/okr/objective_rows.h"
#include "practice/okr/standing.h"

/* One more than asked for, so that `next` is known. */
static enum err
query_listed(struct call *call, const struct objective_query *in, int64_t rank, int64_t id,
             struct listed_row_list *out)
{
    int64_t me = call->person_id;
    int64_t limit = in->limit + 1;
    bool archived = in->include_archived;

    if (in->tag_id.has)
        return q_listed_of_tag(call, in->tag_id.value, id, in->cycle_id, in->unit_id, in->owner_id,
                               in->theme_id, in->state, archived, me, limit, out);
    if (in->theme_id.has)
        return q_listed_of_theme(call, in->theme_id.value, id, in->cycle_id, in->unit_id,
                                 in->owner_id, in->state, archived, me, limit, out);
    if (in->unit_id.has && in->cycle_id.has)
        return q_listed_of_unit_and_cycle(call, in->cycle_id.value, in->unit_id.value, rank, id,
                                          in->state, in->owner_id, archived, me, limit, out);
    if (in->unit_id.has)
        return q_listed_of_unit(call, in->unit_id.value, id, in->state, in->owner_id, archived, me,
                                limit, out);
    if (in->owner_id.has)
        return q_listed_of_owner(call, in->owner_id.value, id, in->cycle_id, in->state, archived,
                                 me, limit, out);
    if (in->cycle_id.has)
        return q_listed_of_cycle(call, in->cycle_id.value, id, in->state, archived, me, limit, out);
    return q_listed_any(call, id, in->state, archived, me, limit, out);
}

/* The page of a unit, which is asked for most, goes along with the settings. */
static void
listed_ahead(struct call *call, const struct objective_query *in, int64_t rank, int64_t id)
{
    bool is_page = in->unit_id.has && in->cycle_id.has && !in->tag_id.has && !in->theme_id.has;

    if (is_page)
        q_listed_of_unit_and_cycle_ahead(call, in->cycle_id.value, in->unit_id.value, rank, id,
                                         in->state, in->owner_id, in->include_archived,
                                         call->person_id, in->limit + 1);
}

/* Of a page that was cut, where the next one begins. */
static struct str
next(struct call *call, int64_t rank, int64_t id)
{
    return page_write(call, "objective_list", (int64_t[]){rank, id}, 2);
}

static enum err
list_today(struct call *call, const struct objective_query *in, struct standing *standing,
           const int64_t after[2], struct objective_row_page *out)
{
    struct {
        struct listed_row *items;
        size_t count;
    } page;
    struct listed_row_list listed;

    TRY(query_listed(call, in, after[0], after[1], &listed));
    if (page_cut(&page, listed, in->limit))
        out->next = next(call, page_last(&page)->rank, page_last(&page)->id);
    int64_t *ids = arena_array(call->arena, page.count, sizeof(*ids));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < page.count; i++)
        ids[i] = page.items[i].id;
    out->count = page.count;
    return objective_rows(call, standing, &(struct id_list){ids, page.count}, &out->items);
}

static enum err
list_then(struct call *call, const struct objective_query *in, struct standing *standing,
          const int64_t after[2], struct objective_row_page *out)
{
    struct objective_row_list rows;

    TRY(q_objective_then_of_unit(call, standing_known(standing), in->as_of.value, in->unit_id.value,
                                 in->cycle_id, after[0], after[1], in->state, in->owner_id,
                                 in->include_archived, call->person_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = next(call, page_last(out)->rank, page_last(out)->id);
    return objective_rows_show(call, standing, out->items, out->count);
}

enum err
objective_list(struct call *call, const struct objective_query *in, struct objective_row_page *out)
{
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
    if (!in->as_of.has)
        listed_ahead(call, in, after[0], after[1]);
    TRY(standing_begin(call, &standing));
    TRY(standing_look_back(call, &standing, in->as_of));
    return in->as_of.has ? list_then(call, in, &standing, after, out)
                         : list_today(call, in, &standing, after, out);
}
