/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calendars as programs subscribe to them: iCalendar (RFC 5545). The only folder that knows
 * libical, which folds, escapes and orders; zones are not asked of it (model/zone.h says why):
 * moments are written in UTC, which every program shows in its owner's zone, and whole days float.
 *
 *     ICS_CLEANUP struct ics *ics = NULL;
 *     TRY(ics_open(arena, &head, &ics));
 *     TRY(ics_add(ics, &event));
 *     TRY(ics_write(ics, &buf));
 */
#ifndef KOERS_ICS_ICS_H
#define KOERS_ICS_ICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

struct ics;

struct ics_head {
    struct str name;
    struct str zone; /* IANA name; for programs that show a calendar in its own zone */
    usec_t made_at;  /* DTSTAMP of all its events (RFC 5545, 3.8.7.2) */
};

/* Something with a date. What is "no text" is left out. */
struct ics_event {
    struct str uid;  /* the same for as long as it is the same thing */
    int64_t version; /* SEQUENCE, of what has versions; else 0. 0 .. INT32_MAX */
    struct str summary;
    struct str description;
    struct str location;
    struct str url;
    bool whole_day;     /* `day` counts, else the two moments */
    day_t day;          /* the first, of a repeating one */
    int64_t every_days; /* 0: once; else repeated so many days later, `until` included */
    day_t until;
    usec_t starts_at;
    usec_t ends_at;
    bool cancelled;
};

/* Begins a calendar; its struct lies in the arena, the rest until ics_release(). ERR_MEMORY. */
enum err ics_open(struct arena *arena, const struct ics_head *head, struct ics **out) MUST_USE;

/* ERR_MEMORY. */
enum err ics_add(struct ics *ics, const struct ics_event *event) MUST_USE;

/* Appends the text of the whole calendar. ERR_MEMORY. */
enum err ics_write(const struct ics *ics, struct buf *out) MUST_USE;

/* NULL is accepted. */
void ics_release(struct ics *ics);

static inline void
ics_releasep(struct ics **ics)
{
    ics_release(*ics);
}
#define ICS_CLEANUP __attribute__((cleanup(ics_releasep)))

#endif
