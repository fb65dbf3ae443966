/* SPDX-License-Identifier: Apache-2.0 */
/* What is remembered of objectives: where each should stand, and what hangs under what. */
#include "practice/okr/cache_inside.h"

void
cache_forget_marks(struct cache *cache)
{
    arena_release(&cache->mark_arena);
    idmap_init(&cache->mark_places, &cache->mark_arena);
    cache->marks = NULL;
    cache->mark_count = 0;
}

void
cache_forget_links(struct cache *cache)
{
    cache->number_of_links = cache->number;
    arena_release(&cache->link_arena);
    idmap_init(&cache->children_places, &cache->link_arena);
    cache->children = NULL;
    cache->children_count = 0;
    idmap_init(&cache->root_places, &cache->link_arena);
    cache->roots = NULL;
    cache->roots_count = 0;
}

/* ---- where they stand ---------------------------------------------------------------------------
 */

bool
cache_find_mark(struct call *call, int64_t objective_id, struct mark *out)
{
    struct cache *cache = call->cache;
    bool found = false;
    size_t place;

    if (cache == NULL || call->heard == NULL)
        return false;
    pthread_rwlock_rdlock(&cache->lock);
    if (idmap_get(&cache->mark_places, objective_id, &place)) {
        *out = cache->marks[place];
        found = out->until > call->now && out->number >= cache_number_of(cache, out->unit_id);
    }
    pthread_rwlock_unlock(&cache->lock);
    return found && !cache_doubts(call->heard, out->unit_id);
}

static enum err
keep_mark(struct cache *cache, const struct mark *mark, int64_t number)
{
    size_t place;

    if (!idmap_get(&cache->mark_places, mark->objective_id, &place)) {
        place = cache->mark_count;
        struct mark *marks = arena_more(&cache->mark_arena, cache->marks, place, sizeof(*marks));
        if (marks == NULL)
            return ERR_MEMORY;
        cache->marks = marks;
        TRY(idmap_set(&cache->mark_places, mark->objective_id, place));
        cache->mark_count++;
    }
    if (cache->marks[place].number > number)
        return OK;
    cache->marks[place] = *mark;
    cache->marks[place].number = number;
    return OK;
}

void
cache_keep_marks(struct call *call, const struct mark *marks, size_t count)
{
    struct cache *cache = call->cache;

    if (cache == NULL || call->heard == NULL || !call->heard->keeps)
        return;
    pthread_rwlock_wrlock(&cache->lock);
    for (size_t i = 0; i < count; i++)
        if (keep_mark(cache, &marks[i], call->heard->number) != OK) {
            cache_forget_marks(cache);
            break;
        }
    pthread_rwlock_unlock(&cache->lock);
}

/* ---- what hangs under what ----------------------------------------------------------------------
 */

static bool
believes_links(const struct call *call)
{
    const struct heard *heard = call->heard;

    return call->cache != NULL && heard != NULL && !heard->unsettled.all && !heard->unsettled.links;
}

/* Under the lock: does this transaction know of every change of links that anybody heard of? */
static bool
knows_links(const struct call *call)
{
    return call->heard->keeps && call->heard->number >= call->cache->number_of_links;
}

bool
cache_find_children(struct call *call, int64_t objective_id, struct children *out)
{
    struct cache *cache = call->cache;
    bool found = false;
    size_t place;

    *out = (struct children){0};
    if (!believes_links(call))
        return false;
    pthread_rwlock_rdlock(&cache->lock);
    if (idmap_get(&cache->children_places, objective_id, &place)) {
        *out = cache->children[place];
        out->draft_ids = arena_copy(call->arena, out->draft_ids, out->draft_count, sizeof(int64_t));
        found = out->draft_ids != NULL;
    }
    pthread_rwlock_unlock(&cache->lock);
    return found;
}

static enum err
keep_children(struct cache *cache, int64_t objective_id, const struct children *children)
{
    struct children kept = *children;
    size_t place = cache->children_count;

    kept.draft_ids =
        arena_copy(&cache->link_arena, kept.draft_ids, kept.draft_count, sizeof(int64_t));
    struct children *all = arena_more(&cache->link_arena, cache->children, place, sizeof(*all));
    if (kept.draft_ids == NULL || all == NULL)
        return ERR_MEMORY;
    all[place] = kept;
    cache->children = all;
    TRY(idmap_set(&cache->children_places, objective_id, place));
    cache->children_count++;
    return OK;
}

void
cache_keep_children(struct call *call, int64_t objective_id, const struct children *children)
{
    struct cache *cache = call->cache;
    size_t place;

    if (cache == NULL || call->heard == NULL)
        return;
    pthread_rwlock_wrlock(&cache->lock);
    if (knows_links(call) && !idmap_get(&cache->children_places, objective_id, &place) &&
        keep_children(cache, objective_id, children) != OK)
        cache_forget_links(cache);
    pthread_rwlock_unlock(&cache->lock);
}

/* So many of them that `sure` are roots for everybody. */
static size_t
roots_until(const struct roots *roots, size_t sure)
{
    size_t count = 0;

    for (size_t known = 0; count < roots->count && known < sure; count++)
        known += roots->items[count].sure;
    return count;
}

bool
cache_find_roots(struct call *call, int64_t cycle_id, size_t sure, struct roots *out)
{
    struct cache *cache = call->cache;
    bool found = false;
    size_t place;

    *out = (struct roots){0};
    if (!believes_links(call))
        return false;
    pthread_rwlock_rdlock(&cache->lock);
    if (idmap_get(&cache->root_places, cycle_id, &place)) {
        const struct roots *roots = &cache->roots[place];
        out->count = roots_until(roots, sure);
        out->all = roots->all && out->count == roots->count;
        out->items = arena_copy(call->arena, roots->items, out->count, sizeof(*out->items));
        found = out->items != NULL;
    }
    pthread_rwlock_unlock(&cache->lock);
    return found;
}

static enum err
keep_roots(struct cache *cache, int64_t cycle_id, const struct roots *roots)
{
    struct roots kept = *roots;
    size_t place;

    if (!idmap_get(&cache->root_places, cycle_id, &place)) {
        place = cache->roots_count;
        struct roots *all = arena_more(&cache->link_arena, cache->roots, place, sizeof(*all));
        if (all == NULL)
            return ERR_MEMORY;
        cache->roots = all;
        TRY(idmap_set(&cache->root_places, cycle_id, place));
        cache->roots_count++;
    }
    const struct roots *before = &cache->roots[place];
    if (before->all || before->count > kept.count || (before->count == kept.count && !kept.all))
        return OK;
    kept.items = arena_copy(&cache->link_arena, kept.items, kept.count, sizeof(*kept.items));
    if (kept.items == NULL)
        return ERR_MEMORY;
    cache->roots[place] = kept;
    return OK;
}

void
cache_keep_roots(struct call *call, int64_t cycle_id, const struct roots *roots)
{
    struct cache *cache = call->cache;

    if (cache == NULL || call->heard == NULL)
        return;
    pthread_rwlock_wrlock(&cache->lock);
    if (knows_links(call) && keep_roots(cache, cycle_id, roots) != OK)
        cache_forget_links(cache);
    pthread_rwlock_unlock(&cache->lock);
}
