/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strategy of a cycle on one page: each theme of its version, the topline
 * objectives under it, how they and everything below them stand, and where the strategy does not
 * reach.
 */
#include "gen/okr_sql.h"
#include "gen/strategy_sql.h"
#include "gen/trace_sql.h"
#include "practice/checkin/spread.h"
#include "practice/strategy/health.h"
#include "practice/strategy/strategy.h"
#include "practice/trace/coverage.h"
#include "practice/trace/topline.h"

struct mapping {
    struct call *call;
    struct coverage_base base;
    struct coverage_units units;
    struct objective_row_list topline; /* of all themes, with where they stand */
    struct objective_row_list all;     /* every objective of the cycle, with where it stands */
};

static enum err
load(struct mapping *m, int64_t cycle_id)
{
    struct standing standing;
    struct id_list cycle_ids;

    TRY(coverage_begin(m->call, cycle_id, &m->base));
    TRY(coverage_units(m->call, &m->base, &m->units));
    TRY(standing_begin(m->call, &standing));
    TRY(topline_cycles(m->call, &m->base.cycle, &cycle_ids));
    TRY(topline_load(m->call, &cycle_ids, &m->topline));
    TRY(standing_of_rows(m->call, &standing, m->topline.items, m->topline.count));
    return spread_load(m->call, &standing, cycle_id, STR("/"), STR("0"), &m->all);
}

static enum err
sum_kind(struct call *call, enum objective_kind kind, const struct rollup_objective *objectives,
         size_t count, struct kind_sum **out)
{
    *out = arena_new(call->arena, struct kind_sum);
    if (*out == NULL)
        return ERR_MEMORY;
    (*out)->counts = arena_new(call->arena, struct status_counts);
    if ((*out)->counts == NULL)
        return ERR_MEMORY;
    return spread_kind(kind, objectives, count, (*out)->counts, &(*out)->count, &(*out)->mean);
}

static enum err
sum_kinds(struct call *call, const struct rollup_objective *objectives, size_t count,
          struct kind_sums **out)
{
    *out = arena_new(call->arena, struct kind_sums);
    if (*out == NULL)
        return ERR_MEMORY;
    TRY(sum_kind(call, OBJECTIVE_KIND_COMMITTED, objectives, count, &(*out)->committed));
    return sum_kind(call, OBJECTIVE_KIND_ASPIRATIONAL, objectives, count, &(*out)->aspirational);
}

static struct rollup_objective
summand(const struct objective_row *row)
{
    return (struct rollup_objective){
        .kind = row->kind, .status = row->status, .progress = row->progress};
}

/* Topline objectives of one theme, and their sum. */
static enum err
theme_topline(struct mapping *m, int64_t theme_id, struct map_theme *out)
{
    size_t count = m->topline.count;
    struct rollup_objective *own = arena_array(m->call->arena, count, sizeof(*own));

    out->topline.items = arena_array(m->call->arena, count, sizeof(*out->topline.items));
    TRY(arena_failed(m->call->arena));
    for (size_t i = 0; i < count; i++) {
        const struct objective_row *row = &m->topline.items[i];
        if (row->theme_id.value != theme_id)
            continue;
        own[out->topline.count] = summand(row);
        out->topline.items[out->topline.count++] = *row;
    }
    return sum_kinds(m->call, own, out->topline.count, &out->own);
}

/* Everything of the cycle that leads to a theme and is not topline itself. */
static enum err
theme_below(struct mapping *m, uint64_t bit, int64_t theme_id, struct map_theme *out)
{
    const struct objective_row_list *all = &m->all;
    struct rollup_objective *below = arena_array(m->call->arena, all->count, sizeof(*below));
    size_t count = 0;

    TRY(arena_failed(m->call->arena));
    for (size_t i = 0; i < all->count; i++) {
        const struct objective_row *row = &all->items[i];
        bool is_topline = row->theme_id.has && row->theme_id.value == theme_id;
        if (!is_topline && (reach_of(&m->base.reach, row->id) & bit) != 0)
            below[count++] = summand(row);
    }
    for (size_t i = 0; i < m->units.rows.count; i++)
        out->unit_count += (m->units.themes[i] & bit) != 0;
    return sum_kinds(m->call, below, count, &out->below);
}

static enum err
theme_map(struct mapping *m, size_t place, struct map_theme *out)
{
    struct strategy_theme_view *theme = &m->base.themes.items[place];

    *out = (struct map_theme){.theme = theme};
    TRY(theme_topline(m, theme->theme_id, out));
    TRY(theme_below(m, UINT64_C(1) << place, theme->theme_id, out));
    return health_list(m->call, theme->theme_id, &out->health);
}

/* GET /api/v1/strategy/map */
enum err
strategy_map_get(struct call *call, const struct map_query *in, struct strategy_map *out)
{
    struct mapping m = {.call = call};

    TRY(load(&m, in->cycle_id));
    out->cycle = arena_new(call->arena, struct cycle_view);
    out->coverage = arena_new(call->arena, struct coverage);
    out->themes.items = arena_array(call->arena, m.base.themes.count, sizeof(*out->themes.items));
    TRY(arena_failed(call->arena));
    TRY(cycle_get(call, &(struct by_id){.id = in->cycle_id}, out->cycle));
    if (m.base.strategy.id != 0) {
        out->strategy = arena_new(call->arena, struct strategy_view);
        TRY(arena_failed(call->arena));
        TRY(strategy_show(call, m.base.strategy.id, out->strategy));
    }
    for (size_t i = 0; i < m.base.themes.count; i++)
        TRY(theme_map(&m, i, &out->themes.items[out->themes.count++]));
    return coverage_sum(call, &m.base, &m.units, out->coverage);
}
