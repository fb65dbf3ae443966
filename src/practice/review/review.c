/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/review/review.h"

#include "gen/access_sql.h"
#include "gen/okr_sql.h"
#include "gen/review_sql.h"

enum err
review_open(struct call *call, int64_t id, struct open_review *out)
{
    enum err err = q_review_row_get(call, id, &out->row);

    if (err == OK)
        err = objective_open(call, out->row.objective_id, &out->objective);
    if (err == OK && !policy_allows(call->who, VERB_DRAFT_READ, &out->objective.subject))
        err = ERR_NOT_FOUND;
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_review", "There is no such review.");
    return err;
}

enum err
review_going_on(struct call *call, const struct open_review *open)
{
    if (open->row.state != REVIEW_STATE_OPEN)
        return fail(call, ERR_CONFLICT, "review_ended",
                    "The review has ended; a draft can be sent to review again.");
    return OK;
}

enum err
review_complete(struct call *call, const struct open_objective *objective, struct review_view *out)
{
    bool open = out->state == REVIEW_STATE_OPEN;
    bool asked = false;

    TRY(q_reviewer_list(call, out->id, &out->reviewers));
    TRY(q_review_comment_list(call, out->id, REVIEW_COMMENTS_MAX, &out->comments));
    out->accepted = out->reviewers.count > 0;
    for (size_t i = 0; i < out->reviewers.count; i++) {
        out->accepted &= out->reviewers.items[i].verdict == VERDICT_ACCEPTED;
        asked |= out->reviewers.items[i].person_id == call->person_id;
    }
    out->may_judge = open && asked;
    out->may_edit = open && policy_allows(call->who, VERB_OBJECTIVE_EDIT, &objective->subject);
    return OK;
}

enum err
review_show(struct call *call, int64_t id, struct review_view *out)
{
    struct open_review open;

    TRY(review_open(call, id, &open));
    TRY(q_review_show(call, id, out));
    return review_complete(call, &open.objective, out);
}

enum err
review_trace(struct call *call, const struct open_objective *objective, const char *kind)
{
    struct happening happening = objective_happening(&objective->row, kind);

    return record(call, &happening, NULL, NULL);
}

enum err
reviewer_trace(struct call *call, const struct open_objective *objective, const char *kind,
               const struct reviewer *before, const struct reviewer *after)
{
    struct happening happening = objective_happening(&objective->row, kind);

    happening.type = &type_reviewer;
    happening.subject_id = after != NULL ? after->id : before->id;
    happening.owner_id = maybe_of(after != NULL ? after->person_id : before->person_id);
    return record(call, &happening, before, after);
}

/* Is the objective this person's own? Nobody reviews what is theirs. */
static enum err
is_author(struct call *call, const struct open_objective *objective, int64_t person_id, bool *out)
{
    struct person_ref_list co_owners;

    *out = person_id == call->person_id || objective->row.owner_id.value == person_id;
    TRY(q_objective_owner_list(call, objective->row.id, &co_owners));
    for (size_t i = 0; i < co_owners.count; i++)
        *out |= co_owners.items[i].id == person_id;
    return OK;
}

static enum err
check_reviewers(struct call *call, const struct open_objective *objective,
                const struct id_list *person_ids)
{
    for (size_t i = 0; i < person_ids->count; i++) {
        struct str at = str_fmt(call->arena, "/reviewer_ids/%zu", i);
        struct person person;
        bool author;
        TRY(arena_failed(call->arena));
        enum err err = q_person_get(call, person_ids->items[i], &person);
        if (err == ERR_NOT_FOUND) {
            fault(call, at.ptr, "no_such_person", "There is no such person.");
            continue;
        }
        TRY(err);
        TRY(is_author(call, objective, person.id, &author));
        if (author)
            fault(call, at.ptr, "own_draft",
                  "%.*s owns the draft or asks for its review; choose somebody else.",
                  STR_FMT(person.name));
        else if (person.state != PERSON_STATE_ACTIVE && person.state != PERSON_STATE_INVITED)
            fault(call, at.ptr, "cannot_review", "%.*s cannot sign in; choose somebody who can.",
                  STR_FMT(person.name));
    }
    return call_faults(call);
}

static bool
is_listed(const struct id_list *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->items[i] == id)
            return true;
    return false;
}

static enum err
ask(struct call *call, const struct open_objective *objective, int64_t review_id, int64_t person_id)
{
    struct objective_reader reader = {.objective_id = objective->row.id, .person_id = person_id};
    struct reviewer made = {
        .review_id = review_id, .person_id = person_id, .verdict = VERDICT_WAITING};
    struct reviewer there;

    enum err err = q_reviewer_of_person(call, review_id, person_id, &there);
    if (err != ERR_NOT_FOUND)
        return err; /* asked already, or named twice */
    TRY(q_reviewer_insert(call, &made, &made.id));
    TRY(q_objective_reader_insert(call, &reader));
    return reviewer_trace(call, objective, EVENT_REVIEWER_ASKED, NULL, &made);
}

/* POST /api/v1/objectives/{id}/reviews */
enum err
review_request(struct call *call, const struct review_new *in, struct review_view *out)
{
    struct open_objective objective;
    struct review row;

    TRY(objective_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &objective));
    TRY(objective_changeable(call, &objective));
    if (objective.row.state != OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "not_a_draft",
                    "The objective is published; only a draft is reviewed.");
    enum err err = q_review_open_of(call, in->id, &row);
    if (err == OK)
        return fail(call, ERR_CONFLICT, "in_review",
                    "The draft is in review already; change that review.");
    if (err != ERR_NOT_FOUND)
        return err;
    TRY(check_reviewers(call, &objective, &in->reviewer_ids));

    row = (struct review){
        .objective_id = in->id,
        .requested_by = call->person_id,
        .message = in->message,
        .state = REVIEW_STATE_OPEN,
        .created_at = call->now,
        .version = 1,
    };
    TRY(q_review_insert(call, &row, &row.id));
    TRY(review_trace(call, &objective, EVENT_REVIEW_REQUESTED));
    for (size_t i = 0; i < in->reviewer_ids.count; i++)
        TRY(ask(call, &objective, row.id, in->reviewer_ids.items[i]));
    return review_show(call, row.id, out);
}

/* Opens to change the review itself: its author's business, as long as it goes on. */
static enum err
review_open_to_edit(struct call *call, int64_t id, struct open_review *out)
{
    TRY(review_open(call, id, out));
    TRY(policy_check(call, VERB_OBJECTIVE_EDIT, &out->objective.subject));
    return review_going_on(call, out);
}

/* Those who are no longer asked read the draft no more; what they wrote stays in the thread. */
static enum err
release_others(struct call *call, const struct open_review *open, const struct id_list *staying)
{
    struct reviewer_view_list there;

    TRY(q_reviewer_list(call, open->row.id, &there));
    TRY(q_objective_reader_clear(call, open->row.objective_id));
    for (size_t i = 0; i < there.count; i++) {
        struct objective_reader reader = {.objective_id = open->row.objective_id,
                                          .person_id = there.items[i].person_id};
        struct reviewer before;
        if (is_listed(staying, reader.person_id)) {
            TRY(q_objective_reader_insert(call, &reader));
            continue;
        }
        TRY(q_reviewer_of_person(call, open->row.id, reader.person_id, &before));
        TRY(q_reviewer_delete(call, before.id));
        TRY(reviewer_trace(call, &open->objective, EVENT_REVIEWER_RELEASED, &before, NULL));
    }
    return OK;
}

/* PATCH /api/v1/reviews/{id} */
enum err
review_update(struct call *call, const struct review_patch *in, struct review_view *out)
{
    struct open_review open;

    TRY(review_open_to_edit(call, in->id, &open));
    TRY(call_match(call, open.row.version));
    if ((in->given & REVIEW_PATCH_REVIEWER_IDS) == 0)
        return review_show(call, in->id, out);
    TRY(check_reviewers(call, &open.objective, &in->reviewer_ids));
    TRY(release_others(call, &open, &in->reviewer_ids));
    for (size_t i = 0; i < in->reviewer_ids.count; i++)
        TRY(ask(call, &open.objective, in->id, in->reviewer_ids.items[i]));
    open.row.version++;
    TRY(q_review_row_update(call, &open.row));
    return review_show(call, in->id, out);
}

static enum err
end(struct call *call, const struct review *before, enum review_state state)
{
    struct review after = *before;

    after.state = state;
    after.ended_at = maybe_of(call->now);
    after.version = before->version + 1;
    return q_review_row_update(call, &after);
}

/* POST /api/v1/reviews/{id}/withdraw: the draft is read by its own people only, as before. */
enum err
review_withdraw(struct call *call, const struct by_id *in, struct review_view *out)
{
    struct open_review open;

    TRY(review_open_to_edit(call, in->id, &open));
    TRY(end(call, &open.row, REVIEW_STATE_WITHDRAWN));
    TRY(q_objective_reader_clear(call, open.row.objective_id));
    TRY(review_trace(call, &open.objective, EVENT_REVIEW_WITHDRAWN));
    return review_show(call, in->id, out);
}

enum err
review_end_published(struct call *call, int64_t objective_id)
{
    struct review row;

    enum err err = q_review_open_of(call, objective_id, &row);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    return end(call, &row, REVIEW_STATE_PUBLISHED);
}
