/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/choice.h"

#include "gen/access_sql.h"
#include "gen/notice_sql.h"
#include "practice/notice/kind.h"
#include "practice/record/record.h"

#define KIND_COUNT ((size_t)NOTICE_KIND_DIGEST)

static enum notice_pace *
pace_at(struct notice_choice_view *view, enum notice_channel channel)
{
    return channel == NOTICE_CHANNEL_CHAT ? &view->chat : &view->mail;
}

/* One row a kind, what was chosen laid over what holds by itself. */
static enum err
fill(struct call *call, const struct notice_choice_list *chosen,
     struct notice_choice_view_list *out)
{
    out->items = arena_array(call->arena, KIND_COUNT, sizeof(*out->items));
    if (out->items == NULL)
        return ERR_MEMORY;
    for (size_t i = 1; i <= KIND_COUNT; i++) {
        enum notice_kind kind = (enum notice_kind)i;
        struct notice_choice_view *view = &out->items[out->count++];
        *view = (struct notice_choice_view){.kind = kind,
                                            .mail = kind_of(kind)->mail,
                                            .chat = NOTICE_PACE_NEVER,
                                            .initial = kind_of(kind)->mail};
        for (size_t j = 0; j < chosen->count; j++)
            if (chosen->items[j].kind == kind)
                *pace_at(view, chosen->items[j].channel) = chosen->items[j].pace;
    }
    return OK;
}

static enum err
time_of(struct call *call, int64_t person_id, struct notice_time *out)
{
    enum err err = q_choice_time_of(call, person_id, out);

    if (err == ERR_NOT_FOUND) {
        *out = (struct notice_time){.person_id = person_id, .digest_weekday = 1};
        return OK;
    }
    return err;
}

/* GET /api/v1/me/notice-choices */
enum err
notice_choice_get(struct call *call, struct notice_choices *out)
{
    struct notice_choice_list chosen;
    struct notice_time time;
    struct chat_hook hook;
    struct person me;

    TRY(q_choice_of(call, call->person_id, &chosen));
    TRY(fill(call, &chosen, &out->items));
    TRY(time_of(call, call->person_id, &time));
    TRY(q_person_get(call, call->person_id, &me));
    out->quiet_from = time.quiet_from;
    out->quiet_until = time.quiet_until;
    out->digest_weekday = time.digest_weekday;
    out->mails = call->mails && !str_is_null(me.email);
    enum err err = q_chat_of(call, call->person_id, &hook);
    out->chats = err == OK;
    return err == ERR_NOT_FOUND ? OK : err;
}

enum err
choice_set(struct call *call, int64_t person_id, enum notice_kind kind, enum notice_channel channel,
           enum notice_pace pace)
{
    struct notice_choice row = {
        .person_id = person_id, .kind = kind, .channel = channel, .pace = pace};
    struct happening happening = {.kind = EVENT_NOTICE_CHOICE_CHANGED,
                                  .type = &type_notice_choice,
                                  .subject_id = person_id,
                                  .owner_id = maybe_of(person_id),
                                  .hidden = true};

    TRY(q_choice_put(call, &row));
    if (channel == NOTICE_CHANNEL_CHAT)
        TRY(q_choice_chat_waiting(call, pace, person_id, kind));
    else
        TRY(q_choice_mail_waiting(call, pace, person_id, kind));
    return record(call, &happening, NULL, NULL);
}

enum err
choice_stop(struct call *call, int64_t person_id, enum notice_kind kind,
            enum notice_channel channel)
{
    TRY(choice_set(call, person_id, kind, channel, NOTICE_PACE_NEVER));
    if (kind != NOTICE_KIND_DIGEST)
        return OK;
    TRY(q_choice_daily_stop(call, person_id));
    return q_choice_daily_let_be(call, person_id);
}

/* A chat is for what goes at once; what is put together goes by mail. */
static enum err
check_chat(struct call *call, const struct notice_choice_put *in)
{
    struct chat_hook hook;
    enum err err = q_chat_of(call, call->person_id, &hook);

    if (err == ERR_NOT_FOUND)
        fault(call, "/channel", "no_chat",
              "No chat is set up for you; set it up first, or choose mail.");
    else if (err != OK)
        return err;
    if (in->kind == NOTICE_KIND_DIGEST)
        fault(call, "/kind", "by_mail", "The digest comes by mail.");
    if (in->pace != NOTICE_PACE_AT_ONCE && in->pace != NOTICE_PACE_NEVER)
        fault(call, "/pace", "at_once_or_never", "To a chat goes what goes at once, or nothing.");
    return OK;
}

/* PUT /api/v1/me/notice-choices */
enum err
notice_choice_set(struct call *call, const struct notice_choice_put *in, struct notice_choices *out)
{
    bool digest = in->kind == NOTICE_KIND_DIGEST;

    if (in->channel == NOTICE_CHANNEL_CHAT)
        TRY(check_chat(call, in));
    else if (digest && in->pace != NOTICE_PACE_WEEKLY && in->pace != NOTICE_PACE_NEVER)
        fault(call, "/pace", "weekly_or_never", "The digest comes by mail, weekly or never.");
    TRY(call_faults(call));
    TRY(choice_set(call, call->person_id, in->kind, in->channel, in->pace));
    return notice_choice_get(call, out);
}

/* PUT /api/v1/me/notice-times */
enum err
notice_time_set(struct call *call, const struct notice_time_put *in, struct notice_choices *out)
{
    struct notice_time row = {
        .person_id = call->person_id,
        .quiet_from = in->quiet_from,
        .quiet_until = in->quiet_until,
        .digest_weekday = in->digest_weekday,
    };

    if (in->quiet_from.has != in->quiet_until.has)
        fault(call, in->quiet_from.has ? "/quiet_until" : "/quiet_from", "half_quiet",
              "Quiet hours need a beginning and an end.");
    TRY(call_faults(call));
    TRY(q_choice_time_put(call, &row));
    struct happening happening = {.kind = EVENT_NOTICE_CHOICE_CHANGED,
                                  .type = &type_notice_time,
                                  .subject_id = call->person_id,
                                  .hidden = true};
    TRY(record(call, &happening, NULL, NULL));
    return notice_choice_get(call, out);
}
