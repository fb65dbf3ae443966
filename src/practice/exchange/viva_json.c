/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/viva_json.h"

/* ---- members ------------------------------------------------------------------------------------
 */

static bool
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Compares a key with lower-case letters alone: "CheckIn Date" is "checkindate". */
static bool
is_key(struct str name, const char *key)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 32) : name.ptr[i];
        if (!is_plain(c))
            continue;
        if (*key == '\0' || c != *key++)
            return false;
    }
    return *key == '\0';
}

static const struct loose *
member(const struct loose *of, const char *key)
{
    if (of == NULL || of->kind != LOOSE_OBJECT)
        return NULL;
    for (const struct loose *at = of->first; at != NULL; at = at->next)
        if (is_key(at->name, key))
            return at;
    return NULL;
}

static bool
is_text(const struct loose *value)
{
    return value != NULL &&
           (value->kind == LOOSE_TEXT || value->kind == LOOSE_NUMBER || value->kind == LOOSE_BOOL);
}

/* A value as text; of an object what names it best, or its id. "No text" for what is not there. */
static struct str
text_of(const struct loose *value)
{
    static const char *const names[] = {"plain", "plaintext", "name", "title", "teamname",
                                        "text",  "value",     "date", "id"};

    if (is_text(value))
        return value->text;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (is_text(member(value, names[i])))
            return member(value, names[i])->text;
    return (struct str){0};
}

static struct str
text(const struct loose *of, const char *key)
{
    return text_of(member(of, key));
}

/* A line of its own: no line break is left within. */
static struct str
line(struct arena *arena, struct str text)
{
    char *copy;

    text = str_trim(text);
    if (text.len == 0 || memchr(text.ptr, '\n', text.len) == NULL)
        return text;
    copy = arena_take(arena, text.len);
    if (copy == NULL)
        return STR("");
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.ptr[i] == '\n' ? ' ' : text.ptr[i];
    return (struct str){.ptr = copy, .len = text.len};
}

/* Somebody as intake_row.h has it: "Name <address>". */
static struct str
person_of(struct arena *arena, const struct loose *value)
{
    struct str email = line(arena, text(value, "email"));
    struct str name = line(arena, text_of(value));

    if (email.len == 0)
        return name;
    return str_fmt(arena, "%.*s <%.*s>", STR_FMT(name), STR_FMT(email));
}

static void
add_line(struct arena *arena, struct str *lines, struct str line)
{
    if (line.len == 0)
        return;
    *lines = lines->len == 0 ? line : str_fmt(arena, "%.*s\n%.*s", STR_FMT(*lines), STR_FMT(line));
}

/* Adds those of an array, or the one that stands alone. */
static void
add_lines(struct arena *arena, const struct loose *of, struct str *lines)
{
    if (of == NULL)
        return;
    if (of->kind != LOOSE_LIST)
        add_line(arena, lines, person_of(arena, of));
    for (const struct loose *at = of->kind == LOOSE_LIST ? of->first : NULL; at != NULL;
         at = at->next)
        add_line(arena, lines, person_of(arena, at));
}

static size_t
count_of(const struct loose *of)
{
    size_t count = 0;

    for (const struct loose *at = of != NULL ? of->first : NULL; at != NULL; at = at->next)
        count++;
    return count;
}

/* ---- objectives ---------------------------------------------------------------------------------
 */

static const struct {
    enum intake_column column;
    const char *key;
    const char *within; /* the object it stands in; NULL: the objective itself */
} columns[] = {
    {INTAKE_ID, "id", NULL},
    {INTAKE_TITLE, "title", NULL},
    {INTAKE_PERIOD, "timeperiod", NULL},
    {INTAKE_START_DATE, "startdate", NULL},
    {INTAKE_END_DATE, "enddate", NULL},
    {INTAKE_DESCRIPTION, "description", NULL},
    {INTAKE_OBJECT_TYPE, "type", NULL},
    {INTAKE_GOAL_TYPE, "goaltype", NULL},
    {INTAKE_CREATED_AT, "createdat", NULL},
    {INTAKE_LAST_CHECK_IN, "lastcheckin", NULL},
    {INTAKE_PROGRESS, "progress", NULL},
    {INTAKE_STATUS, "status", NULL},
    {INTAKE_SCORE, "score", NULL},
    {INTAKE_METRIC_NAME, "metricname", "outcome"},
    {INTAKE_UNIT, "metricunit", "outcome"},
    {INTAKE_START, "start", "outcome"},
    {INTAKE_TARGET, "target", "outcome"},
    {INTAKE_TARGET_TYPE, "targettype", "outcome"},
};

static weight_t
weight_of(const struct loose *value)
{
    int64_t weight = WEIGHT_USUAL;
    struct str cell = text(value, "weight");

    if (str_trim(cell).len > 0 && cell_number(cell, WEIGHT_PLACES, &weight) != OK)
        return -1; /* no weight: the row says so */
    return weight;
}

/* Parents stand as objects, or by their ids alone. */
static enum err
read_links(struct arena *arena, const struct loose *objective, struct viva_json *out)
{
    const struct loose *list = member(objective, "alignment");

    if (count_of(list) == 0)
        list = member(objective, "parentids");
    out->cells.links = &out->links;
    if (list == NULL || list->kind != LOOSE_LIST)
        return OK;
    out->links.items = arena_array(arena, count_of(list), sizeof(*out->links.items));
    if (out->links.items == NULL)
        return ERR_MEMORY;
    for (const struct loose *at = list->first; at != NULL && out->links.count < CELL_ITEMS_MAX;
         at = at->next) {
        struct str key = str_trim(is_text(at) ? at->text : text(at, "id"));
        struct cell_link link = {.title = line(arena, text(at, "title")),
                                 .key = key.len > 0 ? key : (struct str){0},
                                 .weight = weight_of(at)};
        if (link.title.len == 0)
            link.title = STR("");
        if (link.title.len > 0 || link.key.len > 0)
            out->links.items[out->links.count++] = link;
    }
    return OK;
}

/* {Interval, [{Target Value, Target Date}]}: the array is found wherever it stands. */
static enum err
read_points(struct arena *arena, const struct loose *objective, struct viva_json *out)
{
    const struct loose *list = member(objective, "phasedtargets");

    if (list == NULL)
        list = member(member(objective, "outcome"), "phasedtargets");
    if (list != NULL && list->kind == LOOSE_OBJECT) {
        const struct loose *at = list->first;
        while (at != NULL && at->kind != LOOSE_LIST)
            at = at->next;
        list = at;
    }
    out->cells.points = &out->points;
    if (list == NULL || list->kind != LOOSE_LIST)
        return OK;
    out->points.items = arena_array(arena, count_of(list), sizeof(*out->points.items));
    if (out->points.items == NULL)
        return ERR_MEMORY;
    for (const struct loose *at = list->first; at != NULL; at = at->next)
        if (at->kind == LOOSE_OBJECT && out->points.count < CELL_ITEMS_MAX)
            out->points.items[out->points.count++] = (struct cell_point){
                .day = text(at, "targetdate"), .value = text(at, "targetvalue")};
    return OK;
}

static enum err
read_objective(struct arena *arena, const struct loose *value, struct viva_json *out)
{
    struct str *cells = out->cells.cells;
    const struct loose *outcome = member(value, "outcome");

    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        cells[columns[i].column] = text(
            columns[i].within != NULL ? member(value, columns[i].within) : value, columns[i].key);
    if (cells[INTAKE_UNIT].len == 0 && cell_is(text(outcome, "outcometype"), "percentage"))
        cells[INTAKE_UNIT] = STR("%");
    out->cells.is_listed = true;
    add_lines(arena, member(value, "createdby"), &cells[INTAKE_CREATOR]);
    add_lines(arena, member(value, "owner"), &cells[INTAKE_OWNER]);
    add_lines(arena, member(value, "checkinowners"), &cells[INTAKE_OWNER]);
    add_lines(arena, member(value, "teams"), &cells[INTAKE_TEAM]);
    TRY(read_links(arena, value, out));
    TRY(read_points(arena, value, out));
    return arena_failed(arena);
}

/* ---- the others ---------------------------------------------------------------------------------
 */

static struct str
or_empty(struct str text)
{
    return str_is_null(text) ? STR("") : text;
}

static void
read_check_in(struct arena *arena, const struct loose *value, struct viva_json *out)
{
    out->key = str_trim(text(value, "okrid"));
    out->record =
        (struct cell_record){.day = or_empty(text(value, "checkindate")),
                             .user = or_empty(person_of(arena, member(value, "checkinowner"))),
                             .note = or_empty(text(value, "checkinnote")),
                             .metric = or_empty(text(value, "metricname")),
                             .status = or_empty(text(value, "status")),
                             .value = or_empty(text(value, "currentvalue")),
                             .at = or_empty(text(value, "activitydate"))};
}

static enum viva_json_kind
kind_of(const struct loose *value)
{
    static const struct {
        const char *key;
        enum viva_json_kind kind;
    } marks[] = {
        {"okrid", VIVA_JSON_CHECK_IN},  {"teamname", VIVA_JSON_TEAM},  {"email", VIVA_JSON_USER},
        {"title", VIVA_JSON_OBJECTIVE}, {"enddate", VIVA_JSON_PERIOD},
    };

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (member(value, marks[i].key) != NULL)
            return marks[i].kind;
    return VIVA_JSON_UNKNOWN;
}

static enum err
take(struct arena *arena, const struct loose *value, const struct viva_json_sink *sink)
{
    struct viva_json out = {.kind = kind_of(value), .key = str_trim(text(value, "id"))};

    if (out.kind == VIVA_JSON_OBJECTIVE) {
        TRY(read_objective(arena, value, &out));
    } else if (out.kind == VIVA_JSON_CHECK_IN) {
        read_check_in(arena, value, &out);
    } else {
        bool team = out.kind == VIVA_JSON_TEAM;
        out.name = line(arena, text(value, team ? "teamname" : "name"));
        out.upper = line(arena, text(value, "parentteam"));
        out.email = line(arena, text(value, "email"));
        out.start_day = text(value, "startdate");
        out.end_day = text(value, "enddate");
    }
    TRY(arena_failed(arena));
    return sink->take(sink->arg, &out);
}

enum err
viva_json_read(struct arena *arena, const struct loose *object, const struct viva_json_sink *sink)
{
    bool taken = false;

    if (kind_of(object) == VIVA_JSON_UNKNOWN)
        for (const struct loose *list = object->first; list != NULL; list = list->next)
            for (const struct loose *at = list->kind == LOOSE_LIST ? list->first : NULL; at != NULL;
                 at = at->next) {
                TRY(take(arena, at, sink));
                taken = true;
            }
    return taken ? OK : take(arena, object, sink);
}
