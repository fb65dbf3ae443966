/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Check-ins: what other rules of this part ask before something is said of a key result, and how a
 * check-in is checked and shown.
 */
#ifndef KOERS_CHECKIN_CHECK_IN_H
#define KOERS_CHECKIN_CHECK_IN_H

#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/key_result.h"

#define CONFIDENCE_FALL_EXPLAINED 2 /* a fall of this much asks for a reason */

/* ERR_CONFLICT, saying why, when a key result takes no check-ins: draft, closed, dropped, or of a
 * cycle that is not open. */
enum err check_in_open(struct call *call, const struct open_key_result *open) MUST_USE;

/* The day it is in the zone of its unit. */
enum err check_in_today(struct call *call, const struct open_key_result *open, day_t *out) MUST_USE;

/* Notes what does not fit the measure: milestones are ticked and have no value, everything else has
 * nothing to tick. That a value is missing is the caller's matter. */
void check_in_check_said(struct call *call, struct maybe value,
                         const struct milestone_tick_list *ticks, const struct measure *measure,
                         const struct milestone_list *milestones);

/* Notes that a fall of confidence lacks its reason. */
void check_in_check_confidence(struct call *call, struct maybe before, struct maybe after,
                               struct str reason);

/* How many are done, as a value: of milestones what the newest check-in stands for. */
struct maybe check_in_milestones_done(const struct measure *measure);

/* How a check-in lies to the one who asks; who gave it counts as an owner. */
struct subject check_in_subject(struct call *call, const struct open_key_result *open,
                                struct maybe person_id);

/* Fills in what the rows do not hold: ticks, and whether the one who asks may correct it. */
enum err check_in_fill(struct call *call, const struct open_key_result *open,
                       struct check_in_view *items, size_t count) MUST_USE;

/* One check-in as it is shown. */
enum err check_in_display(struct call *call, const struct open_key_result *open, int64_t id,
                          struct check_in_view *out) MUST_USE;

#endif
