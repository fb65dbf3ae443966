/* SPDX-License-Identifier: Apache-2.0 */
/* Where the strategy does not reach: what leads to no theme, in the order in which it is told. */
#ifndef KOERS_TRACE_COVERAGE_H
#define KOERS_TRACE_COVERAGE_H

#include "gen/okr.h"
#include "gen/trace.h"
#include "model/call.h"
#include "practice/trace/reach.h"

#define COVERAGE_SHOWN 12 /* gaps of each kind on the map; the others have pages of their own */

/* Units of a cycle with what leads to which theme. */
struct coverage_units {
    struct gap_unit_list rows; /* every unit, the highest first */
    uint64_t *themes;          /* as rows: the themes that its objectives lead to */
};

/* The cycle, its version of the strategy, and how far that reaches. */
struct coverage_base {
    struct cycle cycle;
    struct strategy strategy; /* id 0: none */
    struct strategy_theme_view_list themes;
    struct reach reach;
};

/* The version of the strategy that a cycle is read by: while it runs or lies ahead the one that
 * holds, afterwards the one that held in its middle. `out->id` is 0 where there is none. */
enum err coverage_strategy(struct call *call, const struct cycle *cycle,
                           struct strategy *out) MUST_USE;

/* ERR_INVALID, with a fault of `cycle_id`, when there is no such cycle. */
enum err coverage_begin(struct call *call, int64_t cycle_id, struct coverage_base *out) MUST_USE;

enum err coverage_units(struct call *call, const struct coverage_base *base,
                        struct coverage_units *out) MUST_USE;

/* Counts, levels, and the first gaps. */
enum err coverage_sum(struct call *call, const struct coverage_base *base,
                      const struct coverage_units *units, struct coverage *out) MUST_USE;

#endif
