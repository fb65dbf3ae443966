/* SPDX-License-Identifier: Apache-2.0 */
#include "ics/ics.h"

#include <string.h>

#include "base/test.h"

#define MADE_AT (INT64_C(1806912000) * USEC_PER_SEC) /* 2027-04-05T08:00:00Z */

/* Of the last calendar. */
static struct arena arena;
static struct buf text;

/* The calendar with one event in it, its folded lines (RFC 5545, 3.1) put together again. */
static const char *
calendar_of(const struct ics_event *event)
{
    static char unfolded[1U << 14];
    const struct ics_head head = {
        .name = STR("Fashion, at work"), .zone = STR("Europe/Amsterdam"), .made_at = MADE_AT};
    ICS_CLEANUP struct ics *ics = NULL;
    size_t len = 0;

    buf_release(&text);
    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&text, sizeof(unfolded));
    CHECK_OK(ics_open(&arena, &head, &ics));
    CHECK_OK(ics_add(ics, event));
    CHECK_OK(ics_write(ics, &text));
    struct str whole = buf_str(&text);
    for (size_t i = 0; i < whole.len && len + 1 < sizeof(unfolded); i++) {
        if (i + 2 < whole.len && memcmp(whole.ptr + i, "\r\n ", 3) == 0)
            i += 2;
        else
            unfolded[len++] = whole.ptr[i];
    }
    unfolded[len] = '\0';
    return unfolded;
}

static void
check_line(const char *calendar, const char *line)
{
    struct str wanted = str_fmt(&arena, "\r\n%s\r\n", line);

    if (strstr(calendar, wanted.ptr) == NULL) {
        test_faults++;
        printf("# no line %s in:\n%s", line, calendar);
    }
}

TEST(ics__says_what_it_is_and_how_often_to_look)
{
    const char *calendar = calendar_of(&(struct ics_event){.uid = STR("a@b"), .whole_day = true});

    CHECK(strncmp(calendar, "BEGIN:VCALENDAR\r\n", 17) == 0);
    check_line(calendar, "VERSION:2.0");
    check_line(calendar, "METHOD:PUBLISH");
    check_line(calendar, "NAME:Fashion\\, at work");
    check_line(calendar, "X-WR-CALNAME:Fashion, at work");
    check_line(calendar, "X-WR-TIMEZONE:Europe/Amsterdam");
    check_line(calendar, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    check_line(calendar, "X-PUBLISHED-TTL:PT1H");
}

TEST(ics__a_moment_is_written_in_utc)
{
    const char *calendar =
        calendar_of(&(struct ics_event){.uid = STR("meeting-1@koers"),
                                        .version = 3,
                                        .summary = STR("One; two, three\nfour"),
                                        .url = STR("https://koers/meetings/1"),
                                        .starts_at = MADE_AT,
                                        .ends_at = MADE_AT + 90 * 60 * USEC_PER_SEC,
                                        .cancelled = true});

    check_line(calendar, "UID:meeting-1@koers");
    check_line(calendar, "DTSTAMP:20270405T080000Z");
    check_line(calendar, "DTSTART:20270405T080000Z");
    check_line(calendar, "DTEND:20270405T093000Z");
    check_line(calendar, "SEQUENCE:3");
    check_line(calendar, "SUMMARY:One\\; two\\, three\\nfour");
    check_line(calendar, "URL:https://koers/meetings/1");
    check_line(calendar, "STATUS:CANCELLED");
    CHECK(strstr(calendar, "LOCATION") == NULL);
}

TEST(ics__a_whole_day_ends_with_the_next_and_may_come_again)
{
    day_t day = day_of(MADE_AT);
    struct ics_event event = {.uid = STR("x@koers"), .whole_day = true, .day = day};

    check_line(calendar_of(&event), "DTSTART;VALUE=DATE:20270405");
    check_line(calendar_of(&event), "DTEND;VALUE=DATE:20270406");
    check_line(calendar_of(&event), "TRANSP:TRANSPARENT");
    CHECK(strstr(calendar_of(&event), "RRULE") == NULL);
    event.every_days = 14;
    event.until = day + 60;
    check_line(calendar_of(&event), "RRULE:FREQ=DAILY;UNTIL=20270604;INTERVAL=14");
    event.until = day;
    CHECK(strstr(calendar_of(&event), "RRULE") == NULL);
}

TEST(ics__long_lines_are_folded_between_characters)
{
    char long_text[400];

    for (size_t i = 0; i + 1 < sizeof(long_text); i += 2)
        memcpy(long_text + i, "\xc3\xa9", 2);
    long_text[sizeof(long_text) - 2] = '\0';
    const char *calendar = calendar_of(&(struct ics_event){
        .uid = STR("x@koers"), .whole_day = true, .summary = str_from(long_text)});
    CHECK(strstr(calendar, long_text) != NULL);
    struct str rest = buf_str(&text);
    while (!str_is_null(rest)) {
        struct str line = str_cut(rest, '\n', &rest);
        CHECK(line.len <= 76); /* 75 and the carriage return */
        CHECK(str_is_utf8(line));
    }
}

TEST_MAIN()
