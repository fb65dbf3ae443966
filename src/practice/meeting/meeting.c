/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/meeting/meeting.h"

#include "gen/checkin_sql.h"
#include "gen/meeting_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/checkin/action.h"
#include "practice/org/unit.h"

#define ACTIONS_MAX 200

struct happening
meeting_happening(const struct meeting *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_meeting,
        .subject_id = row->id,
        .unit_id = maybe_of(row->unit_id),
        .cycle_id = maybe_of(row->cycle_id),
    };
}

enum err
meeting_open(struct call *call, int64_t id, struct meeting *out)
{
    enum err err = q_meeting_find(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_meeting", "There is no such meeting.");
    return err;
}

enum err
meeting_open_to_run(struct call *call, int64_t id, struct meeting *out)
{
    struct open_unit unit;

    TRY(meeting_open(call, id, out));
    return unit_open_to(call, out->unit_id, VERB_MEETING_RUN, &unit);
}

/* Writes the row and leaves the event; `before` is NULL where no field that people edit changed. */
static enum err
save(struct call *call, const char *event, const struct meeting *before,
     const struct meeting *after)
{
    struct happening happening = meeting_happening(after, event);

    TRY(q_meeting_write(call, after));
    return record(call, &happening, before, before != NULL ? after : NULL);
}

enum err
meeting_display(struct call *call, int64_t id, struct meeting_view *out)
{
    struct open_unit unit;
    struct cycle cycle;

    TRY(q_meeting_show(call, id, out));
    TRY(q_meeting_items(call, id, &out->items));
    TRY(q_meeting_attendance_list(call, id, &out->attendance));
    TRY(q_cycle_get(call, out->cycle_id, &cycle));
    TRY(action_of_cycle(call, out->unit_id, &cycle, ACTIONS_MAX, &out->actions));
    TRY(unit_open(call, out->unit_id, &unit));
    out->may_run = policy_allows(call->who, VERB_MEETING_RUN, &unit.subject);
    out->may_mail = out->may_run && call->mails && out->state == MEETING_STATE_ENDED;
    if (out->state == MEETING_STATE_RUNNING)
        out->now = maybe_of(call->now);
    return OK;
}

/* GET /api/v1/units/{id}/meetings */
enum err
meeting_list(struct call *call, const struct meeting_query *in, struct meeting_row_page *out)
{
    struct open_unit unit;
    struct meeting_row_list rows;
    int64_t before[2] = {INT64_MAX, INT64_MAX}; /* start, id */

    TRY(unit_open(call, in->id, &unit));
    TRY(page_read(call, "meeting_list", in->after, before, 2));
    TRY(q_meeting_page(call, in->id, before[0], before[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct meeting_row *last = page_last(out);
        out->next = page_write(call, "meeting_list", (int64_t[]){last->starts_at, last->id}, 2);
    }
    return OK;
}

/* GET /api/v1/me/meetings */
enum err
meeting_mine(struct call *call, const struct page_query *in, struct meeting_row_page *out)
{
    struct meeting_row_list rows;
    int64_t after[2] = {0, 0}; /* start, id */
    day_t today;

    TRY(setting_today(call, &today));
    TRY(page_read(call, "meeting_mine", in->after, after, 2));
    TRY(q_meeting_mine_page(call, call->person_id, today, call->now, after[0], after[1],
                            in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct meeting_row *last = page_last(out);
        out->next = page_write(call, "meeting_mine", (int64_t[]){last->starts_at, last->id}, 2);
    }
    return OK;
}

static enum err
check_cycle(struct call *call, int64_t cycle_id)
{
    struct cycle cycle;

    enum err err = q_cycle_get(call, cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    if (err == OK && cycle.state != CYCLE_STATE_OPEN)
        fault(call, "/cycle_id", "cycle_not_open",
              "The cycle %.*s is not open; choose one that is.", STR_FMT(cycle.name));
    return OK;
}

/* POST /api/v1/units/{id}/meetings */
enum err
meeting_create(struct call *call, const struct meeting_new *in, struct meeting_view *out)
{
    struct open_unit unit;
    struct meeting row = {
        .unit_id = in->id,
        .cycle_id = in->cycle_id,
        .state = MEETING_STATE_PLANNED,
        .starts_at = maybe_or(in->starts_at, call->now),
        .budget_minutes = in->budget_minutes,
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };

    TRY(unit_open_to(call, in->id, VERB_MEETING_RUN, &unit));
    if (unit.row.valid_until.has)
        return fail(call, ERR_CONFLICT, "unit_closed", "The unit %.*s has ended.",
                    STR_FMT(unit.row.name));
    TRY(check_cycle(call, in->cycle_id));
    TRY(call_faults(call));
    TRY(q_meeting_insert(call, &row, &row.id));
    TRY(agenda_make(call, &row));
    TRY(q_meeting_write(call, &row));
    struct happening happening = meeting_happening(&row, EVENT_MEETING_PLANNED);
    TRY(record(call, &happening, NULL, &row));
    return meeting_display(call, row.id, out);
}

enum err
meeting_get(struct call *call, const struct by_id *in, struct meeting_view *out)
{
    struct meeting row;

    TRY(meeting_open(call, in->id, &row));
    return meeting_display(call, in->id, out);
}

/* PATCH /api/v1/meetings/{id} */
enum err
meeting_update(struct call *call, const struct meeting_patch *in, struct meeting_view *out)
{
    struct meeting before;

    TRY(meeting_open_to_run(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct meeting after = before;
    type_apply(&type_meeting_patch, in, &type_meeting, &after);
    if (before.state != MEETING_STATE_PLANNED && after.starts_at != before.starts_at)
        return fail(call, ERR_CONFLICT, "meeting_started", "The meeting has begun already.");
    after.version = before.version + 1;
    TRY(save(call, EVENT_MEETING_CHANGED, &before, &after));
    if (before.state == MEETING_STATE_PLANNED && after.budget_minutes != before.budget_minutes)
        TRY(agenda_make(call, &after));
    return meeting_display(call, in->id, out);
}

/* DELETE /api/v1/meetings/{id} */
enum err
meeting_delete(struct call *call, const struct by_id *in)
{
    struct meeting row;

    TRY(meeting_open_to_run(call, in->id, &row));
    TRY(call_match(call, row.version));
    if (row.state != MEETING_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "meeting_started",
                    "The meeting has begun; its minutes stay readable.");
    TRY(q_meeting_items_clear(call, row.id));
    TRY(q_meeting_remove(call, row.id));
    struct happening happening = meeting_happening(&row, EVENT_MEETING_DELETED);
    return record(call, &happening, &row, NULL);
}

/* POST /api/v1/meetings/{id}/start */
enum err
meeting_start(struct call *call, const struct by_id *in, struct meeting_view *out)
{
    struct meeting row;
    struct meeting_item_view_list items;

    TRY(meeting_open_to_run(call, in->id, &row));
    if (row.state != MEETING_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "meeting_started", "The meeting has begun already.");
    TRY(agenda_make(call, &row));
    TRY(q_meeting_items(call, row.id, &items));
    row.state = MEETING_STATE_RUNNING;
    row.started_at = maybe_of(call->now);
    row.presenter_id = maybe_of(call->person_id);
    row.item_id = items.count > 0 ? maybe_of(items.items[0].id) : maybe_none();
    row.item_since = maybe_of(call->now);
    enum err err = save(call, EVENT_MEETING_STARTED, NULL, &row);
    if (err == ERR_CONFLICT)
        return fail(call, err, "another_runs",
                    "Another check-in meeting of this unit is running; end it first.");
    TRY(err);
    TRY(q_meeting_attendance_add(
        call, &(struct meeting_attendance){.meeting_id = row.id, .person_id = call->person_id}));
    return meeting_display(call, in->id, out);
}

static enum err
open_running(struct call *call, int64_t id, struct meeting *out)
{
    TRY(meeting_open_to_run(call, id, out));
    if (out->state != MEETING_STATE_RUNNING)
        return fail(call, ERR_CONFLICT, "meeting_not_running", "The meeting is not running.");
    return OK;
}

/* The time since it came on the screen goes to the item that is left. */
static enum err
leave_item(struct call *call, const struct meeting *row)
{
    usec_t spent = call->now - maybe_or(row->item_since, call->now);

    if (!row->item_id.has || spent <= 0)
        return OK;
    return q_meeting_item_spend(call, spent / USEC_PER_SEC, row->item_id.value);
}

/* POST /api/v1/meetings/{id}/move: whoever moves on presents from now on. */
enum err
meeting_go(struct call *call, const struct meeting_move *in, struct meeting_view *out)
{
    struct meeting row;
    struct meeting_item item;

    TRY(open_running(call, in->id, &row));
    enum err err = q_meeting_item_find(call, in->item_id, &item);
    if (err == ERR_NOT_FOUND || (err == OK && item.meeting_id != row.id)) {
        fault(call, "/item_id", "no_such_item", "The agenda has no such item.");
        return call_faults(call);
    }
    TRY(err);
    TRY(leave_item(call, &row));
    row.item_id = maybe_of(item.id);
    row.item_since = maybe_of(call->now);
    row.presenter_id = maybe_of(call->person_id);
    TRY(save(call, EVENT_MEETING_MOVED, NULL, &row));
    return meeting_display(call, in->id, out);
}

/* POST /api/v1/meetings/{id}/end */
enum err
meeting_end(struct call *call, const struct by_id *in, struct meeting_view *out)
{
    struct meeting row;

    TRY(open_running(call, in->id, &row));
    TRY(leave_item(call, &row));
    row.state = MEETING_STATE_ENDED;
    row.ended_at = maybe_of(call->now);
    row.item_id = maybe_none();
    row.item_since = maybe_none();
    TRY(save(call, EVENT_MEETING_ENDED, NULL, &row));
    return meeting_display(call, in->id, out);
}
