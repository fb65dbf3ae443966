/* SPDX-License-Identifier: Apache-2.0 */
#include "base/moment.h"

#include <stdbool.h>
#include <time.h>

#define DAYS_PER_ERA 146097 /* 400 years */
#define DAYS_TO_1970 719468 /* from 0000-03-01, where the computing below starts its years */
#define YEAR_MAX     9999

static usec_t
clock_read(clockid_t clock)
{
    struct timespec now;

    (void)clock_gettime(clock, &now);
    return (usec_t)now.tv_sec * USEC_PER_SEC + now.tv_nsec / 1000;
}

usec_t
time_now(void)
{
    return clock_read(CLOCK_REALTIME);
}

usec_t
time_monotonic(void)
{
    return clock_read(CLOCK_MONOTONIC);
}

/* Division that rounds down, also below zero. */
static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

day_t
day_of(usec_t moment)
{
    return floor_div(moment, USEC_PER_DAY);
}

/* The year is taken to start in March, so that the leap day is its last and month lengths follow
 * one line, (153 m + 2) / 5. */
day_t
day_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t month_from_march = (month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

void
day_to_civil(day_t day, int *ret_year, int *ret_month, int *ret_day)
{
    int64_t shifted = day + DAYS_TO_1970;
    int64_t era = floor_div(shifted, DAYS_PER_ERA);
    /* Within an era 32 bits suffice, and divide faster: every reply is full of days. */
    uint32_t day_of_era = (uint32_t)(shifted - era * DAYS_PER_ERA);
    uint32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint32_t month_from_march = (5 * day_of_year + 2) / 153;
    uint32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    *ret_year = (int)(year_of_era + era * 400) + (month <= 2);
    *ret_month = (int)month;
    *ret_day = (int)(day_of_year - (153 * month_from_march + 2) / 5) + 1;
}

int
day_weekday(day_t day)
{
    /* 1970-01-01 was a Thursday. */
    return (int)(day + 3 - floor_div(day + 3, 7) * 7) + 1;
}

/* Reads `n` digits at text[at]; false when one of them is none. */
static bool
read_digits(struct str text, size_t at, size_t n, int *out)
{
    int value = 0;

    if (at + n > text.len)
        return false;
    for (size_t i = at; i < at + n; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static int
month_length(int year, int month)
{
    static const signed char length[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return length[month] + (month == 2 && leap);
}

enum err
day_parse(struct str text, day_t *out)
{
    int year;
    int month;
    int day;

    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return ERR_INVALID;
    if (!read_digits(text, 0, 4, &year) || !read_digits(text, 5, 2, &month) ||
        !read_digits(text, 8, 2, &day))
        return ERR_INVALID;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return ERR_INVALID;
    *out = day_from_civil(year, month, day);
    return OK;
}

/* Writes a number of two digits; the place behind it. */
static char *
put_two(char *to, unsigned value)
{
    to[0] = (char)('0' + value / 10 % 10);
    to[1] = (char)('0' + value % 10);
    return to + 2;
}

char *
day_put(char *to, day_t day)
{
    int year;
    int month;
    int day_of_month;

    day_to_civil(day, &year, &month, &day_of_month);
    to = put_two(to, (unsigned)year / 100);
    to = put_two(to, (unsigned)year % 100);
    *to++ = '-';
    to = put_two(to, (unsigned)month);
    *to++ = '-';
    return put_two(to, (unsigned)day_of_month);
}

void
day_format(struct buf *buf, day_t day)
{
    char *to = buf_room(buf, DAY_LEN);

    if (to == NULL)
        return;
    (void)day_put(to, day);
    buf_grown(buf, DAY_LEN);
}

/* The zone at the end of a moment: "Z", or "+01:00" as microseconds to take away. */
static bool
read_offset(struct str zone, usec_t *out)
{
    int hours;
    int minutes;

    *out = 0;
    if (zone.len == 1)
        return zone.ptr[0] == 'Z' || zone.ptr[0] == 'z';
    if (zone.len != 6 || (zone.ptr[0] != '+' && zone.ptr[0] != '-') || zone.ptr[3] != ':')
        return false;
    if (!read_digits(zone, 1, 2, &hours) || !read_digits(zone, 4, 2, &minutes))
        return false;
    if (hours > 23 || minutes > 59)
        return false;
    *out = (hours * 60 + minutes) * 60 * USEC_PER_SEC * (zone.ptr[0] == '-' ? -1 : 1);
    return true;
}

/* The decimals of a second, at most six, as microseconds; `*len` becomes how many bytes they take.
 */
static bool
read_decimals(struct str text, usec_t *out, size_t *len)
{
    int64_t unit = USEC_PER_SEC;

    *out = 0;
    *len = 0;
    if (text.len == 0 || text.ptr[0] != '.')
        return true;
    size_t n = 1;
    for (; n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9'; n++) {
        unit /= 10;
        if (unit == 0)
            return false;
        *out += unit * (text.ptr[n] - '0');
    }
    *len = n;
    return n > 1;
}

enum err
time_parse(struct str text, usec_t *out)
{
    day_t day;
    int hour;
    int minute;
    int second;
    usec_t decimals;
    usec_t offset;
    usec_t moment;
    size_t len;

    if (text.len < 20 || day_parse(str_slice(text, 0, 10), &day) != OK)
        return ERR_INVALID;
    if ((text.ptr[10] != 'T' && text.ptr[10] != 't') || text.ptr[13] != ':' || text.ptr[16] != ':')
        return ERR_INVALID;
    if (!read_digits(text, 11, 2, &hour) || !read_digits(text, 14, 2, &minute) ||
        !read_digits(text, 17, 2, &second))
        return ERR_INVALID;
    if (hour > 23 || minute > 59 || second > 59)
        return ERR_INVALID;
    struct str rest = str_slice(text, 19, text.len);
    if (!read_decimals(rest, &decimals, &len))
        return ERR_INVALID;
    if (!read_offset(str_slice(rest, len, rest.len), &offset))
        return ERR_INVALID;
    moment = day * USEC_PER_DAY + ((hour * 60 + minute) * 60 + second) * USEC_PER_SEC + decimals -
             offset;
    /* An offset can carry a moment out of the years that have four digits, and so out of its form.
     */
    if (moment < day_from_civil(1, 1, 1) * USEC_PER_DAY ||
        moment >= day_from_civil(YEAR_MAX + 1, 1, 1) * USEC_PER_DAY)
        return ERR_INVALID;
    *out = moment;
    return OK;
}

char *
time_put(char *to, usec_t moment)
{
    day_t day = day_of(moment);
    int64_t left = moment - day * USEC_PER_DAY;
    unsigned second = (unsigned)(left / USEC_PER_SEC);
    unsigned decimals = (unsigned)(left % USEC_PER_SEC);

    to = day_put(to, day);
    *to++ = 'T';
    to = put_two(to, second / 3600);
    *to++ = ':';
    to = put_two(to, second / 60 % 60);
    *to++ = ':';
    to = put_two(to, second % 60);
    if (decimals > 0) {
        *to++ = '.';
        to = put_two(to, decimals / 10000);
        to = put_two(to, decimals / 100 % 100);
        to = put_two(to, decimals % 100);
    }
    *to++ = 'Z';
    return to;
}

void
time_format(struct buf *buf, usec_t moment)
{
    char *to = buf_room(buf, TIME_LEN_MAX);

    if (to != NULL)
        buf_grown(buf, (size_t)(time_put(to, moment) - to));
}
