/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Milestones are ticked in check-ins, and only there: so it is always known when one was done and
 * who said so, and a tick can be taken back.
 *
 * A check-in says something of those milestones it names. It may tell of an earlier day, so what
 * holds is worked out from all of them, in the order of their days.
 */
#ifndef KOERS_CHECKIN_TICK_H
#define KOERS_CHECKIN_TICK_H

#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/measuring.h"
#include "practice/record/record.h"

/* A fault for each tick that names no milestone of the list, or one twice. */
void ticks_check(struct call *call, const struct milestone_tick_list *ticks,
                 const struct milestone_list *milestones);

/*
 * Writes what a check-in ticked, sets the milestones to what holds now, and gives this check-in and
 * those of later days the progress they stand for. `check_in` gets its value and raw; `measure`
 * borrows `milestones`.
 */
enum err ticks_save(struct call *call, const struct milestone_tick_list *ticks,
                    const struct measure *measure, struct milestone_list *milestones,
                    struct check_in *check_in) MUST_USE;

/* Says in words, for the history, where a correction speaks otherwise of a milestone than the
 * check-in does; `told` has room for a line a milestone. */
enum err ticks_tell(struct call *call, int64_t check_in_id, const struct milestone_tick_list *ticks,
                    const struct milestone_list *milestones, struct told *told) MUST_USE;

/* What each of these check-ins ticked, for showing them. */
enum err ticks_show(struct call *call, struct check_in_view *check_ins, size_t count) MUST_USE;

#endif
