/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what happened to who is told: jobs (hear, remind, deliver, chat, digest), each run by
 * one server at a time, each telling
 * once however often it runs. Time is the call's, never the clock's.
 */
#ifndef KOERS_NOTICE_TELL_H
#define KOERS_NOTICE_TELL_H

#include "gen/notice.h"
#include "model/call.h"

/* So many in one transaction; who did fewer is through. Of events that tell nothing new, such as a
 * key result's check-ins one after the other, more go along. */
#define HEAR_PORTION    500
#define HEAR_EVENTS     4000
#define DELIVER_PORTION 200

#define TELL_HOUR 9 /* of the person's morning, when reminders are made */

/* Has anything happened that was not heard? In a reading transaction. */
enum err hear_waits(struct call *call, bool *ret_waits) MUST_USE;

/* Tells of what happened since it last heard. `*done`: how many events it heard. */
enum err hear_events(struct call *call, int64_t *done) MUST_USE;

/* What happened until now is told to nobody: it was brought in, or made up for a demo. */
enum err hear_from_now(struct call *call) MUST_USE;

/* Where it is nine o'clock or later: tells what is due, once a zone and day. `*done`: how many were
 * told. */
enum err remind_mornings(struct call *call, int64_t *done) MUST_USE;

/* Puts into the outbox what goes at once, as far as nobody read or did it and no quiet hours are
 * kept. `*done`: how many notices it settled. */
enum err deliver_at_once(struct call *call, int64_t *done) MUST_USE;

/* The same for chats. */
enum err deliver_chats(struct call *call, int64_t *done) MUST_USE;

/* Puts some digests together; `*done`: how many, 0 when none is left. */
enum err deliver_digests(struct call *call, int64_t *done) MUST_USE;

/* Live events for the notices made since `after_id`. */
enum err tell_announce(struct call *call, int64_t after_id) MUST_USE;
enum err tell_newest(struct call *call, int64_t *out) MUST_USE;

#endif
