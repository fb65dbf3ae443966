/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/okr_csv.h"

#include "gen/exchange_sql.h"
#include "practice/access/setting.h"
#include "practice/exchange/number.h"
#include "practice/exchange/sheet.h"

#define SCRATCH_MAX (64UL << 20) /* of one row */
#define PLACES_KEPT 6            /* decimals of a number that is written anew */
#define TITLE_KEY   "title:"     /* before the title of what a check-in is about */

/* What tools call their columns, folded, in English and Dutch. */
static const struct mapping_guess guesses[] = {
    /* clang-format off */
    {OKR_FIELD_TYPE, "type"}, {OKR_FIELD_TYPE, "object type"}, {OKR_FIELD_TYPE, "okr type"}, {OKR_FIELD_TYPE, "soort"},
    {OKR_FIELD_ID, "id"}, {OKR_FIELD_ID, "key"}, {OKR_FIELD_ID, "objective id"}, {OKR_FIELD_ID, "okr id"},
    {OKR_FIELD_TITLE, "title"}, {OKR_FIELD_TITLE, "name"}, {OKR_FIELD_TITLE, "key result"}, {OKR_FIELD_TITLE, "summary"},
    {OKR_FIELD_TITLE, "titel"}, {OKR_FIELD_TITLE, "naam"}, {OKR_FIELD_TITLE, "kernresultaat"},
    {OKR_FIELD_DESCRIPTION, "description"}, {OKR_FIELD_DESCRIPTION, "omschrijving"}, {OKR_FIELD_DESCRIPTION, "beschrijving"},
    {OKR_FIELD_OBJECTIVE_TITLE, "objective"}, {OKR_FIELD_OBJECTIVE_TITLE, "objective title"}, {OKR_FIELD_OBJECTIVE_TITLE, "objective name"},
    {OKR_FIELD_OBJECTIVE_TITLE, "doel"}, {OKR_FIELD_OBJECTIVE_TITLE, "doelstelling"},
    {OKR_FIELD_OBJECTIVE_OWNER, "objective owner"}, {OKR_FIELD_OBJECTIVE_OWNER, "eigenaar doel"},
    {OKR_FIELD_PARENT_ID, "parent id"}, {OKR_FIELD_PARENT_ID, "parent key"}, {OKR_FIELD_PARENT_TITLE, "parent"},
    {OKR_FIELD_PARENT_TITLE, "parent title"}, {OKR_FIELD_PARENT_TITLE, "aligned to"}, {OKR_FIELD_PARENT_TITLE, "bovenliggend doel"},
    {OKR_FIELD_WEIGHT, "weight"}, {OKR_FIELD_WEIGHT, "gewicht"},
    {OKR_FIELD_UNIT, "team"}, {OKR_FIELD_UNIT, "unit"}, {OKR_FIELD_UNIT, "department"}, {OKR_FIELD_UNIT, "group"},
    {OKR_FIELD_UNIT, "eenheid"}, {OKR_FIELD_UNIT, "afdeling"},
    {OKR_FIELD_OWNER, "owner"}, {OKR_FIELD_OWNER, "owners"}, {OKR_FIELD_OWNER, "assignee"}, {OKR_FIELD_OWNER, "eigenaar"},
    {OKR_FIELD_OWNER_EMAIL, "owner email"}, {OKR_FIELD_OWNER_EMAIL, "owner e-mail"}, {OKR_FIELD_OWNER_EMAIL, "e-mail eigenaar"},
    {OKR_FIELD_OWNER_EMPLOYEE_ID, "owner employee id"}, {OKR_FIELD_OWNER_EMPLOYEE_ID, "personeelsnummer eigenaar"},
    {OKR_FIELD_CYCLE, "cycle"}, {OKR_FIELD_CYCLE, "period"}, {OKR_FIELD_CYCLE, "time period"}, {OKR_FIELD_CYCLE, "quarter"},
    {OKR_FIELD_CYCLE, "cyclus"}, {OKR_FIELD_CYCLE, "periode"}, {OKR_FIELD_CYCLE, "kwartaal"},
    {OKR_FIELD_START_DAY, "start date"}, {OKR_FIELD_START_DAY, "startdatum"}, {OKR_FIELD_START_DAY, "begindatum"},
    {OKR_FIELD_END_DAY, "end date"}, {OKR_FIELD_END_DAY, "due date"}, {OKR_FIELD_END_DAY, "einddatum"},
    {OKR_FIELD_KIND, "goal type"}, {OKR_FIELD_KIND, "kind"},
    {OKR_FIELD_METRIC, "metric"}, {OKR_FIELD_METRIC, "metric name"},
    {OKR_FIELD_UNIT_OF_MEASURE, "unit of measure"}, {OKR_FIELD_UNIT_OF_MEASURE, "metric unit"}, {OKR_FIELD_UNIT_OF_MEASURE, "meeteenheid"},
    {OKR_FIELD_TARGET_TYPE, "target type"},
    {OKR_FIELD_START_VALUE, "start"}, {OKR_FIELD_START_VALUE, "start value"}, {OKR_FIELD_START_VALUE, "baseline"}, {OKR_FIELD_START_VALUE, "startwaarde"},
    {OKR_FIELD_TARGET_VALUE, "target"}, {OKR_FIELD_TARGET_VALUE, "target value"}, {OKR_FIELD_TARGET_VALUE, "goal"}, {OKR_FIELD_TARGET_VALUE, "streefwaarde"},
    {OKR_FIELD_CURRENT_VALUE, "current"}, {OKR_FIELD_CURRENT_VALUE, "current value"}, {OKR_FIELD_CURRENT_VALUE, "value"},
    {OKR_FIELD_CURRENT_VALUE, "actual"}, {OKR_FIELD_CURRENT_VALUE, "huidige waarde"}, {OKR_FIELD_CURRENT_VALUE, "waarde"},
    {OKR_FIELD_PROGRESS, "progress"}, {OKR_FIELD_PROGRESS, "progress %"}, {OKR_FIELD_PROGRESS, "voortgang"},
    {OKR_FIELD_STATUS, "status"}, {OKR_FIELD_STATUS, "health"},
    {OKR_FIELD_SCORE, "score"}, {OKR_FIELD_CREATED_AT, "created at"}, {OKR_FIELD_CREATED_AT, "created"},
    {OKR_FIELD_CHECK_IN_DAY, "check-in date"}, {OKR_FIELD_CHECK_IN_DAY, "last check-in"}, {OKR_FIELD_CHECK_IN_DAY, "updated"},
    {OKR_FIELD_NOTE, "note"}, {OKR_FIELD_NOTE, "comment"}, {OKR_FIELD_NOTE, "notitie"}, {OKR_FIELD_NOTE, "toelichting"},
    /* clang-format on */
};

const struct mapping_kind okr_mapping_kind = {.stem = "okrs:",
                                              .choices = okr_field_choice,
                                              .guesses = guesses,
                                              .guess_count = sizeof(guesses) / sizeof(guesses[0])};

enum err
okr_csv_load(struct call *call, struct str name, struct okr_csv *out)
{
    *out = (struct okr_csv){0};
    TRY(mapping_load(call, &okr_mapping_kind, name, &out->mapping));
    enum err err = q_import_mapping_get(call, out->mapping.source, &out->rules);
    if (err == ERR_NOT_FOUND)
        out->rules = (struct import_mapping){.source = out->mapping.source,
                                             .day_order = DAY_ORDER_YMD,
                                             .decimal_sign = DECIMAL_SIGN_POINT,
                                             .new_units = NEW_UNIT_RULE_MAKE,
                                             .new_people = NEW_PERSON_RULE_MAKE};
    else if (err != OK)
        return err;
    TRY(setting_today(call, &out->today));
    return q_exchange_cycles(call, OKR_CYCLES_MAX, &out->cycles);
}

/* ---- a row --------------------------------------------------------------------------------------
 */

enum pass { PASS_CHECK_INS, PASS_ROWS };

struct reading {
    struct okr_csv *okr;
    struct intake *intake;
    struct arena scratch; /* of one row */
    enum pass pass;
    const struct str *cells;
    size_t count;
    int64_t line;
};

static struct str
cell(const struct reading *r, enum okr_field field)
{
    struct str text = mapping_cell(&r->okr->mapping, (int)field, r->cells, r->count);

    return str_is_null(text) ? STR("") : text;
}

static bool
has(const struct reading *r, enum okr_field field)
{
    return mapping_has(&r->okr->mapping, (int)field);
}

/* The next number of a day, as digits; what is between them is passed over. */
static int
take_number(struct str *text, size_t *ret_digits)
{
    int number = 0;
    size_t at = 0;

    while (at < text->len && text->ptr[at] >= '0' && text->ptr[at] <= '9' && at < 4)
        number = number * 10 + (text->ptr[at++] - '0');
    *ret_digits = at;
    if (at < text->len)
        at++;
    *text = str_slice(*text, at, text->len);
    return number;
}

/* A day in the order of the source as 2026-11-30; what is none stays as it is, and is told so. */
static struct str
day_of_cell(struct reading *r, enum okr_field field)
{
    struct str text = cell(r, field);
    struct str rest = text;
    size_t digits[3];
    int numbers[3];
    enum day_order order = r->okr->rules.day_order;

    if (order == DAY_ORDER_YMD || text.len == 0)
        return text;
    for (int i = 0; i < 3; i++)
        numbers[i] = take_number(&rest, &digits[i]);
    if (digits[0] == 4 || digits[0] == 0 || digits[1] == 0 || digits[2] != 4)
        return text;
    bool day_first = order == DAY_ORDER_DMY;
    struct str day = str_fmt(&r->scratch, "%04d-%02d-%02d", numbers[2], numbers[day_first ? 1 : 0],
                             numbers[day_first ? 0 : 1]);
    return cell_day(day, &(day_t){0}) == OK ? day : text;
}

/* A number with the decimal sign of the source as the import reads it. */
static struct str
number_of_cell(struct reading *r, enum okr_field field)
{
    struct str text = cell(r, field);
    struct buf buf;
    int64_t value;

    if (r->okr->rules.decimal_sign != DECIMAL_SIGN_COMMA ||
        number_read_cell(text, ',', PLACES_KEPT, &value) != OK)
        return text;
    buf_init(&buf, NUMBER_TEXT_MAX);
    scaled_format(&buf, value, PLACES_KEPT);
    struct str plain = str_copy(&r->scratch, buf_str(&buf));
    buf_release(&buf);
    return plain;
}

/* ---- whom and what it names ---------------------------------------------------------------------
 */

static void
add_line(struct reading *r, struct str *lines, struct str line)
{
    if (line.len == 0)
        return;
    *lines =
        lines->len == 0 ? line : str_fmt(&r->scratch, "%.*s\n%.*s", STR_FMT(*lines), STR_FMT(line));
}

/* Several stand between semicolons or on lines of their own. */
static struct str
next_of(struct str *rest)
{
    size_t end = 0;

    while (end < rest->len && rest->ptr[end] != ';' && rest->ptr[end] != '\n')
        end++;
    struct str part = str_trim(str_slice(*rest, 0, end));
    *rest = end < rest->len ? str_slice(*rest, end + 1, rest->len) : (struct str){0};
    return part;
}

static struct str
lines_of(struct reading *r, struct str text)
{
    struct str lines = STR("");

    for (struct str rest = text; rest.ptr != NULL;)
        add_line(r, &lines, next_of(&rest));
    return lines;
}

/* Names with their addresses, else their employee numbers, the first with the first. */
static struct str
owners_of(struct reading *r)
{
    struct str names = cell(r, OKR_FIELD_OWNER);
    struct str marks = cell(r, OKR_FIELD_OWNER_EMAIL);
    struct str lines = STR("");

    if (marks.len == 0)
        marks = cell(r, OKR_FIELD_OWNER_EMPLOYEE_ID);
    while (names.ptr != NULL || marks.ptr != NULL) {
        struct str name = names.ptr != NULL ? next_of(&names) : (struct str){0};
        struct str mark = marks.ptr != NULL ? next_of(&marks) : (struct str){0};
        if (mark.len > 0)
            name = str_trim(str_fmt(&r->scratch, "%.*s <%.*s>", STR_FMT(name), STR_FMT(mark)));
        add_line(r, &lines, name);
    }
    return lines;
}

/* The cycle it names; else the shortest one that its days lie in. */
static struct str
cycle_of(struct reading *r, struct str start, struct str end)
{
    struct str name = cell(r, OKR_FIELD_CYCLE);
    day_t from;
    day_t until;

    if (name.len > 0 || cell_day(end, &until) != OK)
        return name;
    if (cell_day(start, &from) != OK)
        from = until;
    for (size_t i = 0; i < r->okr->cycles.count; i++) {
        const struct cycle *cycle = &r->okr->cycles.items[i];
        if (cycle->start_day <= from && until <= cycle->end_day)
            return cycle->name;
    }
    return name;
}

/* ---- check-ins ----------------------------------------------------------------------------------
 */

/* What a check-in is about: by id, else by title. */
static struct str
subject_of(struct reading *r)
{
    struct str key = cell(r, OKR_FIELD_PARENT_ID);
    struct str title = cell(r, OKR_FIELD_PARENT_TITLE);

    if (key.len > 0)
        return key;
    if (title.len == 0)
        title = cell(r, OKR_FIELD_TITLE);
    return str_fmt(&r->scratch, TITLE_KEY "%.*s", STR_FMT(title));
}

static enum err
keep_check_in(struct reading *r)
{
    struct cell_record record = {.day = day_of_cell(r, OKR_FIELD_CHECK_IN_DAY),
                                 .user = owners_of(r),
                                 .note = cell(r, OKR_FIELD_NOTE),
                                 .metric = cell(r, OKR_FIELD_METRIC),
                                 .status = cell(r, OKR_FIELD_STATUS),
                                 .value = number_of_cell(r, OKR_FIELD_CURRENT_VALUE),
                                 .at = cell(r, OKR_FIELD_CREATED_AT)};

    record.user = str_cut(record.user, '\n', &(struct str){0});
    return intake_record_keep(r->intake, subject_of(r), r->line, &record);
}

static enum err
find_check_ins(struct reading *r, struct str title, struct cell_record_list *out)
{
    TRY(intake_records_take(r->intake, cell(r, OKR_FIELD_ID), &r->scratch, out));
    if (out->count > 0)
        return OK;
    struct str key = str_fmt(&r->scratch, TITLE_KEY "%.*s", STR_FMT(title));
    return intake_records_take(r->intake, key, &r->scratch, out);
}

/* ---- objectives and key results -----------------------------------------------------------------
 */

/* What all rows have: place, period and days. */
static void
fill_place(struct reading *r, struct intake_cells *out)
{
    struct str *cells = out->cells;

    *out = (struct intake_cells){
        .line = r->line, .is_listed = true, .is_mapped = true, .today = r->okr->today};
    for (int i = 0; i < INTAKE_COLUMN_COUNT; i++)
        cells[i] = STR("");
    cells[INTAKE_START_DATE] = day_of_cell(r, OKR_FIELD_START_DAY);
    cells[INTAKE_END_DATE] = day_of_cell(r, OKR_FIELD_END_DAY);
    cells[INTAKE_PERIOD] = cycle_of(r, cells[INTAKE_START_DATE], cells[INTAKE_END_DATE]);
    cells[INTAKE_TEAM] = lines_of(r, cell(r, OKR_FIELD_UNIT));
    cells[INTAKE_GOAL_TYPE] = cell(r, OKR_FIELD_KIND);
    cells[INTAKE_CREATED_AT] = cell(r, OKR_FIELD_CREATED_AT);
}

static void
fill_rest(struct reading *r, struct str *cells)
{
    cells[INTAKE_ID] = cell(r, OKR_FIELD_ID);
    cells[INTAKE_TITLE] = cell(r, OKR_FIELD_TITLE);
    cells[INTAKE_OWNER] = owners_of(r);
    cells[INTAKE_DESCRIPTION] = cell(r, OKR_FIELD_DESCRIPTION);
    cells[INTAKE_METRIC_NAME] = cell(r, OKR_FIELD_METRIC);
    cells[INTAKE_UNIT] = cell(r, OKR_FIELD_UNIT_OF_MEASURE);
    cells[INTAKE_TARGET_TYPE] = cell(r, OKR_FIELD_TARGET_TYPE);
    cells[INTAKE_START] = number_of_cell(r, OKR_FIELD_START_VALUE);
    cells[INTAKE_TARGET] = number_of_cell(r, OKR_FIELD_TARGET_VALUE);
    cells[INTAKE_ACTUAL] = number_of_cell(r, OKR_FIELD_CURRENT_VALUE);
    cells[INTAKE_PROGRESS] = number_of_cell(r, OKR_FIELD_PROGRESS);
    cells[INTAKE_SCORE] = number_of_cell(r, OKR_FIELD_SCORE);
    cells[INTAKE_STATUS] = cell(r, OKR_FIELD_STATUS);
    cells[INTAKE_LAST_CHECK_IN] = day_of_cell(r, OKR_FIELD_CHECK_IN_DAY);
    cells[INTAKE_LAST_NOTE] = cell(r, OKR_FIELD_NOTE);
}

static weight_t
weight_of(struct reading *r)
{
    int64_t weight = WEIGHT_USUAL;
    struct str text = number_of_cell(r, OKR_FIELD_WEIGHT);

    if (text.len > 0 && cell_number(text, WEIGHT_PLACES, &weight) != OK)
        return -1; /* the row says so */
    return weight;
}

static enum err
fill_links(struct reading *r, struct cell_link_list *out)
{
    struct str ids = lines_of(r, cell(r, OKR_FIELD_PARENT_ID));
    struct str title = cell(r, OKR_FIELD_PARENT_TITLE);
    size_t count = 1;

    for (size_t i = 0; i < ids.len; i++)
        count += ids.ptr[i] == '\n';
    *out =
        (struct cell_link_list){.items = arena_array(&r->scratch, count, sizeof(struct cell_link))};
    TRY(arena_failed(&r->scratch));
    for (struct str rest = ids; rest.len > 0 && out->count < CELL_ITEMS_MAX;)
        out->items[out->count++] = (struct cell_link){
            .title = title, .key = str_cut(rest, '\n', &rest), .weight = weight_of(r)};
    if (ids.len == 0 && title.len > 0)
        out->items[out->count++] = (struct cell_link){.title = title, .weight = weight_of(r)};
    return OK;
}

/* The key of an objective that is named by its key results alone. */
static struct str
objective_key(struct reading *r, const struct str *cells)
{
    uint64_t hash = CELL_HASH_BEGIN;
    struct str id = cell(r, OKR_FIELD_OBJECTIVE_ID);

    if (id.len > 0)
        return id;
    hash = cell_hash(hash, cells[INTAKE_PERIOD]);
    hash = cell_hash(hash, cells[INTAKE_TEAM]);
    hash = cell_hash(hash, cell(r, OKR_FIELD_OBJECTIVE_TITLE));
    return str_fmt(&r->scratch, "#%016llx", (unsigned long long)hash);
}

/* The objective a row repeats, when this is the first one that does. */
static enum err
take_objective(struct reading *r, struct str *ret_key)
{
    struct intake_cells cells;
    struct cell_link_list links;
    struct stage_key other;

    fill_place(r, &cells);
    *ret_key = objective_key(r, cells.cells);
    enum err err = q_stage_row_by_key(r->intake->stage, *ret_key, &other);
    if (err != ERR_NOT_FOUND)
        return err;
    cells.cells[INTAKE_START_DATE] = cells.cells[INTAKE_END_DATE] = STR(""); /* its key result's */
    cells.cells[INTAKE_ID] = *ret_key;
    cells.cells[INTAKE_TITLE] = cell(r, OKR_FIELD_OBJECTIVE_TITLE);
    cells.cells[INTAKE_OWNER] = lines_of(r, cell(r, OKR_FIELD_OBJECTIVE_OWNER));
    cells.cells[INTAKE_OBJECT_TYPE] = STR("objective");
    TRY(fill_links(r, &links));
    cells.links = &links;
    return intake_take(r->intake, &cells);
}

/* A key result of the objective it repeats; without a title of its own the row is that objective.
 */
static enum err
take_pair(struct reading *r)
{
    struct intake_cells cells;
    struct cell_record_list records;
    struct cell_link link = {.title = STR(""), .weight = weight_of(r)};
    struct cell_link_list links = {.items = &link, .count = 0}; /* without one it is refused */

    if (cell(r, OKR_FIELD_OBJECTIVE_TITLE).len > 0) {
        TRY(take_objective(r, &link.key));
        links.count = 1;
    }
    if (cell(r, OKR_FIELD_TITLE).len == 0)
        return OK;
    fill_place(r, &cells);
    fill_rest(r, cells.cells);
    cells.cells[INTAKE_OBJECT_TYPE] = STR("key result");
    TRY(find_check_ins(r, cells.cells[INTAKE_TITLE], &records));
    cells.records = &records;
    cells.links = &links;
    return intake_take(r->intake, &cells);
}

static enum err
take_one(struct reading *r)
{
    struct intake_cells cells;
    struct cell_record_list records;
    struct cell_link_list links;

    fill_place(r, &cells);
    fill_rest(r, cells.cells);
    cells.cells[INTAKE_OBJECT_TYPE] =
        has(r, OKR_FIELD_TYPE) ? cell(r, OKR_FIELD_TYPE) : STR("objective");
    TRY(fill_links(r, &links));
    TRY(find_check_ins(r, cells.cells[INTAKE_TITLE], &records));
    cells.records = &records;
    cells.links = &links;
    return intake_take(r->intake, &cells);
}

static enum err
take_row(void *arg, int64_t line, const struct str *cells, size_t count)
{
    struct reading *r = arg;

    if (!str_is_null(r->okr->problem))
        return OK;
    arena_clear(&r->scratch);
    r->cells = cells;
    r->count = count;
    r->line = line;
    bool is_check_in = cell_is(cell(r, OKR_FIELD_TYPE), "check in");
    if (r->pass == PASS_CHECK_INS)
        return is_check_in ? keep_check_in(r) : OK;
    if (is_check_in)
        return OK;
    if (!has(r, OKR_FIELD_TYPE) && has(r, OKR_FIELD_OBJECTIVE_TITLE))
        return take_pair(r);
    return take_one(r);
}

/* ---- the file -----------------------------------------------------------------------------------
 */

/* The columns that the report names as the file does. */
static void
name_columns(struct reading *r)
{
    static const struct {
        enum intake_column column;
        enum okr_field field;
    } pairs[] = {
        {INTAKE_ID, OKR_FIELD_ID},
        {INTAKE_TITLE, OKR_FIELD_TITLE},
        {INTAKE_TEAM, OKR_FIELD_UNIT},
        {INTAKE_OWNER, OKR_FIELD_OWNER},
        {INTAKE_PERIOD, OKR_FIELD_CYCLE},
        {INTAKE_START_DATE, OKR_FIELD_START_DAY},
        {INTAKE_END_DATE, OKR_FIELD_END_DAY},
        {INTAKE_DESCRIPTION, OKR_FIELD_DESCRIPTION},
        {INTAKE_ALIGNED_TO, OKR_FIELD_OBJECTIVE_TITLE},
        {INTAKE_ALIGNED_TO, OKR_FIELD_PARENT_TITLE},
        {INTAKE_ALIGNED_TO, OKR_FIELD_PARENT_ID},
        {INTAKE_METRIC_NAME, OKR_FIELD_METRIC},
        {INTAKE_UNIT, OKR_FIELD_UNIT_OF_MEASURE},
        {INTAKE_TARGET, OKR_FIELD_TARGET_VALUE},
        {INTAKE_OBJECT_TYPE, OKR_FIELD_TYPE},
        {INTAKE_GOAL_TYPE, OKR_FIELD_KIND},
        {INTAKE_START, OKR_FIELD_START_VALUE},
        {INTAKE_CREATED_AT, OKR_FIELD_CREATED_AT},
        {INTAKE_LAST_CHECK_IN, OKR_FIELD_CHECK_IN_DAY},
        {INTAKE_PROGRESS, OKR_FIELD_PROGRESS},
        {INTAKE_ACTUAL, OKR_FIELD_CURRENT_VALUE},
        {INTAKE_STATUS, OKR_FIELD_STATUS},
        {INTAKE_LAST_NOTE, OKR_FIELD_NOTE},
        {INTAKE_SCORE, OKR_FIELD_SCORE},
        {INTAKE_CHECKINS, OKR_FIELD_TYPE},
        {INTAKE_TARGET_TYPE, OKR_FIELD_TARGET_TYPE},
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        struct str header = mapping_header(&r->okr->mapping, (int)pairs[i].field);
        if (header.len > 0)
            r->intake->headings[pairs[i].column] = header;
    }
}

static enum err
take_head(void *arg, const struct str *cells, size_t count)
{
    struct reading *r = arg;

    TRY(mapping_head(&r->okr->mapping, cells, count));
    name_columns(r);
    if (!has(r, OKR_FIELD_TITLE) && !has(r, OKR_FIELD_OBJECTIVE_TITLE))
        r->okr->problem = STR("Say which column holds the title.");
    else if (!has(r, OKR_FIELD_CYCLE) && !has(r, OKR_FIELD_END_DAY))
        r->okr->problem = STR("Say which column holds the cycle or the last day, or name the cycle "
                              "of all rows.");
    return OK;
}

enum err
okr_csv_stage(struct okr_csv *okr, struct intake *intake, FILE *file, const char *name, char *why)
{
    struct reading r = {.okr = okr, .intake = intake};
    const struct sheet_sink sink = {.head = take_head, .row = take_row, .arg = &r};
    enum err err = OK;

    intake->new_units = okr->rules.new_units;
    intake->new_people = okr->rules.new_people;
    arena_init(&r.scratch, SCRATCH_MAX);
    for (int pass = PASS_CHECK_INS; err == OK && pass <= PASS_ROWS; pass++) {
        r.pass = (enum pass)pass;
        rewind(file);
        err = sheet_read(file, name, &sink, why);
    }
    arena_release(&r.scratch);
    if (err == OK)
        err = intake_records_end(intake);
    if (err == OK)
        intake_next_file(intake);
    return err;
}
