/* SPDX-License-Identifier: Apache-2.0 */
/* Proposals for the next version of the way of working: by anybody, decided by who makes it. */
#include "gen/closing_sql.h"
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/squad/handbook.h"

void
proposal_fill(const struct call *call, struct proposal_view *items, size_t count)
{
    bool makes = handbook_maker(call);

    for (size_t i = 0; i < count; i++) {
        bool open = items[i].state == PROPOSAL_STATE_OPEN;
        bool mine = call->person_id != 0 && maybe_or(items[i].created_by, 0) == call->person_id;
        items[i].may_edit = open && (mine || makes);
        items[i].may_decide = open && makes;
    }
}

static enum err
proposal_open(struct call *call, int64_t id, struct proposal *out)
{
    enum err err = q_proposal_row(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_proposal", "There is no such proposal.");
    return err;
}

static enum err
proposal_show(struct call *call, int64_t id, struct proposal_view *out)
{
    TRY(q_proposal_show(call, id, out));
    proposal_fill(call, out, 1);
    return OK;
}

enum err
proposal_get(struct call *call, const struct by_id *in, struct proposal_view *out)
{
    struct proposal row;

    TRY(proposal_open(call, in->id, &row));
    return proposal_show(call, in->id, out);
}

/* GET /api/v1/proposals */
enum err
proposal_list(struct call *call, const struct proposal_query *in, struct proposal_view_page *out)
{
    struct proposal_view_list rows;
    int64_t before = INT64_MAX; /* id */

    TRY(page_read(call, "proposal_list", in->after, &before, 1));
    if (in->state != PROPOSAL_STATE_NULL)
        TRY(q_proposal_page_by_state(call, in->state, before, in->limit + 1, &rows));
    else
        TRY(q_proposal_page(call, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "proposal_list", &page_last(out)->id, 1);
    proposal_fill(call, out->items, out->count);
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct proposal *before,
            const struct proposal *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_proposal,
                                  .subject_id = after->id,
                                  .owner_id = after->created_by};

    return record(call, &happening, before, after);
}

/* Notes when what it came up in is not there. */
static enum err
check_source(struct call *call, const struct proposal_new *in)
{
    struct retrospective retrospective;
    struct harmonisation session;
    enum err err = OK;

    if (in->retrospective_id.has)
        err = q_retrospective_row(call, in->retrospective_id.value, &retrospective);
    if (err == ERR_NOT_FOUND)
        fault(call, "/retrospective_id", "no_such_retrospective",
              "There is no such retrospective.");
    else
        TRY(err);
    err = OK;
    if (in->harmonisation_id.has)
        err = q_harmonisation_get_row(call, in->harmonisation_id.value, &session);
    if (err == ERR_NOT_FOUND)
        fault(call, "/harmonisation_id", "no_such_session", "There is no such session.");
    else
        TRY(err);
    return OK;
}

/* POST /api/v1/proposals */
enum err
proposal_create(struct call *call, const struct proposal_new *in, struct proposal_view *out)
{
    struct proposal row = {.state = PROPOSAL_STATE_OPEN,
                           .source = PROPOSAL_SOURCE_PERSON,
                           .created_by = maybe_of(call->person_id),
                           .created_at = call->now,
                           .version = 1};

    TRY(check_source(call, in));
    TRY(call_faults(call));
    if (in->retrospective_id.has)
        row.source = PROPOSAL_SOURCE_RETROSPECTIVE;
    else if (in->harmonisation_id.has)
        row.source = PROPOSAL_SOURCE_SESSION;
    type_apply(&type_proposal_new, in, &type_proposal, &row);
    TRY(q_proposal_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_PROPOSAL_CREATED, NULL, &row));
    return proposal_show(call, row.id, out);
}

static enum err
check_undecided(struct call *call, const struct proposal *row)
{
    if (row->state == PROPOSAL_STATE_OPEN)
        return OK;
    return fail(call, ERR_CONFLICT, "proposal_decided",
                "The proposal is decided and stays as it is; make a new one.");
}

/* PATCH /api/v1/proposals/{id} */
enum err
proposal_update(struct call *call, const struct proposal_patch *in, struct proposal_view *out)
{
    struct proposal before;

    TRY(proposal_open(call, in->id, &before));
    if (maybe_or(before.created_by, 0) != call->person_id)
        TRY(handbook_maker_check(call));
    TRY(call_match(call, before.version));
    TRY(check_undecided(call, &before));
    struct proposal after = before;
    type_apply(&type_proposal_patch, in, &type_proposal, &after);
    after.version = before.version + 1;
    TRY(q_proposal_set(call, &after));
    TRY(leave_trace(call, EVENT_PROPOSAL_UPDATED, &before, &after));
    return proposal_show(call, in->id, out);
}

/* POST /api/v1/proposals/{id}/decide */
enum err
proposal_decide(struct call *call, const struct proposal_decision *in, struct proposal_view *out)
{
    struct proposal before;
    struct handbook draft = {0};

    TRY(proposal_open(call, in->id, &before));
    TRY(handbook_maker_check(call));
    TRY(call_match(call, before.version));
    TRY(check_undecided(call, &before));
    if (!in->accept && in->reason.len == 0)
        fault(call, "/reason", "required", "Say why, so that who proposed it can understand.");
    TRY(call_faults(call));
    if (in->accept)
        TRY(handbook_draft(call, &draft));
    if (in->accept && draft.id == 0)
        return fail(call, ERR_CONFLICT, "no_draft",
                    "There is no draft it could go into; begin the next version first.");
    struct proposal after = before;
    after.state = in->accept ? PROPOSAL_STATE_ACCEPTED : PROPOSAL_STATE_DECLINED;
    after.handbook_id = in->accept ? maybe_of(draft.id) : maybe_none();
    after.reason = in->reason;
    after.decided_by = maybe_of(call->person_id);
    after.decided_at = maybe_of(call->now);
    after.version = before.version + 1;
    TRY(q_proposal_set(call, &after));
    TRY(leave_trace(call, EVENT_PROPOSAL_DECIDED, &before, &after));
    return proposal_show(call, in->id, out);
}
