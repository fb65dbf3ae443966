/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One compiled time zone as tzdata installs it: RFC 8536, versions 2 to 4, and in its footer the
 * rule for all later years, in the form of POSIX TZ. Leap seconds are passed over. Pure: bytes in,
 * offsets out; model/zone.h finds the files.
 */
#ifndef KOERS_MODEL_TZIF_H
#define KOERS_MODEL_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define TZIF_SIZE_MAX (16U << 10) /* bytes of a file; the largest of 2025 has under 4000 */

/* When in a year clocks change. */
struct tzif_date {
    enum tzif_form {
        TZIF_JULIAN,    /* day 1..365, 29 February never counted: Jn */
        TZIF_ZERO_DAY,  /* day 0..365, 29 February counted: n */
        TZIF_MONTH_DAY, /* week 1..5 (5 the last) and weekday 0..6 (0 Sunday) of a month: Mm.w.d */
    } form;
    int month;
    int week;
    int day;
    int seconds; /* behind the midnight of that day, on the clock before the change; may be negative
                  */
};

struct tzif {
    const int64_t *moments; /* seconds since 1970, rising: from here on … */
    const int32_t *offsets; /* … clocks are so many seconds ahead of UTC */
    size_t count;
    int32_t offset_first; /* before the first moment */
    bool has_rule;        /* after the last moment; without it that moment's offset stays */
    bool has_summer;
    int32_t offset_standard;
    int32_t offset_summer;
    struct tzif_date summer_start;
    struct tzif_date summer_end;
};

/* Takes a file apart; what `out` points to lies in the arena. ERR_MALFORMED when it is none. */
enum err tzif_read(struct arena *arena, struct str file, struct tzif *out) MUST_USE;

/* Seconds that clocks are ahead of UTC at a moment, given in seconds since 1970. */
int32_t tzif_offset(const struct tzif *tzif, int64_t second);

#endif
