/* SPDX-License-Identifier: Apache-2.0 */
/*
 * koers export: everything, as JSON lines (doc/admin/export.md). One snapshot from first to last
 * row, so that the server may go on writing; a portion of rows in memory at a time. The file is
 * written beside its name and renamed when it is whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "gen/migration.h"
#include "gen/types.h"
#include "koers/command.h"
#include "model/query.h"
#include "model/write.h"

#define EXPORT_PORTION   2000
#define EXPORT_LINE_MAX  (8U << 20)
#define EXPORT_TELL_ROWS 50000 /* rows between two words of progress on a terminal */

/* What belongs to a running server or a half-done import, and is nobody's data. */
static const char *const left_out[] = {"lease",      "idempotency",    "throttle",     "stage_row",
                                       "stage_link", "stage_check_in", "stage_finding"};

struct export
{
    struct db_work work;
    struct call call;
    struct arena arena;
    struct buf line;
    FILE *file;
    int64_t rows;
};

static bool
is_left_out(const struct type *type)
{
    for (size_t i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
        if (strcmp(type->name, left_out[i]) == 0)
            return true;
    return false;
}

static enum err
write_line(struct export *export)
{
    TRY(buf_failed(&export->line));
    if (fwrite(export->line.ptr, 1, export->line.len, export->file) != export->line.len)
        return fail(&export->call, ERR_GONE, "write_failed", "The file cannot be written: %s.",
                    strerror(errno));
    buf_clear(&export->line);
    return OK;
}

/* {"koers":1,"at":"…","schema":"0005_checkin"} */
static enum err
write_head(struct export *export)
{
    buf_append_str(&export->line, STR("{\"koers\":1,\"at\":\""));
    time_format(&export->line, export->call.now);
    buf_fmt(&export->line, "\",\"schema\":\"%s\"}\n",
            all_migrations[all_migrations_count - 1].name);
    return write_line(export);
}

/* {"entity":"objective","row":{…}} */
static enum err
write_one(struct export *export, const struct type *type, const void *row)
{
    buf_fmt(&export->line, "{\"entity\":\"%s\",\"row\":", type->name);
    write_row(&export->line, type, row);
    buf_append_str(&export->line, STR("}\n"));
    export->rows++;
    if (export->rows % EXPORT_TELL_ROWS == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%lld rows", (long long)export->rows);
    return write_line(export);
}

static enum err
write_entity(struct export *export, const struct dump *dump)
{
    const struct field *key = type_field(dump->type, STR("id"));
    int64_t after = 0;

    for (;;) {
        struct list rows;
        struct value place = value_int(after);
        struct value limit = value_int(EXPORT_PORTION);
        /* In the order of the query's text: by id it begins behind one, else it skips so many. */
        struct value params[] = {dump->keyed ? place : limit, dump->keyed ? limit : place};
        arena_clear(&export->arena);
        TRY(query_many(&export->call, dump->rows, params, 2, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(write_one(export, dump->type, (const char *)rows.items + i * dump->type->size));
        if (rows.count < EXPORT_PORTION)
            return OK;
        const char *last = (const char *)rows.items + (rows.count - 1) * dump->type->size;
        after = dump->keyed ? field_number(key, last).value : after + (int64_t)rows.count;
    }
}

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct export *export = (struct export *)(void *)((char *)work - offsetof(struct export, work));

    /* Started over from nothing, should the engine ask for it. */
    rewind(export->file);
    if (ftruncate(fileno(export->file), 0) != 0)
        return ERR_GONE;
    export->rows = 0;
    call_reset(&export->call);
    export->call.conn = conn;
    buf_clear(&export->line);
    TRY(write_head(export));
    for (size_t i = 0; i < all_dumps_count; i++)
        if (!is_left_out(all_dumps[i].type))
            TRY(write_entity(export, &all_dumps[i]));
    if (fflush(export->file) != 0 || fsync(fileno(export->file)) != 0)
        return fail(&export->call, ERR_GONE, "write_failed", "The file cannot be written: %s.",
                    strerror(errno));
    return OK;
}

static enum err
export_to(struct db *db, FILE *file, int64_t *ret_rows)
{
    struct export export = {.work = {.run = run}, .file = file};

    arena_init(&export.arena, ARENA_CEILING_USUAL);
    buf_init(&export.line, EXPORT_LINE_MAX);
    export.call = (struct call){.arena = &export.arena, .now = time_now()};
    enum err err = db_run_read(db, &export.work);
    if (err != OK)
        command_failed(str_is_null(export.call.why) ? export.work.why : export.call.why.ptr, NULL);
    *ret_rows = export.rows;
    buf_release(&export.line);
    arena_release(&export.arena);
    return err;
}

int
cmd_export(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    int64_t rows;

    if (config->argument_count != 1) {
        command_failed("export wants one file to write", NULL);
        return EXIT_USAGE;
    }
    const char *path = config->arguments[0];
    const char *part = str_fmt(config->arena, "%s.part", path).ptr;
    if (part == NULL || command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    int fd = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w+") : NULL;
    if (file == NULL)
        return command_failed(part, strerror(errno));
    enum err err = export_to(db, file, &rows);
    fclose(file);
    if (err != OK || rename(part, path) != 0) {
        (void)unlink(part);
        return err != OK ? EXIT_FAILED : command_failed(path, strerror(errno));
    }
    printf("%lld rows are in %s.\n", (long long)rows, path);
    return EXIT_FINE;
}
