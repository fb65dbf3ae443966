/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments on objectives, their key results and check-ins: threads one level deep. Operations are
 * declared in gen/collaboration.h; here stands what notices need.
 *
 * What is said of a draft is seen by whom the draft is seen by, and stays among them when the
 * objective is published, as the thread of a review does.
 */
#ifndef KOERS_COLLABORATION_COMMENT_H
#define KOERS_COLLABORATION_COMMENT_H

#include "gen/collaboration.h"
#include "model/call.h"
#include "practice/okr/objective.h"

struct open_comment {
    struct comment row;
    struct open_objective objective;
    struct subject subject; /* it is its author's own */
};

/* Opens for reading: ERR_NOT_FOUND also for what was said among readers of a draft, and for what
 * was deleted. */
enum err comment_open(struct call *call, int64_t id, struct open_comment *out) MUST_USE;

/* Who hears of a comment because they follow its objective: neither its author nor those it
 * mentions, who hear of it as such, nor who may not see it. */
enum err comment_audience(struct call *call, const struct comment *comment,
                          struct person_ref_list *out) MUST_USE;

#endif
