/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a calendar program reads at a secret address: check-ins, meetings and process steps as
 * iCalendar, in the language of the person whose address it is. Nothing in it is told that this
 * person may not see, and nothing of anybody's ratings or notes.
 */
#ifndef KOERS_FEED_READ_H
#define KOERS_FEED_READ_H

#include "base/buf.h"
#include "model/call.h"

/* What is not over yet, and what was in the last weeks. */
#define FEED_PAST_DAYS 60
/* Of one kind; the first ones. */
#define FEED_DATES_MAX 1000

struct feed_text {
    struct buf text; /* the caller releases it, also after an error */
    int64_t id;      /* of the address */
    bool touch;      /* nobody noted today that it is read: feed_touch() is due */
};

/* Fills `text`. ERR_NOT_FOUND for an address that there never was, that was ended, or whose person
 * left. Reads only. */
enum err feed_read(struct call *call, struct str secret, struct feed_text *out) MUST_USE;

/* "koers.example/calendar.ics" of "https://koers.example/calendar.ics". */
struct str feed_behind_scheme(struct str url);

/* Notes that a program reads an address today. A write. */
enum err feed_touch(struct call *call, int64_t id) MUST_USE;

#endif
