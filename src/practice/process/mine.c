/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of the one who asks. */
#include "gen/process_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/process/step.h"

#define BANNER_COUNT_MAX 100

static enum err
mine(struct call *call, const int64_t after[2], int64_t limit, struct step_row_list *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_step_mine(call, call->person_id, today, call->now, after[0], after[1], limit, out));
    step_rows_fill(call, out->items, out->count);
    return OK;
}

/* GET /api/v1/me/steps */
enum err
my_step_list(struct call *call, const struct page_query *in, struct step_row_page *out)
{
    struct step_row_list rows;
    int64_t after[2] = {INT64_MIN, 0};

    TRY(page_read(call, "my_step_list", in->after, after, 2));
    TRY(mine(call, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct step_row *last = page_last(out);
        out->next = page_write(call, "my_step_list", (int64_t[]){last->due_at, last->id}, 2);
    }
    return OK;
}

/* GET /api/v1/me/process: every page asks this. */
enum err
process_banner_get(struct call *call, struct process_banner *out)
{
    static const int64_t from_first[2] = {INT64_MIN, 0};
    struct step_row_list rows;

    *out = (struct process_banner){0};
    TRY(mine(call, from_first, BANNER_COUNT_MAX, &rows));
    if (rows.count > 0)
        out->step = &rows.items[0];
    out->count = (int64_t)rows.count;
    for (size_t i = 0; i < rows.count; i++)
        out->late += rows.items[i].state == STEP_STATE_LATE ? 1 : 0;
    return OK;
}
