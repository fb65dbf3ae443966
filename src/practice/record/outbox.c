/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/outbox.h"

#include "gen/record_sql.h"

enum err
outbox_put(struct call *call, const struct letter *letter)
{
    struct outbox row = {
        .channel = str_from(letter->channel),
        .address = letter->address,
        .subject = letter->subject,
        .body = letter->body,
        .created_at = call->now,
        .due_at = letter->due_at != 0 ? letter->due_at : call->now,
    };

    return q_outbox_insert(call, &row, &row.id);
}
