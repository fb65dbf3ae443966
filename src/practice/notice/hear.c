/* SPDX-License-Identifier: Apache-2.0 */
/* Listens to what the parts to the left record, so that none of them need know of notices. */
#include "base/idmap.h"
#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/collaboration.h"
#include "gen/collaboration_sql.h"
#include "gen/meeting.h"
#include "gen/notice_sql.h"
#include "gen/okr.h"
#include "gen/okr_sql.h"
#include "gen/org.h"
#include "gen/record_sql.h"
#include "gen/review.h"
#include "gen/squad.h"
#include "practice/access/setting.h"
#include "practice/notice/kind.h"
#include "practice/notice/local.h"
#include "practice/notice/tell.h"

static enum err
review_asked(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    TRY(q_hear_review_again(call, event->subject_id, NOTICE_KIND_REVIEW_ASKED, day));
    return q_hear_review_asked(call, NOTICE_KIND_REVIEW_ASKED, day, event->at, pace,
                               event->subject_id);
}

/* A verdict is an event of the objective, by the reviewer. */
static enum err
review_answered(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    struct maybe reviewer;

    enum err err =
        q_hear_reviewer_of(call, event->subject_id, maybe_or(event->person_id, 0), &reviewer);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(q_hear_review_again(call, reviewer.value, NOTICE_KIND_REVIEW_ANSWERED, day));
    return q_hear_review_answered(call, NOTICE_KIND_REVIEW_ANSWERED, day, event->at, pace,
                                  reviewer.value);
}

static enum err
help_asked(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    return q_hear_help_asked(call, NOTICE_KIND_HELP_ASKED, day, event->at, pace, event->subject_id);
}

static enum err
action_given(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    return q_hear_action_given(call, NOTICE_KIND_ACTION_GIVEN, day, event->at, pace,
                               event->person_id, event->subject_id);
}

static enum err
meeting_planned(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    struct meeting_time when;
    day_t due;

    enum err err = q_hear_meeting_time(call, event->subject_id, &when);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(day_there(call, when.zone, when.starts_at, &due));
    return q_hear_meeting_planned(call, NOTICE_KIND_MEETING_PLANNED, day, event->at, pace, due,
                                  event->subject_id);
}

static enum err
role_given(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    return q_hear_role_given(call, NOTICE_KIND_ROLE_GIVEN, day, event->at, pace, event->person_id,
                             event->subject_id);
}

static enum err
mentioned(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    if (!event->owner_id.has)
        return OK;
    return q_hear_mentioned(call, NOTICE_KIND_MENTIONED, day, event->at, pace, event->subject_id,
                            event->owner_id.value);
}

static enum err
hand_over_barred(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    return q_hear_hand_over_barred(call, NOTICE_KIND_HAND_OVER, day, event->at, pace,
                                   event->subject_id);
}

/* What followers of an objective hear: of it, or of one of its key results. */
static enum err
followed_changed(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    struct maybe id = maybe_of(event->subject_id);
    struct objective objective = {0};
    enum err err = OK;

    if (str_eq(event->subject, STR("key_result")))
        err = q_hear_objective_of(call, event->subject_id, &id);
    if (err == OK && id.has && !event->hidden)
        err = q_objective_get(call, id.value, &objective);
    if (err == ERR_NOT_FOUND || objective.id == 0)
        return OK;
    TRY(err);
    return q_hear_objective_changed(call, NOTICE_KIND_OBJECTIVE_CHANGED, day, event->at, pace,
                                    event->person_id, objective.unit_id, objective.id);
}

/* What is said of an objective, its followers hear each time. */
static enum err
followed_commented(struct call *call, const struct event *event, day_t day, enum notice_pace pace)
{
    struct comment comment;
    struct objective objective;
    enum err err = q_comment_row(call, event->subject_id, &comment);

    if (err == OK)
        err = q_objective_get(call, comment.objective_id, &objective);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    return q_hear_commented(call, NOTICE_KIND_OBJECTIVE_CHANGED, day, event->at, pace,
                            objective.unit_id, objective.id, comment.id);
}

static const struct {
    const char *event;
    enum notice_kind kind;
    enum err (*tell)(struct call *call, const struct event *event, day_t day,
                     enum notice_pace pace);
} table[] = {
    {EVENT_REVIEWER_ASKED, NOTICE_KIND_REVIEW_ASKED, review_asked},
    {EVENT_REVIEW_ACCEPTED, NOTICE_KIND_REVIEW_ANSWERED, review_answered},
    {EVENT_REVIEW_SENT_BACK, NOTICE_KIND_REVIEW_ANSWERED, review_answered},
    {EVENT_BLOCKER_RAISED, NOTICE_KIND_HELP_ASKED, help_asked},
    {EVENT_BLOCKER_CHANGED, NOTICE_KIND_HELP_ASKED, help_asked},
    {EVENT_ACTION_CREATED, NOTICE_KIND_ACTION_GIVEN, action_given},
    {EVENT_MEETING_PLANNED, NOTICE_KIND_MEETING_PLANNED, meeting_planned},
    {EVENT_ROLE_GRANTED, NOTICE_KIND_ROLE_GIVEN, role_given},
    {EVENT_COMMENT_MENTIONED, NOTICE_KIND_MENTIONED, mentioned},
    {EVENT_COMMENT_CREATED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_commented},
    {EVENT_CHECK_IN_CREATED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_OBJECTIVE_PUBLISHED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_OBJECTIVE_UPDATED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_OBJECTIVE_DROPPED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_OBJECTIVE_CLOSED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_KEY_RESULT_CREATED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_KEY_RESULT_UPDATED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_KEY_RESULT_DROPPED, NOTICE_KIND_OBJECTIVE_CHANGED, followed_changed},
    {EVENT_HAND_OVER_WITHDRAWN, NOTICE_KIND_HAND_OVER, hand_over_barred},
};

/* Those who follow an objective are told once a day what somebody changed. Of check-ins on one key
 * result, which come in numbers, the first of each person therefore says it all; `checked` has who
 * was heard last of each. */
static enum err
is_repeated(const struct event *event, struct idmap *checked, bool *ret_repeated)
{
    size_t person = (size_t)maybe_or(event->person_id, 0);
    size_t last;

    *ret_repeated = false;
    if (event->hidden || !str_eq(event->kind, STR(EVENT_CHECK_IN_CREATED)))
        return OK;
    *ret_repeated = idmap_get(checked, event->subject_id, &last) && last == person;
    return *ret_repeated ? OK : idmap_set(checked, event->subject_id, person);
}

static enum err
hear(struct call *call, const struct event *event, day_t day)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (str_eq(event->kind, str_from(table[i].event)))
            TRY(table[i].tell(call, event, day, kind_of(table[i].kind)->mail));
    return OK;
}

/* Hears the first of these events, until HEAR_PORTION of them were none that is repeated. */
static enum err
hear_some(struct call *call, const struct event_list *events, day_t day, size_t *ret_count)
{
    struct idmap checked;
    size_t told = 0;
    size_t i = 0;

    idmap_init(&checked, call->arena);
    for (; i < events->count && told < HEAR_PORTION; i++) {
        bool repeated;
        TRY(is_repeated(&events->items[i], &checked, &repeated));
        if (repeated)
            continue;
        TRY(hear(call, &events->items[i], day));
        told++;
    }
    *ret_count = i;
    return OK;
}

/* Where it stands; without a cursor (hear_from_now()) it begins with what happens from now on. */
static enum err
cursor_of(struct call *call, int64_t horizon, struct notice_cursor *out, bool *ret_new)
{
    struct event_list newest;

    enum err err = q_hear_cursor(call, out);
    *ret_new = err == ERR_NOT_FOUND;
    if (err != ERR_NOT_FOUND)
        return err;
    TRY(q_event_newest(call, horizon, &newest));
    *out = (struct notice_cursor){.id = 1};
    if (newest.count > 0) {
        out->txid = newest.items[0].txid;
        out->event_id = newest.items[0].id;
    }
    return OK;
}

enum err
hear_from_now(struct call *call)
{
    return q_hear_cursor_forget(call);
}

enum err
hear_waits(struct call *call, bool *ret_waits)
{
    struct notice_cursor cursor;
    struct event_list events;
    int64_t horizon;
    bool is_new;

    TRY(call_txid_horizon(call, &horizon));
    TRY(cursor_of(call, horizon, &cursor, &is_new));
    TRY(q_event_since(call, cursor.txid, cursor.event_id, horizon, 1, &events));
    *ret_waits = is_new || events.count > 0;
    return OK;
}

enum err
tell_newest(struct call *call, int64_t *out)
{
    struct maybe newest;

    TRY(q_notice_newest(call, &newest));
    *out = maybe_or(newest, 0);
    return OK;
}

enum err
tell_announce(struct call *call, int64_t after_id)
{
    int64_t txid;

    TRY(call_txid(call, &txid));
    return q_notice_announce(call, call->now, txid, after_id);
}

enum err
hear_events(struct call *call, int64_t *done)
{
    struct notice_cursor cursor;
    struct event_list events;
    int64_t horizon;
    int64_t newest;
    size_t count;
    day_t today;
    bool is_new;

    TRY(call_txid_horizon(call, &horizon));
    TRY(cursor_of(call, horizon, &cursor, &is_new));
    TRY(q_event_since(call, cursor.txid, cursor.event_id, horizon, HEAR_EVENTS, &events));
    TRY(setting_today(call, &today));
    TRY(tell_newest(call, &newest));
    TRY(hear_some(call, &events, today, &count));
    if (count > 0) {
        cursor.txid = events.items[count - 1].txid;
        cursor.event_id = events.items[count - 1].id;
    }
    *done = (int64_t)count;
    TRY(q_hear_cursor_put(call, &cursor));
    return tell_announce(call, newest);
}
