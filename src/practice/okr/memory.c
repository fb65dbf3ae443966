/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/memory.h"

#include "gen/okr_sql.h"
#include "practice/okr/memory_inside.h"

#define LOST_AFTER (USEC_PER_SEC) /* no snapshot that is asked this late is from before */

struct memory *
memory_new(size_t bytes)
{
    struct arena own;

    arena_init(&own, ARENA_BLOCK_SIZE);
    struct memory *memory = bytes > 0 ? arena_new(&own, struct memory) : NULL;
    if (memory == NULL)
        return NULL;
    if (pthread_rwlock_init(&memory->lock, NULL) != 0) {
        arena_release(&own);
        return NULL;
    }
    memory->own = own;
    memory->table_bytes = bytes / 2;
    arena_init(&memory->arena, bytes / 4);
    arena_init(&memory->mark_arena, bytes / 8);
    arena_init(&memory->children_arena, bytes / 8);
    idmap_init(&memory->numbers, &memory->arena);
    idmap_init(&memory->mark_places, &memory->mark_arena);
    idmap_init(&memory->children, &memory->children_arena);
    return memory;
}

static void
forget_marks(struct memory *memory)
{
    arena_release(&memory->mark_arena);
    idmap_init(&memory->mark_places, &memory->mark_arena);
    memory->marks = NULL;
    memory->mark_count = 0;
}

static void
forget_children(struct memory *memory)
{
    memory->number_of_links = memory->number;
    arena_release(&memory->children_arena);
    idmap_init(&memory->children, &memory->children_arena);
}

static void
forget_tables(struct memory *memory)
{
    for (unsigned i = 0; i < MEMORY_TABLES; i++) {
        if (memory->tables[i] != NULL)
            memory_table_drop(memory->tables[i]);
        memory->tables[i] = NULL;
    }
}

/* What was known counts no more, whichever unit it is of. */
static void
forget(struct memory *memory)
{
    memory->number_of_all = memory->number_of_units = ++memory->number;
    arena_release(&memory->arena);
    idmap_init(&memory->numbers, &memory->arena);
    forget_marks(memory);
    forget_children(memory);
    forget_tables(memory);
}

void
memory_free(struct memory *memory)
{
    if (memory == NULL)
        return;
    forget(memory);
    pthread_rwlock_destroy(&memory->lock);
    struct arena own = memory->own;
    arena_release(&own);
}

/* ---- hearing ------------------------------------------------------------------------------------
 */

int64_t
memory_number_of(const struct memory *memory, int64_t unit_id)
{
    size_t number;

    if (!idmap_get(&memory->numbers, unit_id, &number) || (int64_t)number < memory->number_of_all)
        return memory->number_of_all;
    return (int64_t)number;
}

bool
memory_doubts(const struct heard *heard, int64_t unit_id)
{
    size_t place;

    return heard->unsettled.all || idmap_get(&heard->unsettled.places, unit_id, &place);
}

static bool
is_before(const struct kept_cursor *one, const struct kept_cursor *other)
{
    return one->txid < other->txid || (one->txid == other->txid && one->event_id < other->event_id);
}

/* Each unit that something was told of gets the next number. */
static enum err
count_told(struct memory *memory, const struct told_units *told)
{
    if (told->all) {
        forget(memory);
        return OK;
    }
    if (told->count == 0)
        return OK;
    memory->number++;
    if (told->units)
        memory->number_of_units = memory->number;
    if (told->links)
        forget_children(memory);
    for (size_t i = 0; i < told->count; i++)
        TRY(idmap_set(&memory->numbers, told->ids[i], (size_t)memory->number));
    return OK;
}

/* This transaction knows `told`, up to `at`. */
static void
take(struct memory *memory, const struct told_units *told, const struct kept_cursor *at,
     struct heard *heard)
{
    pthread_rwlock_wrlock(&memory->lock);
    heard->keeps = !memory->heard || !is_before(at, &memory->at);
    if (count_told(memory, told) != OK)
        forget(memory);
    if (heard->keeps && (!memory->heard || is_before(&memory->at, at))) {
        memory->at = *at;
        memory->at_since = time_monotonic();
        memory->heard = true;
    }
    heard->number = memory->number;
    pthread_rwlock_unlock(&memory->lock);
}

/* This transaction does not see the event that was heard last. Somebody else may see further; if
 * nobody has for a while, the database is one of before: a standby that took over, an example that
 * was taken away. */
static void
is_lost(struct memory *memory, const struct kept_cursor *at, struct heard *heard)
{
    heard->unsettled.all = true;
    pthread_rwlock_wrlock(&memory->lock);
    if (!is_before(&memory->at, at) && !is_before(at, &memory->at) &&
        time_monotonic() - memory->at_since > LOST_AFTER) {
        forget(memory);
        memory->heard = false;
    }
    pthread_rwlock_unlock(&memory->lock);
}

/* Of what was told behind `now` nothing is believed: others may not see it yet. */
static enum err
doubt_unsettled(struct call *call, const struct kept_cursor *now, struct heard *heard)
{
    struct told_units told;

    TRY(told_since(call, now, &told));
    heard->unsettled.all = told.all;
    heard->unsettled.links = told.links;
    heard->unsettled.units = told.units;
    for (size_t i = 0; i < told.count; i++)
        TRY(idmap_set(&heard->unsettled.places, told.ids[i], i));
    return OK;
}

/* What was told behind `at`, where the memory stands; then how far this transaction can see. */
static enum err
hear_since(struct call *call, const struct kept_cursor *at, struct heard *heard)
{
    struct memory *memory = call->memory;
    struct kept_cursor now = *at;
    struct told_units told;
    struct maybe there;

    told_since_ahead(call, at);
    TRY(q_kept_event_count(call, at->txid, at->event_id, &there));
    if (there.value == 0 && at->event_id > 0) {
        is_lost(memory, at, heard);
        return OK;
    }
    TRY(told_since(call, at, &told));
    TRY(told_so_far(call, &now));
    take(memory, &told, &now, heard);
    return told.all || told.count > 0 ? doubt_unsettled(call, &now, heard) : OK;
}

static enum err
hear_first(struct call *call, struct heard *heard)
{
    struct kept_cursor now = {0};

    TRY(told_so_far(call, &now));
    take(call->memory, &(struct told_units){.all = true}, &now, heard);
    return doubt_unsettled(call, &now, heard);
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
memory_hear(struct call *call)
{
    struct memory *memory = call->memory;

    if (memory == NULL || call->heard != NULL)
        return OK;
    struct heard *heard = heard_new();
    if (heard == NULL)
        return ERR_MEMORY;
    pthread_rwlock_rdlock(&memory->lock);
    bool any = memory->heard;
    struct kept_cursor at = memory->at;
    pthread_rwlock_unlock(&memory->lock);
    call->heard = heard;
    enum err err = any ? hear_since(call, &at, heard) : hear_first(call, heard);
    if (err != OK)
        memory_unhear(call);
    return err;
}

void
memory_unhear(struct call *call)
{
    if (call->heard == NULL)
        return;
    struct arena arena = call->heard->arena;
    call->heard = NULL;
    arena_release(&arena);
}

/* ---- objectives ---------------------------------------------------------------------------------
 */

bool
memory_find_mark(struct call *call, int64_t objective_id, struct mark *out)
{
    struct memory *memory = call->memory;
    bool found = false;
    size_t place;

    if (memory == NULL || call->heard == NULL)
        return false;
    pthread_rwlock_rdlock(&memory->lock);
    if (idmap_get(&memory->mark_places, objective_id, &place)) {
        *out = memory->marks[place];
        found = out->until > call->now && out->number >= memory_number_of(memory, out->unit_id);
    }
    pthread_rwlock_unlock(&memory->lock);
    return found && !memory_doubts(call->heard, out->unit_id);
}

static enum err
keep_mark(struct memory *memory, const struct mark *mark, int64_t number)
{
    size_t place;

    if (!idmap_get(&memory->mark_places, mark->objective_id, &place)) {
        place = memory->mark_count;
        struct mark *marks = arena_more(&memory->mark_arena, memory->marks, place, sizeof(*marks));
        if (marks == NULL)
            return ERR_MEMORY;
        memory->marks = marks;
        TRY(idmap_set(&memory->mark_places, mark->objective_id, place));
        memory->mark_count++;
    }
    if (memory->marks[place].number > number)
        return OK;
    memory->marks[place] = *mark;
    memory->marks[place].number = number;
    return OK;
}

void
memory_keep_marks(struct call *call, const struct mark *marks, size_t count)
{
    struct memory *memory = call->memory;

    if (memory == NULL || call->heard == NULL || !call->heard->keeps)
        return;
    pthread_rwlock_wrlock(&memory->lock);
    for (size_t i = 0; i < count; i++)
        if (keep_mark(memory, &marks[i], call->heard->number) != OK) {
            forget_marks(memory);
            break;
        }
    pthread_rwlock_unlock(&memory->lock);
}

bool
memory_find_children(struct call *call, int64_t objective_id, int64_t *out)
{
    struct memory *memory = call->memory;
    const struct heard *heard = call->heard;
    size_t count;

    if (memory == NULL || heard == NULL || heard->unsettled.all || heard->unsettled.links)
        return false;
    pthread_rwlock_rdlock(&memory->lock);
    bool found = idmap_get(&memory->children, objective_id, &count);
    pthread_rwlock_unlock(&memory->lock);
    *out = found ? (int64_t)count : 0;
    return found;
}

void
memory_keep_children(struct call *call, int64_t objective_id, int64_t count)
{
    struct memory *memory = call->memory;
    const struct heard *heard = call->heard;

    if (memory == NULL || heard == NULL || !heard->keeps)
        return;
    pthread_rwlock_wrlock(&memory->lock);
    if (heard->number >= memory->number_of_links &&
        idmap_set(&memory->children, objective_id, (size_t)count) != OK)
        forget_children(memory);
    pthread_rwlock_unlock(&memory->lock);
}
