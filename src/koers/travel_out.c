/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way out. One snapshot from first to last row, so that the server may go on writing; a portion
 * of rows in memory at a time. zlib writes plain text as well, so there is one way to write.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gen/exchange_sql.h"
#include "gen/migration.h"
#include "koers/command.h"
#include "koers/travel.h"
#include "model/query.h"
#include "model/write.h"

#define PORTION      2000
#define LINE_BYTES   (8U << 20)
#define TELL_ROWS    50000 /* rows between two words of progress on a terminal */
#define BUFFER_BYTES (256U << 10)
#define OWNER_ONLY   0600 /* it holds password hashes */

struct leaving {
    struct db_work work;
    struct call call;
    struct arena arena;
    struct buf line;
    int fd;
    bool packed;
    gzFile file;
    int64_t rows;
};

bool
travel_takes(const struct type *type)
{
    static const char *const stays[] = {"lease",         "idempotency",    "throttle",
                                        "notice_cursor", "process_cursor", "kept_sum",
                                        "kept_cursor"};

    for (size_t i = 0; i < sizeof(stays) / sizeof(stays[0]); i++)
        if (strcmp(type->name, stays[i]) == 0)
            return false;
    return !str_starts(str_from(type->name), STR("stage_"));
}

static enum err
write_failed(struct leaving *out)
{
    return fail(&out->call, ERR_GONE, "write_failed", "The file cannot be written: %s.",
                errno != 0 ? strerror(errno) : "it is cut off");
}

static enum err
write_line(struct leaving *out)
{
    TRY(buf_failed(&out->line));
    errno = 0;
    if (gzwrite(out->file, out->line.ptr, (unsigned)out->line.len) != (int)out->line.len)
        return write_failed(out);
    buf_clear(&out->line);
    return OK;
}

/* {"koers":1,"at":"…","schema":"0006_exchange"}; `at` is the moment of the newest event, so that
 * what did not change is written the same. */
static enum err
write_head(struct leaving *out)
{
    struct maybe at;
    enum err err = q_exchange_newest_event(&out->call, &at);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    buf_append_str(&out->line, STR("{\"koers\":1,\"at\":"));
    if (err == OK) {
        buf_append_char(&out->line, '"');
        time_format(&out->line, at.value);
        buf_append_char(&out->line, '"');
    } else {
        buf_append_str(&out->line, STR("null"));
    }
    buf_fmt(&out->line, ",\"schema\":\"%s\"}\n", all_migrations[all_migrations_count - 1].name);
    return write_line(out);
}

/* {"entity":"objective","row":{…}} */
static enum err
write_one(struct leaving *out, const struct type *type, void *row)
{
    const struct field *txid = type_field(type, STR("txid"));

    if (txid != NULL) /* transactions of one server mean nothing on another */
        field_set_number(txid, row, maybe_of(0));
    buf_fmt(&out->line, "{\"entity\":\"%s\",\"row\":", type->name);
    write_row(&out->line, type, row);
    buf_append_str(&out->line, STR("}\n"));
    out->rows++;
    if (out->rows % TELL_ROWS == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%lld rows", (long long)out->rows);
    return write_line(out);
}

static enum err
write_entity(struct leaving *out, const struct dump *dump)
{
    const struct field *key = type_field(dump->type, STR("id"));
    int64_t after = 0;

    for (;;) {
        struct list rows;
        struct value params[] = {value_int(after), value_int(PORTION)};
        arena_clear(&out->arena);
        TRY(query_many(&out->call, dump->rows, params, 2, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(write_one(out, dump->type, (char *)rows.items + i * dump->type->size));
        if (rows.count < PORTION)
            return OK;
        const char *last = (const char *)rows.items + (rows.count - 1) * dump->type->size;
        after = dump->keyed ? field_number(key, last).value : after + (int64_t)rows.count;
    }
}

/* {"rows":12345}: without it a file is cut off. */
static enum err
write_end(struct leaving *out)
{
    buf_fmt(&out->line, "{\"rows\":%lld}\n", (long long)out->rows);
    return write_line(out);
}

static enum err
write_all(struct leaving *out)
{
    TRY(write_head(out));
    for (size_t i = 0; i < all_dumps_count; i++)
        if (travel_takes(all_dumps[i].type))
            TRY(write_entity(out, &all_dumps[i]));
    return write_end(out);
}

/* Started over from nothing, should the engine ask for it. */
static enum err
run(struct db_work *work, struct conn *conn)
{
    struct leaving *out = (struct leaving *)(void *)((char *)work - offsetof(struct leaving, work));

    out->rows = 0;
    call_reset(&out->call);
    out->call.conn = conn;
    buf_clear(&out->line);
    errno = 0;
    int fd = dup(out->fd);
    if (fd < 0 || lseek(fd, 0, SEEK_SET) != 0 || ftruncate(fd, 0) != 0)
        return write_failed(out);
    out->file = gzdopen(fd, out->packed ? "wb" : "wbT");
    if (out->file == NULL) {
        close(fd);
        return ERR_MEMORY;
    }
    gzbuffer(out->file, BUFFER_BYTES);
    enum err err = write_all(out);
    if (gzclose(out->file) != Z_OK && err == OK)
        err = write_failed(out);
    if (err == OK && fsync(out->fd) != 0)
        err = write_failed(out);
    return err;
}

static enum err
write_to(struct db *db, int fd, bool packed, int64_t *ret_rows)
{
    struct leaving out = {.work = {.run = run}, .fd = fd, .packed = packed};

    arena_init(&out.arena, ARENA_CEILING_USUAL);
    buf_init(&out.line, LINE_BYTES);
    out.call = (struct call){.arena = &out.arena, .now = time_now()};
    enum err err = db_run_read(db, &out.work);
    if (err != OK)
        command_failed(str_is_null(out.call.why) ? out.work.why : out.call.why.ptr, NULL);
    *ret_rows = out.rows;
    buf_release(&out.line);
    arena_release(&out.arena);
    return err;
}

int
travel_write(struct db *db, const char *path, bool packed, int64_t *ret_rows)
{
    struct arena arena;
    int code = EXIT_FAILED;

    arena_init(&arena, ARENA_CEILING_USUAL);
    const char *part = str_fmt(&arena, "%s.part", path).ptr;
    int fd = part != NULL ? open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, OWNER_ONLY) : -1;
    if (fd < 0) {
        command_failed(path, strerror(errno));
    } else if (write_to(db, fd, packed, ret_rows) != OK) {
        (void)unlink(part);
    } else if (rename(part, path) != 0) {
        command_failed(path, strerror(errno));
        (void)unlink(part);
    } else {
        code = EXIT_FINE;
    }
    if (fd >= 0)
        close(fd);
    arena_release(&arena);
    return code;
}
