/* SPDX-License-Identifier: Apache-2.0 */
/* The inbox: what a person was told, read or not. */
#include "gen/access.h"
#include "gen/notice.h"
#include "gen/notice_sql.h"
#include "model/page.h"
#include "practice/record/record.h"

/* GET /api/v1/me/notices */
enum err
notice_list(struct call *call, const struct notice_query *in, struct notice_view_page *out)
{
    struct notice_view_list rows;
    int64_t before[1] = {INT64_MAX}; /* id */

    TRY(page_read(call, "notice_list", in->after, before, 1));
    if (in->unread)
        TRY(q_notice_page_unread(call, call->person_id, before[0], in->limit + 1, &rows));
    else
        TRY(q_notice_page(call, call->person_id, before[0], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "notice_list", (int64_t[]){page_last(out)->id}, 1);
    return OK;
}

/* GET /api/v1/me/notices/unread */
enum err
notice_count(struct call *call, struct notice_unread *out)
{
    return q_notice_unread_of(call, call->person_id, out);
}

/* The person's other windows hear of it. */
static enum err
say_read(struct call *call, int64_t id)
{
    struct happening happening = {
        .kind = EVENT_NOTICE_WAS_READ, .type = &type_notice, .subject_id = id, .hidden = true};

    return record(call, &happening, NULL, NULL);
}

/* POST /api/v1/me/notices/{id}/read */
enum err
notice_read(struct call *call, const struct by_id *in, struct notice_unread *out)
{
    int64_t changed;

    TRY(q_notice_mark_read(call, maybe_of(call->now), in->id, call->person_id, &changed));
    if (changed == 0)
        return fail(call, ERR_NOT_FOUND, "no_such_notice", "You have no such notice.");
    TRY(say_read(call, in->id));
    return notice_count(call, out);
}

/* POST /api/v1/me/notices/read */
enum err
notice_read_all(struct call *call, struct notice_unread *out)
{
    int64_t changed;

    TRY(q_notice_mark_all_read(call, maybe_of(call->now), call->person_id, &changed));
    if (changed > 0)
        TRY(say_read(call, call->person_id));
    return notice_count(call, out);
}
