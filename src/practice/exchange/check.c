/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/check.h"

#include "gen/exchange.h"
#include "gen/exchange_sql.h"
#include "practice/okr/measure.h"
#include "practice/okr/progress.h"
#include "practice/okr/propagate.h"

#define CHECK_PORTION 1000

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

static void
check_key_result(struct checking *checking, const struct check_key_result *row)
{
    const struct measure measure = {.kind = row->kind,
                                    .rule = PERIOD_RULE_LATEST,
                                    .start_day = maybe_or(row->start_day, row->cycle_start),
                                    .end_day = maybe_or(row->due_day, row->cycle_end),
                                    .due_day = row->due_day,
                                    .start_value = row->start_value,
                                    .target_value = row->target_value,
                                    .worst_value = row->worst_value};
    struct maybe raw = maybe_none();
    fraction_t value = 0;

    if (row->newest_value.has && progress_raw(&measure, row->newest_value.value, &value) == OK)
        raw = maybe_of(value);
    fraction_t contribution = value < 0 ? 0 : value > FRACTION_ONE ? FRACTION_ONE : value;
    compare(checking, "key result", row->id, row->title, "check_in_count",
            maybe_of(row->check_in_count), maybe_of(row->counted), 0);
    compare(checking, "key result", row->id, row->title, "current_value", row->current_value,
            row->newest_value, DECIMAL_PLACES);
    compare(checking, "key result", row->id, row->title, "raw", row->raw, raw, FRACTION_PLACES);
    compare(checking, "key result", row->id, row->title, "contribution",
            maybe_of(row->contribution), maybe_of(contribution), FRACTION_PLACES);
    compare_day(checking, row);
    checking->result->key_results++;
}

static enum err
check_key_results(struct checking *checking, struct maybe cycle_id)
{
    struct call *call = checking->call;
    struct check_key_result_list rows;
    int64_t after = 0;

    do {
        arena_clear(call->arena);
        if (cycle_id.has)
            TRY(q_check_key_results_of_cycle(call, cycle_id.value, after, CHECK_PORTION, &rows));
        else
            TRY(q_check_key_results(call, after, CHECK_PORTION, &rows));
        for (size_t i = 0; i < rows.count; i++)
            check_key_result(checking, &rows.items[i]);
        if (rows.count > 0)
            after = rows.items[rows.count - 1].id;
    } while (rows.count == CHECK_PORTION);
    return OK;
}

static enum err
check_objectives(struct checking *checking, struct maybe cycle_id)
{
    struct call *call = checking->call;
    struct objective_list rows;
    int64_t after = 0;

    do {
        arena_clear(call->arena);
        if (cycle_id.has)
            TRY(q_check_objectives_of_cycle(call, cycle_id.value, after, CHECK_PORTION, &rows));
        else
            TRY(q_check_objectives(call, after, CHECK_PORTION, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            const struct objective *row = &rows.items[i];
            struct maybe progress;
            TRY(propagate_compute(call, row->id, &progress));
            compare(checking, "objective", row->id, row->title, "progress", row->progress, progress,
                    FRACTION_PLACES);
            checking->result->objectives++;
        }
        if (rows.count > 0)
            after = rows.items[rows.count - 1].id;
    } while (rows.count == CHECK_PORTION);
    return OK;
}

enum err
check_numbers(struct call *call, struct maybe cycle_id, struct buf *report,
              struct check_result *out)
{
    struct checking checking = {.call = call, .report = report, .result = out};

    *out = (struct check_result){0};
    TRY(check_key_results(&checking, cycle_id));
    TRY(check_objectives(&checking, cycle_id));
    return buf_failed(report);
}
