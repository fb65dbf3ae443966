/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objectives as lists show them: with names, tags, key results, where they stand, and whose owner
 * is away. Rows of today are the same for everybody who may see them, but for drafts and for who is
 * away; a server remembers them (cache.h).
 */
#ifndef KOERS_OKR_OBJECTIVE_ROWS_H
#define KOERS_OKR_OBJECTIVE_ROWS_H

#include "practice/okr/standing.h"

/* The rows of these objectives of today, as many and in their order, in the arena of the call; what
 * hangs on them may be borrowed from what is remembered, until the call ends. The one who asks must
 * see them all. */
enum err objective_rows(struct call *call, struct standing *standing, const struct id_list *ids,
                        struct objective_row **out) MUST_USE;

/* Fills in what rows that were read lack, on the day that is looked at. */
enum err objective_rows_show(struct call *call, struct standing *standing,
                             struct objective_row *rows, size_t count) MUST_USE;

#endif
