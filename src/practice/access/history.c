/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/history.h"

#include "gen/access_sql.h"
#include "model/page.h"

enum err
history_of(struct call *call, const char *op, const struct type *type,
           const struct history_query *in, struct history_entry_page *out)
{
    struct history_entry_list entries;
    int64_t before[2] = {INT64_MAX, INT64_MAX}; /* event, change */

    TRY(page_read(call, op, in->after, before, 2));
    TRY(q_history_page(call, str_from(type->name), in->id, before[0], before[1], in->limit + 1,
                       &entries));
    if (page_cut(out, entries, in->limit)) {
        const struct history_entry *last = page_last(out);
        out->next = page_write(call, op, (int64_t[]){last->event_id, last->id}, 2);
    }
    return OK;
}
