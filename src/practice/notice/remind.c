/* SPDX-License-Identifier: Apache-2.0 */
/* What is due, told at nine in the morning of whom it is for: a set at a time, a zone at a time. */
#include "gen/notice_sql.h"
#include "practice/access/setting.h"
#include "practice/notice/kind.h"
#include "practice/notice/local.h"
#include "practice/notice/tell.h"

#define HOUR_MINUTES 60
#define RUNG_DAYS    14 /* of the ladder that a server that stood still makes up for */
#define DIGEST_KEPT  60 /* days that it is known which were made */

/* The day it is in a zone, if its morning has come. */
static enum err
morning_of(struct call *call, struct str zone, day_t *ret_day, bool *ret_come)
{
    int64_t minute;

    TRY(clock_there(call, zone, ret_day, &minute));
    *ret_come = minute >= TELL_HOUR * HOUR_MINUTES;
    return OK;
}

static enum notice_pace
pace_of(enum notice_kind kind)
{
    return kind_of(kind)->mail;
}

static enum err
remind_zone(struct call *call, struct str zone, day_t day, int64_t cadence, int64_t *done)
{
    const enum notice_kind due = NOTICE_KIND_CHECK_IN_DUE;
    const enum notice_kind overdue = NOTICE_KIND_CHECK_IN_OVERDUE;
    const enum notice_kind action = NOTICE_KIND_ACTION_DUE;
    const enum notice_kind step = NOTICE_KIND_STEP_DUE;
    const enum notice_kind rung = NOTICE_KIND_STEP_ESCALATED;
    int64_t told[5];
    int64_t digests;
    usec_t at = call->now;

    TRY(q_remind_step_due(call, step, day, at, pace_of(step), at, zone, &told[4]));
    TRY(q_remind_step_escalated(call, rung, day, at, pace_of(rung), day - RUNG_DAYS, zone,
                                &told[0]));
    TRY(q_remind_check_in_overdue(call, overdue, day, at, pace_of(overdue), cadence, zone,
                                  &told[1]));
    TRY(q_remind_check_in_due(call, due, day, at, pace_of(due), cadence, zone, &told[2]));
    TRY(q_remind_action_due(call, action, day, at, pace_of(action), zone, &told[3]));
    if (call->mails) /* else they would all go on the day that mail is set up */
        TRY(q_remind_digests(call, day, day_weekday(day), zone, &digests));
    *done += told[0] + told[1] + told[2] + told[3] + told[4];
    return OK;
}

/* A morning is begun once: of two servers, or of two runs, the second finds it begun. */
static enum err
remind_once(struct call *call, struct str zone, int64_t cadence, int64_t *done)
{
    struct notice_morning morning = {.zone = zone, .at = call->now};
    int64_t begun;
    bool come;

    TRY(morning_of(call, zone, &morning.day, &come));
    if (!come)
        return OK;
    TRY(q_remind_begin(call, &morning, &begun));
    return begun > 0 ? remind_zone(call, zone, morning.day, cadence, done) : OK;
}

enum err
remind_mornings(struct call *call, int64_t *done)
{
    struct notice_zone_list zones;
    struct settings settings;
    int64_t newest;

    *done = 0;
    TRY(settings_load(call, &settings));
    TRY(q_remind_zones(call, &zones));
    TRY(tell_newest(call, &newest));
    for (size_t i = 0; i < zones.count; i++)
        TRY(remind_once(call, zones.items[i].zone, settings.cadence_days, done));
    day_t kept = day_of(call->now) - DIGEST_KEPT;
    TRY(q_remind_mornings_forget(call, kept));
    TRY(q_digest_forget(call, kept));
    return *done > 0 ? tell_announce(call, newest) : OK;
}
