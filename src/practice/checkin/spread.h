/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a unit and everything below it amounts to: two means, committed and aspirational, always
 * with the count and the spread of statuses; each objective once.
 */
#ifndef KOERS_CHECKIN_SPREAD_H
#define KOERS_CHECKIN_SPREAD_H

#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/rollup.h"
#include "practice/okr/standing.h"

/* The objectives of a part of the tree of units, with where each stands today, without key results.
 */
struct spread {
    struct objective_row_list objectives;
};

struct spread_sum {
    int64_t objective_count;
    enum knowledge known; /* of a past day: that of the least known objective */
    struct maybe committed_mean;
    struct maybe aspirational_mean;
    struct status_counts *counts;
};

/* Loads what lies under paths within [low, high), published or closed. */
enum err spread_load(struct call *call, const struct standing *standing, int64_t cycle_id,
                     struct str low, struct str high, struct spread *out) MUST_USE;

/* The same by the units, and the paths of units, of a past day; the numbers are those of the day
 * that `standing` looks at. */
enum err spread_load_then(struct call *call, const struct standing *standing, int64_t cycle_id,
                          day_t day, struct str low, struct str high, struct spread *out) MUST_USE;

/* Sums up what lies under one path. */
enum err spread_sum(struct call *call, const struct spread *spread, struct str path,
                    struct spread_sum *out) MUST_USE;

/* Sums up the objectives of one kind: how many, their mean, and their statuses added to `counts`.
 */
enum err spread_kind(enum objective_kind kind, const struct rollup_objective *objectives,
                     size_t count, struct status_counts *counts, int64_t *ret_count,
                     struct maybe *ret_mean) MUST_USE;

/* The first path behind everything that starts with `path`, for a range: /1/4/ gives /1/40. */
struct str path_end(struct call *call, struct str path);

#endif
