/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/example/story/calendar.h"

#define QUARTER_DAYS     (QUARTER_WEEKS * WEEK_DAYS)
#define WEEKS_GONE       7  /* of the running quarter */
#define INTRODUCTION     42 /* days from the introduction to the first quarter */
#define CHECK_IN_CADENCE 14
#define OFFICE_BEGINS    INT64_C(7) /* in UTC */
#define OFFICE_MINUTES   UINT64_C(480)
#define FRIDAY           5
#define MONTHS           3 /* in a quarter of the calendar */

struct calendar
calendar_of(day_t today)
{
    struct calendar calendar = {.today = today};
    day_t monday = today - (day_weekday(today) - 1);

    calendar.start[QUARTER_NOW] = monday - WEEKS_GONE * WEEK_DAYS;
    calendar.start[QUARTER_LAST] = calendar.start[QUARTER_NOW] - QUARTER_DAYS;
    for (size_t i = 0; i < STORY_QUARTERS; i++)
        calendar.end[i] = calendar.start[i] + QUARTER_DAYS - 1;
    calendar.founded = calendar.start[QUARTER_LAST] - INTRODUCTION;
    return calendar;
}

static day_t
working_day(day_t day)
{
    int weekday = day_weekday(day);

    return weekday > FRIDAY ? day - (weekday - FRIDAY) : day;
}

usec_t
calendar_moment(day_t day, size_t turn)
{
    /* 37 has no divisor in common with the minutes: turns come to lie on different ones. */
    int64_t minutes = OFFICE_BEGINS * 60 + (int64_t)(turn * 37 % OFFICE_MINUTES);

    return working_day(day) * USEC_PER_DAY + minutes * 60 * USEC_PER_SEC;
}

usec_t
calendar_ahead(const struct calendar *calendar, int days)
{
    day_t day = calendar->today + days;

    while (day_weekday(day) > FRIDAY)
        day++;
    return day * USEC_PER_DAY + (OFFICE_BEGINS + 1) * 3600 * USEC_PER_SEC;
}

/* Days from the start of the quarter. The company goes first, so that others can align on it. */
static const struct {
    int begun;
    int published;
} preparation[] = {
    [LEVEL_COMPANY] = {-24, -10},
    [LEVEL_UNIT] = {-14, -4},
    [LEVEL_TEAM] = {-6, 1},
};

day_t
calendar_begun(const struct calendar *calendar, enum story_quarter quarter,
               enum calendar_level level)
{
    return calendar->start[quarter] + preparation[level].begun;
}

day_t
calendar_published(const struct calendar *calendar, enum story_quarter quarter,
                   enum calendar_level level)
{
    return calendar->start[quarter] + preparation[level].published;
}

day_t
calendar_checked_in(const struct calendar *calendar, enum story_quarter quarter, int last_seen,
                    size_t step, size_t count)
{
    day_t newest = quarter == QUARTER_NOW ? calendar->today - last_seen
                                          : calendar->end[quarter] - last_seen % WEEK_DAYS;

    return working_day(newest - CHECK_IN_CADENCE * (day_t)(count - 1 - step));
}

void
calendar_quarter_name(const struct calendar *calendar, enum story_quarter quarter, struct buf *out)
{
    int year, month, day;

    day_to_civil(calendar->today, &year, &month, &day);
    int number = (month - 1) / MONTHS + 1;
    if (quarter == QUARTER_LAST && --number == 0) {
        number = 12 / MONTHS;
        year--;
    }
    buf_fmt(out, "FY%d Q%d", year, number);
}
