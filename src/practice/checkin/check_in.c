/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Check-ins. One leaves its row, the key result's newest numbers, and the progress of everything
 * above it, in one transaction; nobody's open edit becomes stale by it. correction.c mends one.
 */
#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "model/page.h"
#include "model/zone.h"
#include "practice/access/setting.h"
#include "practice/checkin/blocker.h"
#include "practice/checkin/check_in.h"
#include "practice/checkin/evidence.h"
#include "practice/checkin/tick.h"
#include "practice/okr/past.h"
#include "practice/okr/propagate.h"
#include "practice/record/record.h"

enum err
check_in_open(struct call *call, const struct open_key_result *open)
{
    TRY(objective_changeable(call, &open->objective));
    if (open->objective.row.state == OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "still_draft",
                    "The objective is a draft; publish it before checking in.");
    if (open->objective.place.cycle_state != CYCLE_STATE_OPEN)
        return fail(call, ERR_CONFLICT, "cycle_not_open",
                    "The cycle has not begun; an OKR master can open it.");
    if (open->row.dropped_at.has)
        return fail(call, ERR_CONFLICT, "dropped",
                    "The key result was dropped; restore it before checking in.");
    return OK;
}

void
check_in_check_confidence(struct call *call, struct maybe before, struct maybe after,
                          struct str reason)
{
    bool falls = before.has && after.has && before.value - after.value >= CONFIDENCE_FALL_EXPLAINED;

    if (falls && reason.len == 0)
        fault(call, "/reason", "reason_required",
              "Confidence fell from %lld to %lld; say in one line why.", (long long)before.value,
              (long long)after.value);
}

enum err
check_in_today(struct call *call, const struct open_key_result *open, day_t *out)
{
    struct str zone = open->objective.place.zone;

    return zone.len > 0 ? zone_day(zone, call->now, out) : setting_today(call, out);
}

/* The day it tells about: today in the unit's zone, or an earlier one of its period. */
static day_t
check_day(struct call *call, const struct check_in_new *in, const struct open_key_result *open,
          day_t today)
{
    day_t day = maybe_or(in->day, today);

    if (day > today)
        fault(call, "/day", "in_the_future", "A check-in tells about today or an earlier day.");
    if (in->day.has && day < open->objective.place.cycle_start)
        fault(call, "/day", "before_cycle", "The day lies before the cycle; choose one within it.");
    return day;
}

void
check_in_check_said(struct call *call, struct maybe value, const struct milestone_tick_list *ticks,
                    const struct measure *measure, const struct milestone_list *milestones)
{
    if (measure->kind == KR_KIND_MILESTONES) {
        if (value.has)
            fault(call, "/value", "value_unused",
                  "Milestones have no value; leave it empty and say which are done.");
        ticks_check(call, ticks, milestones);
        return;
    }
    if (ticks->count > 0)
        fault(call, "/milestones", "milestones_unused",
              "Only the kind milestones has them; leave the list empty.");
    enum measure_fault found = value.has ? progress_check(measure, value.value) : MEASURE_FINE;
    if (found != MEASURE_FINE) {
        const struct measure_fault_text *text = measure_fault_text(found);
        fault(call, "/value", text->code, "%s", text->text);
    }
}

/* One of an earlier day may have added to what the newest says. */
struct maybe
check_in_milestones_done(const struct measure *measure)
{
    int64_t done = 0;

    for (size_t i = 0; i < measure->milestone_count; i++)
        done += measure->milestones[i].done;
    return maybe_of(done * DECIMAL_ONE);
}

/* What the key result shows from now on, when this check-in is its newest. */
static enum err
advance(struct call *call, const struct open_key_result *open, const struct measure *measure,
        const struct check_in *check_in, day_t today)
{
    struct key_result after = open->row;

    after.check_in_count++;
    if (check_in->day >= maybe_or(open->row.last_check_in_day, INT64_MIN)) {
        after.current_value = maybe_of(check_in->value);
        after.last_check_in_day = maybe_of(check_in->day);
        after.own_status = check_in->own_status;
        if (check_in->confidence.has)
            after.confidence = check_in->confidence;
    }
    if (measure->kind == KR_KIND_MILESTONES)
        after.current_value = check_in_milestones_done(measure);
    TRY(evidence_apply(call, measure, &after));
    TRY(q_key_result_checked_in(call, &after));
    TRY(past_keep_key_result(call, &after, today));
    return propagate_kept(call, after.objective_id);
}

/* The event alone: the row of the check-in is itself the history of the value. */
static enum err
leave_trace(struct call *call, const struct open_key_result *open)
{
    struct happening happening = objective_happening(&open->objective.row, EVENT_CHECK_IN_CREATED);

    happening.type = &type_key_result;
    happening.subject_id = open->row.id;
    return record(call, &happening, NULL, NULL);
}

/* Could anything be said of it today? */
static bool
is_open(const struct open_key_result *open)
{
    const struct objective *objective = &open->objective.row;

    return objective->state == OBJECTIVE_STATE_PUBLISHED && !objective->dropped_at.has &&
           !objective->archived_at.has && !open->row.dropped_at.has &&
           open->objective.place.cycle_state == CYCLE_STATE_OPEN;
}

struct subject
check_in_subject(struct call *call, const struct open_key_result *open, struct maybe person_id)
{
    struct subject subject = open->subject;

    subject.own |= person_id.has && person_id.value == call->person_id;
    subject.stands_in |= policy_stands_for(call->who, person_id);
    return subject;
}

static void
permit(struct call *call, const struct open_key_result *open, struct check_in_view *item)
{
    struct subject subject = check_in_subject(call, open, item->person_id);

    item->may_correct = is_open(open) && !item->imported &&
                        policy_allows(call->who, VERB_CHECK_IN_CORRECT, &subject);
}

enum err
check_in_fill(struct call *call, const struct open_key_result *open, struct check_in_view *items,
              size_t count)
{
    for (size_t i = 0; i < count; i++)
        permit(call, open, &items[i]);
    return ticks_show(call, items, count);
}

enum err
check_in_display(struct call *call, const struct open_key_result *open, int64_t id,
                 struct check_in_view *out)
{
    TRY(q_check_in_show(call, id, out));
    return check_in_fill(call, open, out, 1);
}

/* One that was just made: it has ticked nothing unless it is of milestones. */
static enum err
display_new(struct call *call, const struct open_key_result *open, int64_t id,
            struct check_in_view *out)
{
    if (open->row.kind == KR_KIND_MILESTONES)
        return check_in_display(call, open, id, out);
    TRY(q_check_in_show(call, id, out));
    permit(call, open, out);
    return OK;
}

/* Writes the row and, of milestones, what it ticked. */
static enum err
insert(struct call *call, const struct check_in_new *in, const struct measure *measure,
       struct measure_lists *lists, struct check_in *check_in)
{
    TRY(progress_raw(measure, check_in->value, &check_in->raw));
    TRY(q_check_in_insert(call, check_in, &check_in->id));
    if (measure->kind != KR_KIND_MILESTONES)
        return OK;
    return ticks_save(call, &in->milestones, measure, &lists->milestones, check_in);
}

/* What is in the way may be said in one go. */
static enum err
check_blocker(struct call *call, const struct check_in_new *in, day_t today, struct blocker *out)
{
    if (in->blocker == NULL)
        return OK;
    return blocker_check(call, in->blocker, "/blocker", today, out);
}

/* POST /api/v1/key-results/{id}/check-ins */
enum err
check_in_create(struct call *call, const struct check_in_new *in, struct check_in_view *out)
{
    struct open_key_result open;
    struct measure_lists lists = {0}; /* of interim targets a check-in knows nothing */
    struct blocker blocker;
    day_t today;
    struct check_in check_in = {.key_result_id = in->id,
                                .person_id = maybe_of(call->person_id),
                                .value = maybe_or(in->value, 0),
                                .confidence = in->confidence,
                                .own_status = in->own_status,
                                .note = in->note,
                                .created_at = call->now,
                                .version = 1};

    TRY(key_result_open_to(call, in->id, VERB_CHECK_IN, &open));
    TRY(check_in_open(call, &open));
    if (open.row.kind == KR_KIND_MILESTONES)
        TRY(measure_lists_load(call, in->id, &lists));
    struct measure measure = measure_of_row(&open.row, key_result_period(&open.objective), &lists);
    if (!in->value.has && measure.kind != KR_KIND_MILESTONES)
        fault(call, "/value", "missing", "This is required.");
    check_in_check_said(call, in->value, &in->milestones, &measure, &lists.milestones);
    check_in_check_confidence(call, open.row.confidence, in->confidence, in->reason);
    TRY(check_in_today(call, &open, &today));
    check_in.day = check_day(call, in, &open, today);
    TRY(check_blocker(call, in, today, &blocker));
    TRY(call_faults(call));
    if (in->reason.len > 0)
        check_in.note = in->note.len == 0 ? in->reason
                                          : str_fmt(call->arena, "%.*s\n\n%.*s",
                                                    STR_FMT(in->reason), STR_FMT(in->note));

    TRY(insert(call, in, &measure, &lists, &check_in));
    TRY(advance(call, &open, &measure, &check_in, today));
    TRY(leave_trace(call, &open));
    if (in->blocker != NULL)
        TRY(blocker_add(call, &open, &blocker));
    return display_new(call, &open, check_in.id, out);
}

/* GET /api/v1/key-results/{id}/check-ins: newest first. */
enum err
check_in_list(struct call *call, const struct check_in_query *in, struct check_in_view_page *out)
{
    struct open_key_result open;
    struct check_in_view_list rows;
    int64_t after[2] = {INT64_MAX, INT64_MAX}; /* day, id */

    TRY(key_result_open(call, in->id, &open));
    TRY(page_read(call, "check_in_list", in->after, after, 2));
    TRY(q_check_in_page(call, in->id, after[0], after[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct check_in_view *last = page_last(out);
        out->next = page_write(call, "check_in_list", (int64_t[]){last->day, last->id}, 2);
    }
    return check_in_fill(call, &open, out->items, out->count);
}
