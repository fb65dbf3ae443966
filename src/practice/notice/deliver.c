/* SPDX-License-Identifier: Apache-2.0 */
/* From notices to messages: what goes at once, as soon as its person may be disturbed. */
#include "gen/notice_sql.h"
#include "practice/access/setting.h"
#include "practice/notice/chat.h"
#include "practice/notice/kind.h"
#include "practice/notice/local.h"
#include "practice/notice/minutes.h"
#include "practice/notice/one_link.h"
#include "practice/notice/paper.h"
#include "practice/notice/sentence.h"
#include "practice/notice/tell.h"
#include "practice/notice/word.h"
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

/* What somebody wrote, where the note is that; "no text" else. */
static struct str
written(const struct notice_post *post)
{
    bool is = post->kind == NOTICE_KIND_HELP_ASKED || post->kind == NOTICE_KIND_REVIEW_ASKED;

    return is ? post->note : (struct str){0};
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
    if (!str_is_null(written(post)))
        paper_text(&paper, post->note);
    enum err err = post->kind == NOTICE_KIND_MINUTES ? minutes_write(call, post, &paper) : OK;
    if (err != OK) {
        paper_release(&paper);
        return err;
    }
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

/* Without a mail server nothing waits for one: who sets it up later gets no heap. */
static bool
has_address(const struct call *call, const struct notice_post *post)
{
    return call->mails && !str_is_null(post->email);
}

static enum err
send_chat(struct call *call, const struct notice_post *post, day_t today)
{
    struct str none = {0};
    struct chat_hook hook = {
        .person_id = post->person_id, .kind = post->chat, .url = post->chat_url};
    struct card card = {
        .title = sentence_of(call->arena, post, today),
        .text = written(post),
        .foot = word_say(call->arena, post->language, WORD_FRAME_WHY,
                         sentence_why(call->arena, post), none, none),
        .open = {.label = word_plain(post->language, WORD_OPEN), .url = sentence_url(call, post)},
        .stop = {.label = word_plain(post->language, WORD_FRAME_STOP)},
    };

    TRY(link_stop(call, post->person_id, post->kind, NOTICE_CHANNEL_CHAT, &card.stop.url));
    return chat_send(call, &hook, &card,
                     str_fmt(call->arena, "notice:%lld:chat", (long long)post->id));
}

static bool
has_chat(const struct call *call, const struct notice_post *post)
{
    (void)call;
    return !str_is_null(post->chat_url);
}

/* A channel: what waits for it, whom it reaches, how something goes there and is done with. */
static const struct way {
    enum err (*waiting)(struct call *call, int64_t cadence, day_t day, int64_t after_id,
                        int64_t limit, struct notice_post_list *out);
    bool (*reaches)(const struct call *call, const struct notice_post *post);
    enum err (*send)(struct call *call, const struct notice_post *post, day_t today);
    enum err (*settle)(struct call *call, struct maybe at, int64_t id);
} by_mail = {q_notice_mail_at_once, has_address, send_mail, q_notice_settle_mail},
  by_chat = {q_notice_chat_at_once, has_chat, send_chat, q_notice_settle_chat};

/* Sends it, lets it be, or leaves it for later. */
static enum err
settle(struct call *call, const struct way *way, const struct notice_post *post, int64_t *done)
{
    day_t today;
    int64_t minute;
    bool goes = post->holds && way->reaches(call, post) && call->now - post->at <= STALE_AFTER;

    TRY(clock_there(call, post->zone, &today, &minute));
    if (goes && is_quiet(post, minute))
        return OK;
    if (goes)
        TRY(way->send(call, post, today));
    ++*done;
    return way->settle(call, maybe_of(call->now), post->id);
}

static enum err
deliver(struct call *call, const struct way *way, int64_t *done)
{
    struct notice_post_list rows;
    struct settings settings;
    int64_t after = 0;
    day_t today;

    *done = 0;
    TRY(settings_load(call, &settings));
    TRY(setting_today(call, &today));
    do {
        TRY(way->waiting(call, settings.cadence_days, today, after, DELIVER_PORTION, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            struct arena_mark mark = arena_mark(call->arena);
            TRY(settle(call, way, &rows.items[i], done));
            arena_rewind(call->arena, mark);
        }
        if (rows.count > 0)
            after = rows.items[rows.count - 1].id;
    } while (rows.count == DELIVER_PORTION && *done < DELIVER_PORTION);
    return OK;
}

enum err
deliver_at_once(struct call *call, int64_t *done)
{
    return deliver(call, &by_mail, done);
}

enum err
deliver_chats(struct call *call, int64_t *done)
{
    return deliver(call, &by_chat, done);
}
