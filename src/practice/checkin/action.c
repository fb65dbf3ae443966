/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/action.h"

#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/okr/cycle.h"
#include "practice/org/unit.h"
#include "practice/record/record.h"

#define DAY_FAR 2932896 /* 9999-12-31: where an action without a day stands; as in action.sql */

static enum err
leave_trace(struct call *call, const char *event, const struct action *before,
            const struct action *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_action,
        .subject_id = after->id,
        .unit_id = maybe_of(after->unit_id),
        .cycle_id = maybe_of(after->cycle_id),
        .owner_id = after->owner_id,
    };

    return record(call, &happening, before, after);
}

enum err
action_add(struct call *call, struct action *row)
{
    row->state = ACTION_STATE_OPEN;
    row->created_at = call->now;
    row->version = 1;
    TRY(q_action_insert(call, row, &row->id));
    return leave_trace(call, EVENT_ACTION_CREATED, NULL, row);
}

enum err
action_save(struct call *call, const struct action *before, struct action *after)
{
    day_t today;

    if (after->state == ACTION_STATE_OPEN) {
        after->ended_day = maybe_none();
    } else if (before->state == ACTION_STATE_OPEN) {
        TRY(setting_today(call, &today));
        after->ended_day = maybe_of(today);
    }
    after->version = before->version + 1;
    TRY(q_action_update(call, after));
    return leave_trace(call, EVENT_ACTION_UPDATED, before, after);
}

enum err
action_view_fill(struct call *call, struct action_view *items, size_t count)
{
    day_t today;

    TRY(setting_today(call, &today));
    for (size_t i = 0; i < count; i++) {
        struct action_view *item = &items[i];
        struct subject subject = {
            .own = item->owner_id.has && item->owner_id.value == call->person_id,
            .unit_id = item->unit_id,
            .unit_path = item->unit_path,
        };
        item->overdue =
            item->state == ACTION_STATE_OPEN && item->due_day.has && item->due_day.value < today;
        item->may_edit = policy_allows(call->who, VERB_REFLECT, &subject);
    }
    return OK;
}

enum err
action_of_cycle(struct call *call, int64_t unit_id, const struct cycle *cycle, int64_t limit,
                struct action_view_list *out)
{
    TRY(q_action_of_unit(call, unit_id, cycle->id, cycle->start_day, ACTION_STATE_NULL, INT64_MIN,
                         0, limit, out));
    return action_view_fill(call, out->items, out->count);
}

static enum err
show(struct call *call, int64_t id, struct action_view *out)
{
    TRY(q_action_show(call, id, out));
    return action_view_fill(call, out, 1);
}

static struct str
next_page(struct call *call, const char *op, const struct action_view *last)
{
    return page_write(call, op, (int64_t[]){maybe_or(last->due_day, DAY_FAR), last->id}, 2);
}

/* GET /api/v1/units/{id}/actions */
enum err
action_list(struct call *call, const struct action_query *in, struct action_view_page *out)
{
    int64_t after[2] = {INT64_MIN, 0}; /* due, id */
    struct action_view_list rows;
    struct open_unit unit;
    struct cycle cycle;

    TRY(unit_open(call, in->id, &unit));
    TRY(cycle_open(call, in->cycle_id, &cycle));
    TRY(page_read(call, "action_list", in->after, after, 2));
    TRY(q_action_of_unit(call, in->id, cycle.id, cycle.start_day, in->state, after[0], after[1],
                         in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = next_page(call, "action_list", page_last(out));
    return action_view_fill(call, out->items, out->count);
}

/* GET /api/v1/me/actions */
enum err
action_mine(struct call *call, const struct my_action_query *in, struct action_view_page *out)
{
    int64_t after[2] = {INT64_MIN, 0}; /* due, id */
    struct action_view_list rows;

    TRY(page_read(call, "action_mine", in->after, after, 2));
    TRY(q_action_of_owner(call, call->person_id, in->state, after[0], after[1], in->limit + 1,
                          &rows));
    if (page_cut(out, rows, in->limit))
        out->next = next_page(call, "action_mine", page_last(out));
    return action_view_fill(call, out->items, out->count);
}

/* POST /api/v1/units/{id}/actions */
enum err
action_create(struct call *call, const struct action_new *in, struct action_view *out)
{
    struct action row = {.unit_id = in->id};
    struct open_unit unit;
    struct cycle cycle;
    day_t today;

    TRY(unit_open_to(call, in->id, VERB_REFLECT, &unit));
    TRY(setting_today(call, &today));
    if (unit.row.valid_until.has && unit.row.valid_until.value <= today)
        return fail(call, ERR_CONFLICT, "unit_closed", "The unit %.*s has ended.",
                    STR_FMT(unit.row.name));
    enum err err = q_cycle_get(call, in->cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    TRY(person_check(call, in->owner_id, "/owner_id"));
    TRY(call_faults(call));
    type_apply(&type_action_new, in, &type_action, &row);
    TRY(action_add(call, &row));
    return show(call, row.id, out);
}

static enum err
action_open(struct call *call, int64_t id, struct action *out)
{
    struct open_unit unit;
    enum err err = q_action_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_action", "There is no such action.");
    TRY(err);
    TRY(unit_open(call, out->unit_id, &unit));
    unit.subject.own = out->owner_id.has && out->owner_id.value == call->person_id;
    return policy_check(call, VERB_REFLECT, &unit.subject);
}

/* PATCH /api/v1/actions/{id} */
enum err
action_update(struct call *call, const struct action_patch *in, struct action_view *out)
{
    struct action before;

    TRY(action_open(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct action after = before;
    type_apply(&type_action_patch, in, &type_action, &after);
    if (!maybe_eq(after.owner_id, before.owner_id))
        TRY(person_check(call, after.owner_id, "/owner_id"));
    if (after.state == ACTION_STATE_DROPPED && after.note.len == 0)
        fault(call, "/note", "note_required", "Say in a line why the action is dropped.");
    TRY(call_faults(call));
    TRY(action_save(call, &before, &after));
    return show(call, after.id, out);
}
