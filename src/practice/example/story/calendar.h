/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When the story happens, counted from the day of the demo.
 *
 * Talverno keeps the calendar of retailers: quarters of thirteen weeks from Monday to Sunday. The
 * running one is chosen so that today lies in its eighth week, whatever day it is: late enough for
 * three or four check-ins, early enough to steer. It is called after the quarter of the calendar in
 * which today lies.
 */
#ifndef KOERS_EXAMPLE_CALENDAR_H
#define KOERS_EXAMPLE_CALENDAR_H

#include "base/moment.h"
#include "practice/example/story/story.h"

#define QUARTER_WEEKS 13
#define WEEK_DAYS     7

struct calendar {
    day_t today;
    day_t founded; /* Koers is introduced; a Monday */
    day_t start[STORY_QUARTERS];
    day_t end[STORY_QUARTERS]; /* last days */
};

/* How far a unit is from the top decides when its objectives are begun and published. */
enum calendar_level { LEVEL_COMPANY, LEVEL_UNIT, LEVEL_TEAM };

struct calendar calendar_of(day_t today);

/* A moment on a working day: the day, or the Friday before a weekend, some minutes into office
 * hours. `turn` spreads what happens on one day. */
usec_t calendar_moment(day_t day, size_t turn);

/* When a meeting is held, so many days after today: at that day, or the Monday after a weekend. */
usec_t calendar_ahead(const struct calendar *calendar, int days);

/* The days on which an objective of that level is begun and published, before its quarter's start.
 */
day_t calendar_begun(const struct calendar *calendar, enum story_quarter quarter,
                     enum calendar_level level);
day_t calendar_published(const struct calendar *calendar, enum story_quarter quarter,
                         enum calendar_level level);

/* The day of check-in `step` of `count`, of a unit that was seen so many days before today; in the
 * last quarter it checks in on the same days of its last week. */
day_t calendar_checked_in(const struct calendar *calendar, enum story_quarter quarter,
                          int last_seen, size_t step, size_t count);

/* "FY2026 Q4" */
void calendar_quarter_name(const struct calendar *calendar, enum story_quarter quarter,
                           struct buf *out);

#endif
