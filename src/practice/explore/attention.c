/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where to look first: key results that are at risk or outdated, those of which the last check-in
 * said less than the one before, and those in whose way something is. Nobody is ranked: rows are of
 * key results, in the order of how far they are from where they should be.
 */
#include "base/idmap.h"
#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/explore/explorer.h"
#include "practice/explore/pressing.h"

#define ATTENTION_MAX   5000U /* key results of one list: the most pressing */
#define CONFIDENCE_FALL 2

struct attention {
    struct call *call;
    struct pressing found;
    struct blocked_row_list blocked;
    struct idmap blocked_at; /* key result to its place in `blocked` */
};

/* The last check-in and the one before, of one key result. */
struct turn {
    const struct check_in_pair *last;
    const struct check_in_pair *before;
};

/* Of all key results of a portion of objectives that have any. */
struct turns {
    struct turn *items;
    size_t count;
    struct idmap places;
};

static fraction_t
within_one(fraction_t raw)
{
    return raw < 0 ? 0 : raw > FRACTION_ONE ? FRACTION_ONE : raw;
}

static bool
confidence_fell(const struct turn *turn)
{
    return turn->last->confidence.has && turn->before->confidence.has &&
           turn->before->confidence.value - turn->last->confidence.value >= CONFIDENCE_FALL;
}

static struct maybe
blocked_since(const struct attention *attention, int64_t key_result_id)
{
    size_t at;

    if (!idmap_get(&attention->blocked_at, key_result_id, &at))
        return maybe_none();
    return maybe_of(attention->blocked.items[at].since_day);
}

static void
judge(struct attention *attention, const struct objective_row *objective,
      const struct key_result_view *kr, const struct turn *turn)
{
    bool fell =
        turn->before != NULL &&
        (within_one(turn->last->raw) < within_one(turn->before->raw) || confidence_fell(turn));
    bool pressing = kr->status == STATUS_AT_RISK || kr->status == STATUS_OUTDATED;

    struct maybe blocked = blocked_since(attention, kr->id);

    if (!pressing && !fell && !blocked.has)
        return;
    struct attention_row row = {
        .key_result_id = kr->id,
        .objective_id = objective->id,
        .objective_title = objective->title,
        .unit_id = objective->unit_id,
        .unit_name = objective->unit_name,
        .owner_name = objective->owner_name,
        .status = kr->status,
        .contribution = kr->contribution,
        .expected = kr->expected,
        .fell = fell,
        .blocked_since = blocked,
        .confidence = kr->confidence,
        .last_check_in_day = kr->last_check_in_day,
    };
    if (fell) {
        row.contribution_before = maybe_of(within_one(turn->before->raw));
        row.contribution_last = maybe_of(within_one(turn->last->raw));
        row.confidence_before = turn->before->confidence;
    }
    pressing_add(&attention->found, &row);
}

static bool
is_looked_at(const struct objective_row *objective)
{
    return objective->state == OBJECTIVE_STATE_PUBLISHED && !objective->dropped_at.has &&
           !objective->postponed;
}

static bool
lives(const struct key_result_view *kr)
{
    return !kr->dropped_at.has && !kr->postponed;
}

/* The pairs of a key result come one after the other, the last check-in first. */
static enum err
turns_add(struct turns *turns, const struct check_in_pair_list *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        const struct check_in_pair *pair = &pairs->items[i];
        if (turns->count > 0 &&
            turns->items[turns->count - 1].last->key_result_id == pair->key_result_id) {
            turns->items[turns->count - 1].before = pair;
            continue;
        }
        TRY(idmap_set(&turns->places, pair->key_result_id, turns->count));
        turns->items[turns->count++] = (struct turn){.last = pair};
    }
    return OK;
}

/* Those of key results that live, of objectives that are looked at. */
static enum err
turns_load(struct call *call, const struct objective_row *rows, size_t count, struct turns *out)
{
    size_t all = 0;
    size_t ids_count = 0;

    for (size_t i = 0; i < count; i++)
        all += rows[i].key_results.count;
    int64_t *ids = arena_array(call->arena, all, sizeof(*ids));
    *out = (struct turns){.items = arena_array(call->arena, all, sizeof(*out->items))};
    idmap_init(&out->places, call->arena);
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; is_looked_at(&rows[i]) && j < rows[i].key_results.count; j++)
            if (lives(&rows[i].key_results.items[j]))
                ids[ids_count++] = rows[i].key_results.items[j].id;
    for (size_t at = 0; at < ids_count; at += QUERY_LIST_MAX) {
        struct check_in_pair_list pairs;
        const struct id_list portion = query_list_portion(ids, ids_count, at);
        TRY(q_check_in_pairs(call, &portion, &pairs));
        TRY(turns_add(out, &pairs));
    }
    return OK;
}

static enum err
judge_portion(void *arg, const struct objective_row *rows, size_t count)
{
    struct attention *attention = arg;
    struct turns turns;

    TRY(turns_load(attention->call, rows, count, &turns));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; is_looked_at(&rows[i]) && j < rows[i].key_results.count; j++) {
            const struct key_result_view *kr = &rows[i].key_results.items[j];
            struct turn turn = {0};
            size_t at;
            if (idmap_get(&turns.places, kr->id, &at))
                turn = turns.items[at];
            if (lives(kr))
                judge(attention, &rows[i], kr, &turn);
        }
    return OK;
}

static enum err
load_blocked(struct attention *attention, int64_t cycle_id)
{
    TRY(q_blocked_in_cycle(attention->call, cycle_id, &attention->blocked));
    idmap_init(&attention->blocked_at, attention->call->arena);
    for (size_t i = 0; i < attention->blocked.count; i++)
        TRY(idmap_set(&attention->blocked_at, attention->blocked.items[i].id, i));
    return OK;
}

/* Titles and owners of the rows of a page, which were not kept while walking. */
static enum err
name_all(struct call *call, struct attention_row *rows, size_t count)
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

/* GET /api/v1/attention */
enum err
attention_list(struct call *call, const struct attention_query *in, struct attention_row_page *out)
{
    struct attention attention = {.call = call};
    struct objective_row_list rows;
    struct standing standing;
    int64_t from = 0;

    TRY(page_read(call, "attention_list", in->after, &from, 1));
    TRY(pressing_init(&attention.found, call->arena, ATTENTION_MAX));
    TRY(standing_begin(call, &standing));
    TRY(explorer_scan(call, &standing, in->cycle_id, in->unit_id, &rows));
    TRY(load_blocked(&attention, in->cycle_id));
    TRY(standing_walk(call, &standing, rows.items, rows.count, judge_portion, &attention));
    pressing_sort(&attention.found);

    out->items = attention.found.rows + page_slice(call, "attention_list", from, in->limit,
                                                   attention.found.count, &out->count, &out->next);
    return name_all(call, out->items, out->count);
}
