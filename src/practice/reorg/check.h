/* SPDX-License-Identifier: Apache-2.0 */
/* What can be wrong with the steps of a reorganisation. For plan.c. */
#ifndef KOERS_REORG_CHECK_H
#define KOERS_REORG_CHECK_H

#include "practice/reorg/plan.h"

#define REORG_PROBLEMS_OF_STEP 8U

/* Notes a problem of a step (NULL: of the plan), with a sentence that names the mend. */
void reorg_problem(struct reorg_plan *plan, const struct reorg_step_view *step, const char *code,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The step, if any, that gives a unit another place or ends it. */
const struct reorg_step_view *reorg_step_of(const struct reorg_plan *plan, int64_t unit_id);

/* Notes what stands in the way of one step. */
enum err reorg_step_check(struct reorg_plan *plan, const struct reorg_step_view *step) MUST_USE;

#endif
