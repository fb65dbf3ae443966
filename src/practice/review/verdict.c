/* SPDX-License-Identifier: Apache-2.0 */
/* What is said in a review: verdicts, the author's "look again", and the thread they stand in. */
#include "gen/review_sql.h"
#include "practice/review/review.h"

static enum err
comment(struct call *call, int64_t review_id, struct str body, enum verdict verdict)
{
    struct review_comment row = {
        .review_id = review_id,
        .person_id = call->person_id,
        .body = body,
        .verdict = verdict,
        .created_at = call->now,
    };
    struct maybe count;

    if (body.len == 0)
        return OK;
    TRY(q_review_comment_count(call, review_id, &count));
    if (count.value >= REVIEW_COMMENTS_MAX)
        return fail(call, ERR_CONFLICT, "thread_full",
                    "The thread has %d remarks; talk it over and begin a new review.",
                    REVIEW_COMMENTS_MAX);
    return q_review_comment_insert(call, &row, &row.id);
}

/* Opens to judge `edition`, which must be what stands there now: nobody accepts what they have not
 * read. */
static enum err
open_to_judge(struct call *call, int64_t id, int64_t edition, struct open_review *out)
{
    TRY(review_open(call, id, out));
    TRY(policy_check(call, VERB_REVIEW, &out->objective.subject));
    TRY(review_going_on(call, out));
    if (edition != out->objective.row.edition)
        return fail(call, ERR_CONFLICT, "draft_changed",
                    "The draft has changed since you read it; read it again, then decide.");
    return OK;
}

static enum err
judge(struct call *call, const struct open_review *open, enum verdict verdict, struct str body)
{
    struct reviewer row;

    TRY(q_reviewer_of_person(call, open->row.id, call->person_id, &row));
    row.verdict = verdict;
    row.edition = maybe_of(open->objective.row.edition);
    row.judged_at = maybe_of(call->now);
    TRY(q_reviewer_update(call, &row));
    TRY(comment(call, open->row.id, body, verdict));
    return review_trace(call, &open->objective,
                        verdict == VERDICT_ACCEPTED ? EVENT_REVIEW_ACCEPTED
                                                    : EVENT_REVIEW_SENT_BACK);
}

/* POST /api/v1/reviews/{id}/accept */
enum err
review_accept(struct call *call, const struct review_acceptance *in, struct review_view *out)
{
    struct open_review open;

    TRY(open_to_judge(call, in->id, in->edition, &open));
    TRY(judge(call, &open, VERDICT_ACCEPTED, in->body));
    return review_show(call, in->id, out);
}

/* POST /api/v1/reviews/{id}/send-back */
enum err
review_send_back(struct call *call, const struct review_return *in, struct review_view *out)
{
    struct open_review open;

    TRY(open_to_judge(call, in->id, in->edition, &open));
    TRY(judge(call, &open, VERDICT_SENT_BACK, in->body));
    return review_show(call, in->id, out);
}

/* Whoever sent it back, or accepted what is no more, waits again and is told. */
static enum err
wait_again(struct call *call, const struct open_review *open)
{
    struct reviewer_view_list there;

    TRY(q_reviewer_list(call, open->row.id, &there));
    for (size_t i = 0; i < there.count; i++) {
        struct reviewer before;
        if (there.items[i].verdict != VERDICT_SENT_BACK && there.items[i].verdict != VERDICT_LAPSED)
            continue;
        TRY(q_reviewer_of_person(call, open->row.id, there.items[i].person_id, &before));
        struct reviewer after = before;
        after.verdict = VERDICT_WAITING;
        TRY(q_reviewer_update(call, &after));
        TRY(reviewer_trace(call, &open->objective, EVENT_REVIEWER_ASKED, &before, &after));
    }
    return OK;
}

/* POST /api/v1/reviews/{id}/ask-again */
enum err
review_ask_again(struct call *call, const struct review_again *in, struct review_view *out)
{
    struct open_review open;

    TRY(review_open(call, in->id, &open));
    TRY(policy_check(call, VERB_OBJECTIVE_EDIT, &open.objective.subject));
    TRY(review_going_on(call, &open));
    TRY(wait_again(call, &open));
    TRY(comment(call, in->id, in->body, VERDICT_WAITING));
    TRY(review_trace(call, &open.objective, EVENT_REVIEW_ASKED_AGAIN));
    return review_show(call, in->id, out);
}

/* POST /api/v1/reviews/{id}/comments: anybody who may read the draft. */
enum err
review_comment_create(struct call *call, const struct review_comment_new *in,
                      struct review_view *out)
{
    struct open_review open;

    TRY(review_open(call, in->id, &open));
    TRY(review_going_on(call, &open));
    TRY(comment(call, in->id, in->body, VERDICT_NULL));
    TRY(review_trace(call, &open.objective, EVENT_REVIEW_COMMENTED));
    return review_show(call, in->id, out);
}
