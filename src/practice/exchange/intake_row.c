/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_row.h"

#include "practice/okr/progress.h"

#define TITLE_MAX       300U /* code points, as okr.model has them */
#define UNIT_MAX        40U
#define NAME_MAX_POINTS 200U
#define TEXT_MAX        10000U
#define HASH_BITS       53 /* JavaScript has that many exactly, and so has every export of ours */

const char *const intake_column_name[INTAKE_COLUMN_COUNT] = {
    [INTAKE_ID] = "Id",
    [INTAKE_TITLE] = "Title",
    [INTAKE_TEAM] = "Team",
    [INTAKE_CREATOR] = "Creator",
    [INTAKE_OWNER] = "Owner",
    [INTAKE_PERIOD] = "Period",
    [INTAKE_START_DATE] = "Start Date",
    [INTAKE_END_DATE] = "End Date",
    [INTAKE_DESCRIPTION] = "Description",
    [INTAKE_ALIGNED_TO] = "Aligned To (weight, Objective ID)",
    [INTAKE_METRIC_NAME] = "Metric Name",
    [INTAKE_UNIT] = "Unit",
    [INTAKE_TARGET] = "Target",
    [INTAKE_OBJECT_TYPE] = "Object Type",
    [INTAKE_GOAL_TYPE] = "Goal Type",
    [INTAKE_START] = "Start",
    [INTAKE_CREATED_AT] = "Created At",
    [INTAKE_LAST_CHECK_IN] = "Last Check-in",
    [INTAKE_PROGRESS] = "Progress %",
    [INTAKE_ACTUAL] = "Actual Progress",
    [INTAKE_STATUS] = "Status",
    [INTAKE_LAST_NOTE] = "Last Check-in Note",
    [INTAKE_SCORE] = "Score",
    [INTAKE_CHECKINS] = "Checkins",
};

/* A row while it is read. */
struct row_reading {
    struct arena *arena;
    const struct intake_cells *from;
    struct intake_row *out;
};

static struct str
cell(const struct row_reading *r, enum intake_column column)
{
    return str_trim(r->from->cells[column]);
}

static bool
has(const struct row_reading *r, enum intake_column column)
{
    return cell(r, column).len > 0;
}

/* The text of a cell, or "no text" for an empty one. */
static struct str
text_of(const struct row_reading *r, enum intake_column column)
{
    struct str text = cell(r, column);

    return text.len > 0 ? text : (struct str){0};
}

static void doubt(struct row_reading *r, enum intake_column column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
doubt(struct row_reading *r, enum intake_column column, const char *format, ...)
{
    va_list args;

    if (r->out->doubt_count == INTAKE_DOUBT_MAX)
        return;
    va_start(args, format);
    struct str reason = str_vfmt(r->arena, format, args);
    va_end(args);
    r->out->doubts[r->out->doubt_count++] =
        (struct intake_doubt){.column = column, .reason = str_is_null(reason) ? STR("") : reason};
}

static void
refuse(struct row_reading *r, enum intake_column column, const char *reason)
{
    if (r->out->doubt_count == INTAKE_DOUBT_MAX)
        r->out->doubt_count--;
    doubt(r, column, "%s", reason);
    r->out->refused = true;
}

/* The first `max` code points. */
static struct str
cut(struct str text, size_t max)
{
    size_t end = 0;
    size_t count = 0;

    while (end < text.len) {
        if (((unsigned char)text.ptr[end] & 0xc0) != 0x80 && count++ == max)
            break;
        end++;
    }
    return str_slice(text, 0, end);
}

static struct str
cut_cell(struct row_reading *r, enum intake_column column, size_t max)
{
    struct str whole = text_of(r, column);
    struct str kept = cut(whole, max);

    if (kept.len < whole.len)
        doubt(r, column, "Longer than %zu characters; the rest was left out.", max);
    return kept;
}

static void
read_day(struct row_reading *r, enum intake_column column, struct maybe *out)
{
    day_t day;
    enum err err = cell_day(cell(r, column), &day);

    if (err == OK)
        *out = maybe_of(day);
    else if (err != ERR_NOT_FOUND)
        doubt(r, column, "\"%.*s\" is no day of the form 2018-04-01; left out.",
              STR_FMT(cut(cell(r, column), UNIT_MAX)));
}

static void
read_number(struct row_reading *r, enum intake_column column, int places, struct maybe *out)
{
    int64_t value;
    enum err err = cell_number(cell(r, column), places, &value);

    if (err == OK)
        *out = maybe_of(value);
    else if (err != ERR_NOT_FOUND)
        doubt(r, column, "\"%.*s\" is no number that can be kept; left out.",
              STR_FMT(cut(cell(r, column), UNIT_MAX)));
}

/* A percentage as a fraction: 81 % is 0.81. */
static void
read_percent(struct row_reading *r, enum intake_column column, struct maybe *out)
{
    struct maybe percent = maybe_none();

    read_number(r, column, FRACTION_PLACES - 2, &percent);
    if (percent.has && (percent.value > FRACTION_RAW_MAX || percent.value < -FRACTION_RAW_MAX)) {
        doubt(r, column, "Too far from 100 %% to be kept; left out.");
        percent = maybe_none();
    }
    if (percent.has)
        *out = percent;
}

/* ---- what it is ---------------------------------------------------------------------------------
 */

static bool
read_type(struct row_reading *r)
{
    static const struct {
        const char *name;
        enum row_type type;
    } types[] = {
        {"Objective", ROW_TYPE_OBJECTIVE},    {"Key result", ROW_TYPE_KEY_RESULT},
        {"Key Result", ROW_TYPE_KEY_RESULT},  {"Deliverable", ROW_TYPE_DELIVERABLE},
        {"Initiative", ROW_TYPE_DELIVERABLE}, {"Project", ROW_TYPE_DELIVERABLE},
    };

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (str_eq(cell(r, INTAKE_OBJECT_TYPE), str_from(types[i].name))) {
            r->out->row.type = types[i].type;
            return true;
        }
    refuse(r, INTAKE_OBJECT_TYPE, "Neither Objective nor Key result nor Deliverable.");
    return false;
}

static void
read_status(struct row_reading *r)
{
    struct stage_row *row = &r->out->row;
    struct str status = cell(r, INTAKE_STATUS);

    row->status = text_of(r, INTAKE_STATUS);
    row->closed = str_eq(status, STR("Closed"));
    row->postponed = str_eq(status, STR("Postponed"));
    if (str_eq(status, STR("On Track")))
        row->own_status = OWN_STATUS_ON_TRACK;
    else if (str_eq(status, STR("Behind")))
        row->own_status = OWN_STATUS_BEHIND;
    else if (str_eq(status, STR("At Risk")))
        row->own_status = OWN_STATUS_AT_RISK;
    else if (status.len > 0 && !row->closed && !row->postponed &&
             !str_eq(status, STR("Not Started")))
        doubt(r, INTAKE_STATUS, "A status Koers does not know; kept as its word only.");
}

static void
read_goal_type(struct row_reading *r)
{
    struct str goal = cell(r, INTAKE_GOAL_TYPE);

    r->out->row.goal_type = text_of(r, INTAKE_GOAL_TYPE);
    r->out->row.objective_kind =
        str_starts(goal, STR("Committed")) ? OBJECTIVE_KIND_COMMITTED : OBJECTIVE_KIND_ASPIRATIONAL;
    if (goal.len > 0 && !str_starts(goal, STR("Committed")) &&
        !str_starts(goal, STR("Aspirational")))
        doubt(r, INTAKE_GOAL_TYPE, "Neither committed nor aspirational; taken as aspirational.");
}

/* Too long a title is cut, and stands whole at the head of the description. */
static bool
read_texts(struct row_reading *r)
{
    struct stage_row *row = &r->out->row;
    struct str title = cell(r, INTAKE_TITLE);
    usec_t at;

    if (title.len == 0) {
        refuse(r, INTAKE_TITLE, "Empty.");
        return false;
    }
    row->title = cut(title, TITLE_MAX);
    row->description = cut_cell(r, INTAKE_DESCRIPTION, TEXT_MAX);
    if (row->title.len < title.len) {
        doubt(r, INTAKE_TITLE, "Longer than %u characters; the whole title heads the description.",
              TITLE_MAX);
        row->title = cut(title, TITLE_MAX - 1);
        row->title = str_fmt(r->arena, "%.*s…", STR_FMT(row->title));
        row->description = cut(
            str_fmt(r->arena, "%.*s\n\n%.*s", STR_FMT(title), STR_FMT(row->description)), TEXT_MAX);
    }
    row->metric = cut_cell(r, INTAKE_METRIC_NAME, TITLE_MAX);
    row->creator = cut_cell(r, INTAKE_CREATOR, NAME_MAX_POINTS);
    enum err err = cell_time(cell(r, INTAKE_CREATED_AT), &at);
    if (err == OK)
        row->created_at = maybe_of(at);
    else if (err != ERR_NOT_FOUND)
        doubt(r, INTAKE_CREATED_AT, "No moment of the form 2018-04-01 08:00:00 UTC; left out.");
    return true;
}

/* ---- who, where, when
 * ----------------------------------------------------------------------------- */

/* Names of a cell, one a line. */
static enum err
read_names(struct row_reading *r, enum intake_column column, char separator, struct str *out)
{
    struct cell_name_list names;
    struct str joined = STR("");

    enum err err = cell_names(r->arena, cell(r, column), separator, &names);
    if (err == ERR_TOO_LARGE)
        doubt(r, column, "Too many names; left out.");
    else if (err != OK)
        return err;
    for (size_t i = 0; err == OK && i < names.count; i++) {
        struct str name = cut(names.items[i], NAME_MAX_POINTS);
        joined = i == 0 ? name : str_fmt(r->arena, "%.*s\n%.*s", STR_FMT(joined), STR_FMT(name));
    }
    *out = joined;
    return arena_failed(r->arena);
}

static enum err
read_place(struct row_reading *r)
{
    struct stage_row *row = &r->out->row;

    TRY(read_names(r, INTAKE_TEAM, ';', &row->units));
    TRY(read_names(r, INTAKE_OWNER, ',', &row->owners));
    if (row->units.len == 0) {
        row->units = STR("No team");
        doubt(r, INTAKE_TEAM, "Empty; put under a unit named \"No team\".");
    }
    row->period = cut(cell(r, INTAKE_PERIOD), 100);
    if (row->period.len == 0)
        refuse(r, INTAKE_PERIOD, "Empty.");
    read_day(r, INTAKE_START_DATE, &row->start_day);
    read_day(r, INTAKE_END_DATE, &row->end_day);
    if (row->start_day.has && row->end_day.has && row->end_day.value <= row->start_day.value) {
        doubt(r, INTAKE_END_DATE, "Not after its start; both were left out.");
        row->start_day = row->end_day = maybe_none();
    }
    return OK;
}

static enum err
read_links(struct row_reading *r)
{
    struct intake_row *out = r->out;

    enum err err = cell_links(r->arena, cell(r, INTAKE_ALIGNED_TO), &out->links);
    if (err == ERR_MALFORMED || err == ERR_INVALID || err == ERR_TOO_LARGE)
        doubt(r, INTAKE_ALIGNED_TO, "Not of the form Title(weight: 50%%, Id: 1) from link %zu on.",
              out->links.count + 1);
    else if (err != OK)
        return err;
    out->row.weight = out->links.count > 0 ? out->links.items[0].weight : WEIGHT_USUAL;
    return OK;
}

/* ---- its measure
 * ---------------------------------------------------------------------------------- */

static struct measure
measure_of(const struct stage_row *row)
{
    return (struct measure){.kind = row->kr_kind,
                            .end_day = 1, /* the formula of one value asks for no days */
                            .start_value = row->start_value,
                            .target_value = row->target_value};
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

static void
read_measure(struct row_reading *r)
{
    struct stage_row *row = &r->out->row;

    measure_by_percent(row);
    if (row->type == ROW_TYPE_DELIVERABLE)
        return;
    struct maybe start = maybe_none();
    struct maybe target = maybe_none();
    read_number(r, INTAKE_START, DECIMAL_PLACES, &start);
    read_number(r, INTAKE_TARGET, DECIMAL_PLACES, &target);
    if (!target.has) {
        if (row->type == ROW_TYPE_KEY_RESULT)
            doubt(r, INTAKE_TARGET, "No target; measured by its progress from 0 to 100 %%.");
        return;
    }
    row->start_value = maybe_of(maybe_or(start, 0));
    row->target_value = target;
    row->unit_of_measure = cut_cell(r, INTAKE_UNIT, UNIT_MAX);
    if (str_is_null(row->unit_of_measure))
        row->unit_of_measure = STR("");
    if (target.value < row->start_value.value)
        row->kr_kind = KR_KIND_DECREASE;
    if (target.value != row->start_value.value)
        return;
    row->kr_kind = KR_KIND_AT_LEAST;
    row->start_value = maybe_none();
    doubt(r, INTAKE_TARGET, "Start equals target; kept as \"at least\" the target.");
}

/* ---- its check-ins
 * -------------------------------------------------------------------------------- */

static enum own_status
own_status_of(struct str status)
{
    if (str_eq(status, STR("On Track")))
        return OWN_STATUS_ON_TRACK;
    if (str_eq(status, STR("Behind")))
        return OWN_STATUS_BEHIND;
    return str_eq(status, STR("At Risk")) ? OWN_STATUS_AT_RISK : OWN_STATUS_NULL;
}

/* Adds a check-in with its raw progress; a value nothing can be computed from is a doubt. */
static void
add_check_in(struct row_reading *r, enum intake_column column, struct stage_check_in *check_in)
{
    struct measure measure = measure_of(&r->out->row);
    struct str note = cut(check_in->note, TEXT_MAX);

    if (progress_raw(&measure, check_in->value, &check_in->raw) != OK) {
        doubt(r, column,
              "The value lies too far from start and target; the check-in was left out.");
        return;
    }
    check_in->note = note.len > 0 ? note : (struct str){0};
    r->out->check_ins[r->out->check_in_count++] = *check_in;
}

static void
read_record(struct row_reading *r, const struct cell_record *record, size_t place)
{
    struct stage_check_in check_in = {.note = record->note,
                                      .own_status = own_status_of(record->status)};
    enum err day = cell_day(record->day, &check_in.day);
    enum err at = cell_time(record->at, &check_in.at);

    if (day != OK || cell_number(record->value, DECIMAL_PLACES, &check_in.value) != OK) {
        doubt(r, INTAKE_CHECKINS, "Check-in %zu has no %s that can be read; left out.", place,
              day != OK ? "day" : "value");
        return;
    }
    if (at != OK)
        check_in.at = check_in.day * USEC_PER_DAY;
    if (record->user.len > 0)
        check_in.person = cut(record->user, NAME_MAX_POINTS);
    add_check_in(r, INTAKE_CHECKINS, &check_in);
}

/* Was it ever checked in, or is its 0 % only a default? Where the export has no column that tells,
 * its progress must. */
static bool
has_own_progress(const struct row_reading *r)
{
    const struct stage_row *row = &r->out->row;

    if (!row->progress.has)
        return false;
    if (has(r, INTAKE_LAST_CHECK_IN))
        return true;
    bool silent = !str_is_null(r->from->cells[INTAKE_LAST_CHECK_IN]) ||
                  !str_is_null(r->from->cells[INTAKE_CHECKINS]);
    if (silent)
        return row->type != ROW_TYPE_OBJECTIVE && row->progress.value != 0;
    return row->progress.value != 0 || !str_eq(cell(r, INTAKE_STATUS), STR("Not Started"));
}

/* A row that reports progress without a check-in gets one, so that its number has a source. */
static void
make_check_in(struct row_reading *r)
{
    struct stage_row *row = &r->out->row;
    struct stage_check_in check_in = {.note = cell(r, INTAKE_LAST_NOTE),
                                      .own_status = row->own_status};
    struct maybe actual = maybe_none();
    struct maybe day = row->end_day;
    int64_t way;

    read_day(r, INTAKE_LAST_CHECK_IN, &day);
    if (!day.has && row->created_at.has)
        day = maybe_of(day_of(row->created_at.value));
    if (!day.has) {
        doubt(r, INTAKE_PROGRESS, "Progress without any day; left out.");
        return;
    }
    check_in.day = day.value;
    check_in.at = day.value * USEC_PER_DAY;
    if (row->type != ROW_TYPE_DELIVERABLE)
        read_number(r, INTAKE_ACTUAL, DECIMAL_PLACES, &actual);
    if (!actual.has && row->start_value.has &&
        muldiv_round(row->progress.value, row->target_value.value - row->start_value.value,
                     FRACTION_ONE, &way) == OK)
        actual = maybe_of(row->start_value.value + way);
    if (!actual.has && row->progress.value >= FRACTION_ONE)
        actual = row->target_value;
    if (!actual.has) {
        doubt(r, INTAKE_PROGRESS, "Progress without a value to compute it from; left out.");
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

static enum err
read_check_ins(struct row_reading *r)
{
    struct cell_record_list records;
    enum err err = cell_records(r->arena, cell(r, INTAKE_CHECKINS), &records);

    if (err == ERR_MALFORMED || err == ERR_TOO_LARGE)
        doubt(r, INTAKE_CHECKINS, "Not of the form Checkin Date: …; User: …; from record %zu on.",
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

/* ---- the whole
 * ------------------------------------------------------------------------------------ */

/* What the row says, so that the next import sees at a glance whether it says something else.
 * Titles of parents are left out where an id names them: renaming a parent changes no child. */
static int64_t
hash_of(const struct row_reading *r)
{
    uint64_t hash = CELL_HASH_BEGIN;

    for (int i = 0; i < INTAKE_COLUMN_COUNT; i++)
        if (i != INTAKE_ALIGNED_TO)
            hash = cell_hash(hash, str_trim(r->from->cells[i]));
    for (size_t i = 0; i < r->out->links.count; i++) {
        const struct cell_link *link = &r->out->links.items[i];
        hash = cell_hash(hash, link->key.len > 0 ? link->key : link->title);
        hash = cell_hash(
            hash, (struct str){.ptr = (const char *)&link->weight, .len = sizeof(link->weight)});
    }
    return (int64_t)(hash >> (64 - HASH_BITS));
}

/* Its Id, or what stands for it where the export has none. */
static struct str
key_of(const struct row_reading *r)
{
    uint64_t hash = CELL_HASH_BEGIN;

    if (has(r, INTAKE_ID))
        return cut(cell(r, INTAKE_ID), NAME_MAX_POINTS);
    hash = cell_hash(hash, cell(r, INTAKE_PERIOD));
    hash = cell_hash(hash, cell(r, INTAKE_TEAM));
    hash = cell_hash(hash, cell(r, INTAKE_TITLE));
    hash = cell_hash(hash, cell(r, INTAKE_OBJECT_TYPE));
    return str_fmt(r->arena, "#%016llx", (unsigned long long)hash);
}

enum err
intake_row_read(struct arena *arena, const struct intake_cells *cells, struct intake_row *out)
{
    struct row_reading r = {.arena = arena, .from = cells, .out = out};

    *out = (struct intake_row){.row = {.line = cells->line}};
    if (!read_type(&r) || !read_texts(&r))
        return arena_failed(arena);
    read_status(&r);
    read_goal_type(&r);
    TRY(read_place(&r));
    TRY(read_links(&r));
    read_measure(&r);
    read_percent(&r, INTAKE_PROGRESS, &out->row.progress);
    read_number(&r, INTAKE_SCORE, FRACTION_PLACES, &out->row.score);
    TRY(read_check_ins(&r));
    out->row.foreign_key = key_of(&r);
    out->row.hash = hash_of(&r);
    return arena_failed(arena);
}
