/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/chat.h"

#include "gen/access_sql.h"
#include "gen/notice_sql.h"
#include "gen/record_sql.h"
#include "mail/hook.h"
#include "practice/notice/word.h"
#include "practice/record/outbox.h"
#include "practice/record/record.h"

enum err
chat_send(struct call *call, const struct chat_hook *hook, const struct card *card,
          struct str unique_key)
{
    struct letter letter = {
        .channel = choice_name(chat_kind_choice, (int)hook->kind),
        .address = hook->url,
        .subject = card->title,
        .unique_key = unique_key,
        .person_id = maybe_of(hook->person_id),
    };

    if (hook->kind == CHAT_KIND_SLACK)
        TRY(card_slack(call->arena, card, &letter.body));
    else
        TRY(card_teams(call->arena, card, &letter.body));
    return outbox_put(call, &letter);
}

static enum err
tell(struct call *call)
{
    struct happening happening = {.kind = EVENT_CHAT_CHANGED,
                                  .type = &type_chat_hook,
                                  .subject_id = call->person_id,
                                  .owner_id = maybe_of(call->person_id),
                                  .hidden = true};

    return record(call, &happening, NULL, NULL);
}

static enum err
open_mine(struct call *call, struct chat_hook *out)
{
    enum err err = q_chat_of(call, call->person_id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, ERR_CONFLICT, "no_chat", "No chat is set up for you.");
    return err;
}

/* GET /api/v1/me/chat */
enum err
chat_get(struct call *call, struct chat_view *out)
{
    struct outbox newest;
    struct chat_hook hook;
    enum err err = q_chat_of(call, call->person_id, &hook);

    *out = (struct chat_view){0};
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    out->kind = hook.kind;
    out->host = hook_host(call->arena, hook.url);
    out->created_at = maybe_of(hook.created_at);
    err = q_chat_newest(call, maybe_of(call->person_id), hook.created_at, &newest);
    if (err == ERR_NOT_FOUND)
        return arena_failed(call->arena);
    TRY(err);
    out->sent_at = newest.sent_at;
    if (!newest.sent_at.has)
        out->last_error = newest.last_error;
    return arena_failed(call->arena);
}

/* PUT /api/v1/me/chat */
enum err
chat_set(struct call *call, const struct chat_put *in, struct chat_view *out)
{
    struct chat_hook row = {
        .person_id = call->person_id, .kind = in->kind, .url = in->url, .created_at = call->now};

    if (str_is_null(call->chat_hosts))
        return fail(call, ERR_CONFLICT, "no_chats",
                    "This server posts to no chats; set public_url and chat_hosts first.");
    if (!hook_allowed(call->arena, call->chat_hosts, in->url))
        fault(call, "/url", "not_allowed",
              "Give the https address of a webhook at one of these hosts: %.*s.",
              STR_FMT(call->chat_hosts));
    TRY(call_faults(call));
    TRY(q_outbox_drop_chats_of(call, maybe_of(call->person_id)));
    TRY(q_chat_put_row(call, &row));
    TRY(tell(call));
    return chat_get(call, out);
}

/* POST /api/v1/me/chat/test */
enum err
chat_test(struct call *call, struct chat_view *out)
{
    struct chat_hook hook;
    struct person me;
    struct str none = {0};

    TRY(open_mine(call, &hook));
    TRY(q_person_get(call, call->person_id, &me));
    struct card card = {
        .title = word_plain(me.language, WORD_TEST_TITLE),
        .text = word_plain(me.language, WORD_CHAT_TEST),
        .foot = word_say(call->arena, me.language, WORD_FRAME_WHY,
                         word_plain(me.language, WORD_CHAT_TEST_WHY), none, none),
        .open = {.label = word_plain(me.language, WORD_OPEN),
                 .url = str_fmt(call->arena, "%.*s/account", STR_FMT(call->public_url))},
    };
    TRY(chat_send(call, &hook, &card, none));
    return chat_get(call, out);
}

/* DELETE /api/v1/me/chat */
enum err
chat_delete(struct call *call)
{
    int64_t changed;

    TRY(q_outbox_drop_chats_of(call, maybe_of(call->person_id)));
    TRY(q_chat_delete_row(call, call->person_id, &changed));
    return changed > 0 ? tell(call) : OK;
}
