/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/keep.h"

#include "gen/access_sql.h"
#include "gen/notice_sql.h"
#include "practice/record/prune.h"

enum err
notices_prune(struct call *call, int64_t *done)
{
    return q_notice_forget(call, call->now - NOTICE_LIFETIME, PRUNE_ROWS_MAX, done);
}

static enum err
erase_of(struct call *call, int64_t person_id)
{
    int64_t chats;

    TRY(q_notice_of_erased(call, person_id));
    TRY(q_notice_choice_of_erased(call, person_id));
    TRY(q_notice_time_of_erased(call, person_id));
    TRY(q_chat_delete_row(call, person_id, &chats));
    return q_notice_digest_of_erased(call, person_id);
}

enum err
notices_erase(struct call *call, int64_t person_id)
{
    struct person_list rows;

    TRY(q_person_and_namesakes(call, person_id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(erase_of(call, rows.items[i].id));
    return OK;
}
