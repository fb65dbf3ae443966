/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/check.h"

#include "gen/checkin_sql.h"
#include "gen/exchange.h"
#include "gen/exchange_sql.h"
#include "practice/checkin/evidence.h"
#include "practice/explore/keep.h"
#include "practice/okr/propagate.h"

#define CHECK_PORTION 500 /* objectives; a list of ids holds 512 */

struct checking {
    struct call *call;
    struct buf *report;
    struct check_result *result;
};

/* A number as reports write it; "nothing" for null. */
static void
write_number(struct buf *buf, struct maybe number, int places)
{
    if (number.has)
        scaled_format(buf, number.value, places);
    else
        buf_append_str(buf, STR("nothing"));
}

/* Tells one difference, if there is one. */
static void
compare(struct checking *checking, const char *noun, int64_t id, struct str title,
        const char *member, struct maybe stored, struct maybe computed, int places)
{
    struct buf *report = checking->report;

    if (maybe_eq(stored, computed))
        return;
    checking->result->differences++;
    buf_fmt(report, "%s %lld (%.*s): %s is ", noun, (long long)id, STR_FMT(title), member);
    write_number(report, stored, places);
    buf_append_str(report, STR(" and computed "));
    write_number(report, computed, places);
    buf_append_char(report, '\n');
}

/* The newest day that was kept must say what is now. */
static void
compare_kept(struct checking *checking, const char *noun, int64_t id, struct str title,
             bool day_kept)
{
    if (day_kept)
        return;
    checking->result->differences++;
    buf_fmt(checking->report, "%s %lld (%.*s): what was kept of its newest day is not what it is\n",
            noun, (long long)id, STR_FMT(title));
}

static void
compare_day(struct checking *checking, const struct check_key_result *row)
{
    if (maybe_eq(row->last_check_in_day, row->newest_day))
        return;
    checking->result->differences++;
    buf_fmt(checking->report,
            "key result %lld (%.*s): last_check_in_day is not that of its newest "
            "check-in\n",
            (long long)row->id, STR_FMT(row->title));
}

/* What the check-ins say of its milestones, and what is kept of it. */
static enum err
check_milestones(struct checking *checking, const struct check_key_result *row,
                 struct milestone_list *milestones)
{
    struct milestone_said_list said;
    int64_t done;

    struct milestone_list kept = {
        .items = arena_array(checking->call->arena, milestones->count, sizeof(*kept.items)),
        .count = milestones->count};
    if (kept.items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < kept.count; i++)
        kept.items[i] = milestones->items[i];
    TRY(q_milestones_said(checking->call, row->id, &said));
    evidence_milestones(&said, INT64_MAX, INT64_MAX, milestones, &done);
    for (size_t i = 0; i < kept.count; i++) {
        const struct milestone *a = &kept.items[i];
        const struct milestone *b = &milestones->items[i];
        compare(checking, "milestone", a->id, a->title, "done", maybe_of(a->done),
                maybe_of(b->done), 0);
        compare(checking, "milestone", a->id, a->title, "check_in_id", a->check_in_id,
                b->check_in_id, 0);
    }
    return OK;
}

/* As the check-ins say today; nothing where a value lies too far from the measure. */
static enum err
compute(struct checking *checking, const struct check_key_result *row, struct progress *out)
{
    const struct measuring_period period = {row->cycle_start, row->cycle_end};
    const struct evidence evidence = {.key_result_id = row->id,
                                      .check_in_count = row->counted,
                                      .newest_value = row->newest_value,
                                      .interval_days = row->interval_days};
    struct measure_lists lists = {0};
    struct key_result key_result;

    type_copy(&type_check_key_result, row, &type_key_result, &key_result);
    if (row->kind == KR_KIND_MILESTONES) {
        TRY(measure_lists_load(checking->call, row->id, &lists));
        TRY(check_milestones(checking, row, &lists.milestones));
    }
    struct measure measure = measure_of_row(&key_result, period, &lists);
    enum err err = evidence_progress(checking->call, &evidence, &measure, out);
    if (err == ERR_INVALID) {
        *out = (struct progress){.no_data = true};
        return OK;
    }
    return err;
}

static enum err
check_key_result(struct checking *checking, const struct check_key_result *row)
{
    struct progress progress;

    TRY(compute(checking, row, &progress));
    compare(checking, "key result", row->id, row->title, "check_in_count",
            maybe_of(row->check_in_count), maybe_of(row->counted), 0);
    compare(checking, "key result", row->id, row->title, "current_value", row->current_value,
            row->newest_value, DECIMAL_PLACES);
    compare(checking, "key result", row->id, row->title, "raw", row->raw,
            progress.no_data ? maybe_none() : maybe_of(progress.raw), FRACTION_PLACES);
    compare(checking, "key result", row->id, row->title, "contribution",
            maybe_of(row->contribution), maybe_of(progress.contribution), FRACTION_PLACES);
    compare_day(checking, row);
    compare_kept(checking, "key result", row->id, row->title, row->day_kept);
    checking->result->key_results++;
    return OK;
}

static enum err
check_key_results(struct checking *checking, const struct check_objective_list *objectives)
{
    struct call *call = checking->call;
    struct check_key_result_list rows;
    struct id_list ids = {.items = arena_array(call->arena, objectives->count, sizeof(*ids.items)),
                          .count = objectives->count};

    if (ids.items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < ids.count; i++)
        ids.items[i] = objectives->items[i].id;
    TRY(q_check_key_results(call, &ids, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(check_key_result(checking, &rows.items[i]));
    return OK;
}

static enum err
check_objective(struct checking *checking, const struct check_objective *row)
{
    struct maybe progress;

    TRY(propagate_compute(checking->call, row->id, &progress));
    compare(checking, "objective", row->id, row->title, "progress", row->progress, progress,
            FRACTION_PLACES);
    compare_kept(checking, "objective", row->id, row->title, row->day_kept);
    checking->result->objectives++;
    return OK;
}

/* The next objectives behind one, each with its key results. */
static enum err
check_portion(struct checking *checking, struct maybe cycle_id, int64_t after,
              struct check_objective_list *out)
{
    struct call *call = checking->call;

    arena_clear(call->arena);
    if (cycle_id.has)
        TRY(q_check_objectives_of_cycle(call, cycle_id.value, after, CHECK_PORTION, out));
    else
        TRY(q_check_objectives(call, after, CHECK_PORTION, out));
    TRY(check_key_results(checking, out));
    for (size_t i = 0; i < out->count; i++)
        TRY(check_objective(checking, &out->items[i]));
    return OK;
}

enum err
check_numbers(struct call *call, struct maybe cycle_id, struct buf *report,
              struct check_result *out)
{
    struct checking checking = {.call = call, .report = report, .result = out};

    struct check_objective_list rows;

    *out = (struct check_result){0};
    for (int64_t after = 0;; after = rows.items[rows.count - 1].id) {
        TRY(check_portion(&checking, cycle_id, after, &rows));
        if (rows.count < CHECK_PORTION)
            break;
    }
    arena_clear(call->arena);
    if (!cycle_id.has)
        TRY(keep_check(call, report, &out->sums, &out->differences));
    return buf_failed(report);
}
