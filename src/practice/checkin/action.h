/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Actions: what somebody agreed to do beside the key results. Operations are declared in
 * gen/checkin.h; here stands what meetings, post-mortems and retrospectives, to the right of this
 * part, need to agree actions of their own.
 *
 * An action lies in a unit and was agreed for a cycle. While it is open it comes back in every
 * later cycle's list of its unit, and among its owner's; it ends as done or, with a note, dropped.
 */
#ifndef KOERS_CHECKIN_ACTION_H
#define KOERS_CHECKIN_ACTION_H

#include "gen/checkin.h"
#include "model/call.h"

/* Adds an open action with event and history: fills id, state, created_at and version. Asks
 * nobody's leave and checks nothing but what the database does: the rule that calls it has opened
 * unit, cycle and owner. */
enum err action_add(struct call *call, struct action *row) MUST_USE;

/* Ends an open action, or changes one: row, version, event and history. ended_day follows state. */
enum err action_save(struct call *call, const struct action *before, struct action *after) MUST_USE;

/* Fills in what a list of actions shows of today and of the one who asks. */
enum err action_view_fill(struct call *call, struct action_view *items, size_t count) MUST_USE;

/* The first `limit` actions that a unit has in a cycle, by due day: agreed for it, or older and
 * open when it began. */
enum err action_of_cycle(struct call *call, int64_t unit_id, const struct cycle *cycle,
                         int64_t limit, struct action_view_list *out) MUST_USE;

#endif
