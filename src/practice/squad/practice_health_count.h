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

/* Sums of units that one round of the job computes, at most. */
#define HEALTH_KEEP_PORTION 256

/* One round of a job that keeps the health of every cycle that was closed, and forgets it of those
 * that are open again. `done` counts sums; it is a portion when another round should go on at once.
 */
enum err health_keep(struct call *call, int64_t *done) MUST_USE;

#endif
