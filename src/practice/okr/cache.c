/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/cache.h"

#include "gen/okr_sql.h"
#include "practice/okr/cache_inside.h"

/* In usec: a snapshot of the database that is asked this long after the last event was heard cannot
 * be from before it, since transactions hear as they begin. Were one that slow after all, things
 * would be forgotten that are computed anew, and no more. */
#define LOST_AFTER USEC_PER_SEC

struct cache *
cache_new(size_t bytes)
{
    const size_t part = bytes / 32;
    struct arena own;

    arena_init(&own, ARENA_BLOCK_SIZE);
    struct cache *cache = bytes > 0 ? arena_new(&own, struct cache) : NULL;
    if (cache == NULL)
        return NULL;
    if (pthread_rwlock_init(&cache->lock, NULL) != 0) {
        arena_release(&own);
        return NULL;
    }
    cache->own = own;
    cache->table_bytes = part * 13;
    cache->age_bytes = part * 5;
    arena_init(&cache->arena, part * 2);
    arena_init(&cache->mark_arena, part * 4);
    arena_init(&cache->link_arena, part * 3);
    idmap_init(&cache->numbers, &cache->arena);
    idmap_init(&cache->mark_places, &cache->mark_arena);
    idmap_init(&cache->children_places, &cache->link_arena);
    idmap_init(&cache->root_places, &cache->link_arena);
    return cache;
}

static void
forget_tables(struct cache *cache)
{
    for (unsigned i = 0; i < CACHE_TABLES; i++) {
        if (cache->tables[i] != NULL)
            cache_table_drop(cache->tables[i]);
        cache->tables[i] = NULL;
    }
}

/* What was known counts no more, whichever unit it is of. */
static void
forget(struct cache *cache)
{
    cache->number_of_all = cache->number_of_units = ++cache->number;
    arena_release(&cache->arena);
    idmap_init(&cache->numbers, &cache->arena);
    cache_forget_marks(cache);
    cache_forget_links(cache);
    cache_forget_rows(cache);
    forget_tables(cache);
}

void
cache_free(struct cache *cache)
{
    if (cache == NULL)
        return;
    forget(cache);
    pthread_rwlock_destroy(&cache->lock);
    struct arena own = cache->own;
    arena_release(&own);
}

/* ---- hearing ------------------------------------------------------------------------------------
 */

int64_t
cache_number_of(const struct cache *cache, int64_t unit_id)
{
    size_t number;

    if (!idmap_get(&cache->numbers, unit_id, &number) || (int64_t)number < cache->number_of_all)
        return cache->number_of_all;
    return (int64_t)number;
}

bool
cache_doubts(const struct heard *heard, int64_t unit_id)
{
    size_t place;

    return heard->unsettled.all || idmap_get(&heard->unsettled.places, unit_id, &place);
}

static bool
is_before(const struct kept_cursor *one, const struct kept_cursor *other)
{
    return one->txid < other->txid || (one->txid == other->txid && one->event_id < other->event_id);
}

static bool
is_at(const struct kept_cursor *one, const struct kept_cursor *other)
{
    return !is_before(one, other) && !is_before(other, one);
}

/* Each unit that something was told of gets the next number. */
static enum err
count_told(struct cache *cache, const struct told_units *told)
{
    if (told->all) {
        forget(cache);
        return OK;
    }
    if (told->count == 0 && !told->names)
        return OK;
    cache->number++;
    if (told->names)
        cache->number_of_names = cache->number;
    if (told->units)
        cache->number_of_units = cache->number;
    if (told->links)
        cache_forget_links(cache);
    for (size_t i = 0; i < told->count; i++)
        TRY(idmap_set(&cache->numbers, told->ids[i], (size_t)cache->number));
    return OK;
}

/* This transaction knows `told`, up to `at`. */
static void
take(struct cache *cache, const struct told_units *told, const struct kept_cursor *at,
     struct heard *heard)
{
    pthread_rwlock_wrlock(&cache->lock);
    heard->keeps = !cache->heard || !is_before(at, &cache->at);
    if (count_told(cache, told) != OK)
        forget(cache);
    if (heard->keeps && (!cache->heard || is_before(&cache->at, at))) {
        cache->at = *at;
        cache->at_since = time_monotonic();
        cache->heard = true;
    }
    heard->number = cache->number;
    pthread_rwlock_unlock(&cache->lock);
}

/* This transaction does not see the event that was heard last. Somebody else may see further; if
 * nobody has for a while, the database is one of before: a standby that took over, an example that
 * was taken away. */
static void
is_lost(struct cache *cache, const struct kept_cursor *at, struct heard *heard)
{
    heard->unsettled.all = heard->unsettled.links = heard->unsettled.units = true;
    heard->unsettled.names = true;
    pthread_rwlock_wrlock(&cache->lock);
    if (is_at(&cache->at, at) && time_monotonic() - cache->at_since > LOST_AFTER) {
        forget(cache);
        cache->heard = false;
    }
    pthread_rwlock_unlock(&cache->lock);
}

/* Of what was told nothing is believed, since others may not see all of it yet. Of what they do see
 * nothing was remembered, so there it costs nothing. */
static enum err
doubt(struct heard *heard, const struct told_units *told)
{
    heard->unsettled.all = told->all;
    heard->unsettled.links = told->links;
    heard->unsettled.units = told->units;
    heard->unsettled.names = told->names;
    for (size_t i = 0; i < told->count; i++)
        TRY(idmap_set(&heard->unsettled.places, told->ids[i], i));
    return OK;
}

/* Nobody committed anything since this session heard it all, nor has anybody heard more: there is
 * nothing to ask. */
static bool
is_seen(struct cache *cache, const struct call_state *state, struct heard *heard)
{
    const struct cache_seen *seen = &cache->seen[state->session % CACHE_SESSIONS];

    pthread_rwlock_rdlock(&cache->lock);
    bool same = state->number != 0 && seen->state.session == state->session &&
                seen->state.number == state->number && is_at(&seen->at, &cache->at);
    heard->keeps = same;
    heard->number = cache->number;
    pthread_rwlock_unlock(&cache->lock);
    return same;
}

/* This session has heard all there is, up to `at`. Nobody waits for the lock to say so. */
static void
see(struct cache *cache, const struct call_state *state, const struct kept_cursor *at)
{
    if (pthread_rwlock_trywrlock(&cache->lock) != 0)
        return;
    cache->seen[state->session % CACHE_SESSIONS] = (struct cache_seen){.state = *state, .at = *at};
    pthread_rwlock_unlock(&cache->lock);
}

/* What was told behind `at`, where the cache stands; then how far this transaction can see. */
static enum err
hear_since(struct call *call, const struct kept_cursor *at, struct heard *heard)
{
    struct cache *cache = call->cache;
    struct kept_cursor now = *at;
    struct told_units told;
    struct call_state state;
    struct maybe there;

    TRY(call_state(call, &state));
    if (is_seen(cache, &state, heard))
        return OK;
    told_ahead(call, at);
    TRY(q_kept_event_count(call, at->txid, at->event_id, &there));
    if (there.value == 0 && at->event_id > 0) {
        is_lost(cache, at, heard);
        return OK;
    }
    TRY(told_since(call, at, &told));
    TRY(told_so_far(call, &now));
    take(cache, &told, &now, heard);
    if (state.number == 0)
        return doubt(heard, &told);
    if (heard->keeps)
        see(cache, &state, &now);
    return OK;
}

static enum err
hear_first(struct call *call, struct heard *heard)
{
    const struct told_units everything = {.all = true, .links = true, .units = true, .names = true};
    struct kept_cursor now = {0};

    TRY(told_so_far(call, &now));
    take(call->cache, &everything, &now, heard);
    return doubt(heard, &everything);
}

static struct heard *
heard_new(void)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct heard *heard = arena_new(&arena, struct heard);
    if (heard == NULL)
        return NULL;
    heard->arena = arena;
    idmap_init(&heard->unsettled.places, &heard->arena);
    return heard;
}

enum err
cache_hear(struct call *call)
{
    struct cache *cache = call->cache;

    if (cache == NULL || call->heard != NULL)
        return OK;
    struct heard *heard = heard_new();
    if (heard == NULL)
        return ERR_MEMORY;
    pthread_rwlock_rdlock(&cache->lock);
    bool any = cache->heard;
    struct kept_cursor at = cache->at;
    pthread_rwlock_unlock(&cache->lock);
    call->heard = heard;
    enum err err = any ? hear_since(call, &at, heard) : hear_first(call, heard);
    if (err != OK)
        cache_unhear(call);
    return err;
}

void
cache_unhear(struct call *call)
{
    if (call->heard == NULL)
        return;
    cache_let_rows_go(call->heard);
    struct arena arena = call->heard->arena;
    call->heard = NULL;
    arena_release(&arena);
}
