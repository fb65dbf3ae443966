/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days of deadlines, as pure functions. A working day is none of Saturday, Sunday and the holidays
 * of a calendar. What falls on another day moves to the last working day before it, so that nobody
 * is asked for something by a day on which they do not work.
 */
#ifndef KOERS_PROCESS_DEADLINE_H
#define KOERS_PROCESS_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/moment.h"

struct holidays {
    const day_t *days; /* ascending */
    size_t count;
};

bool deadline_is_working(day_t day, const struct holidays *holidays);

/* The day itself, or the last working day before it. */
day_t deadline_on_working_day(day_t day, const struct holidays *holidays);

/* The day so many working days (or days of the calendar) after an anchor; below 0: before it; 0:
 * the anchor. It is always a working day. */
day_t deadline_from(day_t anchor, int64_t offset, bool working, const struct holidays *holidays);

/* Check-in rounds of a cycle: how many, and the days of one (from 1). The last one takes what is
 * left, or is a little shorter: rounds differ by less than half a cadence. */
int64_t deadline_rounds(day_t first, day_t last, int64_t cadence_days);
void deadline_round(day_t first, day_t last, int64_t cadence_days, int64_t round, day_t *ret_first,
                    day_t *ret_last);

#endif
