/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/memory_inside.h"

struct memory_table *
memory_make_table(void)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct memory_table *table = arena_new(&arena, struct memory_table);
    if (table == NULL)
        return NULL;
    table->arena = arena;
    table->holders = 1;
    return table;
}

void
memory_table_drop(struct memory_table *table)
{
    if (--table->holders > 0)
        return;
    struct arena arena = table->arena;
    arena_release(&arena);
}

void
memory_let_go(struct call *call, struct memory_table *table)
{
    if (call->memory != NULL)
        pthread_rwlock_wrlock(&call->memory->lock);
    memory_table_drop(table);
    if (call->memory != NULL)
        pthread_rwlock_unlock(&call->memory->lock);
}

static bool
is_of(const struct memory_table *table, struct str kind, int64_t cycle_id, day_t day)
{
    return table->cycle_id == cycle_id && table->day == day && str_eq(table->kind, kind);
}

struct memory_table *
memory_find_table(struct call *call, struct str kind, int64_t cycle_id, day_t day, size_t width)
{
    struct memory *memory = call->memory;
    struct memory_table *found = NULL;

    if (memory == NULL || call->heard == NULL || call->heard->unsettled.units)
        return NULL;
    pthread_rwlock_wrlock(&memory->lock);
    for (unsigned i = 0; i < MEMORY_TABLES && found == NULL; i++)
        if (memory->tables[i] != NULL && is_of(memory->tables[i], kind, cycle_id, day))
            found = memory->tables[i];
    if (found != NULL && (found->width != width || found->units_known < memory->number_of_units))
        found = NULL;
    if (found != NULL) {
        found->holders++;
        found->used = ++memory->uses;
    }
    pthread_rwlock_unlock(&memory->lock);
    return found;
}

/* Forgets the one in a place, if there is any. */
static void
clear_place(struct memory *memory, unsigned place)
{
    if (memory->tables[place] != NULL)
        memory_table_drop(memory->tables[place]);
    memory->tables[place] = NULL;
}

/* Makes room for a table: one of its kind goes, then those that were looked at longest ago, until
 * there is a place and there are bytes enough. MEMORY_TABLES: there never will be. */
static unsigned
make_place(struct memory *memory, const struct memory_table *table)
{
    for (;;) {
        size_t bytes = table->arena.used;
        unsigned free = MEMORY_TABLES;
        unsigned oldest = MEMORY_TABLES;
        for (unsigned i = 0; i < MEMORY_TABLES; i++) {
            const struct memory_table *other = memory->tables[i];
            if (other != NULL && is_of(other, table->kind, table->cycle_id, table->day))
                clear_place(memory, i);
            if (memory->tables[i] == NULL) {
                free = i;
                continue;
            }
            bytes += other->arena.used;
            if (oldest == MEMORY_TABLES || other->used < memory->tables[oldest]->used)
                oldest = i;
        }
        if (free < MEMORY_TABLES && bytes <= memory->table_bytes)
            return free;
        if (oldest == MEMORY_TABLES)
            return MEMORY_TABLES;
        clear_place(memory, oldest);
    }
}

void
memory_keep_table(struct call *call, struct memory_table *table)
{
    struct memory *memory = call->memory;
    struct heard *heard = call->heard;

    if (memory == NULL || heard == NULL || !heard->keeps || heard->unsettled.units)
        return;
    pthread_rwlock_wrlock(&memory->lock);
    unsigned place = make_place(memory, table);
    if (place < MEMORY_TABLES) {
        memory->tables[place] = table;
        table->units_known = heard->number;
        table->used = ++memory->uses;
        table->holders++;
    }
    pthread_rwlock_unlock(&memory->lock);
}

/* Without a memory what is known of a table was just read. */
static bool
is_believed(const struct call *call, const struct memory_table *table, size_t place)
{
    if (table->known[place] < 0 || table->until[place] <= call->now)
        return false;
    if (call->memory == NULL || call->heard == NULL)
        return true;
    return table->known[place] >= memory_number_of(call->memory, table->units[place].id) &&
           !memory_doubts(call->heard, table->units[place].id);
}

size_t
memory_table_lacking(struct call *call, const struct memory_table *table, size_t begin, size_t end,
                     size_t *out)
{
    size_t count = 0;

    memory_table_hold(call);
    for (size_t place = begin; place < end; place++)
        if (!is_believed(call, table, place))
            out[count++] = place;
    memory_table_release(call);
    return count;
}

void
memory_table_set(struct call *call, struct memory_table *table, size_t place,
                 const int64_t *numbers, usec_t until)
{
    if (call->memory == NULL || call->heard == NULL || !call->heard->keeps)
        return;
    pthread_rwlock_wrlock(&call->memory->lock);
    if (table->known[place] <= call->heard->number) {
        memcpy(&table->numbers[place * table->width], numbers, table->width * sizeof(*numbers));
        table->until[place] = until;
        table->known[place] = call->heard->number;
    }
    pthread_rwlock_unlock(&call->memory->lock);
}

void
memory_table_hold(struct call *call)
{
    if (call->memory != NULL)
        pthread_rwlock_rdlock(&call->memory->lock);
}

void
memory_table_release(struct call *call)
{
    if (call->memory != NULL)
        pthread_rwlock_unlock(&call->memory->lock);
}
