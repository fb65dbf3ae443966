/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clocks, holidays and deadlines of 2027, said a second time: from plain tables and by counting day
 * by day. Nothing here asks the product, nor the system's time zones.
 */
#ifndef KOERS_HALF_YEAR_CALENDAR_H
#define KOERS_HALF_YEAR_CALENDAR_H

#include <stdbool.h>

#include "base/moment.h"

#define HOUR (3600 * USEC_PER_SEC)

enum land { NETHERLANDS, BRITAIN, AMERICA, JAPAN, LAND_COUNT };

/* A day on which nobody works there. */
struct free_day {
    int month, day;
    const char *name;
};

struct land_plan {
    const char *name, *zone, *region;
    int winter_hours;                 /* ahead of UTC */
    usec_t changes[3];                /* to winter, summer and winter; 0: never */
    const struct free_day *free_days; /* ended by month 0 */
};

const struct land_plan *land_plan(enum land land);

/* Of 2027. */
day_t day_at(int month, int day);

usec_t local_time(enum land land, usec_t moment); /* as if it were UTC */
day_t local_day(enum land land, usec_t moment);
int local_hour(enum land land, usec_t moment); /* -1: not on the hour */
usec_t day_begins(enum land land, day_t day);

bool is_free(enum land land, day_t day); /* a weekend or a holiday */

/* So many working days further, one by one; the day itself for 0. */
day_t working_days_on(enum land land, day_t day, int count);

/* The day, or the last one before it on which somebody works. */
day_t last_working_day(enum land land, day_t day);

#endif
