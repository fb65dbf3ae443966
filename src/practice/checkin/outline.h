/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What hangs under what today, as one person sees it. What everybody sees alike is remembered
 * (practice/okr/cache.h); only of drafts is it asked who sees them.
 */
#ifndef KOERS_CHECKIN_OUTLINE_H
#define KOERS_CHECKIN_OUTLINE_H

#include "gen/okr.h"
#include "model/call.h"

/* The objectives of a cycle that hang under nothing of it, `most` of them at most, in the order of
 * their units, in the arena of the call. `anew`: without what is remembered, which may be newer
 * than what this transaction sees. */
enum err outline_roots(struct call *call, int64_t cycle_id, size_t most, bool anew,
                       struct id_list *out) MUST_USE;

/* How many hang right under each of these; one number each. */
enum err outline_children(struct call *call, const struct objective_row *rows, size_t count,
                          int64_t *out) MUST_USE;

#endif
