/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What counts for the health of the practice, unit by unit: of a closed cycle as it was kept, else
 * as it is now.
 */
#ifndef KOERS_SQUAD_PRACTICE_HEALTH_COUNT_H
#define KOERS_SQUAD_PRACTICE_HEALTH_COUNT_H

#include "base/idmap.h"
#include "gen/okr.h"
#include "gen/squad.h"
#include "model/call.h"

#define HEALTH_SIGNALS 6U

/* What counts in a unit, by enum health_signal less one. */
struct health_tally {
    const struct health_unit *unit;
    int64_t have[HEALTH_SIGNALS];
    int64_t need[HEALTH_SIGNALS];
};

/* One tally of each kind for each unit, in the order of `units`: from the top down. */
struct health_counts {
    struct cycle cycle;
    bool kept;
    struct health_unit_list units;
    struct health_tally *own;  /* of the unit alone */
    struct health_tally *sums; /* of the unit and all below it */
    struct idmap places;       /* of the units in these */
    int64_t weights[HEALTH_SIGNALS];
};

/* Of the units whose path begins with `path`: of what was kept also those that are closed by now.
 * ERR_NOT_FOUND without such a cycle. */
enum err health_counts_load(struct call *call, int64_t cycle_id, struct str path,
                            struct health_counts *out) MUST_USE;

/* Is there a cycle that was closed and is not kept, or kept and open again? */
enum err health_keep_waits(struct call *call, bool *out) MUST_USE;

/* One round of a job: keeps the health of every cycle that was closed, and forgets it of those that
 * are open again. Computes `*left` sums of units at most, and lowers it by as many; when none are
 * left another round should go on at once. It writes sums that are kept (okr/kept.h), so no other
 * job that does may run beside it. */
enum err health_keep(struct call *call, size_t *left) MUST_USE;

#endif
