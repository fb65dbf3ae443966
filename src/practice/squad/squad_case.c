/* SPDX-License-Identifier: Apache-2.0 */
/* Cases: what the squad works on in a unit. */
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/access/history.h"
#include "practice/access/person.h"
#include "practice/org/unit.h"
#include "practice/squad/desk.h"

bool
squad_reads(const struct call *call, int64_t unit_id, struct str unit_path)
{
    return policy_allows(call->who, VERB_SQUAD_READ,
                         &(struct subject){.unit_id = unit_id, .unit_path = unit_path});
}

bool
squad_works(const struct call *call, int64_t unit_id, struct str unit_path)
{
    return policy_allows(call->who, VERB_SQUAD_WORK,
                         &(struct subject){.unit_id = unit_id, .unit_path = unit_path});
}

enum err
squad_read_check(struct call *call, struct maybe unit_id)
{
    struct open_unit unit;

    if (unit_id.has)
        return unit_open_to(call, unit_id.value, VERB_SQUAD_READ, &unit);
    return policy_check(call, VERB_SQUAD_READ, &(struct subject){0});
}

void
case_fill(const struct call *call, struct squad_case_view *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].may_edit = squad_works(call, items[i].unit_id, items[i].unit_path);
}

/* A case for reading. ERR_NOT_FOUND also to those for whom it is not. */
static enum err
case_show(struct call *call, int64_t id, struct squad_case_view *out)
{
    enum err err = q_squad_case_show(call, id, out);

    if (err == ERR_NOT_FOUND || (err == OK && !squad_reads(call, out->unit_id, out->unit_path)))
        return fail(call, ERR_NOT_FOUND, "no_such_case", "There is no such case.");
    TRY(err);
    case_fill(call, out, 1);
    return OK;
}

enum err
case_get(struct call *call, const struct by_id *in, struct squad_case_view *out)
{
    return case_show(call, in->id, out);
}

/* GET /api/v1/squad-cases */
enum err
case_list(struct call *call, const struct case_query *in, struct squad_case_view_page *out)
{
    struct squad_case_view_list rows;
    int64_t before = INT64_MAX; /* id */
    struct str state = {0};

    if (in->state != CASE_STATE_NULL)
        state = str_from(case_state_choice[in->state - 1].name);
    TRY(page_read(call, "case_list", in->after, &before, 1));
    TRY(squad_read_check(call, in->unit_id));
    TRY(q_squad_case_page(call, before, in->unit_id, state, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "case_list", &page_last(out)->id, 1);
    case_fill(call, out->items, out->count);
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct squad_case *before,
            const struct squad_case *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_squad_case,
                                  .subject_id = after->id,
                                  .owner_id = after->owner_id,
                                  .hidden = true};

    return record(call, &happening, before, after);
}

/* POST /api/v1/units/{id}/squad-cases: whoever opens it has it, unless somebody is named. */
enum err
case_create(struct call *call, const struct squad_case_new *in, struct squad_case_view *out)
{
    struct squad_case row = {.unit_id = in->id,
                             .state = CASE_STATE_OPEN,
                             .created_by = maybe_of(call->person_id),
                             .created_at = call->now,
                             .version = 1};
    struct open_unit unit;

    TRY(unit_open_to(call, in->id, VERB_SQUAD_WORK, &unit));
    TRY(person_check(call, in->owner_id, "/owner_id"));
    TRY(call_faults(call));
    type_apply(&type_squad_case_new, in, &type_squad_case, &row);
    if (!row.owner_id.has)
        row.owner_id = maybe_of(call->person_id);
    TRY(q_squad_case_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_SQUAD_CASE_OPENED, NULL, &row));
    return case_show(call, row.id, out);
}

/* PATCH /api/v1/squad-cases/{id} */
enum err
case_update(struct call *call, const struct squad_case_patch *in, struct squad_case_view *out)
{
    struct squad_case before;
    struct open_unit unit;

    TRY(case_show(call, in->id, out));
    TRY(q_squad_case_row(call, in->id, &before));
    TRY(unit_open_to(call, before.unit_id, VERB_SQUAD_WORK, &unit));
    TRY(call_match(call, before.version));
    struct squad_case after = before;
    type_apply(&type_squad_case_patch, in, &type_squad_case, &after);
    if (!maybe_eq(after.owner_id, before.owner_id))
        TRY(person_check(call, after.owner_id, "/owner_id"));
    if (after.state == CASE_STATE_CLOSED && after.outcome.len == 0)
        fault(call, "/outcome", "required", "Say what came of it.");
    TRY(call_faults(call));
    if (after.state != before.state)
        after.closed_at = after.state == CASE_STATE_CLOSED ? maybe_of(call->now) : maybe_none();
    after.version = before.version + 1;
    TRY(q_squad_case_set(call, &after));
    TRY(leave_trace(call, EVENT_SQUAD_CASE_UPDATED, &before, &after));
    return case_show(call, in->id, out);
}

/* GET /api/v1/squad-cases/{id}/history */
enum err
case_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct squad_case_view view;

    TRY(case_show(call, in->id, &view));
    return history_of(call, "case_history", &type_squad_case, in, out);
}
