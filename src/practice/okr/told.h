/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Of which units something was told since: where their sums, or where their objectives stand, may
 * be something else now. An event of a unit concerns that unit, the one that something left, and
 * all units that what they hold contributes to; where it is the unit itself that changed, also
 * those below it (decision 0286).
 */
#ifndef KOERS_OKR_TOLD_H
#define KOERS_OKR_TOLD_H

#include "base/idmap.h"
#include "gen/okr.h"
#include "model/call.h"

struct told_units {
    bool all;   /* of every unit, or of something that concerns them all; no ids then */
    bool links; /* objectives came, went, or hang elsewhere */
    bool units; /* units themselves changed: their names, their places, how many there are */
    bool names; /* people, tags or themes may be called otherwise */
    int64_t *ids;
    size_t count;
    struct idmap places; /* of the ids */
};

/* What was told behind the cursor, as far as this transaction sees it. */
enum err told_since(struct call *call, const struct kept_cursor *at,
                    struct told_units *out) MUST_USE;

/* The same of what may be worded otherwise now: no check-in changes words. */
enum err told_words_since(struct call *call, const struct kept_cursor *at,
                          struct told_units *out) MUST_USE;

/* Both, of what is heard once. */
enum err told_both_since(struct call *call, const struct kept_cursor *at, struct told_units *out,
                         struct told_units *words) MUST_USE;

/* Was anything told behind the cursor? */
enum err told_anything(struct call *call, const struct kept_cursor *at, bool *out) MUST_USE;

/* Sets the cursor behind all that was told and will not be told in between any more; while nothing
 * ever was, it stays. */
enum err told_so_far(struct call *call, struct kept_cursor *at) MUST_USE;

/* Says that both will be asked (query_ahead() of db/db.h). */
void told_ahead(struct call *call, const struct kept_cursor *at);

#endif
