/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moments and days (not time.h, which every include path would mistake for libc's), in the
 * proleptic Gregorian calendar, without time zones (model/zone.h has them).
 *
 * A moment is a count of microseconds since 1970-01-01T00:00:00Z, without leap seconds; a day is a
 * count of days since 1970-01-01. Both may be negative; years 0001 to 9999 can be written.
 */
#ifndef KOERS_BASE_MOMENT_H
#define KOERS_BASE_MOMENT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

typedef int64_t usec_t; /* a moment, or a span of time in microseconds */
typedef int64_t day_t;  /* a day, or a number of days */

#define DAY_LEN      10U /* 2026-11-23 */
#define TIME_LEN_MAX 27U /* 2026-11-23T18:01:51.123456Z */

#define USEC_PER_SEC  INT64_C(1000000)
#define USEC_PER_MSEC INT64_C(1000)
#define USEC_PER_DAY  (INT64_C(86400) * USEC_PER_SEC)

/* The wall clock. Rules do not ask it: they take the time of their call. */
usec_t time_now(void);

/* A clock that never goes back, for measuring. */
usec_t time_monotonic(void);

/* The day in which a moment falls, in UTC. */
day_t day_of(usec_t moment);

/* Days of the calendar and back; month 1..12, day 1..31. day_from_civil() does not check. */
day_t day_from_civil(int year, int month, int day);
void day_to_civil(day_t day, int *ret_year, int *ret_month, int *ret_day);

/* 1 Monday … 7 Sunday, after ISO 8601. */
int day_weekday(day_t day);

/* "2026-11-23" and nothing else; ERR_INVALID for a day that no calendar has. */
enum err day_parse(struct str text, day_t *out) MUST_USE;
void day_format(struct buf *buf, day_t day);
/* The same where there is room for DAY_LEN bytes; the place behind it. */
char *day_put(char *to, day_t day);

/* RFC 3339 with a zone ("2026-11-23T18:01:51.5Z", "…+01:00"), at most microseconds; ERR_INVALID for
 * another form. Written in UTC, with six decimals only where they are not zero. */
enum err time_parse(struct str text, usec_t *out) MUST_USE;
void time_format(struct buf *buf, usec_t moment);
/* The same where there is room for TIME_LEN_MAX bytes; the place behind it. */
char *time_put(char *to, usec_t moment);

#endif
