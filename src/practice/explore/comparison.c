/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A unit in two cycles: how many objectives were where, and which objective went on as which. An
 * objective goes on in another when one of its key results was carried over into it, or else when
 * both have the same title but for case and accents. Each is matched once.
 */
#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "model/fold.h"
#include "model/query_list.h"
#include "practice/explore/explorer.h"

#define COMPARISON_MAX 1000U /* objectives of one side; a comparison is read by people */

/* One side. */
struct side {
    struct objective_row_list rows;
    struct str *titles; /* folded */
    bool *matched;
};

struct comparison {
    struct call *call;
    struct side before;
    struct side after;
    struct comparison_row *rows;
    size_t count;
};

static enum err
side_load(struct call *call, int64_t cycle_id, int64_t unit_id, struct side *out)
{
    struct standing standing;
    size_t kept = 0;

    TRY(standing_begin(call, &standing));
    TRY(explorer_scan(call, &standing, cycle_id, maybe_of(unit_id), &out->rows));
    for (size_t i = 0; i < out->rows.count; i++)
        if (out->rows.items[i].state != OBJECTIVE_STATE_DRAFT)
            out->rows.items[kept++] = out->rows.items[i];
    out->rows.count = kept;
    if (kept > COMPARISON_MAX)
        return fail(call, ERR_TOO_LARGE, "too_many_objectives",
                    "More than %u objectives lie there; compare a unit further down.",
                    COMPARISON_MAX);
    TRY(standing_walk(call, &standing, out->rows.items, kept, NULL, NULL));
    out->titles = arena_array(call->arena, kept, sizeof(*out->titles));
    out->matched = arena_array(call->arena, kept, sizeof(*out->matched));
    if (out->titles == NULL || out->matched == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < kept; i++)
        out->titles[i] = fold(call->arena, out->rows.items[i].title);
    return OK;
}

static struct comparison_objective *
half_of(struct call *call, const struct objective_row *row)
{
    struct comparison_objective *half = arena_new(call->arena, struct comparison_objective);

    if (half != NULL)
        type_copy(&type_objective_row, row, &type_comparison_objective, half);
    return half;
}

/* A line of the comparison; SIZE_MAX stands for nothing on that side. */
static void
line_add(struct comparison *c, size_t before, size_t after, enum comparison_by by)
{
    struct comparison_row *row = &c->rows[c->count++];

    *row = (struct comparison_row){.matched_by = by};
    if (before != SIZE_MAX) {
        row->before = half_of(c->call, &c->before.rows.items[before]);
        c->before.matched[before] = true;
    }
    if (after != SIZE_MAX) {
        row->after = half_of(c->call, &c->after.rows.items[after]);
        c->after.matched[after] = true;
    }
}

static size_t
place_of(const struct side *side, int64_t id)
{
    for (size_t i = 0; i < side->rows.count; i++)
        if (side->rows.items[i].id == id)
            return i;
    return SIZE_MAX;
}

static enum err
match_carried(struct comparison *c)
{
    for (size_t at = 0; at < c->after.rows.count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct comparison_match_list found;
        for (size_t i = at; i < c->after.rows.count && portion.count < QUERY_LIST_MAX; i++)
            ids[portion.count++] = c->after.rows.items[i].id;
        TRY(q_comparison_carried(c->call, &portion, &found));
        for (size_t i = 0; i < found.count; i++) {
            size_t before = place_of(&c->before, found.items[i].before_id);
            size_t after = place_of(&c->after, found.items[i].after_id);
            if (before != SIZE_MAX && after != SIZE_MAX && !c->before.matched[before] &&
                !c->after.matched[after])
                line_add(c, before, after, COMPARISON_BY_CARRY_OVER);
        }
    }
    return OK;
}

static void
match_titles(struct comparison *c)
{
    for (size_t i = 0; i < c->after.rows.count; i++)
        for (size_t j = 0; j < c->before.rows.count && !c->after.matched[i]; j++)
            if (!c->before.matched[j] && str_eq(c->after.titles[i], c->before.titles[j]))
                line_add(c, j, i, COMPARISON_BY_TITLE);
}

static void
add_rest(struct comparison *c)
{
    for (size_t i = 0; i < c->after.rows.count; i++)
        if (!c->after.matched[i])
            line_add(c, SIZE_MAX, i, COMPARISON_BY_NULL);
    for (size_t i = 0; i < c->before.rows.count; i++)
        if (!c->before.matched[i])
            line_add(c, i, SIZE_MAX, COMPARISON_BY_NULL);
}

/* GET /api/v1/comparison */
enum err
comparison_get(struct call *call, const struct comparison_query *in, struct comparison_view *out)
{
    struct comparison c = {.call = call};

    TRY(side_load(call, in->cycle_id, in->unit_id, &c.after));
    enum err err = side_load(call, in->before_id, in->unit_id, &c.before);
    if (err == ERR_INVALID)
        call->faults[0].pointer = STR("?before_id");
    TRY(err);
    c.rows = arena_array(call->arena, c.after.rows.count + c.before.rows.count, sizeof(*c.rows));
    if (c.rows == NULL)
        return ERR_MEMORY;
    TRY(match_carried(&c));
    match_titles(&c);
    add_rest(&c);
    out->before_count = (int64_t)c.before.rows.count;
    out->after_count = (int64_t)c.after.rows.count;
    out->rows = (struct comparison_row_list){.items = c.rows, .count = c.count};
    return OK;
}
