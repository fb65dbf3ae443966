/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is remembered of objectives as lists show them: rows of two ages. What is new is young;
 * where the young ones have no more room, the old ones are forgotten, and the young ones are old.
 * So what is asked for again and again is seldom gone, and nobody counts who asked.
 */
#include <stdatomic.h>

#include "practice/okr/cache_inside.h"

/* A row of an age; it never changes, and lies there as long as anybody holds the age. */
struct cache_row {
    const struct objective_row *row;
    int64_t number;
    usec_t until;
};

struct cache_age {
    struct arena arena; /* in which all of it lies */
    struct idmap places;
    struct cache_row *rows;
    size_t count;
    atomic_uint holders; /* the cache, and those who were given rows */
};

static struct cache_age *
age_new(size_t bytes)
{
    struct arena arena;

    arena_init(&arena, bytes);
    struct cache_age *age = arena_new(&arena, struct cache_age);
    if (age == NULL)
        return NULL;
    age->arena = arena;
    atomic_init(&age->holders, 1);
    idmap_init(&age->places, &age->arena);
    return age;
}

static void
age_drop(struct cache_age *age)
{
    if (age == NULL || atomic_fetch_sub(&age->holders, 1) > 1)
        return;
    struct arena arena = age->arena;
    arena_release(&arena);
}

void
cache_forget_rows(struct cache *cache)
{
    for (unsigned i = 0; i < CACHE_AGES; i++) {
        age_drop(cache->ages[i]);
        cache->ages[i] = NULL;
    }
}

/* ---- asking -------------------------------------------------------------------------------------
 */

/* Holds what there is, so that rows may be read without the lock. Under it the cache holds them
 * too. */
static void
hold(const struct cache *cache, struct heard *heard)
{
    if (heard->holds_ages)
        return;
    for (unsigned i = 0; i < CACHE_AGES; i++) {
        heard->ages[i] = cache->ages[i];
        if (heard->ages[i] != NULL)
            atomic_fetch_add(&heard->ages[i]->holders, 1);
    }
    heard->holds_ages = true;
}

void
cache_let_rows_go(struct heard *heard)
{
    if (!heard->holds_ages)
        return;
    for (unsigned i = 0; i < CACHE_AGES; i++)
        age_drop(heard->ages[i]);
    heard->holds_ages = false;
}

/* The newest there is of an objective. */
static const struct cache_row *
find(const struct heard *heard, int64_t objective_id)
{
    size_t place;

    for (unsigned i = 0; i < CACHE_AGES; i++)
        if (heard->ages[i] != NULL && idmap_get(&heard->ages[i]->places, objective_id, &place))
            return &heard->ages[i]->rows[place];
    return NULL;
}

static bool
holds(const struct call *call, const struct cache_row *kept)
{
    const struct cache *cache = call->cache;

    return kept->until > call->now && kept->number >= cache->number_of_names &&
           kept->number >= cache_number_of(cache, kept->row->unit_id) &&
           !cache_doubts(call->heard, kept->row->unit_id);
}

void
cache_find_rows(struct call *call, const struct id_list *ids, const struct objective_row **out)
{
    struct cache *cache = call->cache;
    struct heard *heard = call->heard;

    for (size_t i = 0; i < ids->count; i++)
        out[i] = NULL;
    if (cache == NULL || heard == NULL || heard->unsettled.names)
        return;
    pthread_rwlock_rdlock(&cache->lock);
    hold(cache, heard);
    for (size_t i = 0; i < ids->count; i++) {
        const struct cache_row *kept = find(heard, ids->items[i]);
        if (kept != NULL && holds(call, kept))
            out[i] = kept->row;
    }
    pthread_rwlock_unlock(&cache->lock);
}

/* ---- keeping ------------------------------------------------------------------------------------
 */

/* A copy without what hangs on more than rows: who is away. */
static const struct objective_row *
row_copy(struct arena *arena, const struct objective_row *row)
{
    struct objective_row *copy = type_clone(arena, &type_objective_row, row);

    for (size_t i = 0; copy != NULL && i < copy->key_results.count; i++)
        copy->key_results.items[i].away = NULL;
    return copy;
}

/* Adds a row; where there is no room for it, the age is as before. */
static enum err
age_add(struct cache_age *age, const struct objective_row *row, int64_t number, usec_t until)
{
    const struct arena_mark mark = arena_mark(&age->arena);
    const size_t place = age->count;
    const struct cache_row kept = {row_copy(&age->arena, row), number, until};
    struct cache_row *rows = arena_more(&age->arena, age->rows, place, sizeof(*rows));

    if (kept.row == NULL || rows == NULL || idmap_set(&age->places, row->id, place) != OK) {
        arena_rewind(&age->arena, mark);
        return ERR_MEMORY;
    }
    age->rows = rows;
    age->rows[place] = kept;
    age->count++;
    return OK;
}

/* Adds a row to the young ones. Where they have no more room they are old; one that is larger than
 * an age is not kept. */
static void
add(struct cache *cache, const struct objective_row *row, int64_t number, usec_t until)
{
    if (cache->ages[0] != NULL && age_add(cache->ages[0], row, number, until) == OK)
        return;
    struct cache_age *young = age_new(cache->age_bytes);
    if (young == NULL || age_add(young, row, number, until) != OK) {
        age_drop(young);
        return;
    }
    age_drop(cache->ages[1]);
    cache->ages[1] = cache->ages[0];
    cache->ages[0] = young;
}

void
cache_keep_rows(struct call *call, const struct objective_row *rows, size_t count, usec_t until)
{
    struct cache *cache = call->cache;
    const struct heard *heard = call->heard;

    if (cache == NULL || heard == NULL || !heard->keeps || heard->unsettled.names)
        return;
    if (pthread_rwlock_trywrlock(&cache->lock) != 0)
        return;
    for (size_t i = 0; i < count; i++)
        if (!cache_doubts(heard, rows[i].unit_id))
            add(cache, &rows[i], heard->number, until);
    pthread_rwlock_unlock(&cache->lock);
}
