/* SPDX-License-Identifier: Apache-2.0 */
/* What the own key results of a unit amount to in each week of a cycle, as it is kept. */
#ifndef KOERS_EXPLORE_HEAT_SUM_H
#define KOERS_EXPLORE_HEAT_SUM_H

#include "practice/explore/heat.h"
#include "practice/okr/kept.h"

/* What is counted of a week, in the order of a kept sum. */
enum heat_count {
    HEAT_AT_RISK,
    HEAT_BEHIND,
    HEAT_SILENT,
    HEAT_ON_TRACK,
    HEAT_CHECKED_IN,
    HEAT_COUNTS,
};

/* What there is to know to count a cycle. */
struct heat_sums {
    struct call *call;
    const struct cycle *cycle;
    struct standing standing;
    struct heat_week weeks[HEAT_WEEKS_MAX];
    size_t week_count;
};

/* Cuts the cycle into weeks, and says how sums of it are computed: HEAT_COUNTS numbers a week. */
enum err heat_sums_begin(struct call *call, const struct cycle *cycle, struct heat_sums *out,
                         struct kept_rule *ret_rule) MUST_USE;

#endif
