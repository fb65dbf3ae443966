/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/deadline.h"

#include "base/test.h"
#include "model/zone.h"

static const struct holidays none = {0};

static day_t
day(const char *text)
{
    day_t out = 0;

    CHECK_OK(day_parse(str_from(text), &out));
    return out;
}

TEST(deadline__counts_working_days_both_ways)
{
    /* 2027-01-04 is a Monday. */
    CHECK_INT(deadline_from(day("2027-01-04"), 1, true, &none), day("2027-01-05"));
    CHECK_INT(deadline_from(day("2027-01-04"), 5, true, &none), day("2027-01-11"));
    CHECK_INT(deadline_from(day("2027-01-04"), -1, true, &none), day("2027-01-01"));
    CHECK_INT(deadline_from(day("2027-01-09"), 1, true, &none), day("2027-01-11"));
    CHECK_INT(deadline_from(day("2027-01-09"), -1, true, &none), day("2027-01-08"));
    CHECK_INT(deadline_from(day("2027-01-09"), 0, true, &none), day("2027-01-08"));
}

TEST(deadline__passes_over_holidays)
{
    const day_t days[] = {day("2026-12-25"), day("2027-01-01")};
    const struct holidays holidays = {days, 2};

    CHECK(!deadline_is_working(day("2026-12-25"), &holidays));
    CHECK(deadline_is_working(day("2026-12-24"), &holidays));
    CHECK_INT(deadline_from(day("2027-01-04"), -1, true, &holidays), day("2026-12-31"));
    CHECK_INT(deadline_from(day("2026-12-24"), 1, true, &holidays), day("2026-12-28"));
}

TEST(deadline__on_a_holiday_moves_before_it)
{
    const day_t days[] = {day("2026-12-25")};
    const struct holidays holidays = {days, 1};

    CHECK_INT(deadline_from(day("2026-12-25"), 0, true, &holidays), day("2026-12-24"));
    CHECK_INT(deadline_from(day("2026-12-20"), 5, false, &holidays), day("2026-12-24"));
    CHECK_INT(deadline_from(day("2026-12-20"), 7, false, &holidays), day("2026-12-24"));
    CHECK_INT(deadline_from(day("2026-12-20"), 8, false, &holidays), day("2026-12-28"));
}

TEST(deadline__of_a_calendar_without_working_days_ends)
{
    day_t days[1000];
    const struct holidays holidays = {days, 1000};

    for (day_t i = 0; i < 1000; i++)
        days[i] = 20000 + i;
    CHECK_INT(deadline_from(20900, 0, true, &holidays), 20900);
    CHECK_INT(deadline_from(20500, 2, true, &holidays), 20502);
}

TEST(deadline__rounds_fill_the_cycle)
{
    day_t first = day("2027-01-01");
    day_t last = day("2027-03-31");
    day_t from;
    day_t until;

    CHECK_INT(deadline_rounds(first, last, 14), 6); /* 90 days */
    deadline_round(first, last, 14, 1, &from, &until);
    CHECK_INT(from, first);
    CHECK_INT(until, day("2027-01-14"));
    deadline_round(first, last, 14, 6, &from, &until);
    CHECK_INT(from, day("2027-03-12"));
    CHECK_INT(until, last);
    CHECK_INT(deadline_rounds(first, last, 92), 1);
    CHECK_INT(deadline_rounds(first, first, 14), 1);
}

TEST(deadline__ends_in_the_zone_of_its_unit_when_clocks_change)
{
    usec_t begin;
    usec_t end;

    /* 28 March 2027: clocks in Amsterdam go from 2 to 3, so the day has 23 hours. */
    CHECK_OK(zone_day_begin(STR("Europe/Amsterdam"), day("2027-03-28"), &begin));
    CHECK_OK(zone_day_begin(STR("Europe/Amsterdam"), day("2027-03-29"), &end));
    CHECK_INT((end - begin) / USEC_PER_SEC, 23 * 3600);
    CHECK_OK(zone_day_begin(STR("America/New_York"), day("2027-03-29"), &begin));
    CHECK_INT((begin - end) / USEC_PER_SEC, 6 * 3600);
}

TEST_MAIN()
