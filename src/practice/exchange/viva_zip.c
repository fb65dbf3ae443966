/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The archive of Viva Goals is read twice, each time as a stream: first what objectives name
 * (teams, people, periods) and what was said of them (check-ins, which go to the staging area),
 * then the objectives, each with all of it.
 */
#include <stdarg.h>

#include "practice/exchange/archive.h"
#include "practice/exchange/viva.h"
#include "practice/exchange/viva_json.h"

#define SCRATCH_MAX (256UL << 20) /* one object of JSON_RECORD_MAX, taken apart */
#define THINGS_MAX  1000000U      /* teams, people and periods */
#define CLIMB_MAX   64            /* teams above a team */

/* A team, somebody, or a period, by its id and by its name. */
struct thing {
    struct str name;
    struct str upper;
    struct str email;
    struct str start_day;
    struct str end_day;
    bool told; /* what is odd about it */
};

enum pass { PASS_NAMES, PASS_OBJECTIVES };

struct zip_reading {
    struct intake *intake;
    struct archive archive;
    char *why;
    struct arena scratch; /* of one object */
    struct idmap places;
    struct thing *things;
    size_t thing_count;
    enum pass pass;
    struct loose_stream stream;
    struct str file_name; /* of the archive's file that is read */
    bool begun;           /* its first byte was seen */
    bool is_json;
    int64_t number;  /* of the object that is read */
    int64_t unknown; /* objects of the file that Koers knows nothing of */
    int64_t objectives;
};

static enum err say(struct zip_reading *r, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "okrs.zip, objectives.json: …" */
static enum err
say(struct zip_reading *r, enum err err, const char *format, ...)
{
    va_list args;

    if (r->why[0] != '\0')
        return err;
    int len = snprintf(r->why, VIVA_WHY_MAX, "%s, %.*s: ", r->archive.name, STR_FMT(r->file_name));
    if (len < 0 || (size_t)len >= VIVA_WHY_MAX)
        return err;
    va_start(args, format);
    vsnprintf(r->why + len, VIVA_WHY_MAX - (size_t)len, format, args);
    va_end(args);
    return err;
}

/* ---- things -------------------------------------------------------------------------------------
 */

static int64_t
key_of(enum viva_json_kind kind, struct str text)
{
    return (int64_t)(cell_hash(cell_hash_kind((int)kind), text) >> 1 | 1);
}

/* What is called so, by id or name; NULL: the archive does not have it. */
static struct thing *
thing_of(const struct zip_reading *r, enum viva_json_kind kind, struct str text)
{
    size_t place;

    if (text.len == 0 || !idmap_get(&r->places, key_of(kind, text), &place))
        return NULL;
    return &r->things[place];
}

static enum err
thing_room(struct zip_reading *r)
{
    struct arena *arena = &r->intake->arena;

    if (r->thing_count == THINGS_MAX)
        return say(r, ERR_TOO_LARGE, "more than %u teams, people and periods", THINGS_MAX);
    struct thing *things = arena_more(arena, r->things, r->thing_count, sizeof(*things));
    if (things == NULL)
        return ERR_MEMORY;
    r->things = things;
    return OK;
}

/* The first of a name stands for it; ids are the archive's own. */
static enum err
add_thing(struct zip_reading *r, const struct viva_json *json)
{
    struct arena *arena = &r->intake->arena;
    bool is_first = thing_of(r, json->kind, json->name) == NULL;

    if (json->name.len == 0 && json->email.len == 0)
        return OK;
    if (!is_first && json->kind == VIVA_JSON_TEAM)
        TRY(intake_note(r->intake, r->number, json->name,
                        STR("Another team has this name too; Koers takes the two for one.")));
    TRY(thing_room(r));
    r->things[r->thing_count] = (struct thing){.name = str_copy(arena, json->name),
                                               .upper = str_copy(arena, json->upper),
                                               .email = str_copy(arena, json->email),
                                               .start_day = str_copy(arena, json->start_day),
                                               .end_day = str_copy(arena, json->end_day)};
    TRY(arena_failed(arena));
    if (json->key.len > 0)
        TRY(idmap_set(&r->places, key_of(json->kind, json->key), r->thing_count));
    if (is_first && json->name.len > 0)
        TRY(idmap_set(&r->places, key_of(json->kind, json->name), r->thing_count));
    r->thing_count++;
    return OK;
}

/* ---- what objectives name -----------------------------------------------------------------------
 */

/* Somebody named without an address gets the one the archive has of them. */
static struct str
person_of(struct zip_reading *r, struct str line)
{
    struct str name;
    struct str mark;

    cell_person(line, &name, &mark);
    const struct thing *user = str_is_null(mark) ? thing_of(r, VIVA_JSON_USER, name) : NULL;
    if (user == NULL)
        return line;
    if (user->email.len == 0)
        return user->name;
    return str_fmt(&r->scratch, "%.*s <%.*s>", STR_FMT(user->name), STR_FMT(user->email));
}

static struct str
people_of(struct zip_reading *r, struct str lines)
{
    struct str out = {0};

    for (struct str rest = lines; rest.ptr != NULL;) {
        struct str line = person_of(r, str_cut(rest, '\n', &rest));
        out = out.ptr == NULL ? line
                              : str_fmt(&r->scratch, "%.*s\n%.*s", STR_FMT(out), STR_FMT(line));
    }
    return out;
}

/* A team with all above it, from the top down; what leads back into itself ends there. */
static enum err
add_teams(struct zip_reading *r, struct thing *team)
{
    struct thing *above[CLIMB_MAX] = {team};
    size_t count = 1;

    while (count < CLIMB_MAX && above[count - 1]->upper.len > 0) {
        struct thing *last = above[count - 1];
        struct thing *upper = thing_of(r, VIVA_JSON_TEAM, last->upper);
        bool again = upper == NULL;
        for (size_t i = 0; i < count; i++)
            again |= upper == above[i];
        if (again && !last->told)
            TRY(intake_note(r->intake, 0, last->name,
                            STR("The team above it is not in the archive, or below it; its unit "
                                "hangs at the top.")));
        if (again) {
            last->told = true;
            break;
        }
        above[count++] = upper;
    }
    for (size_t i = count - 1; i > 0; i--)
        TRY(intake_unit_add(&r->intake->names, above[i - 1]->name, above[i]->name));
    return OK;
}

/* Teams by name, each with its place in the tree. */
static enum err
teams_of(struct zip_reading *r, struct str lines, struct str *out)
{
    *out = (struct str){0};
    for (struct str rest = lines; rest.ptr != NULL;) {
        struct str name = str_cut(rest, '\n', &rest);
        struct thing *team = thing_of(r, VIVA_JSON_TEAM, name);
        if (team != NULL) {
            TRY(add_teams(r, team));
            name = team->name;
        }
        *out = out->ptr == NULL ? name
                                : str_fmt(&r->scratch, "%.*s\n%.*s", STR_FMT(*out), STR_FMT(name));
    }
    return OK;
}

static void
fill_period(struct zip_reading *r, struct str *cells)
{
    const struct thing *period = thing_of(r, VIVA_JSON_PERIOD, str_trim(cells[INTAKE_PERIOD]));

    if (period == NULL)
        return;
    if (period->name.len > 0)
        cells[INTAKE_PERIOD] = period->name;
    if (cells[INTAKE_START_DATE].len == 0 && cells[INTAKE_END_DATE].len == 0) {
        cells[INTAKE_START_DATE] = period->start_day;
        cells[INTAKE_END_DATE] = period->end_day;
    }
}

/* ---- check-ins ----------------------------------------------------------------------------------
 */

static enum err
keep_check_in(struct zip_reading *r, const struct viva_json *json)
{
    if (json->key.len == 0)
        return intake_note(r->intake, r->number, STR(""),
                           STR("A check-in that names no objective; left out."));
    return intake_record_keep(r->intake, json->key, r->number, &json->record);
}

static enum err
find_check_ins(struct zip_reading *r, struct str key, struct cell_record_list *out)
{
    TRY(intake_records_take(r->intake, key, &r->scratch, out));
    for (size_t i = 0; i < out->count; i++)
        out->items[i].user = person_of(r, out->items[i].user);
    return OK;
}

/* ---- objects ------------------------------------------------------------------------------------
 */

static enum err
take_objective(struct zip_reading *r, const struct viva_json *json)
{
    struct intake_cells cells = json->cells;
    struct cell_record_list records;

    r->objectives++;
    cells.line = r->number;
    cells.cells[INTAKE_CREATOR] = people_of(r, cells.cells[INTAKE_CREATOR]);
    cells.cells[INTAKE_OWNER] = people_of(r, cells.cells[INTAKE_OWNER]);
    TRY(teams_of(r, cells.cells[INTAKE_TEAM], &cells.cells[INTAKE_TEAM]));
    fill_period(r, cells.cells);
    TRY(find_check_ins(r, json->key, &records));
    cells.links = &json->links;
    cells.points = &json->points;
    cells.records = &records;
    TRY(arena_failed(&r->scratch));
    return intake_take(r->intake, &cells);
}

static enum err
take(void *arg, const struct viva_json *json)
{
    struct zip_reading *r = arg;

    if (r->pass == PASS_OBJECTIVES)
        return json->kind == VIVA_JSON_OBJECTIVE ? take_objective(r, json) : OK;
    switch (json->kind) {
    case VIVA_JSON_OBJECTIVE:
        return OK;
    case VIVA_JSON_CHECK_IN:
        return keep_check_in(r, json);
    case VIVA_JSON_TEAM:
    case VIVA_JSON_USER:
    case VIVA_JSON_PERIOD:
        return add_thing(r, json);
    case VIVA_JSON_UNKNOWN:
        break;
    }
    r->unknown++;
    return OK;
}

static enum err
take_object(void *arg, const struct loose *object, int64_t number)
{
    struct zip_reading *r = arg;
    const struct viva_json_sink sink = {.take = take, .arg = r};

    r->number = number;
    return viva_json_read(&r->scratch, object, &sink);
}

/* ---- files --------------------------------------------------------------------------------------
 */

/* Says what is wrong with the file, where the reading itself found it. */
static enum err
ended(struct zip_reading *r, enum err err)
{
    if (err == OK || r->stream.wrong == NULL)
        return err;
    return say(r, err, "in or behind object %lld: %s", (long long)r->stream.number,
               r->stream.wrong);
}

static enum err
take_portion(void *arg, struct str portion)
{
    struct zip_reading *r = arg;

    if (!r->begun)
        r->is_json = loose_stream_begins(portion);
    r->begun = true;
    return r->is_json ? ended(r, loose_stream_feed(&r->stream, portion)) : OK;
}

/* What is no JSON, such as a picture, is passed over; the report says so once. */
static enum err
end_file(struct zip_reading *r)
{
    if (r->begun && !r->is_json)
        return r->pass == PASS_NAMES
                   ? intake_note(r->intake, 0, r->file_name, STR("No JSON; left aside."))
                   : OK;
    TRY(ended(r, loose_stream_end(&r->stream)));
    if (r->unknown > 0)
        return intake_note(r->intake, 0, r->file_name,
                           str_fmt(r->intake->stage->arena,
                                   "%lld objects are nothing Koers knows; left aside.",
                                   (long long)r->unknown));
    return OK;
}

static enum err
read_file(struct zip_reading *r, int64_t file)
{
    arena_clear(r->intake->stage->arena);
    r->file_name = archive_name(&r->archive, file, &r->intake->arena);
    r->begun = r->is_json = false;
    r->unknown = 0;
    loose_stream_init(&r->stream, &r->scratch, take_object, r);
    enum err err = archive_read(&r->archive, file, take_portion, r);
    if (err == OK)
        err = end_file(r);
    loose_stream_release(&r->stream);
    return err;
}

static enum err
read_all(struct zip_reading *r)
{
    for (int pass = PASS_NAMES; pass <= PASS_OBJECTIVES; pass++) {
        r->pass = (enum pass)pass;
        archive_rewind(&r->archive);
        for (int64_t file = 0; file < r->archive.file_count; file++)
            TRY(read_file(r, file));
    }
    if (r->objectives > 0)
        return intake_records_end(r->intake);
    snprintf(r->why, VIVA_WHY_MAX,
             "%s: not an archive of Viva Goals: no file in it holds objectives", r->archive.name);
    return ERR_MALFORMED;
}

enum err
viva_zip_stage(struct intake *intake, FILE *file, const char *name, char *why)
{
    struct zip_reading r = {.intake = intake, .why = why};

    arena_init(&r.scratch, SCRATCH_MAX);
    idmap_init(&r.places, &intake->arena);
    enum err err = archive_open(&r.archive, file, name, why);
    if (err == OK)
        err = read_all(&r);
    archive_close(&r.archive);
    arena_release(&r.scratch);
    return err;
}
