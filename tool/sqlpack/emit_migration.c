/* SPDX-License-Identifier: Apache-2.0 */
/* What a database must know of this program as a whole: its schema and how many queries it has. */
#include "dump.h"
#include "emit.h"

void
emit_migration_header(struct buf *out)
{
    buf_fmt(out, "/* SPDX-License-Identifier: Apache-2.0 */\n"
                 "/* All migrations and all queries, made by tool/sqlpack. */\n"
                 "#ifndef KOERS_GEN_MIGRATION_H\n"
                 "#define KOERS_GEN_MIGRATION_H\n\n"
                 "#include <stddef.h>\n\n"
                 "#include \"db/db.h\"\n"
                 "#include \"db/query.h\"\n"
                 "#include \"model/query.h\"\n\n"
                 "/* In the order in which they are applied. */\n"
                 "extern const struct migration all_migrations[];\n"
                 "extern const size_t all_migrations_count;\n\n"
                 "/* By number: all_queries[i]->number is i. */\n"
                 "extern const struct query *const all_queries[];\n"
                 "extern const size_t all_query_count;\n\n");
    emit_dump_header(out);
    buf_fmt(out, "#endif\n");
}

static void
emit_migration(const struct migration_text *migration, struct buf *out)
{
    buf_fmt(out, "    {\n        .name = \"%.*s\",\n", STR_FMT(migration->name));
    for (enum engine engine = ENGINE_SQLITE; engine <= ENGINE_POSTGRES; engine++) {
        buf_fmt(out, "        .sql[%s] =\n            ",
                engine == ENGINE_SQLITE ? "ENGINE_SQLITE" : "ENGINE_POSTGRES");
        emit_literal(out, migration->sql[engine], "            ");
        buf_fmt(out, ",\n");
    }
    buf_fmt(out, "        .hash = \"%.*s\",\n    },\n", STR_FMT(migration->hash));
}

static void
emit_all_queries(struct pack *pack, struct buf *out)
{
    buf_fmt(out, "\nconst struct query *const all_queries[] = {\n");
    for (size_t i = 0; i < pack->query_count; i++) {
        const struct named_query *query = pack->queries[i];
        for (size_t v = 0; v < query_variants(query); v++)
            buf_fmt(out, "    &query_%.*s[%zu].query,\n", STR_FMT(query->name), v);
    }
    /* C has no empty tables. */
    buf_fmt(out, "    NULL,\n};\nconst size_t all_query_count = %zu;\n", query_number_count(pack));
}

void
emit_migrations(struct pack *pack, struct buf *out)
{
    buf_fmt(out, "/* SPDX-License-Identifier: Apache-2.0 */\n"
                 "/* Made by tool/sqlpack from sql/migrate and the .sql files of the parts. */\n"
                 "#include \"gen/migration.h\"\n\n");
    for (const struct model_part *part = pack->model->parts; part != NULL; part = part->next)
        buf_fmt(out, "#include \"gen/%.*s_sql.h\"\n", STR_FMT(part->name));
    buf_fmt(out, "\nconst struct migration all_migrations[] = {\n");
    for (size_t i = 0; i < pack->migration_count; i++)
        emit_migration(&pack->migrations[i], out);
    buf_fmt(out, "    {0},\n};\nconst size_t all_migrations_count = %zu;\n", pack->migration_count);
    emit_all_queries(pack, out);
    emit_dumps(pack, out);
}
