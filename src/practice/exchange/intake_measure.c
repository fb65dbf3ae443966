/* SPDX-License-Identifier: Apache-2.0 */
/* How a row is measured, and what was measured. */
#include "practice/exchange/intake_reading.h"
#include "practice/okr/progress.h"

/* ---- its measure --------------------------------------------------------------------------------
 */

struct measure
intake_measure(const struct stage_row *row)
{
    return (struct measure){.kind = row->kr_kind,
                            .end_day = 1, /* the formula of one value asks for no days */
                            .start_value = row->start_value,
                            .target_value = row->target_value,
                            .worst_value = row->worst_value,
                            .low_value = row->low_value,
                            .high_value = row->high_value};
}

/* A deliverable, and what names no target, is measured by its percentage. */
static void
measure_by_percent(struct stage_row *row)
{
    row->kr_kind = KR_KIND_INCREASE;
    row->start_value = maybe_of(0);
    row->target_value = maybe_of(100 * DECIMAL_ONE);
    row->unit_of_measure = STR("%");
}

/* What a row says of its target beside the number. */
enum target_type { TARGET_REACH, TARGET_AT_LEAST, TARGET_AT_MOST, TARGET_MAINTAIN, TARGET_BETWEEN };

static enum target_type
target_type_of(struct reading_row *r)
{
    static const struct {
        const char *words;
        enum target_type type;
    } types[] = {
        {"reach", TARGET_REACH},         {"increase", TARGET_REACH},
        {"decrease", TARGET_REACH},      {"at least", TARGET_AT_LEAST},
        {"keep above", TARGET_AT_LEAST}, {"at most", TARGET_AT_MOST},
        {"keep below", TARGET_AT_MOST},  {"maintain at", TARGET_MAINTAIN},
        {"range", TARGET_BETWEEN},
    };
    struct str word = reading_cell(r, INTAKE_TARGET_TYPE);

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (cell_is(word, types[i].words))
            return types[i].type;
    if (word.len > 0)
        reading_doubt(
            r, INTAKE_TARGET_TYPE,
            "A way to reach a target that Koers does not know; taken from start to target.");
    return TARGET_REACH;
}

/* From start to target; a measure that starts where it ends holds its value. */
static void
measure_way(struct reading_row *r, decimal_t start, decimal_t target)
{
    struct stage_row *row = &r->out->row;

    row->start_value = maybe_of(start);
    row->target_value = maybe_of(target);
    if (target < start)
        row->kr_kind = KR_KIND_DECREASE;
    if (target != start)
        return;
    row->kr_kind = KR_KIND_AT_LEAST;
    row->start_value = maybe_none();
    reading_doubt(r, INTAKE_TARGET, "Start equals target; kept as \"at least\" the target.");
}

/* A limit: where it started, on the bad side, progress is 0. */
static void
measure_limit(struct stage_row *row, enum kr_kind kind, struct maybe start, decimal_t target)
{
    bool bad = kind == KR_KIND_AT_LEAST ? start.value < target : start.value > target;

    row->kr_kind = kind;
    row->start_value = maybe_none();
    row->target_value = maybe_of(target);
    if (start.has && bad)
        row->worst_value = start;
}

/* Both ends are good. */
static void
measure_range(struct stage_row *row, decimal_t one, decimal_t other)
{
    row->kr_kind = KR_KIND_RANGE;
    row->start_value = row->target_value = maybe_none();
    row->low_value = maybe_of(one < other ? one : other);
    row->high_value = maybe_of(one < other ? other : one);
}

void
reading_measure(struct reading_row *r)
{
    struct stage_row *row = &r->out->row;
    struct maybe start = maybe_none();
    struct maybe target = maybe_none();

    measure_by_percent(row);
    if (row->type == ROW_TYPE_DELIVERABLE)
        return;
    reading_number(r, INTAKE_START, DECIMAL_PLACES, &start);
    reading_number(r, INTAKE_TARGET, DECIMAL_PLACES, &target);
    if (!target.has) {
        if (row->type == ROW_TYPE_KEY_RESULT)
            reading_doubt(r, INTAKE_TARGET,
                          "No target; measured by its progress from 0 to 100 %%.");
        return;
    }
    row->unit_of_measure = reading_text(r, INTAKE_UNIT, READING_UNIT_MAX);
    if (str_is_null(row->unit_of_measure))
        row->unit_of_measure = STR("");
    switch (target_type_of(r)) {
    case TARGET_REACH:
        measure_way(r, maybe_or(start, 0), target.value);
        break;
    case TARGET_AT_LEAST:
        measure_limit(row, KR_KIND_AT_LEAST, start, target.value);
        break;
    case TARGET_AT_MOST:
        measure_limit(row, KR_KIND_AT_MOST, start, target.value);
        break;
    case TARGET_MAINTAIN:
        measure_range(row, target.value, target.value);
        break;
    case TARGET_BETWEEN:
        measure_range(row, maybe_or(start, target.value), target.value);
        break;
    }
}

/* ---- targets on the way -------------------------------------------------------------------------
 */

/* Strictly within the row's days, and each day once, as okr/measure.h has them. The target itself
 * often stands last; it is no target on the way. */
static bool
read_interim(struct reading_row *r, const struct cell_point *point, struct stage_interim *out)
{
    const struct stage_row *row = &r->out->row;

    if (cell_day(point->day, &out->day) != OK ||
        cell_number(point->value, DECIMAL_PLACES, &out->value) != OK) {
        reading_doubt(r, INTAKE_PHASED_TARGETS, "A target has no day or value; left out.");
        return false;
    }
    if (row->end_day.has && out->day >= row->end_day.value && out->value == row->target_value.value)
        return false;
    if (row->start_day.has && row->end_day.has && out->day > row->start_day.value &&
        out->day < row->end_day.value)
        return true;
    reading_doubt(r, INTAKE_PHASED_TARGETS,
                  "A target does not lie between start and end of the row; left out.");
    return false;
}

static bool
has_interim(const struct intake_row *row, day_t day)
{
    for (size_t i = 0; i < row->interim_count; i++)
        if (row->interims[i].day == day)
            return true;
    return false;
}

enum err
reading_interims(struct reading_row *r)
{
    const struct cell_point_list *points = r->from->points;
    struct intake_row *out = r->out;

    if (points == NULL || points->count == 0)
        return OK;
    if (!out->row.start_value.has) {
        reading_doubt(r, INTAKE_PHASED_TARGETS,
                      "Only what goes from a start to a target has targets on the way; left out.");
        return OK;
    }
    out->interims = arena_array(r->arena, points->count, sizeof(*out->interims));
    if (out->interims == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < points->count; i++) {
        struct stage_interim *interim = &out->interims[out->interim_count];
        if (!read_interim(r, &points->items[i], interim))
            continue;
        if (has_interim(out, interim->day))
            reading_doubt(r, INTAKE_PHASED_TARGETS, "Two targets for one day; the first is kept.");
        else
            out->interim_count++;
    }
    return OK;
}

/* ---- its check-ins ------------------------------------------------------------------------------
 */

/* Adds a check-in with its raw progress; a value nothing can be computed from is a doubt. */
static void
add_check_in(struct reading_row *r, enum intake_column column, struct stage_check_in *check_in)
{
    struct measure measure = intake_measure(&r->out->row);
    struct str note = reading_cut(check_in->note, READING_TEXT_MAX);

    if (progress_raw(&measure, check_in->value, &check_in->raw) != OK) {
        reading_doubt(r, column,
                      "The value lies too far from start and target; the check-in was left out.");
        return;
    }
    check_in->note = note.len > 0 ? note : (struct str){0};
    r->out->check_ins[r->out->check_in_count++] = *check_in;
}

static void
read_record(struct reading_row *r, const struct cell_record *record, size_t place)
{
    struct stage_check_in check_in = {.note = record->note,
                                      .own_status = reading_own_status(record->status)};
    enum err day = cell_day(record->day, &check_in.day);
    enum err at = cell_time(record->at, &check_in.at);

    if (day != OK || cell_number(record->value, DECIMAL_PLACES, &check_in.value) != OK) {
        reading_doubt(r, INTAKE_CHECKINS, "Check-in %zu has no %s that can be read; left out.",
                      place, day != OK ? "day" : "value");
        return;
    }
    if (at != OK)
        check_in.at = check_in.day * USEC_PER_DAY;
    if (record->user.len > 0)
        check_in.person = reading_cut(record->user, READING_PERSON_MAX);
    add_check_in(r, INTAKE_CHECKINS, &check_in);
}

/* Was it ever checked in, or is its 0 % only a default? Where the export has no column that tells,
 * its progress must. */
static bool
has_own_progress(const struct reading_row *r)
{
    const struct stage_row *row = &r->out->row;

    if (r->from->is_mapped)
        return reading_has(r, INTAKE_ACTUAL) ||
               (row->progress.has &&
                (reading_has(r, INTAKE_LAST_CHECK_IN) || row->type != ROW_TYPE_OBJECTIVE));
    if (!row->progress.has)
        return false;
    if (reading_has(r, INTAKE_LAST_CHECK_IN))
        return true;
    bool silent = !str_is_null(r->from->cells[INTAKE_LAST_CHECK_IN]) ||
                  !str_is_null(r->from->cells[INTAKE_CHECKINS]) || r->from->records != NULL;
    if (silent)
        return row->type != ROW_TYPE_OBJECTIVE && row->progress.value != 0;
    return row->progress.value != 0 || !str_eq(reading_cell(r, INTAKE_STATUS), STR("Not Started"));
}

/* A row that reports progress without a check-in gets one, so that its number has a source. */
static void
make_check_in(struct reading_row *r)
{
    struct stage_row *row = &r->out->row;
    struct stage_check_in check_in = {.note = reading_cell(r, INTAKE_LAST_NOTE),
                                      .own_status = row->own_status};
    struct maybe actual = maybe_none();
    struct maybe day = row->end_day;
    struct maybe from = row->start_value.has ? row->start_value : row->worst_value;
    struct maybe good = row->target_value.has ? row->target_value : row->low_value;
    int64_t way;

    reading_day(r, INTAKE_LAST_CHECK_IN, &day);
    if (!day.has && row->created_at.has)
        day = maybe_of(day_of(row->created_at.value));
    if (!day.has) {
        reading_doubt(r, INTAKE_PROGRESS, "Progress without any day; left out.");
        return;
    }
    if (r->from->is_mapped && day.value > r->from->today)
        day.value = r->from->today;
    check_in.day = day.value;
    check_in.at = day.value * USEC_PER_DAY;
    if (row->type != ROW_TYPE_DELIVERABLE)
        reading_number(r, INTAKE_ACTUAL, DECIMAL_PLACES, &actual);
    if (!actual.has && from.has && row->progress.has &&
        muldiv_round(row->progress.value, good.value - from.value, FRACTION_ONE, &way) == OK)
        actual = maybe_of(from.value + way);
    if (!actual.has && row->progress.has && row->progress.value >= FRACTION_ONE)
        actual = good;
    if (!actual.has) {
        reading_doubt(r, INTAKE_PROGRESS, "Progress without a value to compute it from; left out.");
        return;
    }
    check_in.value = actual.value;
    add_check_in(r, INTAKE_PROGRESS, &check_in);
}

/* What the newest check-in leaves on its key result. */
static void
settle(struct intake_row *out)
{
    const struct stage_check_in *newest = NULL;

    for (size_t i = 0; i < out->check_in_count; i++)
        if (newest == NULL || out->check_ins[i].day >= newest->day)
            newest = &out->check_ins[i];
    out->row.check_in_count = (int64_t)out->check_in_count;
    if (newest == NULL)
        return;
    out->row.current_value = maybe_of(newest->value);
    out->row.last_check_in_day = maybe_of(newest->day);
    out->row.raw = maybe_of(newest->raw);
    if (out->row.own_status == OWN_STATUS_NULL)
        out->row.own_status = newest->own_status;
}

enum err
reading_check_ins(struct reading_row *r)
{
    struct cell_record_list records = {0};
    enum err err = OK;

    if (r->from->records != NULL)
        records = *r->from->records;
    else
        err = cell_records(r->arena, reading_cell(r, INTAKE_CHECKINS), &records);

    if (err == ERR_MALFORMED || err == ERR_TOO_LARGE)
        reading_doubt(r, INTAKE_CHECKINS,
                      "Not of the form Checkin Date: …; User: …; from record %zu on.",
                      records.count + 1);
    else if (err != OK)
        return err;
    r->out->check_ins = arena_array(r->arena, records.count + 1, sizeof(*r->out->check_ins));
    if (r->out->check_ins == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < records.count; i++)
        read_record(r, &records.items[i], i + 1);
    if (r->out->check_in_count == 0 && has_own_progress(r))
        make_check_in(r);
    settle(r->out);
    return OK;
}
