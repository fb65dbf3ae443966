/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a reorganisation does, worked out from its steps and from how things are: the preview shows
 * it, applying does it. So what was seen is what happens.
 *
 * The rules: who takes over a unit gets its units below, its members, its roles (unless the step
 * says otherwise) and every objective of a planned or open cycle that is not closed. Closed
 * objectives and closed cycles stay with the old unit, so that the past reads as it was.
 */
#ifndef KOERS_REORG_PLAN_H
#define KOERS_REORG_PLAN_H

#include "gen/reorg.h"
#include "model/call.h"

struct reorg_plan {
    struct call *call;
    day_t day;
    struct reorg_step_view_list steps; /* with their parts */
    struct reorg_effect *effects;      /* in the order in which they are done */
    size_t effect_count;
    struct reorg_problem *problems;
    size_t problem_count;
    size_t problem_capacity;
};

/* The steps of a plan, in their order, with what goes along. */
enum err reorg_steps(struct call *call, int64_t id, struct reorg_step_view_list *out) MUST_USE;

/* Works the plan out. Problems are no errors: they are for reading. */
enum err reorg_plan_make(struct call *call, const struct reorganisation *row,
                         struct reorg_plan *out) MUST_USE;

/* Does it, in this transaction; the plan must have no problems. */
enum err reorg_plan_apply(struct reorg_plan *plan) MUST_USE;

#endif
