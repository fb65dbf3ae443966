/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/cache_inside.h"

struct cache_table *
cache_make_table(void)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct cache_table *table = arena_new(&arena, struct cache_table);
    if (table == NULL)
        return NULL;
    table->arena = arena;
    table->holders = 1;
    return table;
}

void
cache_table_drop(struct cache_table *table)
{
    if (--table->holders > 0)
        return;
    struct arena arena = table->arena;
    arena_release(&arena);
}

void
cache_let_go(struct call *call, struct cache_table *table)
{
    if (call->cache != NULL)
        pthread_rwlock_wrlock(&call->cache->lock);
    cache_table_drop(table);
    if (call->cache != NULL)
        pthread_rwlock_unlock(&call->cache->lock);
}

static bool
is_of(const struct cache_table *table, struct str kind, int64_t cycle_id, day_t day)
{
    return table->cycle_id == cycle_id && table->day == day && str_eq(table->kind, kind);
}

struct cache_table *
cache_find_table(struct call *call, struct str kind, int64_t cycle_id, day_t day, size_t width)
{
    struct cache *cache = call->cache;
    struct cache_table *found = NULL;

    if (cache == NULL || call->heard == NULL || call->heard->unsettled.units)
        return NULL;
    pthread_rwlock_wrlock(&cache->lock);
    for (unsigned i = 0; i < CACHE_TABLES && found == NULL; i++)
        if (cache->tables[i] != NULL && is_of(cache->tables[i], kind, cycle_id, day))
            found = cache->tables[i];
    if (found != NULL && (found->width != width || found->units_known < cache->number_of_units))
        found = NULL;
    if (found != NULL) {
        found->holders++;
        found->used = ++cache->uses;
    }
    pthread_rwlock_unlock(&cache->lock);
    return found;
}

/* Forgets the one in a place, if there is any. */
static void
clear_place(struct cache *cache, unsigned place)
{
    if (cache->tables[place] != NULL)
        cache_table_drop(cache->tables[place]);
    cache->tables[place] = NULL;
}

/* Makes room for a table: one of its kind goes, then those that were looked at longest ago, until
 * there is a place and there are bytes enough. CACHE_TABLES: there never will be. */
static unsigned
make_place(struct cache *cache, const struct cache_table *table)
{
    for (;;) {
        size_t bytes = table->arena.used;
        unsigned free = CACHE_TABLES;
        unsigned oldest = CACHE_TABLES;
        for (unsigned i = 0; i < CACHE_TABLES; i++) {
            const struct cache_table *other = cache->tables[i];
            if (other != NULL && is_of(other, table->kind, table->cycle_id, table->day))
                clear_place(cache, i);
            if (cache->tables[i] == NULL) {
                free = i;
                continue;
            }
            bytes += other->arena.used;
            if (oldest == CACHE_TABLES || other->used < cache->tables[oldest]->used)
                oldest = i;
        }
        if (free < CACHE_TABLES && bytes <= cache->table_bytes)
            return free;
        if (oldest == CACHE_TABLES)
            return CACHE_TABLES;
        clear_place(cache, oldest);
    }
}

void
cache_keep_table(struct call *call, struct cache_table *table)
{
    struct cache *cache = call->cache;
    struct heard *heard = call->heard;

    if (cache == NULL || heard == NULL || !heard->keeps || heard->unsettled.units)
        return;
    pthread_rwlock_wrlock(&cache->lock);
    unsigned place = make_place(cache, table);
    if (place < CACHE_TABLES) {
        cache->tables[place] = table;
        table->units_known = heard->number;
        table->used = ++cache->uses;
        table->holders++;
    }
    pthread_rwlock_unlock(&cache->lock);
}

/* Without a cache what is known of a table was just read. */
static bool
is_believed(const struct call *call, const struct cache_table *table, size_t place)
{
    if (table->known[place] < 0 || table->until[place] <= call->now)
        return false;
    if (call->cache == NULL || call->heard == NULL)
        return true;
    return table->known[place] >= cache_number_of(call->cache, table->units[place].id) &&
           !cache_doubts(call->heard, table->units[place].id);
}

size_t
cache_table_lacking(struct call *call, const struct cache_table *table, size_t begin, size_t end,
                    size_t *out)
{
    size_t count = 0;

    cache_table_hold(call);
    for (size_t place = begin; place < end; place++)
        if (!is_believed(call, table, place))
            out[count++] = place;
    cache_table_release(call);
    return count;
}

void
cache_table_set(struct call *call, struct cache_table *table, size_t place, const int64_t *numbers,
                usec_t until)
{
    if (call->cache == NULL || call->heard == NULL || !call->heard->keeps)
        return;
    pthread_rwlock_wrlock(&call->cache->lock);
    if (table->known[place] <= call->heard->number) {
        memcpy(&table->numbers[place * table->width], numbers, table->width * sizeof(*numbers));
        table->until[place] = until;
        table->known[place] = call->heard->number;
    }
    pthread_rwlock_unlock(&call->cache->lock);
}

void
cache_table_hold(struct call *call)
{
    if (call->cache != NULL)
        pthread_rwlock_rdlock(&call->cache->lock);
}

void
cache_table_release(struct call *call)
{
    if (call->cache != NULL)
        pthread_rwlock_unlock(&call->cache->lock);
}
