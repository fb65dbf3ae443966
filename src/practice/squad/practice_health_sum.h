/* SPDX-License-Identifier: Apache-2.0 */
/* What of the health of the practice is of a unit alone, as it is kept. */
#ifndef KOERS_SQUAD_PRACTICE_HEALTH_SUM_H
#define KOERS_SQUAD_PRACTICE_HEALTH_SUM_H

#include "practice/access/setting.h"
#include "practice/okr/kept.h"
#include "practice/squad/practice_health_count.h"
#include "practice/writing/rule.h"

/* What there is to know to count a cycle. */
struct health_sums {
    struct call *call;
    const struct cycle *cycle;
    struct settings settings;
    enum writing_level levels[RULE_COUNT];
    day_t until; /* the last day that counts: today, or the end of the cycle */
};

/* Says how sums of the cycle are computed: of each signal, in order, what is had and what is
 * needed. Those of steps are kept for themselves, since they change at a deadline: here they stay
 * 0, there all else does. */
enum err health_sums_begin(struct call *call, const struct cycle *cycle, struct health_sums *out,
                           struct kept_rule *ret_rule) MUST_USE;
void health_steps_begin(struct health_sums *sums, const struct kept_rule *health,
                        struct kept_rule *ret_rule);

#endif
