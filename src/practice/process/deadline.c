/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/deadline.h"

#include <stdlib.h>

#define FRIDAY        5
#define WORKLESS_DAYS 400 /* without one working day among them; such a calendar says nothing */

static int
compare(const void *a, const void *b)
{
    day_t x = *(const day_t *)a;
    day_t y = *(const day_t *)b;

    return (x > y) - (x < y);
}

bool
deadline_is_working(day_t day, const struct holidays *holidays)
{
    if (day_weekday(day) > FRIDAY)
        return false;
    return holidays->count == 0 ||
           bsearch(&day, holidays->days, holidays->count, sizeof(day), compare) == NULL;
}

day_t
deadline_on_working_day(day_t day, const struct holidays *holidays)
{
    for (day_t at = day; at > day - WORKLESS_DAYS; at--)
        if (deadline_is_working(at, holidays))
            return at;
    return day;
}

/* The next working day in a direction. */
static day_t
next_working(day_t day, day_t step, const struct holidays *holidays)
{
    for (int i = 1; i < WORKLESS_DAYS; i++)
        if (deadline_is_working(day + i * step, holidays))
            return day + i * step;
    return day + step;
}

day_t
deadline_from(day_t anchor, int64_t offset, bool working, const struct holidays *holidays)
{
    day_t step = offset < 0 ? -1 : 1;
    day_t day = anchor;

    if (!working || offset == 0)
        return deadline_on_working_day(anchor + offset, holidays);
    for (int64_t left = offset * step; left > 0; left--)
        day = next_working(day, step, holidays);
    return day;
}

int64_t
deadline_rounds(day_t first, day_t last, int64_t cadence_days)
{
    int64_t rounds = (last - first + 1 + cadence_days / 2) / cadence_days;

    return rounds > 0 ? rounds : 1;
}

void
deadline_round(day_t first, day_t last, int64_t cadence_days, int64_t round, day_t *ret_first,
               day_t *ret_last)
{
    *ret_first = first + (round - 1) * cadence_days;
    *ret_last = *ret_first + cadence_days - 1;
    if (round == deadline_rounds(first, last, cadence_days))
        *ret_last = last;
}
