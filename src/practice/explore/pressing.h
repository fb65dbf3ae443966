/* SPDX-License-Identifier: Apache-2.0 */
/* The most pressing of key results that are found in any order, so many at most. */
#ifndef KOERS_EXPLORE_PRESSING_H
#define KOERS_EXPLORE_PRESSING_H

#include "base/arena.h"
#include "gen/explore.h"

struct pressing {
    struct attention_row *rows; /* the arena's; room for twice `max` */
    size_t count;
    size_t max;
    bool full; /* the first `max` are sorted, and what comes behind the last of them is of no use */
};

enum err pressing_init(struct pressing *pressing, struct arena *arena, size_t max) MUST_USE;

/* Takes a copy of the row, unless there are `max` that are more pressing. */
void pressing_add(struct pressing *pressing, const struct attention_row *row);

/* Leaves `max` of them at most, the most pressing first: by status, then by how far they are from
 * where they should be, then by id. */
void pressing_sort(struct pressing *pressing);

#endif
