/* SPDX-License-Identifier: Apache-2.0 */
/* What people say of a step: that it is done, where Koers cannot know, and where its documents are.
 * What it can know nobody signs. */
#include "gen/process_sql.h"
#include "practice/process/evidence.h"
#include "practice/process/state.h"
#include "practice/process/step.h"
#include "practice/record/record.h"

/* One line tells what was written, or is there no more. */
static enum err
leave_trace(struct call *call, const char *event, const struct step *row, struct told_line line)
{
    struct told told = {.items = &line, .count = 1};
    struct happening happening = {
        .kind = event,
        .type = &type_step,
        .subject_id = row->id,
        .unit_id = maybe_of(row->unit_id),
        .cycle_id = maybe_of(row->cycle_id),
        .told = &told,
    };

    return record(call, &happening, NULL, NULL);
}

/* What follows of it is seen at once. */
static enum err
evaluate(struct call *call, const struct step *row)
{
    int64_t turned;

    TRY(q_unit_mark(call, row->unit_id));
    TRY(process_evaluate(call, &turned));
    return q_units_let_go(call);
}

static enum err
not_ended(struct call *call, const struct step_view *view)
{
    if (view->ended_at.has)
        return fail(call, ERR_CONFLICT, "process_ended",
                    "The process has ended; nothing is asked by it any more.");
    return OK;
}

static enum err
open_to_sign(struct call *call, int64_t id, struct step *row, struct step_view *view)
{
    TRY(step_open(call, id, row));
    TRY(call_match(call, row->version));
    TRY(step_show(call, id, view));
    TRY(not_ended(call, view));
    if (view->computed)
        return fail(
            call, ERR_CONFLICT, "step_computed",
            "Koers knows this by itself: the step is done as soon as its evidence is there.");
    if (view->state == STEP_STATE_NOT_NEEDED)
        return fail(call, ERR_CONFLICT, "step_not_needed", "Nothing is asked here any more.");
    if (!view->may_sign)
        return fail(call, ERR_FORBIDDEN, "not_yours",
                    "Those who answer for the step, or their deputies, sign it.");
    return OK;
}

/* POST /api/v1/steps/{id}/sign */
enum err
step_sign(struct call *call, const struct step_signature *in, struct step_view *out)
{
    struct step row;

    TRY(open_to_sign(call, in->id, &row, out));
    if (row.signed_at.has)
        return fail(call, ERR_CONFLICT, "step_signed",
                    "The step is signed; withdraw the signature before you sign anew.");
    if (call->now < row.opens_at)
        return fail(call, ERR_CONFLICT, "step_not_open", "The step has not opened yet.");
    if (row.waits_due_at.has)
        return fail(call, ERR_CONFLICT, "step_waits",
                    "The step waits for others; they have to be done first.");
    TRY(q_step_sign_set(call, maybe_of(call->person_id), maybe_of(call->now), in->note, in->id));
    TRY(leave_trace(call, EVENT_STEP_SIGNED, &row,
                    (struct told_line){.field = "note", .new_value = in->note}));
    TRY(evaluate(call, &row));
    return step_show(call, in->id, out);
}

/* DELETE /api/v1/steps/{id}/sign */
enum err
step_unsign(struct call *call, const struct by_id *in, struct step_view *out)
{
    struct step row;

    TRY(open_to_sign(call, in->id, &row, out));
    if (!row.signed_at.has)
        return fail(call, ERR_CONFLICT, "step_not_signed", "Nobody has signed the step.");
    TRY(q_step_sign_set(call, maybe_none(), maybe_none(), (struct str){0}, in->id));
    TRY(leave_trace(call, EVENT_STEP_SIGNATURE_WITHDRAWN, &row,
                    (struct told_line){.field = "note", .old_value = row.note}));
    TRY(evaluate(call, &row));
    return step_show(call, in->id, out);
}

static bool
is_web_address(struct str url)
{
    return str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

/* Where the document is that far; "no text": nobody said. */
static struct str
url_of(const struct step_view *view, int64_t rank)
{
    for (size_t i = 0; i < view->documents.count; i++)
        if (view->documents.items[i].rank == rank)
            return view->documents.items[i].url;
    return (struct str){0};
}

/* PUT /api/v1/steps/{id}/documents */
enum err
step_document_put(struct call *call, const struct step_document_place *in, struct step_view *out)
{
    struct step row;
    int64_t changed;
    bool there = !str_is_null(in->url);

    TRY(step_open(call, in->id, &row));
    TRY(step_show(call, in->id, out));
    TRY(not_ended(call, out));
    if (out->evidence != EVIDENCE_INPUT_PACK)
        return fail(call, ERR_CONFLICT, "no_pack", "Only an input pack has documents.");
    if (!out->may_document)
        return fail(
            call, ERR_FORBIDDEN, "not_yours",
            "Those who answer for the step, or their deputies, put its documents together.");
    if (there && !is_web_address(in->url))
        fault(call, "/url", "bad_url", "An address begins with https:// or http://.");
    TRY(call_faults(call));
    TRY(q_step_document_set(call, in->url, there ? maybe_of(call->person_id) : maybe_none(),
                            there ? maybe_of(call->now) : maybe_none(), in->id, in->rank,
                            &changed));
    if (changed == 0) {
        fault(call, "/rank", "no_such_document", "The pack has no such document.");
        return call_faults(call);
    }
    TRY(leave_trace(call, EVENT_STEP_DOCUMENT_CHANGED, &row,
                    (struct told_line){
                        .field = "url", .old_value = url_of(out, in->rank), .new_value = in->url}));
    TRY(evaluate(call, &row));
    return step_show(call, in->id, out);
}
