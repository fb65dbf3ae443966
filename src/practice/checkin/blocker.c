/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/blocker.h"

#include "gen/access_sql.h"
#include "gen/checkin_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "model/zone.h"
#include "practice/access/history.h"
#include "practice/access/setting.h"
#include "practice/checkin/check_in.h"
#include "practice/checkin/spread.h"
#include "practice/org/unit.h"
#include "practice/record/record.h"

static void
fault_of(struct call *call, const char *at, const char *member, const char *code, const char *text)
{
    struct str pointer = str_fmt(call->arena, "%s/%s", at, member);

    if (!str_is_null(pointer))
        fault_at(call, pointer, code, str_from(text));
}

/* Help is asked of somebody who is there, or of a unit that is. */
static enum err
check_asked(struct call *call, const struct blocker *row, const char *at)
{
    struct unit_place unit;
    struct person person;
    enum err err;

    if (row->asked_unit_id.has && row->asked_person_id.has)
        fault_of(call, at, "asked_person_id", "one_asked",
                 "Ask either a unit or a person, so that somebody feels called.");
    if (row->asked_unit_id.has) {
        err = q_unit_place(call, row->asked_unit_id.value, &unit);
        if (err == ERR_NOT_FOUND || (err == OK && unit.valid_until.has))
            fault_of(call, at, "asked_unit_id", "no_such_unit", "There is no such unit any more.");
        else
            TRY(err);
    }
    if (row->asked_person_id.has) {
        err = q_person_get(call, row->asked_person_id.value, &person);
        if (err == ERR_NOT_FOUND ||
            (err == OK && (person.state == PERSON_STATE_DEACTIVATED || person.merged_into.has)))
            fault_of(call, at, "asked_person_id", "no_such_person",
                     "There is no such person any more.");
        else
            TRY(err);
    }
    if (!str_is_null(row->request) && !row->asked_unit_id.has && !row->asked_person_id.has)
        fault_of(call, at, "request", "nobody_asked", "Say of which unit or person you ask it.");
    return OK;
}

static enum err
check(struct call *call, const struct blocker *row, const char *at, day_t today)
{
    if (row->since_day > today)
        fault_of(call, at, "since_day", "in_the_future", "It began today or earlier.");
    return check_asked(call, row, at);
}

enum err
blocker_check(struct call *call, const struct blocker_said *said, const char *at, day_t today,
              struct blocker *out)
{
    *out = (struct blocker){
        .type = said->type,
        .text = said->text,
        .since_day = maybe_or(said->since_day, today),
        .asked_unit_id = said->asked_unit_id,
        .asked_person_id = said->asked_person_id,
        .request = said->request,
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };
    return check(call, out, at, today);
}

static enum err
leave_trace(struct call *call, const char *event, const struct open_key_result *open,
            const struct blocker *before, const struct blocker *after)
{
    struct happening happening = objective_happening(&open->objective.row, event);

    happening.type = &type_blocker;
    happening.subject_id = after->id;
    return record(call, &happening, before, after);
}

enum err
blocker_add(struct call *call, const struct open_key_result *open, struct blocker *row)
{
    row->key_result_id = open->row.id;
    TRY(q_blocker_insert(call, row, &row->id));
    return leave_trace(call, EVENT_BLOCKER_RAISED, open, NULL, row);
}

/* Fills in what a list shows of today and of the one who asks. A blocker grows older until the day
 * on which it was resolved, where its unit is. */
static enum err
fill(struct call *call, struct blocker_view *items, size_t count)
{
    struct settings settings;
    day_t until;

    if (count == 0)
        return OK;
    TRY(settings_load(call, &settings));
    for (size_t i = 0; i < count; i++) {
        struct blocker_view *item = &items[i];
        struct str zone = item->zone.len > 0 ? item->zone : settings.zone;
        TRY(zone_day(zone, maybe_or(item->resolved_at, call->now), &until));
        item->age_days = until > item->since_day ? until - item->since_day : 0;
        item->asked_of_me =
            item->leads_asked > 0 ||
            (item->asked_person_id.has && item->asked_person_id.value == call->person_id);
        struct subject subject = {
            .own = item->asked_of_me || item->created_by.value == call->person_id,
            .unit_id = item->unit_id,
            .unit_path = item->unit_path,
        };
        item->may_edit = policy_allows(call->who, VERB_CHECK_IN, &subject);
    }
    return OK;
}

static enum err
show(struct call *call, int64_t id, struct blocker_view *out)
{
    TRY(q_blocker_show(call, call->person_id, id, out));
    return fill(call, out, 1);
}

/* POST /api/v1/key-results/{id}/blockers */
enum err
blocker_create(struct call *call, const struct blocker_new *in, struct blocker_view *out)
{
    struct open_key_result open;
    struct blocker row;
    day_t today;
    const struct blocker_said said = {.type = in->type,
                                      .text = in->text,
                                      .since_day = in->since_day,
                                      .asked_unit_id = in->asked_unit_id,
                                      .asked_person_id = in->asked_person_id,
                                      .request = in->request};

    TRY(key_result_open_to(call, in->id, VERB_CHECK_IN, &open));
    TRY(check_in_open(call, &open));
    TRY(check_in_today(call, &open, &today));
    TRY(blocker_check(call, &said, "", today, &row));
    TRY(call_faults(call));
    TRY(blocker_add(call, &open, &row));
    return show(call, row.id, out);
}

/* Opens one to change it: whoever may check in, raised it, or is asked for help. */
static enum err
blocker_open(struct call *call, int64_t id, struct open_key_result *open, struct blocker *out)
{
    struct blocker_view view;

    enum err err = q_blocker_get(call, id, out);
    if (err == OK)
        err = key_result_open(call, out->key_result_id, open);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_blocker", "There is no such blocker.");
    TRY(err);
    TRY(show(call, id, &view));
    open->subject.own |= view.may_edit;
    TRY(policy_check(call, VERB_CHECK_IN, &open->subject));
    return call_match(call, out->version);
}

static enum err
save(struct call *call, const char *event, const struct open_key_result *open,
     const struct blocker *before, struct blocker *after, struct blocker_view *out)
{
    after->version = before->version + 1;
    TRY(q_blocker_update(call, after));
    TRY(leave_trace(call, event, open, before, after));
    return show(call, after->id, out);
}

/* PATCH /api/v1/blockers/{id} */
enum err
blocker_update(struct call *call, const struct blocker_patch *in, struct blocker_view *out)
{
    struct open_key_result open;
    struct blocker before;
    day_t today;

    TRY(blocker_open(call, in->id, &open, &before));
    struct blocker after = before;
    type_apply(&type_blocker_patch, in, &type_blocker, &after);
    TRY(check_in_today(call, &open, &today));
    TRY(check(call, &after, "", today));
    TRY(call_faults(call));
    return save(call, EVENT_BLOCKER_CHANGED, &open, &before, &after, out);
}

/* POST /api/v1/blockers/{id}/resolve */
enum err
blocker_resolve(struct call *call, const struct blocker_end *in, struct blocker_view *out)
{
    struct open_key_result open;
    struct blocker before;

    TRY(blocker_open(call, in->id, &open, &before));
    if (before.resolved_at.has)
        return fail(call, ERR_CONFLICT, "resolved", "It was resolved already.");
    struct blocker after = before;
    after.resolved_at = maybe_of(call->now);
    after.resolved_by = maybe_of(call->person_id);
    after.resolution = in->resolution;
    return save(call, EVENT_BLOCKER_RESOLVED, &open, &before, &after, out);
}

/* POST /api/v1/blockers/{id}/reopen */
enum err
blocker_reopen(struct call *call, const struct by_id *in, struct blocker_view *out)
{
    struct open_key_result open;
    struct blocker before;

    TRY(blocker_open(call, in->id, &open, &before));
    if (!before.resolved_at.has)
        return fail(call, ERR_CONFLICT, "not_resolved", "It is open still.");
    struct blocker after = before;
    after.resolved_at = maybe_none();
    after.resolved_by = maybe_none();
    after.resolution = (struct str){0};
    return save(call, EVENT_BLOCKER_REOPENED, &open, &before, &after, out);
}

/* GET /api/v1/blockers/{id}/history */
enum err
blocker_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct blocker row;

    enum err err = q_blocker_get(call, in->id, &row);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_blocker", "There is no such blocker.");
    TRY(err);
    return history_of(call, "blocker_history", &type_blocker, in, out);
}

/* The narrowest place that was asked for decides where the query begins. */
static enum err
query_rows(struct call *call, const struct blocker_query *in, const int64_t after[2],
           struct blocker_view_list *out)
{
    int64_t me = call->person_id;
    int64_t limit = in->limit + 1;
    struct open_key_result key_result;
    struct open_objective objective;
    struct open_unit unit;

    if (in->key_result_id.has) {
        TRY(key_result_open(call, in->key_result_id.value, &key_result));
        return q_blocker_of_key_result(call, me, in->key_result_id.value, after[0], after[1],
                                       in->type, in->state, in->cycle_id, limit, out);
    }
    if (in->objective_id.has) {
        TRY(objective_open(call, in->objective_id.value, &objective));
        return q_blocker_of_objective(call, me, in->objective_id.value, after[0], after[1],
                                      in->type, in->state, in->cycle_id, limit, out);
    }
    if (in->asked_of_me)
        return q_blocker_asked_of(call, me, after[0], after[1], in->type, in->state, in->cycle_id,
                                  limit, out);
    if (!in->unit_id.has)
        return q_blocker_any(call, me, after[0], after[1], in->type, in->state, in->cycle_id, limit,
                             out);
    TRY(unit_open(call, in->unit_id.value, &unit));
    /* A path ends with a slash, and nothing lies between it and itself with a 0 in the middle. */
    struct str high = in->below ? path_end(call, unit.row.path)
                                : str_fmt(call->arena, "%.*s0", STR_FMT(unit.row.path));
    return q_blocker_of_units(call, me, unit.row.path, high, after[0], after[1], in->type,
                              in->state, in->cycle_id, limit, out);
}

/* GET /api/v1/blockers: the oldest first. */
enum err
blocker_list(struct call *call, const struct blocker_query *in, struct blocker_view_page *out)
{
    int64_t after[2] = {INT64_MIN, 0}; /* since, id */
    struct blocker_view_list rows;

    TRY(page_read(call, "blocker_list", in->after, after, 2));
    TRY(query_rows(call, in, after, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct blocker_view *last = page_last(out);
        out->next = page_write(call, "blocker_list", (int64_t[]){last->since_day, last->id}, 2);
    }
    return fill(call, out->items, out->count);
}
