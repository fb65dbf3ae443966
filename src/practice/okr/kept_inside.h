/* SPDX-License-Identifier: Apache-2.0 */
/* What kept.c has for those who read sums, and for the job that keeps them. */
#ifndef KOERS_OKR_KEPT_INSIDE_H
#define KOERS_OKR_KEPT_INSIDE_H

#include "practice/okr/kept.h"

/* Reads numbers as the table has them; what lacks at the end is 0. */
void kept_numbers_read(struct str text, int64_t *numbers, size_t count);

/* Units whose path lies in [low, high), each with what is kept of it and holds in this transaction,
 * else "no text". */
enum err kept_load(struct call *call, const struct kept_rule *rule, int64_t cycle_id,
                   struct str low, struct str high, struct kept_unit_list *out) MUST_USE;

/* Units that are computed at once, and their numbers. */
struct kept_portion {
    const struct kept_unit *units[KEPT_PORTION];
    int64_t ids[KEPT_PORTION];
    size_t count;
    int64_t *numbers;
    usec_t until[KEPT_PORTION];
};

/* An empty one, in the arena of the call. */
enum err kept_portion_init(struct call *call, const struct kept_rule *rule,
                           struct kept_portion *out) MUST_USE;

/* Computes its units; what that needs of memory is given back. */
enum err kept_portion_compute(struct call *call, const struct kept_rule *rule,
                              struct kept_portion *portion) MUST_USE;

#endif
