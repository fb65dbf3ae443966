/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An import knows names, not people. A merge says who a name is: what the name held changes hands,
 * row by row and written down, so that it can be undone. It stands in the last part because it must
 * name the tables of all others (doc/decision/0005); test_merge.c asks the schema whether one was
 * forgotten.
 */
#include "gen/access_sql.h"
#include "gen/exchange_sql.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"

/* Writes down which rows of the name move. */
static enum err
note(struct call *call, const struct merge *merge)
{
    int64_t id = merge->id;
    int64_t from = merge->from_id;
    int64_t into = merge->into_id;

    TRY(q_merge_note_objective_owner(call, id, from));
    TRY(q_merge_note_objective_maker(call, id, from));
    TRY(q_merge_note_co_owner(call, id, from, into));
    TRY(q_merge_note_key_result_owner(call, id, from));
    TRY(q_merge_note_check_in(call, id, from));
    TRY(q_merge_note_initiative_owner(call, id, from));
    TRY(q_merge_note_action_owner(call, id, from));
    TRY(q_merge_note_blocker(call, id, from));
    TRY(q_merge_note_attendance(call, id, from, into));
    TRY(q_merge_note_case_owner(call, id, from));
    TRY(q_merge_note_visit_master(call, id, from));
    TRY(q_merge_note_visit_person(call, id, from, into));
    TRY(q_merge_note_session_lead(call, id, from));
    TRY(q_merge_note_session_person(call, id, from, into));
    TRY(q_merge_note_hand_over_from(call, id, from, into));
    TRY(q_merge_note_hand_over_to(call, id, from, into));
    TRY(q_merge_note_membership(call, id, from, into));
    TRY(q_merge_note_manager(call, id, from, into));
    TRY(q_merge_note_leadership(call, id, from, into));
    return q_merge_note_role(call, id, from, into);
}

/* Gives what was noted and is still `of`'s to `to`. */
static enum err
move(struct call *call, int64_t id, int64_t of, int64_t to)
{
    TRY(q_merge_move_objective_owner(call, to, of, id));
    TRY(q_merge_move_objective_maker(call, to, of, id));
    TRY(q_merge_move_co_owner(call, to, of, id));
    TRY(q_merge_move_key_result_owner(call, to, of, id));
    TRY(q_merge_move_check_in(call, to, of, id));
    TRY(q_merge_move_initiative_owner(call, to, of, id));
    TRY(q_merge_move_action_owner(call, to, of, id));
    TRY(q_merge_move_blocker(call, to, of, id));
    TRY(q_merge_move_attendance(call, to, of, id));
    TRY(q_merge_move_case_owner(call, to, of, id));
    TRY(q_merge_move_visit_master(call, to, of, id));
    TRY(q_merge_move_visit_person(call, to, of, id));
    TRY(q_merge_move_session_lead(call, to, of, id));
    TRY(q_merge_move_session_person(call, to, of, id));
    TRY(q_merge_move_hand_over_from(call, to, of, id));
    TRY(q_merge_move_hand_over_to(call, to, of, id));
    TRY(q_merge_move_membership(call, to, of, id));
    TRY(q_merge_move_manager(call, to, of, id));
    TRY(q_merge_move_leadership(call, to, of, id));
    return q_merge_move_role(call, to, of, id);
}

/* The name that is merged or set free, versions compared. */
static enum err
open_name(struct call *call, int64_t id, struct person *out)
{
    TRY(policy_check(call, VERB_PERSON_EDIT, &(struct subject){0}));
    TRY(person_open(call, id, out));
    return call_match(call, out->version);
}

static enum err
check_merge(struct call *call, const struct person *name, int64_t into_id)
{
    struct person into;

    if (name->state != PERSON_STATE_IMPORTED || name->merged_into.has || name->erased_at.has)
        return fail(call, ERR_CONFLICT, "not_a_name",
                    "Only an imported name without an account can become a person.");
    enum err err = q_person_get(call, into_id, &into);
    if (err == ERR_NOT_FOUND)
        fault(call, "/into_id", "no_such_person", "There is no such person.");
    else if (err != OK)
        return err;
    else if (into.id == name->id || into.merged_into.has || str_is_null(into.email))
        fault(call, "/into_id", "not_a_person", "Choose a person with an address.");
    return call_faults(call);
}

/* POST /api/v1/people/{id}/merge */
enum err
person_merge(struct call *call, const struct person_merge *in, struct person *out)
{
    struct person before;

    TRY(open_name(call, in->id, &before));
    TRY(check_merge(call, &before, in->into_id));
    struct merge merge = {
        .from_id = before.id,
        .into_id = in->into_id,
        .created_at = call->now,
        .person_id = maybe_of(call->person_id),
    };
    TRY(q_merge_insert(call, &merge, &merge.id));
    TRY(note(call, &merge));
    TRY(move(call, merge.id, merge.from_id, merge.into_id));
    *out = before;
    out->merged_into = maybe_of(merge.into_id);
    return person_save(call, EVENT_PERSON_MERGED, &before, out);
}

/* POST /api/v1/people/{id}/unmerge: what the person gave away since then stays where it went. */
enum err
person_unmerge(struct call *call, const struct by_id *in, struct person *out)
{
    struct person before;
    struct merge merge;

    TRY(open_name(call, in->id, &before));
    enum err err = q_merge_newest(call, before.id, &merge);
    if (err == ERR_NOT_FOUND || before.erased_at.has)
        return fail(call, ERR_CONFLICT, "not_merged", "This name was not merged into a person.");
    TRY(err);
    TRY(move(call, merge.id, merge.into_id, merge.from_id));
    TRY(q_merge_undo(call, maybe_of(call->now), merge.id));
    *out = before;
    out->merged_into = maybe_none();
    return person_save(call, EVENT_PERSON_UNMERGED, &before, out);
}
