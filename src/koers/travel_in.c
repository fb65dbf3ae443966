/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way in. The file has every entity behind those it refers to (tool/sqlpack/dump.h), so it is
 * read once, from first to last line; the few references that no order can serve wait for the end.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "gen/migration.h"
#include "json/reader.h"
#include "koers/command.h"
#include "koers/empty.h"
#include "koers/put.h"
#include "koers/travel.h"
#include "model/query.h"
#include "model/scalar.h"
#include "practice/notice/tell.h"
#include "practice/okr/starter.h"

#define CHUNK_BYTES (64U << 10)
#define LINE_BYTES  (8U << 20)
#define CLEAR_EVERY 256
#define TELL_EVERY  50000
#define LATER_BYTES (1UL << 30)

/* A reference that is set once all rows are there. */
struct later {
    const struct dump_later *reference;
    int64_t id;
    int64_t value;
    struct later *next;
};

struct arriving {
    struct call call;
    struct arena arena;
    struct arena later_arena;
    const char *path;
    gzFile file;
    struct buf line; /* the file, as far as read and not handed out */
    size_t taken;    /* bytes of it handed out */
    int64_t number;  /* of the line, from 1 */
    size_t place;    /* in all_dumps, of the entity whose rows come now */
    struct put put;  /* which puts them in */
    struct later *laters;
    int64_t rows;
};

static enum err
broken(struct arriving *in, const char *what)
{
    return fail(&in->call, ERR_MALFORMED, "broken_export", "%s:%lld: %s", in->path,
                (long long)in->number, what);
}

/* ---- lines --------------------------------------------------------------------------------------
 */

static enum err
read_more(struct arriving *in)
{
    char *room = buf_room(&in->line, CHUNK_BYTES);

    if (room == NULL)
        return broken(in, "the line is too long");
    int len = gzread(in->file, room, CHUNK_BYTES);
    if (len < 0)
        return broken(in, "the file is damaged: its bytes do not agree with its checksum");
    buf_grown(&in->line, (size_t)len);
    return len > 0 ? OK : broken(in, "the file is cut off");
}

/* The next line, which there must be. */
static enum err
next_line(struct arriving *in, struct str *out)
{
    for (;;) {
        struct str rest = str_slice(buf_str(&in->line), in->taken, SIZE_MAX);
        const char *end = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;
        if (end != NULL) {
            *out = str_slice(rest, 0, (size_t)(end - rest.ptr));
            in->taken += out->len + 1;
            in->number++;
            return OK;
        }
        if (in->taken > 0) {
            memmove(in->line.ptr, in->line.ptr + in->taken, rest.len);
            in->line.len = rest.len;
            in->taken = 0;
        }
        TRY(read_more(in));
    }
}

/* Nothing may follow the last line; reading up to it also checks the sum of a packed file. */
static enum err
check_end(struct arriving *in)
{
    char byte;

    int len = in->taken < in->line.len ? 1 : gzread(in->file, &byte, 1);
    if (len < 0)
        return broken(in, "the file is damaged: its bytes do not agree with its checksum");
    return len == 0 ? OK : broken(in, "something follows the end");
}

/* ---- one row ------------------------------------------------------------------------------------
 */

/* A text is kept as it is, whatever today's limits are; everything else must be what its kind is.
 */
static enum err
set_member(struct arriving *in, const struct field *field, const struct json_token *token,
           void *row)
{
    struct wrong wrong;
    struct str text = token->text;

    if (token->kind == JSON_NULL) {
        if ((field->flags & FIELD_NULLABLE) == 0)
            return broken(in, "null where a value must be");
        return OK;
    }
    if (token->kind == JSON_TRUE || token->kind == JSON_FALSE)
        text = token->kind == JSON_TRUE ? STR("true") : STR("false");
    else if (token->kind != JSON_STRING && token->kind != JSON_NUMBER)
        return broken(in, "a list or an object where a value must be");
    if (field->kind == FIELD_TEXT) {
        field_set_text(field, row, text);
        return OK;
    }
    return scalar_set(in->call.arena, field, text, row, &wrong) ? OK : broken(in, field->name);
}

static enum err
next(struct arriving *in, struct json_reader *reader, struct json_token *token)
{
    return json_next(reader, token) == OK ? OK : broken(in, "not JSON");
}

static enum err
read_members(struct arriving *in, struct json_reader *reader, const struct type *type, void *row)
{
    struct json_token token;
    size_t given = 0;

    for (;;) {
        TRY(next(in, reader, &token));
        if (token.kind == JSON_OBJECT_END)
            break;
        const struct field *field = type_field(type, token.text);
        if (field == NULL)
            return broken(in, "a member this program does not know");
        TRY(next(in, reader, &token));
        TRY(set_member(in, field, &token, row));
        given++;
    }
    return given == type->field_count ? OK : broken(in, "members are missing");
}

/* Takes out what must wait for the end. */
static enum err
keep_laters(struct arriving *in, const struct dump *dump, void *row)
{
    for (const struct dump_later *l = dump->laters; l->member != NULL; l++) {
        const struct field *field = type_field(dump->type, str_from(l->member));
        struct maybe value = field_number(field, row);
        if (!value.has)
            continue;
        struct later *later = arena_new(&in->later_arena, struct later);
        if (later == NULL)
            return ERR_MEMORY;
        later->reference = l;
        later->id = field_number(type_field(dump->type, STR("id")), row).value;
        later->value = value.value;
        later->next = in->laters;
        in->laters = later;
        field_set_number(field, row, maybe_none());
    }
    return OK;
}

static enum err
insert(struct arriving *in, const struct dump *dump, void *row)
{
    TRY(keep_laters(in, dump, row));
    if (in->put.dump == NULL)
        TRY(put_open(&in->put, &in->call, dump));
    return put_row(&in->put, row);
}

/* All rows of the entity at `place` are in. */
static enum err
finish_entity(struct arriving *in)
{
    const struct dump *dump = in->put.dump;

    TRY(put_close(&in->put));
    return dump != NULL ? put_analyze(&in->call, dump) : OK;
}

/* Moves on to the entity of a row, which is this one or one behind it. */
static enum err
reach_entity(struct arriving *in, struct str name)
{
    size_t place = in->place;

    while (place < all_dumps_count && !str_eq(name, str_from(all_dumps[place].type->name)))
        place++;
    if (place == all_dumps_count || !travel_takes(all_dumps[place].type))
        return broken(in, "an entity this program does not know, or not in its place");
    if (place != in->place)
        TRY(finish_entity(in));
    in->place = place;
    return OK;
}

/* {"entity":"…","row":{…}}, of which the first two tokens are read. */
static enum err
take_row(struct arriving *in, struct json_reader *reader)
{
    struct json_token token;

    TRY(next(in, reader, &token));
    if (token.kind != JSON_STRING)
        return broken(in, "no entity");
    TRY(reach_entity(in, token.text));
    TRY(next(in, reader, &token));
    if (!str_eq(token.text, STR("row")))
        return broken(in, "no row");
    TRY(next(in, reader, &token));
    if (token.kind != JSON_OBJECT)
        return broken(in, "no row");
    const struct dump *dump = &all_dumps[in->place];
    void *row = arena_alloc(in->call.arena, dump->type->size);
    if (row == NULL)
        return ERR_MEMORY;
    TRY(read_members(in, reader, dump->type, row));
    in->rows++;
    return in->call.conn != NULL ? insert(in, dump, row) : OK;
}

/* {"rows":12345}. Of what happened before, people were told where it happened. */
static enum err
take_end(struct arriving *in, struct json_reader *reader)
{
    struct json_token token;
    int64_t count;

    TRY(next(in, reader, &token));
    if (token.kind != JSON_NUMBER || scaled_parse(token.text, 0, INT64_MAX, &count) != OK ||
        count != in->rows)
        return broken(in, "the file has more or fewer rows than its end says");
    TRY(check_end(in));
    TRY(finish_entity(in));
    for (const struct later *later = in->laters; later != NULL; later = later->next) {
        struct value params[] = {value_int(later->value), value_int(later->id)};
        TRY(query_run(&in->call, later->reference->set, params, 2, NULL));
    }
    return in->call.conn != NULL ? hear_from_now(&in->call) : OK;
}

/* ---- the file -----------------------------------------------------------------------------------
 */

/* {"koers":1,"at":"…","schema":"0006_exchange"} */
static enum err
check_head(struct arriving *in)
{
    struct str line;
    struct str want = str_fmt(in->call.arena, ",\"schema\":\"%s\"}",
                              all_migrations[all_migrations_count - 1].name);

    TRY(next_line(in, &line));
    if (!str_starts(line, STR("{\"koers\":1,")))
        return broken(in, "not an export of Koers");
    if (!str_ends(line, want))
        return broken(in, "written by another release; bring it in with that one");
    return OK;
}

static enum err
take_lines(struct arriving *in)
{
    struct json_reader reader;
    struct json_token token;
    struct str line;

    for (;;) {
        if (in->number % CLEAR_EVERY == 0)
            arena_clear(in->call.arena);
        if (in->number % TELL_EVERY == 0 && isatty(STDERR_FILENO))
            fprintf(stderr, "\r%lld rows", (long long)in->rows);
        TRY(next_line(in, &line));
        json_reader_init(&reader, in->call.arena, line);
        TRY(next(in, &reader, &token));
        if (token.kind != JSON_OBJECT)
            return broken(in, "no object");
        TRY(next(in, &reader, &token));
        if (str_eq(token.text, STR("rows")))
            return take_end(in, &reader);
        if (!str_eq(token.text, STR("entity")))
            return broken(in, "neither a row nor the end");
        TRY(take_row(in, &reader));
    }
}

/* From the start, with a connection or without. */
static enum err
take_all(struct arriving *in)
{
    if (gzrewind(in->file) != 0)
        return broken(in, "cannot be read from its start");
    buf_clear(&in->line);
    arena_clear(&in->later_arena);
    in->taken = 0;
    in->number = 0;
    in->place = 0;
    in->rows = 0;
    in->laters = NULL;
    if (in->call.conn != NULL) {
        TRY(starters_withdraw(&in->call)); /* they make room for those of the file */
        TRY(empty_check(&in->call, /* starters= */ false));
    }
    TRY(check_head(in));
    return take_lines(in);
}

static void
say(struct arriving *in, enum err err)
{
    struct str why = in->call.why;

    if (str_is_null(why))
        why = in->call.conn != NULL ? conn_why(in->call.conn) : str_from(err_name(err));
    fprintf(stderr, "koers: %.*s\n", STR_FMT(why));
}

/* One transaction, run again where the engine asks for it. */
static enum err
take_into(struct arriving *in, struct db *db)
{
    enum err err = ERR_RETRY;

    for (int i = 0; err == ERR_RETRY && i < DB_RETRY_MAX; i++) {
        call_reset(&in->call);
        err = conn_begin(db, /* writes= */ true, &in->call.conn);
        if (err == OK)
            err = take_all(in);
        put_release(&in->put);
        if (err == OK)
            err = conn_commit(&in->call.conn);
        if (err != OK && err != ERR_RETRY)
            say(in, err);
        conn_rollback(&in->call.conn);
    }
    return err;
}

/* With a database, or without one only looking. */
static int
travel(struct db *db, const char *path, int64_t *ret_rows)
{
    struct arriving in = {.path = path};

    errno = 0;
    in.file = gzopen(path, "rbe");
    if (in.file == NULL)
        return command_failed(path, errno != 0 ? strerror(errno) : "cannot be opened");
    gzbuffer(in.file, CHUNK_BYTES);
    arena_init(&in.arena, ARENA_CEILING_USUAL);
    arena_init(&in.later_arena, LATER_BYTES);
    buf_init(&in.line, LINE_BYTES + CHUNK_BYTES);
    in.call = (struct call){.arena = &in.arena, .now = time_now()};
    enum err err = db != NULL ? take_into(&in, db) : take_all(&in);
    if (err != OK && db == NULL)
        say(&in, err);
    *ret_rows = in.rows;
    buf_release(&in.line);
    arena_release(&in.later_arena);
    arena_release(&in.arena);
    gzclose(in.file);
    return err == OK ? EXIT_FINE : EXIT_FAILED;
}

int
travel_read(struct db *db, const char *path, int64_t *ret_rows)
{
    return travel(db, path, ret_rows);
}

int
travel_verify(const char *path, int64_t *ret_rows)
{
    return travel(NULL, path, ret_rows);
}
