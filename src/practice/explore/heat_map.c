/* SPDX-License-Identifier: Apache-2.0 */
/* The heat map: a unit and the units right below it, by week; and what one cell is made of. */
#include "gen/checkin_sql.h"
#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/checkin/spread.h"
#include "practice/explore/explorer.h"
#include "practice/explore/heat_sum.h"
#include "practice/okr/cycle.h"

struct heat_map {
    struct heat_sums sums;
    struct heat_row *rows;
    struct str *paths; /* of the rows */
    struct str low;    /* of the unit they are of; "no text": of all */
    size_t count;
};

static enum err
row_add(struct call *call, struct heat_map *map, const struct heat_unit *unit)
{
    struct heat_row *row = &map->rows[map->count];

    *row = (struct heat_row){
        .unit_id = unit->id, .unit_name = unit->name, .child_count = unit->child_count};
    row->cells.count = map->sums.week_count;
    row->cells.items = arena_array(call->arena, row->cells.count, sizeof(*row->cells.items));
    if (row->cells.items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < row->cells.count; i++)
        row->cells.items[i].week = (int64_t)i + 1;
    map->paths[map->count++] = unit->path;
    return OK;
}

static enum err
rows_reserve(struct call *call, struct heat_map *map, size_t count)
{
    map->rows = arena_array(call->arena, count, sizeof(*map->rows));
    map->paths = arena_array(call->arena, count, sizeof(*map->paths));
    return map->rows != NULL && map->paths != NULL ? OK : ERR_MEMORY;
}

/* The unit, then those right below; without a unit the top one, or all where there are several. */
static enum err
rows_of(struct call *call, struct heat_map *map, const struct cycle *cycle, day_t today,
        struct maybe unit_id)
{
    day_t day = today < cycle->end_day ? today : cycle->end_day;
    struct tree_unit_list units;
    struct heat_unit unit = {0};

    if (!unit_id.has) {
        TRY(q_tree_top_units(call, cycle->end_day, day, cycle->start_day, cycle->id, &units));
        if (units.count == 1)
            unit_id = maybe_of(units.items[0].id);
    }
    if (unit_id.has) {
        enum err err =
            q_heat_unit_get(call, cycle->end_day, cycle->start_day, unit_id.value, &unit);
        if (err == ERR_NOT_FOUND) {
            fault(call, "?unit_id", "no_such_unit", "There is no such unit.");
            return ERR_INVALID;
        }
        TRY(err);
        TRY(q_tree_units(call, cycle->end_day, day, cycle->start_day, cycle->id, unit_id.value,
                         &units));
    }
    TRY(rows_reserve(call, map, units.count + 1));
    map->low = unit.path;
    if (unit_id.has)
        TRY(row_add(call, map, &unit));
    for (size_t i = 0; i < units.count; i++) {
        const struct tree_unit *below = &units.items[i];
        struct heat_unit row = {.id = below->id,
                                .name = below->name,
                                .path = below->path,
                                .child_count = below->child_count};
        TRY(row_add(call, map, &row));
    }
    return OK;
}

static void
count(struct heat_cell *cell, const int64_t counts[HEAT_COUNTS])
{
    cell->at_risk += counts[HEAT_AT_RISK];
    cell->behind += counts[HEAT_BEHIND];
    cell->silent += counts[HEAT_SILENT];
    cell->on_track += counts[HEAT_ON_TRACK];
    cell->checked_in += counts[HEAT_CHECKED_IN];
}

/* What most are; of as many the more pressing, which is the order of the states. */
static enum heat_state
state_of(const struct heat_cell *cell)
{
    const int64_t counts[] = {[HEAT_STATE_AT_RISK] = cell->at_risk,
                              [HEAT_STATE_BEHIND] = cell->behind,
                              [HEAT_STATE_NO_CHECK_IN] = cell->silent,
                              [HEAT_STATE_ON_TRACK] = cell->on_track};
    int most = HEAT_STATE_NONE;

    for (int state = HEAT_STATE_AT_RISK; state <= HEAT_STATE_ON_TRACK; state++)
        if (counts[state] > counts[most])
            most = state;
    return (enum heat_state)most;
}

/* A unit counts in each row that it lies in. */
static enum err
paint(void *arg, const struct kept_unit *unit, const int64_t *numbers)
{
    struct heat_map *map = arg;

    for (size_t i = 0; i < map->count; i++)
        for (size_t w = 0; w < map->sums.week_count && str_starts(unit->path, map->paths[i]); w++)
            count(&map->rows[i].cells.items[w], &numbers[w * HEAT_COUNTS]);
    return OK;
}

static void
finish(struct heat_cell *cell)
{
    cell->key_result_count = cell->at_risk + cell->behind + cell->silent + cell->on_track;
    cell->state = state_of(cell);
}

/* GET /api/v1/heat-map */
enum err
heat_map_get(struct call *call, const struct heat_query *in, struct heat_view *out)
{
    struct heat_map *map = arena_new(call->arena, struct heat_map);
    struct kept_rule rule;
    struct cycle cycle;
    day_t today;

    if (map == NULL)
        return ERR_MEMORY;
    TRY(cycle_asked(call, in->cycle_id, &cycle));
    TRY(heat_sums_begin(call, &cycle, &map->sums, &rule));
    today = rule.day;
    TRY(rows_of(call, map, &cycle, today, in->unit_id));
    struct str low = map->low.len > 0 ? map->low : STR("/");
    TRY(kept_read(call, &rule, cycle.id, low, path_end(call, low), paint, map));
    for (size_t i = 0; i < map->count; i++)
        for (size_t w = 0; w < map->sums.week_count; w++)
            finish(&map->rows[i].cells.items[w]);
    out->weeks = (cycle.end_day - cycle.start_day + 6) / 7;
    if (today >= cycle.start_day && today < cycle.end_day)
        out->week = maybe_of((int64_t)map->sums.week_count);
    out->rows = (struct heat_row_list){.items = map->rows, .count = map->count};
    return OK;
}

/* One page of what a cell is made of. */
struct listing {
    struct call *call;
    const struct heat_list_query *in;
    struct standing standing;
    struct heat_week week;
    struct heat_key_result *found; /* limit + 1 of them */
    int64_t *ranks;                /* of the key results found */
    size_t count;
    int64_t after[3]; /* objective, rank and id of the key result */
};

/* Was it on an earlier page? Key results of an objective come by rank, then id. */
static bool
was_shown(const struct listing *listing, const struct heat_subject *subject)
{
    const struct key_result_view *kr = subject->key_result;

    if (subject->objective->id != listing->after[0])
        return subject->objective->id < listing->after[0];
    if (kr->rank != listing->after[1])
        return kr->rank < listing->after[1];
    return kr->id <= listing->after[2];
}

static enum err
list_one(void *arg, const struct heat_subject *subject)
{
    struct listing *listing = arg;
    const struct objective_row *objective = subject->objective;
    struct heat_known known;

    if (listing->count > (size_t)listing->in->limit || was_shown(listing, subject))
        return OK;
    TRY(heat_known(subject, &listing->week, &listing->standing.rules, &known));
    enum heat_state state = known.live ? heat_state_of(known.status) : HEAT_STATE_NONE;
    if (state == HEAT_STATE_NONE ||
        (listing->in->state != HEAT_STATE_NULL && listing->in->state != state))
        return OK;
    listing->ranks[listing->count] = subject->key_result->rank;
    listing->found[listing->count++] = (struct heat_key_result){
        .key_result_id = subject->key_result->id,
        .objective_id = objective->id,
        .objective_title = objective->title,
        .unit_id = objective->unit_id,
        .unit_name = objective->unit_name,
        .owner_name = objective->owner_name,
        .status = known.status,
        .contribution = known.contribution,
        .last_check_in_day = known.last_day,
        .checked_in = known.checked_in,
    };
    return OK;
}

/* Goes through them until the page is full. */
static enum err
list_fill(struct listing *listing, const struct objective_row_list *rows)
{
    for (size_t at = 0; at < rows->count && listing->count <= (size_t)listing->in->limit;
         at += STANDING_PORTION) {
        size_t left = rows->count - at;
        struct objective_row_list portion = {
            .items = &rows->items[at], .count = left < STANDING_PORTION ? left : STANDING_PORTION};
        TRY(heat_walk(listing->call, &portion, list_one, listing));
    }
    return OK;
}

/* Titles and owners, which were not kept while walking. A key result without an owner is its
 * objective's. */
static enum err
name_all(struct call *call, struct heat_key_result *rows, size_t count)
{
    struct key_result_name_list names;
    int64_t *ids = arena_array(call->arena, count, sizeof(*ids));
    struct id_list list = {.items = ids};

    if (ids == NULL)
        return ERR_MEMORY;
    for (; list.count < count; list.count++)
        ids[list.count] = rows[list.count].key_result_id;
    TRY(q_key_result_names(call, &list, &names));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < names.count; j++) {
            if (names.items[j].id != rows[i].key_result_id)
                continue;
            rows[i].key_result_title = names.items[j].title;
            if (!str_is_null(names.items[j].owner_name))
                rows[i].owner_name = names.items[j].owner_name;
        }
    return OK;
}

/* GET /api/v1/heat-map/key-results: by objective, then key result. */
enum err
heat_map_list(struct call *call, const struct heat_list_query *in, struct heat_key_result_page *out)
{
    struct listing listing = {.call = call, .in = in};
    struct heat_week *weeks = arena_array(call->arena, HEAT_WEEKS_MAX, sizeof(*weeks));
    struct objective_row_list rows;
    struct cycle cycle;
    size_t week_count;
    size_t kept = 0;

    listing.found = arena_array(call->arena, (size_t)in->limit + 1, sizeof(*listing.found));
    listing.ranks = arena_array(call->arena, (size_t)in->limit + 1, sizeof(*listing.ranks));
    if (weeks == NULL || listing.found == NULL || listing.ranks == NULL)
        return ERR_MEMORY;
    TRY(page_read(call, "heat_map_list", in->after, listing.after, 3));
    TRY(cycle_asked(call, in->cycle_id, &cycle));
    TRY(standing_begin(call, &listing.standing));
    TRY(heat_weeks(call, &listing.standing, &cycle, weeks, &week_count));
    if ((size_t)in->week > week_count)
        return OK;
    listing.week = weeks[in->week - 1];
    TRY(explorer_scan(call, &listing.standing, in->cycle_id, in->unit_id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id >= listing.after[0])
            rows.items[kept++] = rows.items[i];
    rows.count = kept;
    TRY(list_fill(&listing, &rows));
    struct heat_key_result_list found = {.items = listing.found, .count = listing.count};
    if (page_cut(out, found, in->limit)) {
        const struct heat_key_result *last = page_last(out);
        out->next = page_write(
            call, "heat_map_list",
            (int64_t[]){last->objective_id, listing.ranks[out->count - 1], last->key_result_id}, 3);
    }
    return name_all(call, out->items, out->count);
}
