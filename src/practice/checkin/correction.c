/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Corrections. A check-in that was mistyped is mended: everything above follows from all check-ins
 * there are. What it said before stays, with the moment until which it said so, because weeks that
 * were painted and meetings that were held go by what was known then (decision 0092).
 */
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "practice/access/history.h"
#include "practice/checkin/check_in.h"
#include "practice/checkin/evidence.h"
#include "practice/checkin/tick.h"
#include "practice/okr/propagate.h"
#include "practice/record/record.h"

/* A check-in that somebody opens, with all it lies under. */
struct open_check_in {
    struct check_in row;
    struct open_key_result key_result;
    struct measure_lists lists;
    struct measure measure;
};

static enum err
find(struct call *call, int64_t id, struct open_check_in *out)
{
    enum err err = q_check_in_find(call, id, &out->row);

    if (err == OK)
        err = key_result_open(call, out->row.key_result_id, &out->key_result);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_check_in", "There is no such check-in.");
    return err;
}

static enum err
open_to_correct(struct call *call, int64_t id, struct open_check_in *out)
{
    TRY(find(call, id, out));
    struct subject subject = check_in_subject(call, &out->key_result, out->row.person_id);
    TRY(policy_check(call, VERB_CHECK_IN_CORRECT, &subject));
    TRY(call_match(call, out->row.version));
    TRY(check_in_open(call, &out->key_result));
    if (out->row.imported)
        return fail(call, ERR_CONFLICT, "imported",
                    "The check-in came with an import; mend it where it came from and import "
                    "again, or check in anew.");
    TRY(measure_lists_load(call, out->key_result.row.id, &out->lists));
    out->measure = measure_of_row(&out->key_result.row,
                                  key_result_period(&out->key_result.objective), &out->lists);
    return OK;
}

/* A fall against what it said, or what was told before it. */
static enum err
check_fall(struct call *call, const struct check_in_patch *in, const struct check_in *before,
           const struct check_in *after)
{
    struct maybe was = before->confidence;

    if (maybe_eq(before->confidence, after->confidence))
        return OK;
    if (!was.has)
        TRY(q_check_in_confidence_before(call, before->key_result_id, before->day, before->id,
                                         &was));
    check_in_check_confidence(call, was, after->confidence, in->reason);
    return OK;
}

/* What the key result shows follows from all of its check-ins. */
static enum err
settle(struct call *call, const struct open_check_in *open)
{
    struct key_result after = open->key_result.row;
    struct check_in_list rows;

    TRY(q_check_ins_of(call, after.id, &rows));
    after.confidence = maybe_none();
    for (size_t i = 0; i < rows.count; i++) {
        const struct check_in *row = &rows.items[i];
        after.current_value = maybe_of(row->value);
        after.own_status = row->own_status;
        if (row->confidence.has)
            after.confidence = row->confidence;
    }
    if (open->measure.kind == KR_KIND_MILESTONES)
        after.current_value = check_in_milestones_done(&open->measure);
    TRY(evidence_apply(call, &open->measure, &after));
    TRY(q_key_result_checked_in(call, &after));
    return propagate(call, after.objective_id);
}

static enum err
leave_trace(struct call *call, const struct open_check_in *open, const struct check_in *after,
            const struct told *told)
{
    struct happening happening =
        objective_happening(&open->key_result.objective.row, EVENT_CHECK_IN_CORRECTED);

    happening.type = &type_check_in;
    happening.subject_id = after->id;
    happening.told = told;
    return record(call, &happening, &open->row, after);
}

/* The reason, then what it says of each milestone that it did not say before. */
static enum err
tell(struct call *call, const struct check_in_patch *in, const struct open_check_in *open,
     struct told *out)
{
    size_t most = 1 + open->lists.milestones.count;

    *out = (struct told){.items = arena_array(call->arena, most, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    if (in->reason.len > 0)
        out->items[out->count++] = (struct told_line){.field = "reason", .new_value = in->reason};
    if ((in->given & CHECK_IN_PATCH_MILESTONES) != 0)
        TRY(ticks_tell(call, open->row.id, &in->milestones, &open->lists.milestones, out));
    return OK;
}

/* PATCH /api/v1/check-ins/{id} */
enum err
check_in_update(struct call *call, const struct check_in_patch *in, struct check_in_view *out)
{
    struct open_check_in open;
    struct told told;

    TRY(open_to_correct(call, in->id, &open));
    struct check_in after = open.row;
    type_apply(&type_check_in_patch, in, &type_check_in, &after);
    bool valued = (in->given & CHECK_IN_PATCH_VALUE) != 0;
    check_in_check_said(call, valued ? maybe_of(in->value) : maybe_none(), &in->milestones,
                        &open.measure, &open.lists.milestones);
    TRY(check_fall(call, in, &open.row, &after));
    TRY(call_faults(call));

    TRY(tell(call, in, &open, &told));
    if (after.value != open.row.value)
        TRY(progress_raw(&open.measure, after.value, &after.raw));
    if ((in->given & CHECK_IN_PATCH_MILESTONES) != 0) {
        TRY(q_check_in_milestone_clear(call, after.id));
        TRY(ticks_save(call, &in->milestones, &open.measure, &open.lists.milestones, &after));
    }
    TRY(evidence_keep(call, &open.row, &after));
    after.corrected_at = maybe_of(call->now);
    after.corrected_by = maybe_of(call->person_id);
    after.version = open.row.version + 1;
    TRY(q_check_in_correct(call, &after));
    TRY(settle(call, &open));
    TRY(leave_trace(call, &open, &after, &told));
    return check_in_display(call, &open.key_result, after.id, out);
}

/* GET /api/v1/check-ins/{id} */
enum err
check_in_get(struct call *call, const struct by_id *in, struct check_in_view *out)
{
    struct open_check_in open;

    TRY(find(call, in->id, &open));
    return check_in_display(call, &open.key_result, in->id, out);
}

/* GET /api/v1/check-ins/{id}/history */
enum err
check_in_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct open_check_in open;

    TRY(find(call, in->id, &open));
    return history_of(call, "check_in_history", &type_check_in, in, out);
}
