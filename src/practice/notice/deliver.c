/* SPDX-License-Identifier: Apache-2.0 */
/* From notices to messages: what goes at once, as soon as its person may be disturbed. */
#include "gen/notice_sql.h"
#include "practice/access/setting.h"
#include "practice/notice/kind.h"
#include "practice/notice/local.h"
#include "practice/notice/one_link.h"
#include "practice/notice/paper.h"
#include "practice/notice/sentence.h"
#include "practice/notice/tell.h"
#include "practice/record/outbox.h"

#define STALE_AFTER (7 * USEC_PER_DAY) /* what could not go for so long goes no more */

/* Quiet hours may go over midnight. */
static bool
is_quiet(const struct notice_post *post, int64_t minute)
{
    int64_t from = post->quiet_from.value;
    int64_t until = post->quiet_until.value;

    if (!post->quiet_from.has || !post->quiet_until.has || from == until)
        return false;
    return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

static enum err
write_mail(struct call *call, const struct notice_post *post, day_t today, struct letter *letter)
{
    struct paper paper;
    struct str settings = str_fmt(call->arena, "%.*s/account", STR_FMT(call->public_url));

    TRY(link_stop(call, post->person_id, post->kind, NOTICE_CHANNEL_MAIL, &letter->stop_url));
    letter->subject = sentence_of(call->arena, post, today);
    paper_init(&paper, call->arena, post->language);
    paper_title(&paper, letter->subject);
    if (!str_is_null(post->note) &&
        (post->kind == NOTICE_KIND_HELP_ASKED || post->kind == NOTICE_KIND_REVIEW_ASKED ||
         post->kind == NOTICE_KIND_MINUTES))
        paper_text(&paper, post->note);
    paper_button(&paper, word_plain(post->language, WORD_OPEN), sentence_url(call, post));
    paper_foot(&paper, sentence_why(call->arena, post), letter->stop_url, settings);
    return paper_finish(&paper, &letter->body, &letter->html);
}

static enum err
send_mail(struct call *call, const struct notice_post *post, day_t today)
{
    struct letter letter = {
        .channel = "mail",
        .address = post->email,
        .person_id = maybe_of(post->person_id),
        .unique_key = str_fmt(call->arena, "notice:%lld:mail", (long long)post->id),
    };

    TRY(write_mail(call, post, today, &letter));
    return outbox_put(call, &letter);
}

/* Sends it, lets it be, or leaves it for later. */
static enum err
settle(struct call *call, const struct notice_post *post, int64_t *done)
{
    day_t today;
    int64_t minute;
    bool goes = post->holds && !str_is_null(post->email) && call->now - post->at <= STALE_AFTER;

    TRY(clock_there(call, post->zone, &today, &minute));
    if (goes && is_quiet(post, minute))
        return OK;
    if (goes)
        TRY(send_mail(call, post, today));
    ++*done;
    return q_notice_settle_mail(call, maybe_of(call->now), post->id);
}

enum err
deliver_at_once(struct call *call, int64_t *done)
{
    struct notice_post_list rows;
    struct settings settings;
    int64_t after = 0;

    *done = 0;
    TRY(settings_load(call, &settings));
    do {
        TRY(q_notice_mail_at_once(call, settings.cadence_days, after, DELIVER_PORTION, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(settle(call, &rows.items[i], done));
        if (rows.count > 0)
            after = rows.items[rows.count - 1].id;
    } while (rows.count == DELIVER_PORTION && *done < DELIVER_PORTION);
    return OK;
}
