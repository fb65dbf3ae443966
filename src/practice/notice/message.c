/* SPDX-License-Identifier: Apache-2.0 */
/* The outbox as an administrator sees it: what waits, what went, and what was given up. */
#include "gen/access_sql.h"
#include "gen/notice.h"
#include "gen/notice_sql.h"
#include "gen/record.h"
#include "mail/hook.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/notice/paper.h"
#include "practice/notice/word.h"
#include "practice/record/outbox.h"
#include "practice/record/record.h"

static enum err
check_keeper(struct call *call)
{
    return policy_check(call, VERB_SETTING_EDIT, &(struct subject){0});
}

/* The address of a hook is its key: only where it leads is shown. */
static enum err
hide_key(struct call *call, struct message_view *row)
{
    if (!str_eq(row->channel, STR("mail")))
        row->address = hook_host(call->arena, row->address);
    return arena_failed(call->arena);
}

static usec_t
moment_of(const struct message_view *row)
{
    switch (row->state) {
    case MESSAGE_STATE_DEAD:
        return row->dead_at.value;
    case MESSAGE_STATE_SENT:
        return row->sent_at.value;
    case MESSAGE_STATE_WAITING:
    case MESSAGE_STATE_NULL:
        break;
    }
    return row->due_at;
}

/* GET /api/v1/messages */
enum err
message_list(struct call *call, const struct message_query *in, struct message_view_page *out)
{
    struct message_view_list rows;
    int64_t before[2] = {INT64_MAX, INT64_MAX}; /* moment, id */

    TRY(check_keeper(call));
    TRY(page_read(call, "message_list", in->after, before, 2));
    switch (in->state) {
    case MESSAGE_STATE_WAITING:
        TRY(q_message_waiting(call, before[0], before[1], in->limit + 1, &rows));
        break;
    case MESSAGE_STATE_SENT:
        TRY(q_message_sent(call, before[0], before[1], in->limit + 1, &rows));
        break;
    case MESSAGE_STATE_DEAD:
    case MESSAGE_STATE_NULL:
        TRY(q_message_dead(call, before[0], before[1], in->limit + 1, &rows));
        break;
    }
    if (page_cut(out, rows, in->limit)) {
        const struct message_view *last = page_last(out);
        out->next = page_write(call, "message_list", (int64_t[]){moment_of(last), last->id}, 2);
    }
    for (size_t i = 0; i < out->count; i++)
        TRY(hide_key(call, &out->items[i]));
    return OK;
}

/* GET /api/v1/messages/counts */
enum err
message_count(struct call *call, struct message_counts *out)
{
    TRY(check_keeper(call));
    TRY(q_message_counts_now(call, out));
    out->mail_set_up = call->mails;
    return OK;
}

static enum err
record_message(struct call *call, const char *event, int64_t id)
{
    struct happening happening = {
        .kind = event, .type = &type_outbox, .subject_id = id, .hidden = true};

    return record(call, &happening, NULL, NULL);
}

/* POST /api/v1/messages/test */
enum err
message_test(struct call *call, struct message_view *out)
{
    struct person me;
    struct paper paper;
    struct letter letter = {.channel = "mail", .person_id = maybe_of(call->person_id)};
    struct str none = {0};

    TRY(check_keeper(call));
    if (!call->mails)
        return fail(call, ERR_CONFLICT, "mail_not_set_up",
                    "This server has no mail server to give mail to; set smtp_url first.");
    TRY(q_person_get(call, call->person_id, &me));
    letter.address = me.email;
    letter.subject = word_plain(me.language, WORD_TEST_SUBJECT);
    paper_init(&paper, call->arena, me.language);
    paper_title(&paper, word_plain(me.language, WORD_TEST_TITLE));
    paper_text(&paper, word_say(call->arena, me.language, WORD_TEST_TEXT, me.name, none, none));
    paper_foot(&paper, word_plain(me.language, WORD_TEST_WHY), none, none);
    TRY(paper_finish(&paper, &letter.body, &letter.html));
    TRY(outbox_put(call, &letter));
    TRY(q_message_newest_of(call, letter.person_id, out));
    return record_message(call, EVENT_MESSAGE_TESTED, out->id);
}

static enum err
changed_one(struct call *call, int64_t changed)
{
    if (changed > 0)
        return OK;
    return fail(call, ERR_NOT_FOUND, "no_such_message",
                "There is no message with this number that was given up.");
}

/* POST /api/v1/messages/{id}/retry */
enum err
message_retry(struct call *call, const struct by_id *in, struct message_view *out)
{
    int64_t changed;

    TRY(check_keeper(call));
    TRY(q_message_revive(call, call->now, in->id, &changed));
    TRY(changed_one(call, changed));
    TRY(record_message(call, EVENT_MESSAGE_RETRIED, in->id));
    TRY(q_message_show(call, in->id, out));
    return hide_key(call, out);
}

/* DELETE /api/v1/messages/{id} */
enum err
message_drop(struct call *call, const struct by_id *in)
{
    int64_t changed;

    TRY(check_keeper(call));
    TRY(q_message_delete_dead(call, in->id, &changed));
    TRY(changed_one(call, changed));
    return record_message(call, EVENT_MESSAGE_DROPPED, in->id);
}
