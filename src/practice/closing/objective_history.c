/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The history of an objective. It stands in this part, right of all that leaves events of it:
 * links, check-ins, blockers, post-mortems, and what goes on.
 */
#include "gen/closing_sql.h"
#include "model/page.h"
#include "practice/closing/closing.h"

/* GET /api/v1/objectives/{id}/history */
enum err
objective_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct open_objective open;
    struct history_entry_list entries;
    int64_t before[2] = {INT64_MAX, INT64_MAX}; /* event, change */

    TRY(objective_open(call, in->id, &open));
    TRY(page_read(call, "objective_history", in->after, before, 2));
    TRY(q_objective_history(call, in->id, before[0], before[1], in->limit + 1, &entries));
    if (page_cut(out, entries, in->limit)) {
        const struct history_entry *last = page_last(out);
        out->next = page_write(call, "objective_history", (int64_t[]){last->event_id, last->id}, 2);
    }
    return OK;
}
