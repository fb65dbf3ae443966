/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can be seen as of a past day (decision 0130). An objective and a key result leave what they
 * are at the end of each day on which they change, a link what it was until it changed; all in the
 * transaction of the change. Numbers of objectives are not kept: they follow from these.
 */
#ifndef KOERS_OKR_PAST_H
#define KOERS_OKR_PAST_H

#include "gen/okr.h"
#include "model/call.h"

/* Keeps the life of an objective: its kind, its state, whether it was dropped or archived. */
enum err past_keep_objective(struct call *call, int64_t objective_id) MUST_USE;

/* Keeps the measures and numbers of its key results. */
enum err past_keep_key_results(struct call *call, int64_t objective_id) MUST_USE;

/* Keeps those of one that has just changed; `today` is the day it is where its objective belongs.
 */
enum err past_keep_key_result(struct call *call, const struct key_result *row,
                              day_t today) MUST_USE;

/* Keeps what a link was, where it counts another way from now on. */
enum err past_keep_link(struct call *call, const struct alignment *before,
                        const struct alignment *after) MUST_USE;

#endif
