/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/key_result.h"

#include "gen/okr_sql.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/okr/alignment.h"
#include "practice/okr/measuring.h"
#include "practice/okr/propagate.h"
#include "practice/okr/rollup.h"
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
    out->subject.stands_in |= policy_stands_for(call->who, out->row.owner_id);
    return OK;
}

enum err
key_result_open_to(struct call *call, int64_t id, enum verb verb, struct open_key_result *out)
{
    TRY(key_result_open(call, id, out));
    return policy_check(call, verb, &out->subject);
}

struct measuring_period
key_result_period(const struct open_objective *objective)
{
    return (struct measuring_period){objective->place.cycle_start, objective->place.cycle_end};
}

/* Zones are told in words, and only zones are. */
static void
check_zone_texts(struct call *call, const struct key_result *row)
{
    const struct {
        const char *pointer;
        struct str text;
        const char *mend;
    } zones[] = {
        {"/commit_text", row->commit_text, "Say in words what is surely reached."},
        {"/target_text", row->target_text, "Say in words what a good end is."},
        {"/stretch_text", row->stretch_text, "Say in words what would be outstanding."},
    };

    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        bool is_given = zones[i].text.len > 0;
        if (row->kind == KR_KIND_ZONES && !is_given)
            fault(call, zones[i].pointer, "zone_text_missing", "%s", zones[i].mend);
        if (row->kind != KR_KIND_ZONES && is_given)
            fault(call, zones[i].pointer, "zone_text_unused",
                  "Only zones are told in words; leave it empty.");
    }
}

void
key_result_check(struct call *call, const struct open_objective *objective,
                 const struct key_result *row, const struct measure_lists *lists)
{
    enum measure_fault faults[MEASURE_FAULTS_MAX];
    struct measure measure = measure_of_row(row, key_result_period(objective), lists);
    size_t count = measure_check(&measure, objective->row.kind, faults);

    for (size_t i = 0; i < count; i++) {
        const struct measure_fault_text *text = measure_fault_text(faults[i]);
        struct str pointer = str_fmt(call->arena, "/%s", text->member);
        fault(call, pointer.ptr != NULL ? pointer.ptr : "", text->code, "%s", text->text);
    }
    check_zone_texts(call, row);
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
            const struct key_result *before, const struct key_result *after,
            const struct told *told)
{
    struct happening happening = objective_happening(&objective->row, event);

    happening.told = told;
    happening.type = &type_key_result;
    happening.subject_id = after != NULL ? after->id : before->id;
    TRY(objective_edited(call, objective->row.id));
    return record(call, &happening, before, after);
}

/* The weights of an objective's live items must not add to 0. */
enum err
key_result_check_weight(struct call *call, const struct key_result *row)
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

enum err
key_result_set_interval(struct call *call, const struct objective_place *place,
                        const struct key_result *before, struct key_result *after)
{
    struct settings settings;

    if (after->period_rule != PERIOD_RULE_SHARE) {
        after->interval_days = maybe_none();
        return OK;
    }
    if (before != NULL && before->period_rule == PERIOD_RULE_SHARE)
        return OK;
    TRY(settings_load(call, &settings));
    after->interval_days = maybe_of(maybe_or(place->cadence, settings.cadence_days));
    return OK;
}

enum err
key_result_get(struct call *call, const struct by_id *in, struct key_result_view *out)
{
    return key_result_show(call, in->id, out);
}

/* The organisation may want few key results, so that those there are count. */
static enum err
check_room(struct call *call, int64_t objective_id)
{
    struct settings settings;
    struct maybe count;

    TRY(settings_load(call, &settings));
    if (settings.key_results_per_objective_max == 0)
        return OK;
    TRY(q_key_result_count_live(call, objective_id, &count));
    if (count.value >= settings.key_results_per_objective_max)
        return fail(call, ERR_CONFLICT, "too_many_key_results",
                    "The objective has %lld key results, as many as the organisation allows; drop "
                    "one first.",
                    (long long)count.value);
    return OK;
}

/* What a new one is measured by, from its defaults and what was given. */
static enum err
fill(struct call *call, const struct open_objective *objective, const struct key_result_new *in,
     struct key_result *after, struct measure_lists *lists)
{
    static const struct milestone_list none;

    type_apply(&type_key_result_new, in, &type_key_result, after);
    if (in->weight.has)
        after->weight = in->weight.value;
    else
        TRY(default_weight(call, in->objective_id, &after->weight));
    TRY(key_result_set_interval(call, &objective->place, NULL, after));
    TRY(milestones_wanted(call, &in->milestones, &none, &lists->milestones));
    return interim_targets_wanted(call, &in->interim_targets, &lists->interim_targets);
}

/* POST /api/v1/key-results */
enum err
key_result_create(struct call *call, const struct key_result_new *in, struct key_result_view *out)
{
    struct open_objective objective;
    struct measure_lists lists;
    struct maybe rank;
    struct told told;
    struct key_result after = {.created_at = call->now, .version = 1};

    enum err err = objective_open_to(call, in->objective_id, VERB_OBJECTIVE_EDIT, &objective);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/objective_id", "no_such_objective", "There is no such objective.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(objective_changeable(call, &objective));
    TRY(check_room(call, in->objective_id));
    TRY(fill(call, &objective, in, &after, &lists));
    key_result_check(call, &objective, &after, &lists);
    TRY(person_check(call, after.owner_id, "/owner_id"));
    TRY(key_result_check_weight(call, &after));
    TRY(call_faults(call));

    TRY(q_key_result_rank_next(call, in->objective_id, &rank));
    after.rank = maybe_or(rank, 0);
    TRY(q_key_result_insert(call, &after, &after.id));
    TRY(measure_lists_save(call, after.id, &(struct measure_lists){0}, &lists, &told));
    TRY(leave_trace(call, EVENT_KEY_RESULT_CREATED, &objective, NULL, &after, &told));
    TRY(propagate(call, after.objective_id));
    return key_result_show(call, after.id, out);
}

enum err
key_result_save(struct call *call, const char *event, const struct open_key_result *open,
                struct key_result *after, const struct told *told, struct key_result_view *out)
{
    after->version = open->row.version + 1;
    TRY(q_key_result_update(call, after));
    TRY(leave_trace(call, event, &open->objective, &open->row, after, told));
    TRY(propagate(call, after->objective_id));
    return key_result_show(call, after->id, out);
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
    TRY(alignment_forget_of_key_result(call, in->id));
    TRY(q_initiative_delete_of_key_result(call, in->id));
    TRY(measure_lists_delete(call, in->id));
    TRY(q_key_result_delete(call, in->id));
    TRY(leave_trace(call, EVENT_KEY_RESULT_DELETED, &open.objective, &open.row, NULL, NULL));
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
    return key_result_save(call, EVENT_KEY_RESULT_DROPPED, &open, &after, NULL, out);
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
    TRY(check_room(call, open.row.objective_id));
    struct key_result after = open.row;
    after.dropped_at = maybe_none();
    after.reason = (struct str){0};
    return key_result_save(call, EVENT_KEY_RESULT_RESTORED, &open, &after, NULL, out);
}
