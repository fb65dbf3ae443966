/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/trace/coverage.h"

#include "gen/strategy_sql.h"
#include "gen/trace_sql.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/access/setting.h"
#include "practice/okr/cycle.h"
#include "practice/strategy/strategy.h"

enum err
coverage_strategy(struct call *call, const struct cycle *cycle, struct strategy *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    if (cycle->end_day >= today)
        return strategy_newest(call, out);
    return strategy_on(call, cycle->start_day + (cycle->end_day - cycle->start_day) / 2, out);
}

enum err
coverage_begin(struct call *call, int64_t cycle_id, struct coverage_base *out)
{
    TRY(cycle_asked(call, cycle_id, &out->cycle));
    TRY(coverage_strategy(call, &out->cycle, &out->strategy));
    TRY(q_strategy_theme_list(call, out->strategy.id, &out->themes));
    return reach_load(call, cycle_id, &out->themes, &out->reach);
}

/* One objective of one unit. A unit that ended before the cycle has a place no more. */
static void
unit_note(struct coverage_units *units, const struct idmap *places, int64_t unit_id,
          uint64_t themes)
{
    size_t place;

    if (!idmap_get(places, unit_id, &place))
        return;
    units->rows.items[place].objective_count++;
    units->themes[place] |= themes;
}

enum err
coverage_units(struct call *call, const struct coverage_base *base, struct coverage_units *out)
{
    const struct reach *reach = &base->reach;
    struct trace_taker_list takers;
    struct idmap places;

    TRY(q_trace_units(call, base->cycle.end_day, base->cycle.start_day, &out->rows));
    out->themes = arena_array(call->arena, out->rows.count, sizeof(*out->themes));
    TRY(arena_failed(call->arena));
    idmap_init(&places, call->arena);
    for (size_t i = 0; i < out->rows.count; i++) {
        TRY(idmap_set(&places, out->rows.items[i].id, i));
        out->themes[i] = 0;
    }
    for (size_t i = 0; i < reach->own; i++)
        unit_note(out, &places, reach->nodes[i].unit_id, reach->nodes[i].themes);
    TRY(q_trace_takers(call, base->cycle.id, &takers));
    for (size_t i = 0; i < takers.count; i++)
        unit_note(out, &places, takers.items[i].unit_id,
                  reach_of(reach, takers.items[i].objective_id));
    return OK;
}

/* Rows come by depth, so that a level is a stretch of them. */
static enum err
sum_levels(struct call *call, const struct coverage_units *units, struct coverage *out)
{
    struct trace_level *level = NULL;
    int64_t deepest = units->rows.count > 0 ? units->rows.items[units->rows.count - 1].depth : -1;

    out->levels.items = arena_array(call->arena, (size_t)deepest + 1, sizeof(*level));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < units->rows.count; i++) {
        const struct gap_unit *unit = &units->rows.items[i];
        if (level == NULL || level->depth != unit->depth) {
            level = &out->levels.items[out->levels.count++];
            *level = (struct trace_level){.depth = unit->depth};
        }
        level->unit_count++;
        level->with_count += unit->objective_count > 0;
        level->linked_count += units->themes[i] != 0;
    }
    for (size_t i = 0; i < out->levels.count; i++) {
        out->unit_count += out->levels.items[i].unit_count;
        out->unit_with_count += out->levels.items[i].with_count;
        out->unit_linked_count += out->levels.items[i].linked_count;
    }
    return OK;
}

/* The units that no theme reaches, from the `first` one on. */
static enum err
units_cut(struct call *call, const struct coverage_units *units, size_t first, size_t most,
          struct gap_unit_list *out)
{
    size_t seen = 0;

    *out = (struct gap_unit_list){.items = arena_array(call->arena, most, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < units->rows.count && out->count < most; i++)
        if (units->themes[i] == 0 && seen++ >= first)
            out->items[out->count++] = units->rows.items[i];
    return OK;
}

static int
by_height(const void *a, const void *b)
{
    const struct gap_objective *x = a;
    const struct gap_objective *y = b;

    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    int names = str_cmp(x->unit_name, y->unit_name);
    if (names != 0)
        return names;
    return (x->id > y->id) - (x->id < y->id);
}

/* The objectives that lead to no theme, those of the highest units first. */
static enum err
objectives_gather(struct call *call, const struct reach *reach, struct gap_objective_list *out)
{
    *out = (struct gap_objective_list){
        .items = arena_array(call->arena, reach->own, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < reach->own;) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct gap_objective_list rows;
        for (; i < reach->own && portion.count < QUERY_LIST_MAX; i++)
            if (reach->nodes[i].themes == 0)
                ids[portion.count++] = reach->nodes[i].id;
        TRY(q_trace_gap_objectives(call, &portion, &rows));
        for (size_t j = 0; j < rows.count; j++)
            out->items[out->count++] = rows.items[j];
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), by_height);
    return OK;
}

enum err
coverage_sum(struct call *call, const struct coverage_base *base,
             const struct coverage_units *units, struct coverage *out)
{
    *out = (struct coverage){.objective_count = (int64_t)base->reach.own};
    TRY(objectives_gather(call, &base->reach, &out->objectives));
    out->objective_linked_count = out->objective_count - (int64_t)out->objectives.count;
    if (out->objectives.count > COVERAGE_SHOWN)
        out->objectives.count = COVERAGE_SHOWN;
    TRY(sum_levels(call, units, out));
    return units_cut(call, units, 0, COVERAGE_SHOWN, &out->units);
}

enum err
gap_objective_list(struct call *call, const struct gap_query *in, struct gap_objective_page *out)
{
    struct coverage_base base;
    struct gap_objective_list rows;
    int64_t from = 0;

    TRY(page_read(call, "gap_objective_list", in->after, &from, 1));
    TRY(coverage_begin(call, in->cycle_id, &base));
    TRY(objectives_gather(call, &base.reach, &rows));
    out->items = rows.items + page_slice(call, "gap_objective_list", from, in->limit, rows.count,
                                         &out->count, &out->next);
    return OK;
}

enum err
gap_unit_list(struct call *call, const struct gap_query *in, struct gap_unit_page *out)
{
    struct coverage_base base;
    struct coverage_units units;
    struct gap_unit_list rows;
    int64_t from = 0;

    TRY(page_read(call, "gap_unit_list", in->after, &from, 1));
    TRY(coverage_begin(call, in->cycle_id, &base));
    TRY(coverage_units(call, &base, &units));
    TRY(units_cut(call, &units, (size_t)from, (size_t)in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "gap_unit_list", (int64_t[]){from + in->limit}, 1);
    return OK;
}
