/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From draft to published. It stands here and not in okr because of what may bar the way; gate() is
 * the one place that asks: the rules of writing, then the review.
 */
#include "gen/access.h"
#include "gen/review_sql.h"
#include "practice/access/setting.h"
#include "practice/review/review.h"
#include "practice/writing/gate.h"

/* "Anna de Vries, Bart Smit": those who have not accepted what stands there now. */
static struct str
names_waiting(struct call *call, const struct reviewer_view_list *reviewers)
{
    struct str names = STR("");

    for (size_t i = 0; i < reviewers->count; i++)
        if (reviewers->items[i].verdict != VERDICT_ACCEPTED)
            names = str_fmt(call->arena, "%.*s%s%.*s", STR_FMT(names), names.len > 0 ? ", " : "",
                            STR_FMT(reviewers->items[i].person_name));
    return names;
}

/* Does the organisation want this objective reviewed first? */
static enum err
is_review_required(struct call *call, const struct objective *objective, bool *out)
{
    struct settings settings;

    TRY(settings_load(call, &settings));
    *out = settings.review_required == REVIEW_DUTY_ALWAYS ||
           (settings.review_required == REVIEW_DUTY_COMMITTED &&
            objective->kind == OBJECTIVE_KIND_COMMITTED);
    return OK;
}

static enum err
review_gate(struct call *call, const struct open_objective *open)
{
    struct reviewer_view_list reviewers;
    struct review review;
    bool required;

    TRY(is_review_required(call, &open->row, &required));
    if (!required)
        return OK;
    enum err err = q_review_open_of(call, open->row.id, &review);
    if (err == ERR_NOT_FOUND)
        return fail(call, ERR_CONFLICT, "review_needed",
                    "The organisation wants this reviewed first; ask somebody for a review.");
    TRY(err);
    TRY(q_reviewer_list(call, review.id, &reviewers));
    struct str names = names_waiting(call, &reviewers);
    if (names.len > 0)
        return fail(call, ERR_CONFLICT, "review_unfinished",
                    "Not yet accepted as it stands now by %.*s.", STR_FMT(names));
    return OK;
}

static enum err
gate(struct call *call, const struct open_objective *open)
{
    TRY(writing_gate(call, open->row.id));
    return review_gate(call, open);
}

/* POST /api/v1/objectives/{id}/publish */
enum err
objective_publish(struct call *call, const struct by_id *in, struct objective_view *out)
{
    struct open_objective open;

    TRY(objective_step_open(call, in->id, &open));
    TRY(objective_changeable(call, &open));
    if (open.row.state == OBJECTIVE_STATE_PUBLISHED)
        return fail(call, ERR_CONFLICT, "already_published", "The objective is published already.");
    TRY(gate(call, &open));
    struct objective after = open.row;
    after.state = OBJECTIVE_STATE_PUBLISHED;
    after.published_at = maybe_of(call->now);
    TRY(review_end_published(call, in->id));
    return objective_step_save(call, EVENT_OBJECTIVE_PUBLISHED, &open, &after, out);
}
