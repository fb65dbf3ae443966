/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/key_result.h"

#include "gen/access_sql.h"
#include "gen/okr_sql.h"
#include "practice/okr/measuring.h"
#include "practice/okr/progress.h"
#include "practice/okr/propagate.h"
#include "practice/okr/rollup.h"
#include "practice/okr/standing.h"
#include "practice/record/record.h"

enum err
key_result_open(struct call *call, int64_t id, struct open_key_result *out)
{
    enum err err = q_key_result_get(call, id, &out->row);

    if (err == OK)
        err = objective_open(call, out->row.objective_id, &out->objective);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_key_result", "There is no such key result.");
    TRY(err);
    out->subject = out->objective.subject;
    out->subject.own |= out->row.owner_id.value == call->person_id;
    return OK;
}

enum err
key_result_open_to(struct call *call, int64_t id, enum verb verb, struct open_key_result *out)
{
    TRY(key_result_open(call, id, out));
    return policy_check(call, verb, &out->subject);
}

static struct measuring_period
period_of(const struct open_objective *objective)
{
    return (struct measuring_period){objective->place.cycle_start, objective->place.cycle_end};
}

void
key_result_check(struct call *call, const struct open_objective *objective,
                 const struct key_result *row)
{
    enum measure_fault faults[MEASURE_FAULTS_MAX];
    struct measure measure = measure_of_row(row, period_of(objective));

    if (row->kind == KR_KIND_RANGE || row->kind == KR_KIND_MILESTONES ||
        row->kind == KR_KIND_ZONES) {
        fault(call, "/kind", "kind_not_offered",
              "This kind is not offered yet; use increase, decrease, at_least, at_most or yes_no.");
        return;
    }
    size_t count = measure_check(&measure, objective->row.kind, faults);
    for (size_t i = 0; i < count; i++) {
        const struct measure_fault_text *text = measure_fault_text(faults[i]);
        struct str pointer = str_fmt(call->arena, "/%s", text->member);
        fault(call, pointer.ptr != NULL ? pointer.ptr : "", text->code, "%s", text->text);
    }
}

enum err
key_result_recompute(struct call *call, const struct open_objective *objective,
                     struct key_result *row)
{
    struct measure measure = measure_of_row(row, period_of(objective));
    fraction_t raw;

    if (row->check_in_count == 0) {
        row->raw = maybe_none();
        row->contribution = 0;
        return OK;
    }
    if (progress_raw(&measure, row->current_value.value, &raw) != OK)
        return fail(call, ERR_CONFLICT, "value_too_far",
                    "The last value lies too far from start and target; choose start and target "
                    "further apart.");
    row->raw = maybe_of(raw);
    row->contribution = raw < 0 ? 0 : raw > FRACTION_ONE ? FRACTION_ONE : raw;
    return OK;
}

enum err
key_result_show(struct call *call, int64_t id, struct key_result_view *out)
{
    struct open_key_result open;
    struct objective_view objective;

    TRY(key_result_open(call, id, &open));
    TRY(objective_show(call, open.row.objective_id, &objective));
    for (size_t i = 0; i < objective.key_results.count; i++)
        if (objective.key_results.items[i].id == id) {
            *out = objective.key_results.items[i];
            return OK;
        }
    return ERR_INTERNAL;
}

static enum err
leave_trace(struct call *call, const char *event, const struct open_objective *objective,
            const struct key_result *before, const struct key_result *after)
{
    struct happening happening = objective_happening(&objective->row, event);

    happening.type = &type_key_result;
    happening.subject_id = after != NULL ? after->id : before->id;
    return record(call, &happening, before, after);
}

/* The weights of an objective's live items must not add to 0. */
static enum err
check_weight(struct call *call, const struct key_result *row)
{
    struct weight_row_list others;
    int64_t sum = row->weight;

    if (row->weight < 0 || row->weight > WEIGHT_MAX)
        fault(call, "/weight", "out_of_range", "A weight lies between 0 and 10 000.");
    TRY(q_key_result_weights(call, row->objective_id, row->id, &others));
    for (size_t i = 0; i < others.count; i++)
        sum += others.items[i].weight;
    if (sum == 0)
        fault(call, "/weight", "weights_zero",
              "All weights of this objective would be 0; give at least one of them more.");
    return OK;
}

/* The rounded mean of the siblings, the first 100. */
static enum err
default_weight(struct call *call, int64_t objective_id, weight_t *out)
{
    struct weight_row_list rows;

    TRY(q_key_result_weights(call, objective_id, 0, &rows));
    weight_t *weights = arena_array(call->arena, rows.count, sizeof(*weights));
    if (weights == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < rows.count; i++)
        weights[i] = rows.items[i].weight;
    *out = rollup_weight_default(weights, rows.count);
    return OK;
}

static enum err
check_owner(struct call *call, struct maybe owner_id)
{
    struct person person;

    if (!owner_id.has)
        return OK;
    enum err err = q_person_get(call, owner_id.value, &person);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/owner_id", "no_such_person", "There is no such person.");
        return OK;
    }
    return err;
}

enum err
key_result_get(struct call *call, const struct by_id *in, struct key_result_view *out)
{
    return key_result_show(call, in->id, out);
}

/* POST /api/v1/key-results */
enum err
key_result_create(struct call *call, const struct key_result_new *in, struct key_result_view *out)
{
    struct open_objective objective;
    struct maybe rank;
    struct key_result after = {.created_at = call->now, .version = 1};

    enum err err = objective_open_to(call, in->objective_id, VERB_OBJECTIVE_EDIT, &objective);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/objective_id", "no_such_objective", "There is no such objective.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(objective_changeable(call, &objective));
    type_apply(&type_key_result_new, in, &type_key_result, &after);
    if (in->weight.has)
        after.weight = in->weight.value;
    else
        TRY(default_weight(call, in->objective_id, &after.weight));
    key_result_check(call, &objective, &after);
    TRY(check_owner(call, after.owner_id));
    TRY(check_weight(call, &after));
    TRY(call_faults(call));

    TRY(q_key_result_rank_next(call, in->objective_id, &rank));
    after.rank = maybe_or(rank, 0);
    TRY(q_key_result_insert(call, &after, &after.id));
    TRY(leave_trace(call, EVENT_KEY_RESULT_CREATED, &objective, NULL, &after));
    TRY(propagate(call, after.objective_id));
    return key_result_show(call, after.id, out);
}

static enum err
save(struct call *call, const char *event, const struct open_key_result *open,
     struct key_result *after, struct key_result_view *out)
{
    after->version = open->row.version + 1;
    TRY(q_key_result_update(call, after));
    TRY(leave_trace(call, event, &open->objective, &open->row, after));
    TRY(propagate(call, after->objective_id));
    return key_result_show(call, after->id, out);
}

/* PATCH /api/v1/key-results/{id}: progress follows a new start or target at once. */
enum err
key_result_update(struct call *call, const struct key_result_patch *in, struct key_result_view *out)
{
    struct open_key_result open;

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    TRY(objective_changeable(call, &open.objective));
    struct key_result after = open.row;
    type_apply(&type_key_result_patch, in, &type_key_result, &after);
    key_result_check(call, &open.objective, &after);
    if (!maybe_eq(after.owner_id, open.row.owner_id))
        TRY(check_owner(call, after.owner_id));
    TRY(check_weight(call, &after));
    TRY(call_faults(call));
    TRY(key_result_recompute(call, &open.objective, &after));
    return save(call, EVENT_KEY_RESULT_UPDATED, &open, &after, out);
}

/* DELETE /api/v1/key-results/{id}: only of a draft; a published one is dropped. */
enum err
key_result_delete(struct call *call, const struct by_id *in)
{
    struct open_key_result open;

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    if (open.objective.row.state != OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "not_a_draft",
                    "Key results of a published objective are dropped, not deleted.");
    TRY(q_alignment_delete_of_key_result(call, in->id));
    TRY(q_key_result_delete(call, in->id));
    TRY(leave_trace(call, EVENT_KEY_RESULT_DELETED, &open.objective, &open.row, NULL));
    return propagate(call, open.row.objective_id);
}

enum err
key_result_drop(struct call *call, const struct with_reason *in, struct key_result_view *out)
{
    struct open_key_result open;

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    TRY(objective_changeable(call, &open.objective));
    if (open.row.dropped_at.has)
        return fail(call, ERR_CONFLICT, "dropped", "The key result was dropped already.");
    struct key_result after = open.row;
    after.dropped_at = maybe_of(call->now);
    after.reason = in->reason;
    return save(call, EVENT_KEY_RESULT_DROPPED, &open, &after, out);
}

enum err
key_result_restore(struct call *call, const struct by_id *in, struct key_result_view *out)
{
    struct open_key_result open;

    TRY(key_result_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    TRY(objective_changeable(call, &open.objective));
    if (!open.row.dropped_at.has)
        return fail(call, ERR_CONFLICT, "not_dropped", "The key result was not dropped.");
    struct key_result after = open.row;
    after.dropped_at = maybe_none();
    after.reason = (struct str){0};
    return save(call, EVENT_KEY_RESULT_RESTORED, &open, &after, out);
}
