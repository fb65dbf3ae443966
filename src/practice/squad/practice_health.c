/* SPDX-License-Identifier: Apache-2.0 */
/* How healthy the practice is, and why: the operations. */
#include "practice/squad/practice_health.h"

#include <stdlib.h>

#include "gen/org_sql.h"
#include "gen/squad_sql.h"
#include "practice/checkin/spread.h"
#include "practice/org/unit.h"
#include "practice/squad/practice_health_score.h"

#define LEVEL_UNITS_MAX 500U /* units shown beside each other */

/* A unit that is closed by now is shown where something counted in it. */
static bool
shown(const struct health_counts *counts, size_t place)
{
    bool says = !counts->units.items[place].gone;

    for (unsigned at = 0; at < HEALTH_SIGNALS; at++)
        says = says || counts->sums[place].need[at] > 0;
    return says;
}

static enum err
signals_show(struct call *call, const int64_t weights[HEALTH_SIGNALS],
             const struct health_tally *tally, struct health_signal_view_list *out)
{
    out->items = arena_array(call->arena, HEALTH_SIGNALS, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (unsigned at = 0; at < HEALTH_SIGNALS; at++)
        out->items[out->count++] = (struct health_signal_view){
            .signal = (enum health_signal)(at + 1),
            .have = tally->have[at],
            .need = tally->need[at],
            .value = health_value(tally->have[at], tally->need[at]),
            .weight = weights[at],
        };
    return OK;
}

static struct maybe
score_of(const int64_t weights[HEALTH_SIGNALS], const struct health_tally *tally)
{
    struct health_input inputs[HEALTH_SIGNALS];

    for (unsigned at = 0; at < HEALTH_SIGNALS; at++)
        inputs[at] = (struct health_input){tally->have[at], tally->need[at], weights[at]};
    return health_score(inputs, HEALTH_SIGNALS);
}

static enum err
part_show(struct call *call, const struct health_counts *counts, const struct health_tally *tally,
          bool own, struct health_part *out)
{
    *out = (struct health_part){
        .unit_id = tally->unit->id,
        .unit_name = tally->unit->name,
        .unit_type = tally->unit->type,
        .own = own,
        .score = score_of(counts->weights, tally),
    };
    return signals_show(call, counts->weights, tally, &out->signals);
}

/* The own part of the unit all this is of, and one for each unit directly below it. */
static enum err
parts_show(struct call *call, const struct health_counts *counts, struct health_part_list *out)
{
    const struct health_unit *top = &counts->units.items[0];

    out->items = arena_array(call->arena, counts->units.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    TRY(part_show(call, counts, &counts->own[0], /* own= */ true, &out->items[out->count++]));
    for (size_t i = 1; i < counts->units.count; i++)
        if (maybe_or(counts->units.items[i].parent_id, 0) == top->id && shown(counts, i))
            TRY(part_show(call, counts, &counts->sums[i], /* own= */ false,
                          &out->items[out->count++]));
    return OK;
}

/* Closed cycles of the same kind, then the one that is asked for. */
static enum err
trend_show(struct call *call, const struct health_counts *counts, struct health_view *out)
{
    struct health_trend_row_list rows;
    struct str path = counts->units.items[0].path;
    size_t first = 0;

    TRY(q_health_trend(call, str_from(cycle_type_choice[counts->cycle.type - 1].name),
                       counts->cycle.start_day, path, path_end(call, path), &rows));
    out->trend.items = arena_array(call->arena, rows.count + 1, sizeof(*out->trend.items));
    TRY(arena_failed(call->arena));
    while (first < rows.count) {
        struct health_input inputs[HEALTH_SIGNALS] = {0};
        const struct health_trend_row *of = &rows.items[first];
        for (; first < rows.count && rows.items[first].cycle_id == of->cycle_id; first++)
            inputs[rows.items[first].signal - 1] = (struct health_input){
                rows.items[first].have, rows.items[first].need, rows.items[first].weight};
        out->trend.items[out->trend.count++] = (struct health_point){
            of->cycle_id, of->cycle_name, health_score(inputs, HEALTH_SIGNALS)};
    }
    out->trend.items[out->trend.count++] =
        (struct health_point){out->cycle_id, out->cycle_name, out->score};
    return OK;
}

static enum err
load(struct call *call, int64_t cycle_id, struct str path, struct health_counts *out)
{
    enum err err = health_counts_load(call, cycle_id, path, out);

    if (err != ERR_NOT_FOUND)
        return err;
    fault(call, "?cycle_id", "no_such_cycle", "There is no such cycle.");
    return ERR_INVALID;
}

/* GET /api/v1/units/{id}/practice-health */
enum err
practice_health_get(struct call *call, const struct health_query *in, struct health_view *out)
{
    struct open_unit unit;
    struct health_counts counts;

    TRY(unit_open(call, in->id, &unit));
    TRY(load(call, in->cycle_id, unit.row.path, &counts));
    if (counts.units.count == 0)
        return fail(call, ERR_CONFLICT, "unit_closed",
                    "The unit is no more, and is not looked at.");
    const struct health_unit *top = &counts.units.items[0];
    *out = (struct health_view){
        .unit_id = top->id,
        .unit_name = top->name,
        .unit_type = top->type,
        .parent_id = top->parent_id,
        .cycle_id = counts.cycle.id,
        .cycle_name = counts.cycle.name,
        .kept = counts.kept,
        .score = score_of(counts.weights, &counts.sums[0]),
    };
    TRY(signals_show(call, counts.weights, &counts.sums[0], &out->signals));
    TRY(parts_show(call, &counts, &out->parts));
    return trend_show(call, &counts, out);
}

static int
by_value(const void *a, const void *b)
{
    fraction_t left = *(const fraction_t *)a;
    fraction_t right = *(const fraction_t *)b;

    return (left > right) - (left < right);
}

static enum err
spread_show(struct call *call, fraction_t *scores, size_t count, struct health_spread **out)
{
    *out = arena_new(call->arena, struct health_spread);
    TRY(arena_failed(call->arena));
    if (count > 0)
        qsort(scores, count, sizeof(*scores), by_value);
    **out = (struct health_spread){
        .count = (int64_t)count,
        .low = health_quartile(scores, count, 0),
        .lower = health_quartile(scores, count, 1),
        .median = health_quartile(scores, count, 2),
        .upper = health_quartile(scores, count, 3),
        .high = health_quartile(scores, count, 4),
    };
    return OK;
}

/* Does a unit stand on the level that is asked for? */
static bool
on_level(const struct health_level_query *in, const struct health_unit *unit)
{
    if (in->type != UNIT_TYPE_NULL)
        return unit->type == in->type;
    return maybe_eq(unit->parent_id, in->parent_id);
}

/* The first units of the level, and the spread of all of them. */
static enum err
level_show(struct call *call, const struct health_level_query *in,
           const struct health_counts *counts, struct health_level *out)
{
    fraction_t *scores = arena_array(call->arena, counts->units.count, sizeof(*scores));
    size_t count = 0;

    out->units.items = arena_array(call->arena, LEVEL_UNITS_MAX, sizeof(*out->units.items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < counts->units.count; i++) {
        if (!on_level(in, &counts->units.items[i]) || !shown(counts, i))
            continue;
        struct maybe score = score_of(counts->weights, &counts->sums[i]);
        if (score.has)
            scores[count++] = score.value;
        if (out->units.count < LEVEL_UNITS_MAX)
            TRY(part_show(call, counts, &counts->sums[i], /* own= */ false,
                          &out->units.items[out->units.count++]));
    }
    return spread_show(call, scores, count, &out->spread);
}

/* GET /api/v1/practice-health */
enum err
practice_health_level(struct call *call, const struct health_level_query *in,
                      struct health_level *out)
{
    struct open_unit above = {.row.path = STR("/")};
    struct health_counts counts;

    if (in->parent_id.has && unit_open(call, in->parent_id.value, &above) == ERR_NOT_FOUND) {
        fault(call, "?parent_id", "no_such_unit", "There is no such unit.");
        return ERR_INVALID;
    }
    TRY(load(call, in->cycle_id, above.row.path, &counts));
    out->cycle_id = counts.cycle.id;
    out->cycle_name = counts.cycle.name;
    out->kept = counts.kept;
    return level_show(call, in, &counts, out);
}

enum err
health_apart(struct call *call, int64_t cycle_id, fraction_t limit, bool out[HEALTH_SIGNALS])
{
    struct health_counts counts;

    TRY(health_counts_load(call, cycle_id, STR("/"), &counts));
    fraction_t *values = arena_array(call->arena, counts.units.count, sizeof(*values));
    TRY(arena_failed(call->arena));
    for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
        size_t count = 0;
        for (size_t i = 0; i < counts.units.count; i++) {
            if (counts.units.items[i].type != UNIT_TYPE_BUSINESS_UNIT)
                continue;
            struct maybe value = health_value(counts.sums[i].have[at], counts.sums[i].need[at]);
            if (value.has)
                values[count++] = value.value;
        }
        if (count > 0)
            qsort(values, count, sizeof(*values), by_value);
        out[at] = count > 1 && health_quartile(values, count, 3).value -
                                       health_quartile(values, count, 1).value >
                                   limit;
    }
    return OK;
}
