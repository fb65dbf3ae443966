/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar.h"

#define YEAR   2027
#define FRIDAY 5

static const struct free_day dutch[] = {{3, 29, "Easter Monday"}, {4, 27, "King's Day"},
                                        {5, 5, "Liberation Day"}, {5, 6, "Ascension Day"},
                                        {5, 17, "Whit Monday"},   {0, 0, NULL}};
static const struct free_day british[] = {{3, 26, "Good Friday"},
                                          {3, 29, "Easter Monday"},
                                          {5, 3, "Early May bank holiday"},
                                          {5, 31, "Spring bank holiday"},
                                          {0, 0, NULL}};
static const struct free_day american[] = {{2, 15, "Presidents' Day"},
                                           {5, 31, "Memorial Day"},
                                           {6, 18, "Juneteenth"},
                                           {7, 5, "Independence Day"},
                                           {0, 0, NULL}};
static const struct free_day japanese[] = {{2, 11, "National Foundation Day"},
                                           {2, 23, "The Emperor's Birthday"},
                                           {3, 22, "Vernal Equinox Day"},
                                           {4, 29, "Showa Day"},
                                           {5, 3, "Constitution Memorial Day"},
                                           {5, 4, "Greenery Day"},
                                           {5, 5, "Children's Day"},
                                           {7, 19, "Marine Day"},
                                           {0, 0, NULL}};

/* When clocks change: in Europe on 25 October 2026, 28 March and 31 October 2027 at 01:00 UTC; in
 * New York on 1 November 2026 at 06:00, 14 March at 07:00 and 7 November 2027 at 06:00 UTC. */
#define SECONDS(n) (INT64_C(n) * USEC_PER_SEC)
#define EUROPE     SECONDS(1792890000), SECONDS(1806195600), SECONDS(1824944400)
#define NEW_YORK   SECONDS(1793512800), SECONDS(1805007600), SECONDS(1825567200)

static const struct land_plan lands[LAND_COUNT] = {
    [NETHERLANDS] = {"Netherlands", "Europe/Amsterdam", "nl-NL", 1, {EUROPE}, dutch},
    [BRITAIN] = {"Britain", "Europe/London", "en-GB", 0, {EUROPE}, british},
    [AMERICA] = {"America", "America/New_York", "en-US", -5, {NEW_YORK}, american},
    [JAPAN] = {"Japan", "Asia/Tokyo", "en-JP", 9, {0}, japanese},
};

const struct land_plan *
land_plan(enum land land)
{
    return &lands[land];
}

day_t
day_at(int month, int day)
{
    return day_from_civil(YEAR, month, day);
}

usec_t
local_time(enum land land, usec_t moment)
{
    const struct land_plan *plan = &lands[land];
    bool summer =
        moment < plan->changes[0] || (moment >= plan->changes[1] && moment < plan->changes[2]);

    return moment + (plan->winter_hours + (summer ? 1 : 0)) * HOUR;
}

day_t
local_day(enum land land, usec_t moment)
{
    return day_of(local_time(land, moment));
}

int
local_hour(enum land land, usec_t moment)
{
    usec_t since_midnight = local_time(land, moment) - local_day(land, moment) * USEC_PER_DAY;

    return since_midnight % HOUR == 0 ? (int)(since_midnight / HOUR) : -1;
}

/* Clocks change at night, but never at midnight. */
usec_t
day_begins(enum land land, day_t day)
{
    usec_t midnight = day * USEC_PER_DAY;
    usec_t guess = midnight - lands[land].winter_hours * HOUR;

    return guess - (local_time(land, guess) - midnight);
}

bool
is_free(enum land land, day_t day)
{
    if (day_weekday(day) > FRIDAY)
        return true;
    for (const struct free_day *at = lands[land].free_days; at->month != 0; at++)
        if (day_at(at->month, at->day) == day)
            return true;
    return false;
}

day_t
working_days_on(enum land land, day_t day, int count)
{
    int step = count < 0 ? -1 : 1;

    while (count != 0) {
        day += step;
        if (!is_free(land, day))
            count -= step;
    }
    return day;
}

day_t
last_working_day(enum land land, day_t day)
{
    while (is_free(land, day))
        day--;
    return day;
}
