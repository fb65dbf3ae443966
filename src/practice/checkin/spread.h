/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a unit and everything below it amounts to: two means, committed and aspirational, always
 * with the count and the spread of statuses; each objective once.
 *
 * Today's is added up of what is kept of each unit (kept.h), that of a past day of its objectives.
 */
#ifndef KOERS_CHECKIN_SPREAD_H
#define KOERS_CHECKIN_SPREAD_H

#include "base/idmap.h"
#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/kept.h"
#include "practice/okr/rollup.h"
#include "practice/okr/standing.h"

/* What is added up of objectives, in the order of a kept sum. */
enum spread_number {
    SPREAD_COMMITTED, /* progress, of so many that have one */
    SPREAD_COMMITTED_KNOWN,
    SPREAD_ASPIRATIONAL,
    SPREAD_ASPIRATIONAL_KNOWN,
    SPREAD_STATUS, /* how many have the first status, and so on */
    SPREAD_NUMBERS = SPREAD_STATUS + STATUS_AT_RISK + 1,
};

/* Units of one level, and what each of them amounts to. */
struct spread {
    struct call *call;
    size_t above;        /* bytes of a path that all of them have in common */
    struct idmap places; /* of the units */
    struct spread_tally {
        int64_t numbers[SPREAD_NUMBERS];
        enum knowledge known; /* of a past day: that of the least known objective */
    } * tallies;
};

struct spread_sum {
    int64_t objective_count;
    enum knowledge known;
    struct maybe committed_mean;
    struct maybe aspirational_mean;
    struct status_counts *counts;
};

/* Units right below the one whose path is `above` ("/": at the top), which amount to nothing yet.
 */
enum err spread_begin(struct call *call, const struct tree_unit_list *units, struct str above,
                      struct spread *out) MUST_USE;

/* Adds what lies under paths within [low, high) today, published or closed. */
enum err spread_add(struct spread *spread, const struct cycle *cycle, struct str low,
                    struct str high) MUST_USE;

/* The same by the units, and the paths of units, of a past day; the numbers are those of the day
 * that `standing` looks at. */
enum err spread_add_then(struct spread *spread, const struct standing *standing, int64_t cycle_id,
                         day_t day, struct str low, struct str high) MUST_USE;

/* Sums up one of the units, by its place among them. */
enum err spread_sum(const struct spread *spread, size_t place, struct spread_sum *out) MUST_USE;

/* What there is to know to sum up the own objectives of units in a cycle. */
struct spread_sums {
    struct call *call;
    const struct cycle *cycle;
    struct standing standing;
};

/* Says how sums of today are computed: SPREAD_NUMBERS numbers. */
enum err spread_sums_begin(struct call *call, const struct cycle *cycle, struct spread_sums *out,
                           struct kept_rule *ret_rule) MUST_USE;

/* Sums up the objectives of one kind: how many, their mean, and their statuses added to `counts`.
 */
enum err spread_kind(enum objective_kind kind, const struct rollup_objective *objectives,
                     size_t count, struct status_counts *counts, int64_t *ret_count,
                     struct maybe *ret_mean) MUST_USE;

/* The first path behind everything that starts with `path`, for a range: /1/4/ gives /1/40. */
struct str path_end(struct call *call, struct str path);

#endif
