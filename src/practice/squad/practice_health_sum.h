/* SPDX-License-Identifier: Apache-2.0 */
/* What of the health of the practice is of a unit alone, as it is kept. */
#ifndef KOERS_SQUAD_PRACTICE_HEALTH_SUM_H
#define KOERS_SQUAD_PRACTICE_HEALTH_SUM_H

#include "practice/access/setting.h"
#include "practice/okr/kept.h"
#include "practice/squad/practice_health_count.h"
#include "practice/writing/rule.h"

#define HEALTH_KINDS 3U

/* What there is to know to count a cycle. */
struct health_sums {
    struct call *call;
    const struct cycle *cycle;
    struct settings settings;
    enum writing_level levels[RULE_COUNT];
    day_t until; /* the last day that counts: today, or the end of the cycle */
    struct kept_rule rules[HEALTH_KINDS];
};

/* Does how well objectives are written hang on words alone? One rule looks at confidence, and
 * counts where it warns. */
bool health_hangs_on_words(const enum writing_level levels[RULE_COUNT]);

/* Says by `rules` how sums of the cycle are computed: of each signal, in order, what is had and
 * what is needed. Steps are kept for themselves, since they change at a deadline, and so is how
 * well objectives are written, which check-ins seldom change: each kind has 0 for what is not its.
 */
enum err health_sums_begin(struct call *call, const struct cycle *cycle,
                           struct health_sums *out) MUST_USE;

#endif
