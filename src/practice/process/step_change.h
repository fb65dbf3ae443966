/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which units' steps amount to something else after a look than before. Steps change many at a
 * time, and only that one is done or is so no more is told of each; what is kept of units hangs on
 * all.
 */
#ifndef KOERS_PROCESS_STEP_CHANGE_H
#define KOERS_PROCESS_STEP_CHANGE_H

#include "gen/okr.h"
#include "gen/process.h"
#include "model/call.h"

/* Units in hand, and what their steps amounted to. */
struct step_change {
    struct id_row_list units;
    struct step_sum_list *before; /* one for each portion of units */
};

enum err step_change_begin(struct call *call, struct step_change *out) MUST_USE;

/* Tells of each unit in which they amount to something else. */
enum err step_change_end(struct call *call, const struct step_change *change) MUST_USE;

/* Tells of a unit; of all, for a step of the organisation in that unit. */
enum err step_change_tell(struct call *call, int64_t unit_id) MUST_USE;
enum err step_change_tell_all(struct call *call, int64_t unit_id) MUST_USE;

#endif
