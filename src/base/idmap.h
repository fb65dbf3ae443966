/* SPDX-License-Identifier: Apache-2.0 */
/* From an id to a number (mostly a place in an array): open addressing in an arena. */
#ifndef KOERS_BASE_IDMAP_H
#define KOERS_BASE_IDMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct idmap_slot {
    int64_t id; /* 0: free */
    size_t value;
};

struct idmap {
    struct arena *arena;
    struct idmap_slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

void idmap_init(struct idmap *map, struct arena *arena);

/* Sets the value of an id greater than 0; a second time it replaces the first. ERR_MEMORY. */
enum err idmap_set(struct idmap *map, int64_t id, size_t value) MUST_USE;

/* Is it there? Then `*out` gets its value. */
bool idmap_get(const struct idmap *map, int64_t id, size_t *out);

#endif
