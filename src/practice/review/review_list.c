/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/review_sql.h"
#include "model/page.h"
#include "practice/review/review.h"

enum err
review_get(struct call *call, const struct by_id *in, struct review_view *out)
{
    return review_show(call, in->id, out);
}

/* GET /api/v1/objectives/{id}/reviews */
enum err
review_list(struct call *call, const struct review_query *in, struct review_view_page *out)
{
    struct open_objective objective;
    struct review_view_list rows;
    int64_t before = INT64_MAX; /* id */

    TRY(objective_open(call, in->id, &objective));
    TRY(page_read(call, "review_list", in->after, &before, 1));
    if (!policy_allows(call->who, VERB_DRAFT_READ, &objective.subject))
        return OK;
    TRY(q_review_of_objective(call, in->id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "review_list", &page_last(out)->id, 1);
    for (size_t i = 0; i < out->count; i++)
        TRY(review_complete(call, &objective, &out->items[i]));
    return OK;
}

/* GET /api/v1/me/reviews */
enum err
my_review_list(struct call *call, const struct my_review_query *in, struct review_row_page *out)
{
    struct review_row_list rows;
    int64_t after = 0; /* id */

    TRY(page_read(call, "my_review_list", in->after, &after, 1));
    if (in->side == REVIEW_SIDE_AUTHOR)
        TRY(q_review_asked_by(call, call->person_id, after, in->limit + 1, &rows));
    else
        TRY(q_review_waiting_for(call, call->person_id, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "my_review_list", &page_last(out)->id, 1);
    return OK;
}
