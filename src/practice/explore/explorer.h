/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objectives of a cycle that somebody may see, as light rows, and where they stand computed in
 * portions: what a portion needs of memory is given back before the next, so that a whole cycle can
 * be walked within one call.
 */
#ifndef KOERS_EXPLORE_EXPLORER_H
#define KOERS_EXPLORE_EXPLORER_H

#include "gen/explore.h"
#include "gen/okr.h"
#include "model/call.h"
#include "practice/okr/standing.h"

#define EXPLORER_ROWS_MAX 100000 /* objectives of one cycle that are walked */

/* The objectives of a cycle under a unit (null: everywhere), drafts that I may not see left out, as
 * of the day that `standing` looks at. ERR_INVALID, with a fault of ?cycle_id or ?unit_id, where
 * there is none; ERR_TOO_LARGE beyond EXPLORER_ROWS_MAX. */
enum err explorer_scan(struct call *call, const struct standing *standing, int64_t cycle_id,
                       struct maybe unit_id, struct objective_row_list *out) MUST_USE;

/* Is every word of a folded text in this title? */
bool explorer_has_words(struct call *call, struct str title, struct str folded);

/* How pressing a status is: the more, the sooner it comes in lists. */
int explorer_pressure(enum status status);

#endif
