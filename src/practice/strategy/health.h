/* SPDX-License-Identifier: Apache-2.0 */
/* Health measures of themes: numbers that tell whether a theme stays healthy. They stand beside
 * OKRs and enter no progress. */
#ifndef KOERS_STRATEGY_HEALTH_H
#define KOERS_STRATEGY_HEALTH_H

#include "gen/strategy.h"
#include "model/call.h"

/* Says of each measure whether its newest value is within the wanted range. */
void health_judge(struct health_measure_view *items, size_t count);

/* Those that a theme has, with their newest value. */
enum err health_list(struct call *call, int64_t theme_id,
                     struct health_measure_view_list *out) MUST_USE;

/* May the one who asks record values of this theme's measures? */
enum err health_may_record(struct call *call, const struct theme *theme, bool *out) MUST_USE;

#endif
