/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reviews of drafts. An objective under review stays a draft: what is private stays private, and
 * its reviewers are added to those who may read it (objective_reader). Each reviewer accepts it or
 * sends it back; what was accepted holds for the edition that was read and lapses when the
 * objective or one of its key results changes afterwards. One review of an objective is open at a
 * time; it ends when it is withdrawn or the objective is published.
 */
#ifndef KOERS_REVIEW_REVIEW_H
#define KOERS_REVIEW_REVIEW_H

#include "gen/review.h"
#include "practice/okr/objective.h"

#define REVIEW_COMMENTS_MAX 500 /* in the thread of one review */

struct open_review {
    struct review row;
    struct open_objective objective;
};

/* Opens for reading: ERR_NOT_FOUND also for who may not read the draft, even after it was
 * published, since the thread was written among its people. */
enum err review_open(struct call *call, int64_t id, struct open_review *out) MUST_USE;

/* ERR_CONFLICT when the review has ended. */
enum err review_going_on(struct call *call, const struct open_review *open) MUST_USE;

/* Fills in what the rows of reviews do not have: reviewers, thread, what the one who asks may do.
 */
enum err review_complete(struct call *call, const struct open_objective *objective,
                         struct review_view *out) MUST_USE;

/* The review as its panel shows it. */
enum err review_show(struct call *call, int64_t id, struct review_view *out) MUST_USE;

/* Records that `kind` happened to the reviewed objective. */
enum err review_trace(struct call *call, const struct open_objective *objective,
                      const char *kind) MUST_USE;

/* Records that `kind` happened to a reviewer, who is told as the owner of what happened: nobody
 * else hears of a draft. `before` is NULL for who is new, `after` for who is released. */
enum err reviewer_trace(struct call *call, const struct open_objective *objective, const char *kind,
                        const struct reviewer *before, const struct reviewer *after) MUST_USE;

/* Ends the open review of an objective, if there is one, because it is published. */
enum err review_end_published(struct call *call, int64_t objective_id) MUST_USE;

#endif
