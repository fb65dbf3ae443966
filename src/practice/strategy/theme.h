/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Themes. A theme keeps its identity over all versions of the strategy; what it says belongs to a
 * version. Proposed themes stand in drafts only, and exist only for those who make the strategy.
 */
#ifndef KOERS_STRATEGY_THEME_H
#define KOERS_STRATEGY_THEME_H

#include "gen/strategy.h"
#include "model/call.h"

/* A theme for reading. ERR_NOT_FOUND also for proposals, to those who do not make the strategy. */
enum err theme_open(struct call *call, int64_t id, struct theme *out) MUST_USE;

/* Who answers for a theme in the version that holds; none for one that is not in it. */
enum err theme_owner(struct call *call, int64_t theme_id, struct maybe *out) MUST_USE;

#endif
