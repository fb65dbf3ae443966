/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/evidence.h"

#include "gen/checkin_sql.h"

enum err
evidence_readings(struct call *call, int64_t key_result_id, struct reading **ret_readings,
                  size_t *ret_count)
{
    struct check_in_list rows;

    TRY(q_check_ins_of(call, key_result_id, &rows));
    struct reading *readings = arena_array(call->arena, rows.count, sizeof(*readings));
    if (readings == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < rows.count; i++)
        readings[i] = (struct reading){
            .id = rows.items[i].id, .day = rows.items[i].day, .value = rows.items[i].value};
    *ret_readings = readings;
    *ret_count = rows.count;
    return OK;
}

/* Does it take more than the newest value? */
static bool
needs_all(const struct measure *measure)
{
    return measure_holds(measure->kind) &&
           (measure->rule == PERIOD_RULE_WORST || measure->rule == PERIOD_RULE_SHARE);
}

enum err
evidence_progress(struct call *call, const struct evidence *evidence, const struct measure *measure,
                  struct progress *out)
{
    struct reading *newest = arena_new(call->arena, struct reading);
    struct reading *readings = newest;
    size_t count = evidence->check_in_count > 0 && evidence->newest_value.has;

    if (newest == NULL)
        return ERR_MEMORY;
    newest->value = evidence->newest_value.value;
    if (needs_all(measure))
        TRY(evidence_readings(call, evidence->key_result_id, &readings, &count));
    return progress_of(measure, readings, count, maybe_or(evidence->interval_days, 1), out);
}

enum err
evidence_apply(struct call *call, const struct measure *measure, struct key_result *row)
{
    const struct evidence evidence = {.key_result_id = row->id,
                                      .check_in_count = row->check_in_count,
                                      .newest_value = row->current_value,
                                      .interval_days = row->interval_days};
    struct progress progress;

    enum err err = evidence_progress(call, &evidence, measure, &progress);
    if (err == ERR_INVALID)
        return fail(call, ERR_CONFLICT, "value_too_far",
                    "A value that was checked in lies too far from start and target; choose start "
                    "and target further apart.");
    TRY(err);
    row->raw = progress.no_data ? maybe_none() : maybe_of(progress.raw);
    row->contribution = progress.contribution;
    return OK;
}

usec_t
evidence_known_at(const struct check_in_known *said)
{
    return said->imported ? said->day * USEC_PER_DAY : said->created_at;
}

size_t
evidence_known(const struct check_in_known *said, size_t count, usec_t before,
               struct reading *readings, const struct check_in_known **ret_newest)
{
    size_t known = 0;

    *ret_newest = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct check_in_known *one = &said[i];
        bool is_told = *ret_newest != NULL && (*ret_newest)->id == one->id;
        if (is_told || evidence_known_at(one) >= before ||
            maybe_or(one->until_at, INT64_MAX) < before)
            continue;
        readings[known++] = (struct reading){.id = one->id, .day = one->day, .value = one->value};
        *ret_newest = one;
    }
    return known;
}

enum err
evidence_keep(struct call *call, const struct check_in *before, const struct check_in *after)
{
    const struct check_in_former former = {.check_in_id = before->id,
                                           .value = before->value,
                                           .raw = before->raw,
                                           .confidence = before->confidence,
                                           .until_at = call->now};

    if (before->value == after->value && before->raw == after->raw &&
        maybe_eq(before->confidence, after->confidence))
        return OK;
    return q_check_in_former_insert(call, &former);
}

static struct milestone *
milestone_of(struct milestone_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return &list->items[i];
    return NULL;
}

void
evidence_milestones(const struct milestone_said_list *said, day_t until_day, int64_t until_id,
                    struct milestone_list *milestones, int64_t *ret_done)
{
    for (size_t i = 0; i < milestones->count; i++) {
        struct milestone *row = &milestones->items[i];
        row->done = false;
        row->done_day = row->check_in_id = maybe_none();
    }
    for (size_t i = 0; i < said->count; i++) {
        const struct milestone_said *one = &said->items[i];
        struct milestone *row = milestone_of(milestones, one->milestone_id);
        bool later = one->day > until_day || (one->day == until_day && one->check_in_id > until_id);
        if (row == NULL || later || row->done == one->done)
            continue;
        row->done = one->done;
        row->done_day = one->done ? maybe_of(one->day) : maybe_none();
        row->check_in_id = one->done ? maybe_of(one->check_in_id) : maybe_none();
    }
    *ret_done = 0;
    for (size_t i = 0; i < milestones->count; i++)
        *ret_done += milestones->items[i].done;
}

/* The milestones as they were at the end of a day. */
static enum err
milestones_on(struct call *call, int64_t key_result_id, day_t day, struct measure *measure)
{
    struct milestone_list then = {
        .items = arena_array(call->arena, measure->milestone_count, sizeof(*then.items)),
        .count = measure->milestone_count};
    struct milestone_said_list said;
    int64_t done;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < then.count; i++)
        then.items[i] = measure->milestones[i];
    TRY(q_milestones_said(call, key_result_id, &said));
    evidence_milestones(&said, day, INT64_MAX, &then, &done);
    measure->milestones = then.items;
    return OK;
}

enum err
evidence_on(struct call *call, const struct key_result_view *kr, struct measuring_period period,
            day_t day, struct progress *out, struct maybe *ret_confidence)
{
    struct measure measure = measure_of_view(kr, period);
    struct check_in_list rows;
    size_t count = 0;

    TRY(q_check_ins_of(call, kr->id, &rows));
    struct reading *readings = arena_array(call->arena, rows.count, sizeof(*readings));
    TRY(arena_failed(call->arena));
    *ret_confidence = maybe_none();
    for (; count < rows.count && rows.items[count].day <= day; count++) {
        const struct check_in *row = &rows.items[count];
        readings[count] = (struct reading){.id = row->id, .day = row->day, .value = row->value};
        if (row->confidence.has)
            *ret_confidence = row->confidence;
    }
    if (measure.kind == KR_KIND_MILESTONES)
        TRY(milestones_on(call, kr->id, day, &measure));
    return progress_of(&measure, readings, count, maybe_or(kr->interval_days, 1), out);
}
