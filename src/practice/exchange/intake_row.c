/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_reading.h"

#define TITLE_MAX 300U /* code points, as okr.model has it */
#define HASH_BITS 53   /* JavaScript has that many exactly, and so has every export of ours */

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
    [INTAKE_TARGET_TYPE] = "Target Type",
    [INTAKE_PHASED_TARGETS] = "Phased Targets",
};

/* A percentage as a fraction: 81 % is 0.81. */
static void
read_percent(struct reading_row *r, enum intake_column column, struct maybe *out)
{
    struct maybe percent = maybe_none();

    reading_number(r, column, FRACTION_PLACES - 2, &percent);
    if (percent.has && (percent.value > FRACTION_RAW_MAX || percent.value < -FRACTION_RAW_MAX)) {
        reading_doubt(r, column, "Too far from 100 %% to be kept; left out.");
        percent = maybe_none();
    }
    if (percent.has)
        *out = percent;
}

/* ---- what it is ---------------------------------------------------------------------------------
 */

static bool
read_type(struct reading_row *r)
{
    static const struct {
        const char *name;
        enum row_type type;
    } types[] = {
        {"objective", ROW_TYPE_OBJECTIVE},     {"big rock", ROW_TYPE_OBJECTIVE},
        {"key result", ROW_TYPE_KEY_RESULT},   {"kpi", ROW_TYPE_KEY_RESULT},
        {"deliverable", ROW_TYPE_DELIVERABLE}, {"initiative", ROW_TYPE_DELIVERABLE},
        {"project", ROW_TYPE_DELIVERABLE},
    };

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (cell_is(reading_cell(r, INTAKE_OBJECT_TYPE), types[i].name)) {
            r->out->row.type = types[i].type;
            return true;
        }
    reading_refuse(r, INTAKE_OBJECT_TYPE, "Neither Objective nor Key result nor Deliverable.");
    return false;
}

static void
read_status(struct reading_row *r)
{
    struct stage_row *row = &r->out->row;
    struct str status = reading_cell(r, INTAKE_STATUS);

    row->status = reading_text(r, INTAKE_STATUS, READING_NAME_MAX);
    row->closed = cell_is(status, "closed");
    row->postponed = cell_is(status, "postponed");
    row->own_status = reading_own_status(status);
    if (status.len > 0 && row->own_status == OWN_STATUS_NULL && !row->closed && !row->postponed &&
        !cell_is(status, "not started"))
        reading_doubt(r, INTAKE_STATUS, "A status Koers does not know; kept as its word only.");
}

static void
read_goal_type(struct reading_row *r)
{
    struct str goal = reading_cell(r, INTAKE_GOAL_TYPE);

    r->out->row.goal_type = reading_text(r, INTAKE_GOAL_TYPE, READING_NAME_MAX);
    bool committed = cell_is(str_slice(goal, 0, 9), "committed");

    r->out->row.objective_kind = committed ? OBJECTIVE_KIND_COMMITTED : OBJECTIVE_KIND_ASPIRATIONAL;
    if (goal.len > 0 && !committed && !cell_is(str_slice(goal, 0, 12), "aspirational"))
        reading_doubt(r, INTAKE_GOAL_TYPE,
                      "Neither committed nor aspirational; taken as aspirational.");
}

/* Too long a title is cut, and stands whole at the head of the description. */
static bool
read_texts(struct reading_row *r)
{
    struct stage_row *row = &r->out->row;
    struct str title = reading_cell(r, INTAKE_TITLE);
    usec_t at;

    if (title.len == 0) {
        reading_refuse(r, INTAKE_TITLE, "Empty.");
        return false;
    }
    row->title = reading_cut(title, TITLE_MAX);
    row->description = reading_text(r, INTAKE_DESCRIPTION, READING_TEXT_MAX);
    if (row->title.len < title.len) {
        reading_doubt(r, INTAKE_TITLE,
                      "Longer than %u characters; the whole title heads the description.",
                      TITLE_MAX);
        row->title = reading_cut(title, TITLE_MAX - 1);
        row->title = str_fmt(r->arena, "%.*s…", STR_FMT(row->title));
        row->description = reading_cut(
            str_fmt(r->arena, "%.*s\n\n%.*s", STR_FMT(title), STR_FMT(row->description)),
            READING_TEXT_MAX);
    }
    row->metric = reading_text(r, INTAKE_METRIC_NAME, TITLE_MAX);
    row->creator = reading_text(r, INTAKE_CREATOR, READING_PERSON_MAX);
    enum err err = cell_time(reading_cell(r, INTAKE_CREATED_AT), &at);
    if (err == OK)
        row->created_at = maybe_of(at);
    else if (err != ERR_NOT_FOUND)
        reading_doubt(r, INTAKE_CREATED_AT,
                      "No moment of the form 2018-04-01 08:00:00 UTC; left out.");
    return true;
}

/* ---- who, where, when
 * ----------------------------------------------------------------------------- */

/* Names of a cell, one a line. */
static enum err
read_names(struct reading_row *r, enum intake_column column, char separator, struct str *out)
{
    struct cell_name_list names;
    struct str joined = STR("");

    enum err err = cell_names(r->arena, reading_cell(r, column), separator, &names);
    if (err == ERR_TOO_LARGE)
        reading_doubt(r, column, "Too many names; left out.");
    else if (err != OK)
        return err;
    for (size_t i = 0; err == OK && i < names.count; i++) {
        struct str name = reading_cut(names.items[i], READING_PERSON_MAX);
        joined = i == 0 ? name : str_fmt(r->arena, "%.*s\n%.*s", STR_FMT(joined), STR_FMT(name));
    }
    *out = joined;
    return arena_failed(r->arena);
}

static enum err
read_place(struct reading_row *r)
{
    struct stage_row *row = &r->out->row;

    TRY(read_names(r, INTAKE_TEAM, r->from->is_listed ? '\n' : ';', &row->units));
    TRY(read_names(r, INTAKE_OWNER, r->from->is_listed ? '\n' : ',', &row->owners));
    if (row->units.len == 0) {
        row->units = STR("No team");
        reading_doubt(r, INTAKE_TEAM, "Empty; put under a unit named \"No team\".");
    }
    row->period = reading_cut(reading_cell(r, INTAKE_PERIOD), 100);
    if (row->period.len == 0)
        reading_refuse(r, INTAKE_PERIOD, "Empty.");
    reading_day(r, INTAKE_START_DATE, &row->start_day);
    reading_day(r, INTAKE_END_DATE, &row->end_day);
    if (row->start_day.has && row->end_day.has && row->end_day.value <= row->start_day.value) {
        reading_doubt(r, INTAKE_END_DATE, "Not after its start; both were left out.");
        row->start_day = row->end_day = maybe_none();
    }
    return OK;
}

/* Links that were taken apart already; a weight below 0 is one that could not be read. */
static void
take_links(struct reading_row *r)
{
    struct cell_link_list *links = &r->out->links;

    *links = *r->from->links;
    for (size_t i = 0; i < links->count; i++) {
        if (links->items[i].weight >= 0 && links->items[i].weight <= WEIGHT_MAX)
            continue;
        reading_doubt(r, INTAKE_ALIGNED_TO,
                      "The weight of link %zu is none of 0 to 10,000 %%; taken as the usual one.",
                      i + 1);
        links->items[i].weight = WEIGHT_USUAL;
    }
}

static enum err
read_links(struct reading_row *r)
{
    struct intake_row *out = r->out;

    enum err err = OK;

    if (r->from->links != NULL)
        take_links(r);
    else
        err = cell_links(r->arena, reading_cell(r, INTAKE_ALIGNED_TO), &out->links);
    if (err == ERR_MALFORMED || err == ERR_INVALID || err == ERR_TOO_LARGE)
        reading_doubt(r, INTAKE_ALIGNED_TO,
                      "Not of the form Title(weight: 50%%, Id: 1) from link %zu on.",
                      out->links.count + 1);
    else if (err != OK)
        return err;
    out->row.weight = out->links.count > 0 ? out->links.items[0].weight : WEIGHT_USUAL;
    return OK;
}

/* ---- the whole
 * ------------------------------------------------------------------------------------ */

static uint64_t
hash_records(uint64_t hash, const struct cell_record_list *records)
{
    for (size_t i = 0; records != NULL && i < records->count; i++) {
        const struct cell_record *record = &records->items[i];
        const struct str texts[] = {record->day,    record->user,  record->note, record->metric,
                                    record->status, record->value, record->at};
        for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++)
            hash = cell_hash(hash, texts[j]);
    }
    return hash;
}

static uint64_t
hash_points(uint64_t hash, const struct cell_point_list *points)
{
    for (size_t i = 0; points != NULL && i < points->count; i++)
        hash = cell_hash(cell_hash(hash, points->items[i].day), points->items[i].value);
    return hash;
}

/* What the row says, so that the next import sees at a glance whether it says something else.
 * Titles of parents are left out where an id names them: renaming a parent changes no child. */
static int64_t
hash_of(const struct reading_row *r)
{
    uint64_t hash = CELL_HASH_BEGIN;

    for (int i = 0; i < INTAKE_COLUMN_COUNT; i++)
        if (i != INTAKE_ALIGNED_TO &&
            (i < INTAKE_TARGET_TYPE || reading_has(r, (enum intake_column)i)))
            hash = cell_hash(hash, str_trim(r->from->cells[i]));
    hash = hash_records(hash, r->from->records);
    hash = hash_points(hash, r->from->points);
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
key_of(const struct reading_row *r)
{
    uint64_t hash = CELL_HASH_BEGIN;

    if (reading_has(r, INTAKE_ID))
        return reading_cut(reading_cell(r, INTAKE_ID), READING_NAME_MAX);
    hash = cell_hash(hash, reading_cell(r, INTAKE_PERIOD));
    hash = cell_hash(hash, reading_cell(r, INTAKE_TEAM));
    hash = cell_hash(hash, reading_cell(r, INTAKE_TITLE));
    hash = cell_hash(hash, reading_cell(r, INTAKE_OBJECT_TYPE));
    return str_fmt(r->arena, "#%016llx", (unsigned long long)hash);
}

enum err
intake_row_read(struct arena *arena, const struct intake_cells *cells, struct intake_row *out)
{
    struct reading_row r = {.arena = arena, .from = cells, .out = out};

    *out = (struct intake_row){.row = {.line = cells->line}};
    if (!read_type(&r) || !read_texts(&r))
        return arena_failed(arena);
    read_status(&r);
    read_goal_type(&r);
    TRY(read_place(&r));
    TRY(read_links(&r));
    reading_measure(&r);
    read_percent(&r, INTAKE_PROGRESS, &out->row.progress);
    reading_number(&r, INTAKE_SCORE, FRACTION_PLACES, &out->row.score);
    TRY(reading_interims(&r));
    TRY(reading_check_ins(&r));
    out->row.foreign_key = key_of(&r);
    out->row.hash = hash_of(&r);
    return arena_failed(arena);
}
