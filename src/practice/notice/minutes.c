/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/minutes.h"

#include "gen/meeting_sql.h"
#include "gen/notice_sql.h"
#include "practice/access/setting.h"
#include "practice/meeting/meeting.h"
#include "practice/notice/kind.h"
#include "practice/notice/local.h"
#include "practice/notice/sentence.h"
#include "practice/notice/tell.h"
#include "practice/notice/word.h"

#define TOLD_SINCE (2 * USEC_PER_DAY) /* what was told on a day, whatever the zone */

/* What is all quotes is six times as long in HTML, and each line has its frame there. */
#define MINUTES_BYTES_MAX (PAPER_BYTES_MAX / 8)
#define LINE_BYTES        128U

struct minutes {
    struct meeting_view meeting;
    struct minute_action_list actions;
};

/* What the note of nobody says, and no number. */
static bool
says_something(const struct meeting_item_view *item)
{
    return !str_is_null(item->note) ||
           (item->kind != MEETING_ITEM_KIND_STEADY && item->kind != MEETING_ITEM_KIND_ROUND &&
            item->kind != MEETING_ITEM_KIND_ACTIONS);
}

static enum err
gather(struct call *call, int64_t meeting_id, struct minutes *out)
{
    struct meeting_item_view_list *items = &out->meeting.items;
    size_t kept = 0;

    TRY(q_meeting_show(call, meeting_id, &out->meeting));
    TRY(q_meeting_attendance_list(call, meeting_id, &out->meeting.attendance));
    TRY(q_minutes_actions(call, meeting_id, &out->actions));
    TRY(q_meeting_items(call, meeting_id, items));
    for (size_t i = 0; i < items->count; i++)
        if (says_something(&items->items[i]))
            items->items[kept++] = items->items[i];
    items->count = kept;
    return OK;
}

static size_t
size_of(const struct minutes *minutes)
{
    const struct meeting_view *meeting = &minutes->meeting;
    size_t size = meeting->note.len;

    for (size_t i = 0; i < meeting->attendance.count; i++)
        size += meeting->attendance.items[i].person_name.len + 2;
    for (size_t i = 0; i < minutes->actions.count; i++)
        size += LINE_BYTES + minutes->actions.items[i].title.len +
                minutes->actions.items[i].owner_name.len;
    for (size_t i = 0; i < meeting->items.count; i++)
        size += LINE_BYTES + meeting->items.items[i].title.len + meeting->items.items[i].note.len;
    return size;
}

/* Both with a point between them, or the one that there is. */
static struct str
beside(struct arena *arena, struct str one, struct str other)
{
    if (one.len == 0 || other.len == 0)
        return one.len == 0 ? other : one;
    return str_fmt(arena, "%.*s \u00b7 %.*s", STR_FMT(one), STR_FMT(other));
}

static void
write_present(struct call *call, struct paper *paper, const struct attendance_view_list *present)
{
    struct str none = {0};
    struct buf names;

    buf_init(&names, PAPER_BYTES_MAX);
    for (size_t i = 0; i < present->count; i++)
        buf_fmt(&names, "%s%.*s", i > 0 ? ", " : "", STR_FMT(present->items[i].person_name));
    if (present->count > 0)
        paper_text(paper, word_say(call->arena, paper->language, WORD_MINUTES_PRESENT,
                                   buf_str(&names), none, none));
    buf_release(&names);
}

static void
write_actions(struct call *call, struct paper *paper, const struct minute_action_list *actions)
{
    struct str none = {0};

    if (actions->count > 0)
        paper_heading(paper, word_plain(paper->language, WORD_MINUTES_ACTIONS));
    for (size_t i = 0; i < actions->count; i++) {
        const struct minute_action *action = &actions->items[i];
        struct str day = {0};
        if (action->due_day.has)
            day = word_day(call->arena, paper->language, action->due_day.value, WORD_DAY_IN_FULL);
        paper_item(paper, action->title, none, beside(call->arena, action->owner_name, day),
                   PAPER_PLAIN);
    }
}

/* "30% → 40%"; "no text" where there is nothing to compare. */
static struct str
change_of(struct call *call, enum language language, const struct meeting_item_view *item)
{
    struct str none = {0};

    if (!item->key_result_id.has || !item->contribution_now.has)
        return none;
    struct str now = word_percent(call->arena, item->contribution_now.value);
    if (!item->contribution_before.has)
        return now;
    struct str before = word_percent(call->arena, item->contribution_before.value);
    if (str_eq(before, now))
        return now;
    return word_say(call->arena, language, WORD_DIGEST_FROM_TO, before, now, none);
}

static void
write_item(struct call *call, struct paper *paper, const struct meeting_item_view *item)
{
    struct str kind = word_line(paper->language, WORD_MINUTES_KIND, (size_t)item->kind - 1);
    struct str change = change_of(call, paper->language, item);
    struct str url = {0};
    enum paper_tone tone = item->kind == MEETING_ITEM_KIND_MOVED  ? PAPER_GOOD
                           : item->kind == MEETING_ITEM_KIND_FELL ? PAPER_BAD
                                                                  : PAPER_PLAIN;

    if (item->objective_id.has)
        url = place_url(call, STR("objective"), item->objective_id.value);
    if (str_is_null(item->title))
        paper_item(paper, kind, url, change, tone);
    else
        paper_item(paper, item->title, url, beside(call->arena, kind, change), tone);
    if (!str_is_null(item->note))
        paper_text(paper, item->note);
}

enum err
minutes_write(struct call *call, const struct notice_post *post, struct paper *paper)
{
    struct minutes minutes = {0};
    const struct meeting_view *meeting = &minutes.meeting;

    enum err err = gather(call, post->subject_id, &minutes);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (size_of(&minutes) > MINUTES_BYTES_MAX) {
        paper_text(paper, word_plain(paper->language, WORD_MINUTES_LONG));
        return OK;
    }
    write_present(call, paper, &meeting->attendance);
    if (!str_is_null(meeting->note))
        paper_text(paper, meeting->note);
    write_actions(call, paper, &minutes.actions);
    if (meeting->items.count > 0)
        paper_heading(paper, word_plain(paper->language, WORD_MINUTES_ITEMS));
    for (size_t i = 0; i < meeting->items.count; i++)
        write_item(call, paper, &meeting->items.items[i]);
    return arena_failed(call->arena);
}

/* Mailing is said of what was seen: a second click, and a colleague's, finds them mailed. */
static enum err
check_mailing(struct call *call, const struct meeting_mailing *in, const struct meeting *row)
{
    if (!call->mails)
        return fail(call, ERR_CONFLICT, "mail_not_set_up",
                    "This server has no mail server to give mail to; set smtp_url first.");
    if (row->state != MEETING_STATE_ENDED)
        return fail(call, ERR_CONFLICT, "meeting_not_ended",
                    "The meeting has not ended; its minutes are mailed when it has.");
    if (in->mailed_at.has != row->mailed_at.has || in->mailed_at.value != row->mailed_at.value)
        return fail(call, ERR_CONFLICT, "mailed_meanwhile",
                    "The minutes were mailed meanwhile; look when, and to how many.");
    return OK;
}

static enum err
tell(struct call *call, const struct meeting *row, bool with_unit, int64_t *ret_count)
{
    enum notice_kind kind = NOTICE_KIND_MINUTES;
    struct meeting_time when;
    int64_t newest;
    day_t held;
    day_t today;

    TRY(q_hear_meeting_time(call, row->id, &when));
    TRY(day_there(call, when.zone, maybe_or(row->started_at, row->starts_at), &held));
    TRY(setting_today(call, &today));
    TRY(tell_newest(call, &newest));
    TRY(q_minutes_again(call, call->now - TOLD_SINCE, row->id, today, with_unit));
    TRY(q_minutes_tell(call, kind, today, call->now, kind_of(kind)->mail, call->person_id,
                       maybe_of(held), row->id, with_unit, ret_count));
    return tell_announce(call, newest);
}

/* POST /api/v1/meetings/{id}/mail */
enum err
meeting_mail(struct call *call, const struct meeting_mailing *in, struct meeting_view *out)
{
    struct meeting row;

    TRY(meeting_open_to_run(call, in->id, &row));
    TRY(check_mailing(call, in, &row));
    TRY(tell(call, &row, in->unit, &row.mailed_count));
    if (row.mailed_count == 0)
        return fail(call, ERR_CONFLICT, "nobody_to_mail",
                    "Nobody but you was there; note who was, or mail them to the unit too.");
    row.mailed_at = maybe_of(call->now);
    row.mailed_by = maybe_of(call->person_id);
    TRY(q_meeting_mark_mailed(call, &row));
    struct happening happening = meeting_happening(&row, EVENT_MEETING_MAILED);
    TRY(record(call, &happening, NULL, NULL));
    return meeting_display(call, row.id, out);
}
