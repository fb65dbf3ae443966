/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory for one request or job: taken piece by piece, given back all at once.
 *
 * An arena has a ceiling. Beyond it arena_alloc() returns NULL and the arena remembers it, so that
 * a rule may build a whole answer and the caller asks once, with arena_failed(): the request
 * fails, not the server. Memory comes zeroed. A cleared arena keeps its first block for the next
 * request. Not for sharing between threads.
 */
#ifndef KOERS_BASE_ARENA_H
#define KOERS_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define ARENA_BLOCK_SIZE    (16U << 10) /* the usual block; larger pieces get a block of their own */
#define ARENA_CEILING_USUAL (64U << 20) /* what one request may take */
/* What a long read may take, of which few run at a time: 100,000 objectives with their names. */
#define ARENA_CEILING_LONG (192U << 20)

struct arena_block;

struct arena {
    struct arena_block *first;
    struct arena_block *last;
    size_t used;
    size_t ceiling;
    bool failed;
};

/* An empty arena that may grow to `ceiling` bytes. Allocates nothing yet. */
void arena_init(struct arena *arena, size_t ceiling);

/* From now on it may grow to so many bytes; what was taken stays. */
void arena_ceiling_set(struct arena *arena, size_t ceiling);

/* Forgets everything taken; keeps one block. */
void arena_clear(struct arena *arena);

/* Gives all memory back; the arena is as after arena_init(). */
void arena_release(struct arena *arena);

/* `size` zeroed bytes, aligned for any type; NULL beyond the ceiling. `size` 0 gives a pointer that
 * must not be read through. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, not zeroed: for what is written whole at once. */
void *arena_take(struct arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; NULL beyond the ceiling or when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `count` items of `size` bytes, as they are: what they point to is not copied. NULL as
 * for arena_array(). */
void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size);

/* Where an array of `count` items of `size` bytes that was grown by this alone has room for one
 * more, at items[count]: mostly where it is, else a copy of twice its size, with zeroed room behind
 * `count`. It starts from NULL and 0, and is full whenever `count` is 0 or a power of two from 8
 * on, so nobody needs to note its capacity. NULL beyond the ceiling; `items` stays as it is. */
void *arena_more(struct arena *arena, void *items, size_t count, size_t size);

/* Where an arena stands, so that work which comes in portions may give each one's memory back. */
struct arena_mark {
    struct arena_block *last;
    size_t block_used;
    size_t used;
};

struct arena_mark arena_mark(const struct arena *arena);

/* Forgets what was taken since the mark, and that any of it was refused. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* ERR_MEMORY once any allocation was refused, else OK. */
enum err arena_failed(const struct arena *arena) MUST_USE;

/* One zeroed `type`. */
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
