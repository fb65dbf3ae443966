/* SPDX-License-Identifier: Apache-2.0 */
#include "model/zone.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/test.h"

#define ZONE_TABLE  "/usr/share/zoneinfo/zone.tab"
#define LAST_SECOND INT64_C(4102444800) /* 2100 */
#define STEP        (19 * 86400 + 7 * 3600)

static int64_t
day_begin(const char *zone, int year, int month, int day)
{
    usec_t moment = 0;

    CHECK_OK(zone_day_begin(str_from(zone), day_from_civil(year, month, day), &moment));
    return moment / USEC_PER_SEC;
}

/* A moment of UTC in seconds. */
static int64_t
utc(int year, int month, int day, int hour, int minute)
{
    return day_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

static int
offset(const char *zone, int64_t second)
{
    int seconds = -1;

    CHECK_OK(zone_offset(str_from(zone), second * USEC_PER_SEC, &seconds));
    return seconds;
}

/* First of all, so that the threads find nothing read yet. */
static void *
ask_zones(void *arg)
{
    static const char *const names[] = {"Europe/Paris", "Asia/Tokyo", "America/Lima",
                                        "Africa/Lagos"};
    int *wrong = arg;

    for (int round = 0; round < 100; round++)
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            *wrong += !zone_exists(str_from(names[i])) || zone_exists(STR("Europe/Nowhere"));
    return NULL;
}

TEST(zone__answers_many_threads)
{
    pthread_t threads[4];
    int wrong[4] = {0};

    for (int i = 0; i < 4; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, ask_zones, &wrong[i]), 0);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(pthread_join(threads[i], NULL), 0);
        CHECK_INT(wrong[i], 0);
    }
}

TEST(zone__knows_names)
{
    static const char *const names[] = {"UTC", "Europe/Amsterdam", "America/Argentina/Buenos_Aires",
                                        "Etc/GMT+5", "Asia/Kolkata"};
    static const char *const none[] = {"",
                                       "Europe",
                                       "Europe/",
                                       "Europe/Nowhere",
                                       "europe/amsterdam",
                                       "../passwd",
                                       "/etc/passwd",
                                       "Europe/../UTC",
                                       "zone.tab",
                                       "tzdata.zi",
                                       "right/UTC",
                                       "posix/UTC",
                                       "Europe/Amsterdam ",
                                       "posixrules",
                                       "Europe//",
                                       "localtime",
                                       "leapseconds",
                                       "UTC\n"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        CHECK(zone_exists(str_from(names[i])));
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        CHECK(!zone_exists(str_from(none[i])));
    CHECK(!zone_exists(STR("UTC\0")));
    CHECK(!zone_exists((struct str){0}));
    day_t day;
    usec_t moment;
    CHECK_ERR(zone_day(STR("Europe/Nowhere"), 0, &day), ERR_CORRUPT);
    CHECK_ERR(zone_day_begin(STR("Europe/Nowhere"), 0, &moment), ERR_CORRUPT);
}

TEST(zone__finds_the_day_of_a_moment)
{
    day_t day = 0;

    CHECK_OK(zone_day(STR("Europe/Amsterdam"), utc(2026, 11, 23, 22, 59) * USEC_PER_SEC, &day));
    CHECK_INT(day, day_from_civil(2026, 11, 23));
    CHECK_OK(zone_day(STR("Europe/Amsterdam"), utc(2026, 11, 23, 23, 0) * USEC_PER_SEC, &day));
    CHECK_INT(day, day_from_civil(2026, 11, 24));
    CHECK_OK(zone_day(STR("Europe/Amsterdam"), utc(2026, 11, 23, 23, 0) * USEC_PER_SEC - 1, &day));
    CHECK_INT(day, day_from_civil(2026, 11, 23));
    CHECK_OK(zone_day(STR("America/New_York"), -1, &day));
    CHECK_INT(day, -1);
}

TEST(zone__follows_clocks_that_change)
{
    CHECK_INT(offset("Europe/Amsterdam", utc(2026, 3, 29, 0, 59)), 3600);
    CHECK_INT(offset("Europe/Amsterdam", utc(2026, 3, 29, 1, 0)), 7200);
    CHECK_INT(offset("Europe/Amsterdam", utc(2090, 3, 26, 0, 59)), 3600);
    CHECK_INT(offset("Europe/Amsterdam", utc(2090, 3, 26, 1, 0)), 7200);
    CHECK_INT(offset("Australia/Lord_Howe", utc(2050, 1, 1, 0, 0)), 39600);
    CHECK_INT(offset("Australia/Lord_Howe", utc(2050, 7, 1, 0, 0)), 37800);
    CHECK_INT(offset("Europe/Dublin", utc(2050, 7, 1, 0, 0)), 3600);
    CHECK_INT(offset("Europe/Dublin", utc(2050, 1, 1, 0, 0)), 0);
    CHECK_INT(offset("Asia/Kathmandu", utc(2050, 1, 1, 0, 0)), 20700);
    CHECK_INT(offset("UTC", utc(2050, 1, 1, 0, 0)), 0);
    CHECK_INT(offset("Etc/GMT+5", utc(2050, 1, 1, 0, 0)), -18000);
}

TEST(zone__finds_where_a_day_begins)
{
    CHECK_INT(day_begin("UTC", 2026, 11, 23), utc(2026, 11, 23, 0, 0));
    CHECK_INT(day_begin("Europe/Amsterdam", 2026, 3, 29), utc(2026, 3, 28, 23, 0));
    CHECK_INT(day_begin("Europe/Amsterdam", 2026, 3, 30), utc(2026, 3, 29, 22, 0));
    /* Clocks went from 23:59 to 01:00. */
    CHECK_INT(day_begin("America/Sao_Paulo", 2018, 11, 4), utc(2018, 11, 4, 3, 0));
    CHECK_INT(day_begin("Asia/Beirut", 2022, 3, 27), utc(2022, 3, 26, 22, 0));
    /* Clocks went from 24:00 back to 23:00: the day began an hour later. */
    CHECK_INT(day_begin("America/Sao_Paulo", 2018, 2, 18), utc(2018, 2, 18, 3, 0));
    /* Clocks went from 01:00 back to 00:00: the first of the two midnights. */
    CHECK_INT(day_begin("America/Havana", 2026, 11, 1), utc(2026, 11, 1, 4, 0));
    /* Samoa had no 30 December 2011. */
    CHECK_INT(day_begin("Pacific/Apia", 2011, 12, 30), utc(2011, 12, 30, 10, 0));
    CHECK_INT(day_begin("Pacific/Apia", 2011, 12, 31), utc(2011, 12, 30, 10, 0));
}

/* What the library makes of the clock that we say stands there at a moment must be that moment, or
 * another one at which our clock shows the same. */
static bool
agrees(struct str zone, int64_t second)
{
    int ahead = 0;
    int ahead_there = 0;
    int year;
    int month;
    int day;

    if (zone_offset(zone, second * USEC_PER_SEC, &ahead) != OK)
        return false;
    int64_t local = second + ahead;
    day_to_civil(day_of(local * USEC_PER_SEC), &year, &month, &day);
    int64_t left = local - day_from_civil(year, month, day) * 86400;
    /* The library adds seconds beyond a minute only after it has looked for the offset. */
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = (int)(left / 3600),
                    .tm_min = (int)(left / 60 % 60),
                    .tm_sec = (int)(left % 60),
                    .tm_isdst = -1};
    int64_t there = mktime(&tm);
    if (zone_offset(zone, there * USEC_PER_SEC, &ahead_there) != OK)
        return false;
    return ahead_there == tm.tm_gmtoff && there + ahead_there == local;
}

/* The second at which the clock changes between two moments. */
static int64_t
change_between(struct str zone, int64_t before, int64_t after)
{
    int was = 0;
    int is = 0;

    CHECK_OK(zone_offset(zone, before * USEC_PER_SEC, &was));
    while (after - before > 1) {
        int64_t middle = before + (after - before) / 2;
        CHECK_OK(zone_offset(zone, middle * USEC_PER_SEC, &is));
        *(is == was ? &before : &after) = middle;
    }
    return after;
}

static int
disagreements(struct str zone)
{
    int count = 0;
    int was = 0;
    int is = 0;

    for (int64_t second = 0; second < LAST_SECOND; second += STEP, was = is) {
        count += !agrees(zone, second);
        CHECK_OK(zone_offset(zone, second * USEC_PER_SEC, &is));
        if (second > 0 && is != was) {
            int64_t change = change_between(zone, second - STEP, second);
            count += !agrees(zone, change) + !agrees(zone, change - 1);
        }
    }
    return count;
}

/* The third column of the table. */
static struct str
zone_of_line(struct str line)
{
    struct str rest;

    if (str_starts(line, STR("#")))
        return (struct str){0};
    (void)str_cut(line, '\t', &rest);
    (void)str_cut(rest, '\t', &rest);
    return str_trim(str_cut(rest, '\t', &rest));
}

TEST(zone__agrees_with_the_c_library)
{
    char line[256];
    char name[ZONE_NAME_MAX + 1];
    int zone_count = 0;
    FILE *table = fopen(ZONE_TABLE, "re");

    CHECK(table != NULL);
    while (table != NULL && fgets(line, sizeof(line), table) != NULL) {
        struct str zone = zone_of_line(str_from(line));
        if (zone.len == 0 || zone.len > ZONE_NAME_MAX)
            continue;
        memcpy(name, zone.ptr, zone.len);
        name[zone.len] = '\0';
        (void)setenv("TZ", name, /* overwrite= */ 1);
        tzset();
        int count = disagreements(zone);
        if (count > 0)
            printf("# %s: %d\n", name, count);
        CHECK_INT(count, 0);
        zone_count++;
    }
    CHECK(zone_count > 300);
    if (table != NULL)
        (void)fclose(table);
}

/* Every day of some years in every kind of zone: it begins after the day before, and at its
 * beginning its day has come while a moment earlier it had not. */
TEST(zone__begins_days_where_they_begin)
{
    static const char *const names[] = {
        "Europe/Amsterdam", "America/Sao_Paulo",   "Asia/Beirut",      "America/Havana",
        "Africa/Cairo",     "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca",
        "Asia/Tehran",      "Pacific/Kiritimati",  "America/Santiago", "Asia/Gaza"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct str zone = str_from(names[i]);
        for (day_t day = day_from_civil(1985, 1, 1); day < day_from_civil(2040, 1, 1); day++) {
            usec_t moment = 0;
            day_t at = 0;
            day_t before = 0;
            CHECK_OK(zone_day_begin(zone, day, &moment));
            CHECK_OK(zone_day(zone, moment, &at));
            CHECK_OK(zone_day(zone, moment - 1, &before));
            bool fine = at == day && before == day - 1;
            /* Kiritimati had no 31 December 1994. */
            if (!fine && day != day_from_civil(1994, 12, 31) && day != day_from_civil(1995, 1, 1))
                printf("# %s day %lld: %lld, before %lld\n", names[i], (long long)day,
                       (long long)at, (long long)before);
            CHECK(fine || day == day_from_civil(1994, 12, 31) || day == day_from_civil(1995, 1, 1));
        }
    }
}

TEST_MAIN()
