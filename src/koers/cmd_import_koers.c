/* SPDX-License-Identifier: Apache-2.0 */
/*
 * koers import koers FILE: a whole organisation, as koers export wrote it (doc/admin/export.md),
 * into an empty database of either engine, in one transaction. Ids stay what they were.
 *
 * The export lists entities part by part; references ask for another order, which is `order` below.
 * So the file is read once to see where each entity's rows begin, and then entity by entity.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "gen/exchange_sql.h"
#include "gen/migration.h"
#include "gen/types.h"
#include "json/reader.h"
#include "koers/command.h"
#include "model/query.h"
#include "model/scalar.h"
#include "practice/notice/tell.h"

#define CHUNK_BYTES     (64U << 10)
#define LINE_MAX_BYTES  (8U << 20)
#define ENTITY_MAX      100U
#define CLEAR_EVERY     256
#define TELL_EVERY      50000
#define LATER_ARENA_MAX (1UL << 30)
#define LATER_MAX       2U /* members of one entity that refer to its own kind */

/* Every entity an export has, each behind those it refers to. A row that refers to one of its own
 * kind, which may follow it, gets that reference last. */
static const struct {
    const char *entity;
    struct {
        const char *member; /* that refers to its own kind */
        enum err (*set)(struct call *call, struct maybe value, int64_t id);
    } later[LATER_MAX];
} order[] = {
    {"person",
     {{"merged_into", q_exchange_person_merged_set},
      {"manager_id", q_exchange_person_manager_set}}},
    {"unit", {{"parent_id", q_exchange_unit_parent_set}}},
    {"cycle", {{"parent_id", q_exchange_cycle_parent_set}}},
    {.entity = "session"},
    {.entity = "token"},
    {.entity = "link"},
    {.entity = "role_grant"},
    {.entity = "setting"},
    {.entity = "rule_level"},
    {.entity = "merge"},
    {.entity = "merge_row"},
    {.entity = "event"},
    {.entity = "change"},
    {.entity = "fact"},
    {.entity = "outbox"},
    {.entity = "notice"},
    {.entity = "notice_choice"},
    {.entity = "notice_time"},
    {.entity = "notice_morning"},
    {.entity = "digest"},
    {.entity = "link_key"},
    {.entity = "membership"},
    {.entity = "leadership"},
    {.entity = "objective"},
    {.entity = "objective_unit"},
    {.entity = "objective_owner"},
    {.entity = "key_result"},
    {.entity = "alignment"},
    {.entity = "interim_target"},
    {.entity = "check_in"},
    {.entity = "milestone"},
    {.entity = "check_in_milestone"},
    {.entity = "import_run"},
    {.entity = "foreign_id"},
};

#define ORDER_COUNT (sizeof(order) / sizeof(order[0]))

/* A reference that is set once all rows of its kind are there. */
struct later {
    int64_t id;
    int64_t value;
    size_t which; /* of the entity's members that are set later */
    struct later *next;
};

struct restoring {
    struct call call;
    struct arena arena;
    struct arena later_arena;
    const char *path;
    FILE *file;
    struct buf line;          /* the file from `line_at` on, as far as read */
    size_t taken;             /* bytes of it handed out */
    int64_t number;           /* of the line, from 1 */
    long begins[ORDER_COUNT]; /* of each entity's rows in the file; 0: it has none */
    int64_t numbers[ORDER_COUNT];
    struct later *laters;
    int64_t rows;
};

static enum err
broken(struct restoring *r, const char *what)
{
    return fail(&r->call, ERR_MALFORMED, "broken_export", "%s:%lld: %s", r->path,
                (long long)r->number, what);
}

/* ---- lines --------------------------------------------------------------------------------------
 */

/* The next line; "no text" at the end. */
static enum err
next_line(struct restoring *r, struct str *out)
{
    for (;;) {
        struct str rest = str_slice(buf_str(&r->line), r->taken, SIZE_MAX);
        const char *end = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;
        if (end != NULL) {
            *out = str_slice(rest, 0, (size_t)(end - rest.ptr));
            r->taken += out->len + 1;
            r->number++;
            return OK;
        }
        if (r->taken > 0) {
            memmove(r->line.ptr, r->line.ptr + r->taken, rest.len);
            r->line.len = rest.len;
            r->taken = 0;
        }
        char *room = buf_room(&r->line, CHUNK_BYTES);
        if (room == NULL)
            return broken(r, "the line is too long");
        size_t len = fread(room, 1, CHUNK_BYTES, r->file);
        buf_grown(&r->line, len);
        if (len == 0 && r->line.len > 0)
            return broken(r, "the file is cut off");
        if (len == 0) {
            *out = (struct str){0};
            return OK;
        }
    }
}

/* The entity a line is of, without reading the line: koers export writes it first. */
static struct str
entity_of(struct str line)
{
    static const struct str head = {"{\"entity\":\"", 11};
    struct str rest;

    if (!str_starts(line, head))
        return (struct str){0};
    return str_cut(str_slice(line, head.len, line.len), '"', &rest);
}

static size_t
place_of(struct str entity)
{
    for (size_t i = 0; i < ORDER_COUNT; i++)
        if (str_eq(entity, str_from(order[i].entity)))
            return i;
    return ORDER_COUNT;
}

static const struct dump *
dump_of(struct str entity)
{
    for (size_t i = 0; i < all_dumps_count; i++)
        if (str_eq(entity, str_from(all_dumps[i].type->name)))
            return &all_dumps[i];
    return NULL;
}

/* ---- one row ------------------------------------------------------------------------------------
 */

/* A text is kept as it is, whatever today's limits are; everything else must be what its kind is.
 */
static enum err
set_member(struct restoring *r, const struct field *field, const struct json_token *token,
           void *row)
{
    struct wrong wrong;
    struct str text = token->text;

    if (token->kind == JSON_NULL) {
        if ((field->flags & FIELD_NULLABLE) == 0)
            return broken(r, "null where a value must be");
        return OK;
    }
    if (token->kind == JSON_TRUE || token->kind == JSON_FALSE)
        text = token->kind == JSON_TRUE ? STR("true") : STR("false");
    else if (token->kind != JSON_STRING && token->kind != JSON_NUMBER)
        return broken(r, "a list or an object where a value must be");
    if (field->kind == FIELD_TEXT) {
        field_set_text(field, row, text);
        return OK;
    }
    return scalar_set(r->call.arena, field, text, row, &wrong) ? OK : broken(r, field->name);
}

static enum err
next(struct restoring *r, struct json_reader *reader, struct json_token *token)
{
    return json_next(reader, token) == OK ? OK : broken(r, "not JSON");
}

static enum err
read_row(struct restoring *r, struct str line, const struct type *type, void *row)
{
    struct json_reader reader;
    struct json_token token;
    size_t given = 0;

    json_reader_init(&reader, r->call.arena, line);
    for (int i = 0; i < 5; i++) /* { "entity": "…", "row": { */
        TRY(next(r, &reader, &token));
    if (token.kind != JSON_OBJECT)
        return broken(r, "no row");
    for (;;) {
        TRY(next(r, &reader, &token));
        if (token.kind == JSON_OBJECT_END)
            break;
        const struct field *field = type_field(type, token.text);
        if (field == NULL)
            return broken(r, "a member this program does not know");
        TRY(next(r, &reader, &token));
        TRY(set_member(r, field, &token, row));
        given++;
    }
    return given == type->field_count ? OK : broken(r, "members are missing");
}

/* Takes a reference out of a row, to be set when all rows of its kind are there. */
static enum err
put_off(struct restoring *r, const struct field *field, size_t which, int64_t id, void *row)
{
    struct maybe value = field_number(field, row);

    if (!value.has)
        return OK;
    struct later *later = arena_new(&r->later_arena, struct later);
    if (later == NULL)
        return ERR_MEMORY;
    *later = (struct later){.id = id, .value = value.value, .which = which, .next = r->laters};
    r->laters = later;
    field_set_number(field, row, maybe_none());
    return OK;
}

/* What must not travel as it is. */
static enum err
adapt(struct restoring *r, size_t place, const struct type *type, void *row)
{
    const struct field *txid = type_field(type, STR("txid"));

    if (txid != NULL) /* transactions of another server mean nothing here: long past */
        field_set_number(txid, row, maybe_of(0));
    for (size_t i = 0; i < LATER_MAX && order[place].later[i].member != NULL; i++)
        TRY(put_off(r, type_field(type, str_from(order[place].later[i].member)), i,
                    field_number(type_field(type, STR("id")), row).value, row));
    return OK;
}

static enum err
insert(struct restoring *r, const struct dump *dump, const void *row)
{
    size_t count = dump->type->field_count;
    struct value *values = arena_array(r->call.arena, count, sizeof(*values));

    if (values == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < count; i++)
        values[i] = field_value(&dump->type->fields[i], row);
    return query_run(&r->call, dump->insert, values, count, NULL);
}

static enum err
restore_line(struct restoring *r, struct str line, size_t place, const struct dump *dump)
{
    if (r->rows++ % CLEAR_EVERY == 0)
        arena_clear(r->call.arena);
    void *row = arena_alloc(r->call.arena, dump->type->size);
    if (row == NULL)
        return ERR_MEMORY;
    if (r->rows % TELL_EVERY == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%lld rows", (long long)r->rows);
    TRY(read_row(r, line, dump->type, row));
    TRY(adapt(r, place, dump->type, row));
    return insert(r, dump, row);
}

/* ---- the file -----------------------------------------------------------------------------------
 */

/* {"koers":1,"at":"…","schema":"0006_exchange"} */
static enum err
check_head(struct restoring *r)
{
    struct str line;
    struct str want = str_fmt(r->call.arena, ",\"schema\":\"%s\"}",
                              all_migrations[all_migrations_count - 1].name);

    TRY(next_line(r, &line));
    if (str_is_null(line) || !str_starts(line, STR("{\"koers\":1,")))
        return broken(r, "not an export of Koers");
    if (!str_ends(line, want))
        return broken(r, "written by another release; export it with this one");
    return OK;
}

/* Where each entity's rows begin. */
static enum err
find_entities(struct restoring *r)
{
    struct str line;
    size_t before = ORDER_COUNT;

    for (;;) {
        long at = ftell(r->file) - (long)(r->line.len - r->taken);
        TRY(next_line(r, &line));
        if (str_is_null(line))
            return OK;
        size_t place = place_of(entity_of(line));
        if (place == ORDER_COUNT)
            return broken(r, "an entity this program does not know");
        if (place != before && r->begins[place] != 0)
            return broken(r, "rows of one entity must stand together");
        if (r->begins[place] == 0) {
            r->begins[place] = at;
            r->numbers[place] = r->number - 1;
        }
        before = place;
    }
}

static enum err
restore_entity(struct restoring *r, size_t place)
{
    const struct dump *dump = dump_of(str_from(order[place].entity));
    struct str line;

    if (dump == NULL)
        return ERR_INTERNAL;
    if (fseek(r->file, r->begins[place], SEEK_SET) != 0)
        return broken(r, "cannot be read twice");
    buf_clear(&r->line);
    r->taken = 0;
    r->number = r->numbers[place];
    for (;;) {
        TRY(next_line(r, &line));
        if (str_is_null(line) || place_of(entity_of(line)) != place)
            break;
        TRY(restore_line(r, line, place, dump));
    }
    for (const struct later *later = r->laters; later != NULL; later = later->next)
        TRY(order[place].later[later->which].set(&r->call, maybe_of(later->value), later->id));
    r->laters = NULL;
    if (!dump->keyed)
        return OK;
    struct maybe greatest;
    return query_number(&r->call, dump->restored, NULL, 0, &greatest);
}

static enum err
check_empty(struct restoring *r)
{
    for (size_t i = 0; i < ORDER_COUNT; i++) {
        const struct dump *dump = dump_of(str_from(order[i].entity));
        struct value params[] = {value_int(0), value_int(1)};
        struct list rows;
        if (dump == NULL)
            return ERR_INTERNAL;
        TRY(query_many(&r->call, dump->rows, params, 2, &rows));
        if (rows.count > 0)
            return fail(&r->call, ERR_CONFLICT, "not_empty",
                        "the database is not empty (it has a %s); make a new one", order[i].entity);
    }
    return OK;
}

static enum err
restore(struct restoring *r)
{
    rewind(r->file);
    buf_clear(&r->line);
    r->taken = 0;
    r->number = 0;
    r->rows = 0;
    memset(r->begins, 0, sizeof(r->begins));
    TRY(check_empty(r));
    TRY(check_head(r));
    TRY(find_entities(r));
    for (size_t place = 0; place < ORDER_COUNT; place++)
        if (r->begins[place] != 0)
            TRY(restore_entity(r, place));
    return OK;
}

static enum err
restore_into(struct restoring *r, struct db *db)
{
    enum err err = ERR_RETRY;

    for (int i = 0; err == ERR_RETRY && i < DB_RETRY_MAX; i++) {
        call_reset(&r->call);
        TRY(conn_begin(db, /* writes= */ true, &r->call.conn));
        err = restore(r);
        if (err == OK)
            err = hear_from_now(&r->call);
        if (err == OK)
            err = conn_commit(&r->call.conn);
        if (err != OK && err != ERR_RETRY)
            fprintf(stderr, "koers: import: %.*s\n",
                    STR_FMT(!str_is_null(r->call.why) ? r->call.why
                            : r->call.conn != NULL    ? conn_why(r->call.conn)
                                                      : str_from(err_name(err))));
        conn_rollback(&r->call.conn);
    }
    return err;
}

int
cmd_import_koers(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;

    if (config->argument_count != 1) {
        command_failed("import koers wants one file, as koers export wrote it", NULL);
        return EXIT_USAGE;
    }
    struct restoring r = {.path = config->arguments[0]};
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    r.file = fopen(r.path, "re");
    if (r.file == NULL)
        return command_failed(r.path, strerror(errno));
    arena_init(&r.arena, ARENA_CEILING_USUAL);
    arena_init(&r.later_arena, LATER_ARENA_MAX);
    buf_init(&r.line, LINE_MAX_BYTES + CHUNK_BYTES);
    r.call = (struct call){.arena = &r.arena, .now = time_now()};
    enum err err = restore_into(&r, db);
    buf_release(&r.line);
    arena_release(&r.later_arena);
    arena_release(&r.arena);
    fclose(r.file);
    if (err == OK)
        printf("%lld rows came in.\n", (long long)r.rows);
    return err == OK ? EXIT_FINE : EXIT_FAILED;
}
