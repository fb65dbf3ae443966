/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Check-in meetings. One is planned, started, moved from item to item by whoever presents, and
 * ended; everybody else's screen follows the events it leaves. What is noted has a version, where
 * everybody looks has none: moving on makes nobody's note stale.
 */
#ifndef KOERS_MEETING_MEETING_H
#define KOERS_MEETING_MEETING_H

#include "gen/meeting.h"
#include "model/call.h"
#include "practice/record/record.h"

/* Ranks of an agenda: first what was agreed, then key results, topics, and the round. */
#define MEETING_RANK_KEY_RESULT 1
#define MEETING_RANK_TOPIC      50000
#define MEETING_RANK_ROUND      90000

/* Opens for reading. */
enum err meeting_open(struct call *call, int64_t id, struct meeting *out) MUST_USE;

/* Opens to run it: ERR_FORBIDDEN for who neither belongs to the unit nor leads it. */
enum err meeting_open_to_run(struct call *call, int64_t id, struct meeting *out) MUST_USE;

/* What an event of it carries. */
struct happening meeting_happening(const struct meeting *row, const char *kind);

/* The meeting as its page shows it. */
enum err meeting_display(struct call *call, int64_t id, struct meeting_view *out) MUST_USE;

/* Makes the agenda anew from what happened since `row->since_day`, which it sets; topics stay. */
enum err agenda_make(struct call *call, struct meeting *row) MUST_USE;

#endif
