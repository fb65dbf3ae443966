/* SPDX-License-Identifier: Apache-2.0 */
/* Retrospectives: what worked, what did not, and why; one of a unit in a cycle.
 */
#include "gen/closing_sql.h"
#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/closing/closing.h"
#include "practice/org/unit.h"

#define RETROSPECTIVE_PORTION 200 /* one page at most: their causes are read at once */

/* Gives each retrospective its causes, and says whether the one who asks may
 * change it. */
static enum err
fill(struct call *call, struct retrospective_view *items, size_t count)
{
    int64_t ids[RETROSPECTIVE_PORTION];
    struct retrospective_cause_list rows;

    for (size_t i = 0; i < count; i++) {
        struct subject subject = {.unit_id = items[i].unit_id, .unit_path = items[i].unit_path};
        items[i].may_edit = policy_allows(call->who, VERB_REFLECT, &subject);
        ids[i] = items[i].id;
    }
    TRY(q_retrospective_cause_list(call, &(struct id_list){ids, count}, &rows));
    struct cause_view *causes = arena_array(call->arena, rows.count, sizeof(*causes));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i++)
        causes[i] = (struct cause_view){rows.items[i].cause, rows.items[i].note};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows.count; k++)
            if (rows.items[k].retrospective_id == items[i].id && items[i].causes.count++ == 0)
                items[i].causes.items = &causes[k];
    return OK;
}

static enum err
show(struct call *call, int64_t id, struct retrospective_view *out)
{
    enum err err = q_retrospective_show(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_retrospective", "There is no such retrospective.");
    TRY(err);
    return fill(call, out, 1);
}

enum err
retrospective_of(struct call *call, int64_t unit_id, int64_t cycle_id,
                 struct retrospective_view **out)
{
    struct retrospective_view_list rows;

    TRY(q_retrospective_of_unit(call, cycle_id, unit_id, &rows));
    *out = rows.count > 0 ? &rows.items[0] : NULL;
    return fill(call, rows.items, rows.count);
}

enum err
retrospective_get(struct call *call, const struct by_id *in, struct retrospective_view *out)
{
    return show(call, in->id, out);
}

/* GET /api/v1/retrospectives */
enum err
retrospective_list(struct call *call, const struct retrospective_query *in,
                   struct retrospective_view_page *out)
{
    struct retrospective_view_list rows;
    int64_t after = 0;

    TRY(page_read(call, "retrospective_list", in->after, &after, 1));
    TRY(q_retrospective_of_cycle(call, in->cycle_id, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "retrospective_list", &page_last(out)->id, 1);
    return fill(call, out->items, out->count);
}

static enum err
leave_trace(struct call *call, const char *event, const struct retrospective *before,
            const struct retrospective *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_retrospective,
        .subject_id = after->id,
        .unit_id = maybe_of(after->unit_id),
        .cycle_id = maybe_of(after->cycle_id),
    };

    return record(call, &happening, before, after);
}

static enum err
causes_save(struct call *call, int64_t retrospective_id, const struct cause_new_list *causes)
{
    TRY(q_retrospective_cause_clear(call, retrospective_id));
    for (size_t i = 0; i < causes->count; i++) {
        struct retrospective_cause row = {.retrospective_id = retrospective_id,
                                          .cause = causes->items[i].cause,
                                          .note = causes->items[i].note};
        TRY(q_retrospective_cause_insert(call, &row, &row.id));
    }
    return OK;
}

/* POST /api/v1/units/{id}/retrospectives: once the cycle has begun, and also
 * after it has ended. */
enum err
retrospective_create(struct call *call, const struct retrospective_new *in,
                     struct retrospective_view *out)
{
    struct retrospective row = {.unit_id = in->id, .created_at = call->now, .version = 1};
    struct open_unit unit;
    struct cycle cycle;

    TRY(unit_open_to(call, in->id, VERB_REFLECT, &unit));
    enum err err = q_cycle_get(call, in->cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    TRY(call_faults(call));
    if (cycle.state == CYCLE_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "cycle_not_open",
                    "The cycle has not begun, so there is nothing to look back on.");
    type_apply(&type_retrospective_new, in, &type_retrospective, &row);
    err = q_retrospective_insert(call, &row, &row.id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "retrospective_exists",
                    "The unit has a retrospective of this cycle already; change that one.");
    TRY(err);
    TRY(causes_save(call, row.id, &in->causes));
    TRY(leave_trace(call, EVENT_RETROSPECTIVE_CREATED, NULL, &row));
    return show(call, row.id, out);
}

/* PATCH /api/v1/retrospectives/{id} */
enum err
retrospective_update(struct call *call, const struct retrospective_patch *in,
                     struct retrospective_view *out)
{
    struct retrospective before;
    struct open_unit unit;

    enum err err = q_retrospective_row(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_retrospective", "There is no such retrospective.");
    TRY(err);
    TRY(unit_open_to(call, before.unit_id, VERB_REFLECT, &unit));
    TRY(call_match(call, before.version));
    struct retrospective after = before;
    type_apply(&type_retrospective_patch, in, &type_retrospective, &after);
    after.version = before.version + 1;
    TRY(q_retrospective_set(call, &after));
    if ((in->given & RETROSPECTIVE_PATCH_CAUSES) != 0)
        TRY(causes_save(call, after.id, &in->causes));
    TRY(leave_trace(call, EVENT_RETROSPECTIVE_UPDATED, &before, &after));
    return show(call, after.id, out);
}
