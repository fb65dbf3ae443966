/* SPDX-License-Identifier: Apache-2.0 */
/* To which unit an objective belonged until a day: kept when it moves, so that lists and trees of
 * units can be seen as of any past day. */
#ifndef KOERS_OKR_OBJECTIVE_PAST_H
#define KOERS_OKR_OBJECTIVE_PAST_H

#include "practice/okr/objective.h"

/* Keeps where it belonged until `day`, before it moves. What lasted no day leaves nothing. */
enum err objective_past_keep(struct call *call, const struct objective *before, day_t day) MUST_USE;

/* Gives an objective to another unit from `day` on, with event and history. For rules; nobody's
 * leave is asked, and the state of its cycle is the caller's matter. */
enum err objective_move(struct call *call, int64_t id, int64_t unit_id, day_t day) MUST_USE;

#endif
