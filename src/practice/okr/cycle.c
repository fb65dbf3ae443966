/* SPDX-License-Identifier: Apache-2.0 */
/* Cycles: the time boxes, of any length, nested and overlapping as the organisation likes. */
#include "practice/okr/cycle.h"

#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/okr/standing.h"
#include "practice/record/record.h"

#define DAYS_PER_WEEK    7
#define CYCLE_DAYS_MAX   1830 /* five years */
#define CYCLE_NESTED_MAX 8

enum err
cycle_open(struct call *call, int64_t id, struct cycle *out)
{
    enum err err = q_cycle_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_cycle", "There is no such cycle.");
    return err;
}

enum err
cycle_asked(struct call *call, int64_t id, struct cycle *out)
{
    enum err err = q_cycle_get(call, id, out);

    if (err != ERR_NOT_FOUND)
        return err;
    fault(call, "?cycle_id", "no_such_cycle", "There is no such cycle.");
    return ERR_INVALID;
}

/* Which week of the cycle it is today: "week 5 of 13". A quarter of 92 days has 13, the last one a
 * day longer. */
static enum err
cycle_weeks(struct call *call, struct standing *standing, struct cycle_view *view)
{
    TRY(standing_today(call, standing, STR(""), &view->today));
    int64_t days = view->end_day - view->start_day + 1;
    view->weeks = days < DAYS_PER_WEEK ? 1 : (days + DAYS_PER_WEEK / 2) / DAYS_PER_WEEK;
    if (view->today >= view->start_day && view->today <= view->end_day) {
        int64_t week = (view->today - view->start_day) / DAYS_PER_WEEK + 1;
        view->week = maybe_of(week < view->weeks ? week : view->weeks);
    }
    return OK;
}

static enum err
cycle_show(struct call *call, int64_t id, struct cycle_view *out)
{
    struct standing standing;
    struct cycle row;

    TRY(cycle_open(call, id, &row));
    TRY(standing_begin(call, &standing));
    type_copy(&type_cycle, &row, &type_cycle_view, out);
    return cycle_weeks(call, &standing, out);
}

enum err
cycle_get(struct call *call, const struct by_id *in, struct cycle_view *out)
{
    return cycle_show(call, in->id, out);
}

/* GET /api/v1/cycles: the newest start first. */
enum err
cycle_list(struct call *call, const struct cycle_query *in, struct cycle_view_page *out)
{
    struct cycle_view_list rows;
    struct standing standing;
    int64_t after[2] = {INT64_MAX, INT64_MAX}; /* start, id */

    TRY(page_read(call, "cycle_list", in->after, after, 2));
    if (in->state != CYCLE_STATE_NULL)
        TRY(q_cycle_page_by_state(call, in->state, after[0], after[1], in->limit + 1, &rows));
    else
        TRY(q_cycle_page(call, after[0], after[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct cycle_view *last = page_last(out);
        out->next = page_write(call, "cycle_list", (int64_t[]){last->start_day, last->id}, 2);
    }
    TRY(standing_begin(call, &standing));
    for (size_t i = 0; i < out->count; i++)
        TRY(cycle_weeks(call, &standing, &out->items[i]));
    return OK;
}

/* A cycle lies within the one it names, and names no circle. */
static enum err
check_parent(struct call *call, const struct cycle *cycle)
{
    struct maybe parent_id = cycle->parent_id;
    struct cycle parent;

    for (unsigned depth = 0; parent_id.has; depth++) {
        if (parent_id.value == cycle->id || depth == CYCLE_NESTED_MAX) {
            fault(call, "/parent_id", "loop",
                  "A cycle cannot lie in itself; choose one that does not lie in it.");
            return OK;
        }
        enum err err = q_cycle_get(call, parent_id.value, &parent);
        if (err == ERR_NOT_FOUND) {
            fault(call, "/parent_id", "no_such_cycle", "There is no such cycle.");
            return OK;
        }
        TRY(err);
        if (depth == 0 && (cycle->start_day < parent.start_day || cycle->end_day > parent.end_day))
            fault(call, "/parent_id", "outside_parent",
                  "The cycle must lie within %.*s; change its days or name no longer cycle.",
                  STR_FMT(parent.name));
        parent_id = parent.parent_id;
    }
    return OK;
}

static enum err
check(struct call *call, const struct cycle *cycle)
{
    if (cycle->end_day <= cycle->start_day)
        fault(call, "/end_day", "end_not_after_start",
              "The last day must lie after the first; choose a later one.");
    else if (cycle->end_day - cycle->start_day > CYCLE_DAYS_MAX)
        fault(call, "/end_day", "too_long", "A cycle lasts five years at most.");
    TRY(check_parent(call, cycle));
    return call_faults(call);
}

static enum err
leave_trace(struct call *call, const char *event, const struct cycle *before,
            const struct cycle *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_cycle,
                                  .subject_id = after->id,
                                  .cycle_id = maybe_of(after->id)};

    return record(call, &happening, before, after);
}

enum err
cycle_create(struct call *call, const struct cycle_new *in, struct cycle_view *out)
{
    struct cycle after = {.created_at = call->now, .version = 1};

    TRY(policy_check(call, VERB_CYCLE_EDIT, &(struct subject){0}));
    type_apply(&type_cycle_new, in, &type_cycle, &after);
    TRY(check(call, &after));
    TRY(q_cycle_insert(call, &after, &after.id));
    TRY(leave_trace(call, EVENT_CYCLE_CREATED, NULL, &after));
    return cycle_show(call, after.id, out);
}

enum err
cycle_change(struct call *call, const struct cycle_patch *in, struct cycle *ret_before,
             struct cycle *ret_after)
{
    struct cycle before;

    TRY(cycle_open(call, in->id, &before));
    TRY(policy_check(call, VERB_CYCLE_EDIT, &(struct subject){0}));
    TRY(call_match(call, before.version));
    struct cycle after = before;
    type_apply(&type_cycle_patch, in, &type_cycle, &after);
    TRY(check(call, &after));
    after.version = before.version + 1;
    TRY(q_cycle_update(call, &after));
    TRY(leave_trace(call, EVENT_CYCLE_UPDATED, &before, &after));
    *ret_before = before;
    *ret_after = after;
    return OK;
}
