/* SPDX-License-Identifier: Apache-2.0 */
/* What a made-up organisation steers by: a strategy a year with its themes, and cycles. */
#ifndef KOERS_GENERATE_DIRECTION_H
#define KOERS_GENERATE_DIRECTION_H

#include "koers/generate/book.h"
#include "koers/generate/world.h"

/* Years, and in them the quarters, of which the last is planned and the one before it runs. */
enum err cycles_write(struct book *book, const struct world *world) MUST_USE;
/* Cycles are written in the order of quarters behind the years. */
int64_t cycle_id_of(const struct world *world, int quarter);

enum err strategies_write(struct book *book, const struct world *world) MUST_USE;
/* The themes' ids are 1 to this. */
int64_t theme_count(void);

#endif
