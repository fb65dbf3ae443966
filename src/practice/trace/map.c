/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strategy of a cycle on one page: each theme of its version, the topline
 * objectives under it, how they and everything below them stand, and where the strategy does not
 * reach.
 *
 * Of what leads to a theme only sums are shown, so it is held as little more than a status each:
 * with all that a row has, a large organisation would not fit into what one request may take.
 */
#include <stdlib.h>

#include "gen/okr_sql.h"
#include "gen/strategy_sql.h"
#include "gen/trace_sql.h"
#include "practice/checkin/spread.h"
#include "practice/strategy/health.h"
#include "practice/strategy/strategy.h"
#include "practice/trace/coverage.h"
#include "practice/trace/topline.h"

/* An objective of the cycle that leads to themes. */
struct led {
    int64_t id;
    unsigned level;        /* of links above it */
    uint64_t themes;       /* as bits */
    struct maybe theme_id; /* of which it is topline */
    struct rollup_objective sum;
};

struct mapping {
    struct call *call;
    struct coverage_base base;
    struct coverage_units units;
    struct objective_row_list topline; /* of all themes, with where they stand */
    struct led *led;
    size_t led_count; /* of which it is known where they stand */
};

static struct rollup_objective
summand(const struct objective_row *row)
{
    return (struct rollup_objective){
        .kind = row->kind, .status = row->status, .progress = row->progress};
}

/* The furthest down first. */
static int
by_level(const void *a, const void *b)
{
    const struct led *x = a;
    const struct led *y = b;

    if (x->level != y->level)
        return x->level > y->level ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static enum err
led_place(void *arg, const struct objective_row *rows, size_t count)
{
    struct mapping *m = arg;

    for (size_t i = 0; i < count; i++) {
        struct led *led = &m->led[m->led_count++];
        led->id = rows[i].id;
        led->theme_id = rows[i].theme_id;
        led->themes = reach_of(&m->base.reach, rows[i].id);
        led->sum = summand(&rows[i]);
    }
    return OK;
}

/* Where a portion of them stands; what it takes is given back. */
static enum err
led_portion(struct mapping *m, struct standing *standing, const struct led *led, size_t count)
{
    struct arena_mark mark = arena_mark(m->call->arena);
    int64_t ids[STANDING_PORTION];
    struct id_list list = {.items = ids, .count = count};
    struct objective_row_list rows;

    for (size_t i = 0; i < count; i++)
        ids[i] = led[i].id;
    TRY(q_objective_by_ids(m->call, &list, &rows));
    TRY(standing_walk(m->call, standing, rows.items, rows.count, led_place, m));
    arena_rewind(m->call->arena, mark);
    return OK;
}

/* From below: where an objective stands hangs on what lies below it, which is remembered then. */
static enum err
led_load(struct mapping *m, const struct standing *standing)
{
    const struct reach *reach = &m->base.reach;
    struct standing numbers = *standing;
    size_t count = 0;

    numbers.numbers = true;
    m->led = arena_array(m->call->arena, reach->own, sizeof(*m->led));
    TRY(arena_failed(m->call->arena));
    for (size_t i = 0; i < reach->own; i++)
        if (reach->nodes[i].themes != 0)
            m->led[count++] =
                (struct led){.id = reach->nodes[i].id, .level = reach->nodes[i].level};
    qsort(m->led, count, sizeof(*m->led), by_level);
    for (size_t at = 0; at < count; at += STANDING_PORTION)
        TRY(led_portion(m, &numbers, &m->led[at],
                        count - at < STANDING_PORTION ? count - at : STANDING_PORTION));
    return OK;
}

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
    return led_load(m, &standing);
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
    struct rollup_objective *below = arena_array(m->call->arena, m->led_count, sizeof(*below));
    size_t count = 0;

    TRY(arena_failed(m->call->arena));
    for (size_t i = 0; i < m->led_count; i++) {
        const struct led *led = &m->led[i];
        bool is_topline = led->theme_id.has && led->theme_id.value == theme_id;
        if (!is_topline && (led->themes & bit) != 0)
            below[count++] = led->sum;
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
