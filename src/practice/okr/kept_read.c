/* SPDX-License-Identifier: Apache-2.0 */
/* Reading sums: what the server remembers, what is kept where it remembers nothing, and the rest
 * computed. */
#include "practice/okr/kept_inside.h"
#include "practice/okr/cache.h"

static int
by_path(const void *a, const void *b)
{
    const struct kept_unit *one = a;
    const struct kept_unit *other = b;

    return str_cmp(one->path, other->path);
}

/* The sums of all units of a part of the organisation as they are kept, by path. */
static enum err
table_fill(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
           struct str high, struct cache_table *out)
{
    struct arena *arena = &out->arena;
    struct kept_unit_list units;

    TRY(kept_load(call, rule, cycle_id, low, high, &units));
    qsort(units.items, units.count, sizeof(*units.items), by_path);
    out->kind = str_copy(arena, rule->kind);
    out->cycle_id = cycle_id;
    out->day = rule->day;
    out->width = rule->width;
    out->units = arena_array(arena, units.count, sizeof(*out->units));
    out->numbers = arena_array(arena, units.count * rule->width, sizeof(*out->numbers));
    out->until = arena_array(arena, units.count, sizeof(*out->until));
    out->known = arena_array(arena, units.count, sizeof(*out->known));
    TRY(arena_failed(arena));
    for (; out->count < units.count; out->count++) {
        const struct kept_unit *unit = &units.items[out->count];
        size_t place = out->count;
        out->units[place] = (struct kept_unit){.id = unit->id, .path = str_copy(arena, unit->path)};
        out->until[place] = unit->until_at.value;
        out->known[place] = str_is_null(unit->numbers) ? -1 : call->heard ? call->heard->number : 0;
        if (!str_is_null(unit->numbers))
            kept_numbers_read(unit->numbers, &out->numbers[place * rule->width], rule->width);
    }
    return arena_failed(arena);
}

/* The first place whose path is not below this one. */
static size_t
place_at(const struct cache_table *table, struct str path)
{
    size_t begin = 0;
    size_t end = table->count;

    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;
        if (str_cmp(table->units[middle].path, path) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* A part of a table: the sums of [begin, end), some of which are computed in this transaction. */
struct part {
    struct cache_table *table;
    size_t begin;
    size_t end;
    size_t *lacking; /* places */
    size_t lacking_count;
    int64_t *computed; /* the width of the table for each that lacked */
};

/* The places in [low, high), of which nothing lacks yet. */
static enum err
part_place(struct call *call, struct str low, struct str high, struct part *part)
{
    part->begin = place_at(part->table, low);
    part->end = place_at(part->table, high);
    part->lacking = arena_array(call->arena, part->end - part->begin, sizeof(*part->lacking));
    part->lacking_count = 0;
    return arena_failed(call->arena);
}

/* What is believed of a table that is remembered. */
static enum err
part_look(struct call *call, struct str low, struct str high, struct part *part)
{
    TRY(part_place(call, low, high, part));
    part->lacking_count =
        cache_table_lacking(call, part->table, part->begin, part->end, part->lacking);
    return OK;
}

/* Reads what is kept of a kind; without a cache, of [low, high) alone. It was read as this
 * transaction sees it, so it holds here even where the transaction doubts what is remembered, as
 * the first one of a server does of everything. */
static enum err
part_load(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
          struct str high, struct part *part)
{
    bool whole = call->cache != NULL;

    part->table = cache_make_table();
    if (part->table == NULL)
        return ERR_MEMORY;
    TRY(table_fill(call, rule, cycle_id, whole ? STR("/") : low, whole ? STR("0") : high,
                   part->table));
    TRY(part_place(call, low, high, part));
    for (size_t place = part->begin; place < part->end; place++)
        if (part->table->known[place] < 0)
            part->lacking[part->lacking_count++] = place;
    cache_keep_table(call, part->table);
    return OK;
}

/* What is remembered, or what is kept where nothing is, or where so much changed since that the
 * job knows better. */
static enum err
part_get(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
         struct str high, struct part *part)
{
    part->table = cache_find_table(call, rule->kind, cycle_id, rule->day, rule->width);
    if (part->table != NULL) {
        TRY(part_look(call, low, high, part));
        if (part->lacking_count <= KEPT_PORTION)
            return OK;
        cache_let_go(call, part->table);
    }
    return part_load(call, rule, cycle_id, low, high, part);
}

static enum err
part_compute(struct call *call, const struct kept_rule *rule, struct part *part)
{
    struct kept_portion portion;

    part->computed =
        arena_array(call->arena, part->lacking_count * rule->width, sizeof(*part->computed));
    TRY(kept_portion_init(call, rule, &portion));
    for (size_t at = 0; at < part->lacking_count; at += portion.count) {
        const size_t *places = &part->lacking[at];
        size_t left = part->lacking_count - at;
        portion.count = left < KEPT_PORTION ? left : KEPT_PORTION;
        for (size_t i = 0; i < portion.count; i++)
            portion.ids[i] = part->table->units[places[i]].id;
        TRY(kept_portion_compute(call, rule, &portion));
        memcpy(&part->computed[at * rule->width], portion.numbers,
               portion.count * rule->width * sizeof(*portion.numbers));
        for (size_t i = 0; i < portion.count; i++)
            cache_table_set(call, part->table, places[i], &portion.numbers[i * rule->width],
                            portion.until[i]);
    }
    return OK;
}

static enum err
part_visit(struct call *call, const struct part *part, kept_visit *visit, void *arg)
{
    const struct cache_table *table = part->table;
    enum err err = OK;
    size_t next = 0;

    cache_table_hold(call);
    for (size_t place = part->begin; place < part->end && err == OK; place++) {
        const int64_t *numbers = &table->numbers[place * table->width];
        if (next < part->lacking_count && part->lacking[next] == place)
            numbers = &part->computed[next++ * table->width];
        err = visit(arg, &table->units[place], numbers);
    }
    cache_table_release(call);
    return err;
}

enum err
kept_read(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
          struct str high, kept_visit *visit, void *arg)
{
    struct part part = {0};

    TRY(cache_hear(call));
    enum err err = part_get(call, rule, cycle_id, low, high, &part);
    if (err == OK)
        err = part_compute(call, rule, &part);
    if (err == OK)
        err = part_visit(call, &part, visit, arg);
    if (part.table != NULL)
        cache_let_go(call, part.table);
    return err;
}
