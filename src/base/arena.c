/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/poison.h"

#define MORE_FIRST 8U /* items, before an array grows the first time; a power of two */

struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

void
arena_init(struct arena *arena, size_t ceiling)
{
    *arena = (struct arena){.ceiling = ceiling};
}

static void
block_free_chain(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *next = block->next;
        unpoison(block->bytes, block->size);
        free(block);
        block = next;
    }
}

void
arena_ceiling_set(struct arena *arena, size_t ceiling)
{
    arena->ceiling = ceiling;
}

void
arena_clear(struct arena *arena)
{
    struct arena_block *keep = arena->first;

    if (keep != NULL) {
        block_free_chain(keep->next);
        keep->next = NULL;
        keep->used = 0;
        poison(keep->bytes, keep->size);
    }
    arena->last = keep;
    arena->used = keep != NULL ? keep->size : 0;
    arena->failed = false;
}

void
arena_release(struct arena *arena)
{
    block_free_chain(arena->first);
    arena_init(arena, arena->ceiling);
}

static struct arena_block *
block_add(struct arena *arena, size_t size)
{
    size_t whole = size > ARENA_BLOCK_SIZE ? size : ARENA_BLOCK_SIZE;

    if (whole > arena->ceiling || arena->used > arena->ceiling - whole)
        return NULL;
    struct arena_block *block = malloc(sizeof(*block) + whole);
    if (block == NULL)
        return NULL;
    block->next = NULL;
    block->size = whole;
    block->used = 0;
    poison(block->bytes, whole);
    if (arena->last != NULL)
        arena->last->next = block;
    else
        arena->first = block;
    arena->last = block;
    arena->used += whole;
    return block;
}

void *
arena_take(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    struct arena_block *block = arena->last;

    if (size > SIZE_MAX - align) {
        arena->failed = true;
        return NULL;
    }
    size = (size + align - 1) / align * align;
    if (block == NULL || block->size - block->used < size)
        block = block_add(arena, size);
    if (block == NULL) {
        arena->failed = true;
        return NULL;
    }
    void *piece = block->bytes + block->used;
    block->used += size;
    unpoison(piece, size);
    return piece;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    void *piece = arena_take(arena, size);

    return piece != NULL ? memset(piece, 0, size) : NULL;
}

/* The bytes of an array; false where they are more than there can be. */
static bool
array_size(struct arena *arena, size_t count, size_t size, size_t *ret_whole)
{
    if (!__builtin_mul_overflow(count, size, ret_whole))
        return true;
    arena->failed = true;
    return false;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t whole;

    return array_size(arena, count, size, &whole) ? arena_alloc(arena, whole) : NULL;
}

void *
arena_copy(struct arena *arena, const void *items, size_t count, size_t size)
{
    size_t whole;

    if (!array_size(arena, count, size, &whole))
        return NULL;
    void *copy = arena_take(arena, whole);
    if (copy != NULL && whole > 0)
        memcpy(copy, items, whole);
    return copy;
}

void *
arena_more(struct arena *arena, void *items, size_t count, size_t size)
{
    if (count != 0 && (count < MORE_FIRST || (count & (count - 1)) != 0))
        return items;
    void *more = arena_array(arena, count != 0 ? 2 * count : MORE_FIRST, size);
    if (more != NULL && count != 0)
        memcpy(more, items, count * size);
    return more;
}

struct arena_mark
arena_mark(const struct arena *arena)
{
    return (struct arena_mark){
        .last = arena->last,
        .block_used = arena->last != NULL ? arena->last->used : 0,
        .used = arena->used,
    };
}

void
arena_rewind(struct arena *arena, struct arena_mark mark)
{
    if (mark.last == NULL) {
        arena_clear(arena);
        return;
    }
    block_free_chain(mark.last->next);
    mark.last->next = NULL;
    mark.last->used = mark.block_used;
    poison(mark.last->bytes + mark.block_used, mark.last->size - mark.block_used);
    arena->last = mark.last;
    arena->used = mark.used;
    arena->failed = false;
}

enum err
arena_failed(const struct arena *arena)
{
    return arena->failed ? ERR_MEMORY : OK;
}
