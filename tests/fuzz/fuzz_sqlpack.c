/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of named queries, good and bad: from a good one everything must be made. The same text is
 * expanded as a migration too, but not applied: a statement may do anything to this machine.
 */
#include <stdint.h>
#include <stdlib.h>

#include "tool/sqlpack/check.h"
#include "tool/sqlpack/dialect.h"
#include "tool/sqlpack/emit.h"
#include "tool/sqlpack/migration.h"
#include "tool/sqlpack/query_file.h"
#include "tool/sqlpack/resolve.h"
#include "tool/sqlpack/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static const char model_text[] = "part demo \"A part.\"\n"
                                 "enum color \"Colours.\" red | green\n"
                                 "entity thing \"Something.\"\n"
                                 "    id       id key\n"
                                 "    owner_id id?\n"
                                 "    name     text 1..100\n"
                                 "    color    color?\n"
                                 "    sold     bool\n"
                                 "view thing_ref \"A thing as others name it.\"\n"
                                 "    id       id\n"
                                 "    name     text\n";
static const char schema_text[] = "CREATE TABLE thing (id {id key}, owner_id {id},"
                                  " name {text} NOT NULL, color {text}, sold {bool} NOT NULL);";

static struct source
source_of(const char *path, const char *text, size_t len)
{
    return (struct source){.path = path, .text = {.ptr = text, .len = len}};
}

static void
emit_all(struct pack *pack)
{
    struct buf out;

    buf_init(&out, OUTPUT_SIZE_MAX);
    emit_prototypes(pack, pack->model->parts, &out);
    emit_queries(pack, pack->model->parts, &out);
    emit_migrations(pack, &out);
    if (out.len == 0)
        abort();
    buf_release(&out);
}

static void
pack_text(struct pack *pack, const char *text, size_t len)
{
    struct source schema = source_of("migrate/0001_demo.sql", schema_text, sizeof(schema_text) - 1);
    struct source queries = source_of("demo/fuzz.sql", text, len);
    struct source migration = source_of("migrate/0002_fuzz.sql", text, len);

    migration_parse(pack, &schema);
    query_file_parse(pack, &queries);
    sqlite3 *db = schema_open(pack);
    if (db == NULL)
        abort();
    schema_check_model(pack, db);
    for (size_t i = 0; i < pack->query_count; i++) {
        struct named_query *query = pack->queries[i];
        if (query->failed)
            continue;
        resolve_query(pack, query);
        dialect_check(pack, query);
        if (!query->failed)
            check_query(pack, query, db);
    }
    schema_close(db);
    migration_parse(pack, &migration);
    if (pack->report.faults == SOURCE_FAULT_MAX)
        emit_all(pack);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct arena arena;
    struct model model;

    arena_init(&arena, PACK_ARENA_MAX);
    struct str text = str_copy(&arena, (struct str){.ptr = (const char *)ptr, .len = len});
    model_init(&model, &arena);
    model_parse(&model, "demo.model", str_from(model_text));
    model_link(&model);
    if (model_failed(&model) != OK)
        abort();
    /* As if so many faults had been told already: thousands of them a second are not for reading.
     */
    struct pack pack = {.arena = &arena, .model = &model, .report.faults = SOURCE_FAULT_MAX};
    pack.migrations = arena_array(&arena, MIGRATION_MAX, sizeof(*pack.migrations));
    pack.queries = arena_array(&arena, PACK_QUERY_MAX, sizeof(*pack.queries));
    if (len <= SOURCE_SIZE_MAX && str_is_utf8(text))
        pack_text(&pack, text.ptr, text.len);
    model_release(&model);
    arena_release(&arena);
    return 0;
}
