/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlpack: named queries and migrations, checked against the model and packed into C.
 *
 *     sqlpack [--plan] --out DIR --migrate SQL… --model MODEL… -- SQL…
 *
 * Migrations come in their order, models from left to right; a query file belongs to the part whose
 * folder it lies in. With faults it says them all on stderr, writes nothing and exits with 1.
 */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "dialect.h"
#include "dump.h"
#include "emit.h"
#include "migration.h"
#include "pack.h"
#include "query_file.h"
#include "resolve.h"
#include "schema.h"

/* What an argument is, by the option before it. */
enum argument { ARG_NONE, ARG_OUT, ARG_MIGRATION, ARG_MODEL, ARG_QUERY };

struct options {
    const char *out;
    bool plan;
    char **arguments;
    int count;
};

/* The option that begins a list of arguments; ARG_NONE when the word is no option. */
static enum argument
argument_after(const char *word)
{
    static const char *const words[] = {[ARG_OUT] = "--out",
                                        [ARG_MIGRATION] = "--migrate",
                                        [ARG_MODEL] = "--model",
                                        [ARG_QUERY] = "--"};

    for (enum argument a = ARG_OUT; a <= ARG_QUERY; a++) {
        if (strcmp(word, words[a]) == 0)
            return a;
    }
    return ARG_NONE;
}

/* Calls `take` with every argument of a kind, in order. */
static void
each_argument(const struct options *options, enum argument kind, struct pack *pack,
              void (*take)(struct pack *pack, const char *path))
{
    enum argument current = ARG_NONE;

    for (int i = 0; i < options->count; i++) {
        enum argument next = argument_after(options->arguments[i]);
        if (next != ARG_NONE)
            current = next;
        else if (current == kind)
            take(pack, options->arguments[i]);
    }
}

static bool
parse_options(int argc, char **argv, struct options *out)
{
    *out = (struct options){.arguments = argv + 1, .count = argc - 1};
    if (out->count > 0 && strcmp(out->arguments[0], "--plan") == 0) {
        out->plan = true;
        out->arguments++;
        out->count--;
    }
    for (int i = 0; i + 1 < out->count; i++) {
        if (argument_after(out->arguments[i]) == ARG_OUT)
            out->out = out->arguments[i + 1];
    }
    return out->out != NULL;
}

/* Checks everything that was read against the model and against SQLite. */
static void
check_all(struct pack *pack)
{
    sqlite3 *db = schema_open(pack);

    if (db != NULL)
        schema_check_model(pack, db);
    for (size_t i = 0; i < pack->query_count; i++) {
        struct named_query *query = pack->queries[i];
        if (query->failed)
            continue;
        resolve_query(pack, query);
        dialect_check(pack, query);
        if (db != NULL && !query->failed)
            check_query(pack, query, db);
    }
    schema_close(db);
}

/* Writes one generated file. */
static void
write_file(struct pack *pack, const char *folder, struct str name, struct buf *text)
{
    const char *path = str_cstr(pack->arena, name);

    if (path == NULL || output_write(pack->arena, &pack->report, folder, path, text) != OK)
        pack->report.faults++;
    buf_clear(text);
}

static void
write_all(struct pack *pack, const char *folder)
{
    struct buf text;

    buf_init(&text, OUTPUT_SIZE_MAX);
    for (const struct model_part *part = pack->model->parts; part != NULL; part = part->next) {
        emit_prototypes(pack, part, &text);
        write_file(pack, folder, str_fmt(pack->arena, "%.*s_sql.h", STR_FMT(part->name)), &text);
        emit_queries(pack, part, &text);
        write_file(pack, folder, str_fmt(pack->arena, "%.*s_sql.c", STR_FMT(part->name)), &text);
    }
    emit_migration_header(&text);
    write_file(pack, folder, STR("migration.h"), &text);
    emit_migrations(pack, &text);
    write_file(pack, folder, STR("migration.c"), &text);
    buf_release(&text);
}

/* Reads the models into pack->model, which the caller has begun. */
static bool
read_models(const struct options *options, struct model *model)
{
    enum argument current = ARG_NONE;

    for (int i = 0; i < options->count; i++) {
        enum argument next = argument_after(options->arguments[i]);
        if (next != ARG_NONE)
            current = next;
        else if (current == ARG_MODEL && model_read(model, options->arguments[i]) != OK)
            fprintf(stderr, "%s: cannot be read; name a .model file\n", options->arguments[i]);
    }
    model_link(model);
    if (model_failed(model) == OK)
        return true;
    fprintf(stderr, "%.*s", STR_FMT(model_report(model)));
    return false;
}

static bool
run(const struct options *options, struct arena *arena, struct model *model)
{
    struct pack pack = {.arena = arena, .model = model, .show_plans = options->plan};

    pack.migrations = arena_array(arena, MIGRATION_MAX, sizeof(*pack.migrations));
    pack.queries = arena_array(arena, PACK_QUERY_MAX, sizeof(*pack.queries));
    if (pack.migrations == NULL || pack.queries == NULL || !read_models(options, model))
        return false;
    each_argument(options, ARG_MIGRATION, &pack, migration_read);
    each_argument(options, ARG_QUERY, &pack, query_file_read);
    dump_add(&pack);
    check_all(&pack);
    if (arena_failed(arena) != OK)
        report_fault(&pack.report, (struct place){.file = "sqlpack"},
                     "too much to pack; raise PACK_ARENA_MAX");
    if (pack.report.faults == 0)
        write_all(&pack, options->out);
    if (pack.report.faults > SOURCE_FAULT_MAX)
        fprintf(stderr, "sqlpack: %u faults in all\n", pack.report.faults);
    return pack.report.faults == 0;
}

int
main(int argc, char **argv)
{
    struct options options;
    struct arena arena;
    struct model model;

    if (!parse_options(argc, argv, &options)) {
        fprintf(stderr,
                "usage: sqlpack [--plan] --out DIR --migrate SQL… --model MODEL… -- SQL…\n");
        return 2;
    }
    arena_init(&arena, PACK_ARENA_MAX);
    model_init(&model, &arena);
    bool done = run(&options, &arena, &model);
    model_release(&model);
    arena_release(&arena);
    return done ? 0 : 1;
}
