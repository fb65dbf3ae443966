/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The migrations and the queries of the program on both engines, side by side: the schemas are the
 * same but for the indexes of search (search_…), which each engine keeps in its own way, and both
 * engines take every query as it is packed.
 */
#include "schemas.h"

#include "base/arena.h"
#include "base/buf.h"

/* The rows of a query as lines, columns separated by a bar. */
static void
postgres_lines(const char *sql, struct buf *out)
{
    PGresult *result = postgres_run(sql);

    for (int row = 0; row < PQntuples(result); row++) {
        for (int column = 0; column < PQnfields(result); column++)
            buf_fmt(out, "%s%s", column > 0 ? "|" : "", PQgetvalue(result, row, column));
        buf_append_char(out, '\n');
    }
    PQclear(result);
}

static void
sqlite_lines(const char *sql, struct buf *out)
{
    sqlite3_stmt *statement = NULL;

    CHECK_INT(sqlite3_prepare_v2(sqlite, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); column++)
            buf_fmt(out, "%s%s", column > 0 ? "|" : "",
                    (const char *)sqlite3_column_text(statement, column));
        buf_append_char(out, '\n');
    }
    sqlite3_finalize(statement);
}

/* Says which lines only one of two texts has. */
static void
check_same_lines(struct str ours, const struct buf *other, const char *engine)
{
    while (ours.len > 0) {
        struct str line = str_cut(ours, '\n', &ours);
        bool found =
            line.len == 0 || memmem(other->ptr, other->len, line.ptr, line.len + 1) != NULL;
        CHECK(found);
        if (!found)
            printf("# only %s has %.*s\n", engine, STR_FMT(line));
    }
}

/* Compares what the same question gets from both engines; there must be something. */
static void
check_same(const char *sqlite_sql, const char *postgres_sql)
{
    struct buf from_sqlite;
    struct buf from_postgres;

    buf_init(&from_sqlite, 1U << 20);
    buf_init(&from_postgres, 1U << 20);
    buf_append_char(&from_sqlite, '\n');
    buf_append_char(&from_postgres, '\n');
    sqlite_lines(sqlite_sql, &from_sqlite);
    postgres_lines(postgres_sql, &from_postgres);
    CHECK(from_sqlite.len > 1);
    check_same_lines(buf_str(&from_sqlite), &from_postgres, "SQLite");
    check_same_lines(buf_str(&from_postgres), &from_sqlite, "PostgreSQL");
    buf_release(&from_sqlite);
    buf_release(&from_postgres);
}

TEST(schema__has_the_same_columns_in_the_same_order)
{
    check_same("SELECT '=', t.name, c.cid + 1, c.name,"
               "       CASE c.type WHEN 'INTEGER' THEN 'BIGINT' ELSE c.type END,"
               "       CASE WHEN c.\"notnull\" OR c.pk > 0 THEN 'NO' ELSE 'YES' END"
               "  FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
               " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
               "   AND t.name NOT LIKE 'search\\_%' ESCAPE '\\'",
               "SELECT '=', table_name,"
               "       row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),"
               "       column_name, upper(data_type), is_nullable"
               "  FROM information_schema.columns WHERE table_schema = current_schema()"
               "   AND table_name NOT LIKE 'search\\_%' ESCAPE '\\'");
}

TEST(schema__sorts_texts_by_bytes)
{
    struct buf others;

    buf_init(&others, 1U << 20);
    postgres_lines("SELECT table_name, column_name FROM information_schema.columns"
                   " WHERE table_schema = current_schema() AND data_type = 'text'"
                   "   AND collation_name IS DISTINCT FROM 'C'",
                   &others);
    CHECK_STR(others.len > 0 ? buf_str(&others) : STR(""), "");
    buf_release(&others);
}

TEST(schema__has_the_same_indexes)
{
    check_same("SELECT '=', t.name, i.name, i.\"unique\", i.partial"
               "  FROM sqlite_schema t JOIN pragma_index_list(t.name) i"
               " WHERE t.type = 'table' AND i.origin = 'c'"
               "   AND t.name NOT LIKE 'search\\_%' ESCAPE '\\'",
               "SELECT '=', t.relname, c.relname, i.indisunique::int, (i.indpred IS NOT NULL)::int"
               "  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
               "  JOIN pg_class t ON t.oid = i.indrelid"
               "  JOIN pg_namespace n ON n.oid = t.relnamespace"
               " WHERE n.nspname = current_schema()"
               "   AND c.relname NOT LIKE 'search\\_%' ESCAPE '\\'"
               "   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND"
               "                   k.contype IN ('p', 'u'))");
}

TEST(schema__has_the_same_foreign_keys)
{
    check_same("SELECT '=', t.name, f.\"from\", f.\"table\", f.\"to\""
               "  FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f"
               " WHERE t.type = 'table'",
               "SELECT '=', t.relname, a.attname, r.relname, b.attname"
               "  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid"
               "  JOIN pg_class r ON r.oid = k.confrelid"
               "  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]"
               "  JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.confkey[1]"
               "  JOIN pg_namespace n ON n.oid = t.relnamespace"
               " WHERE n.nspname = current_schema() AND k.contype = 'f'");
}

TEST(schema__has_as_many_unique_constraints_of_each_table)
{
    check_same("SELECT '=', t.name, count(*)"
               "  FROM sqlite_schema t JOIN pragma_index_list(t.name) i"
               " WHERE t.type = 'table' AND i.origin = 'u' GROUP BY t.name",
               "SELECT '=', t.relname, count(*)"
               "  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid"
               "  JOIN pg_namespace n ON n.oid = t.relnamespace"
               " WHERE n.nspname = current_schema() AND k.contype = 'u' GROUP BY t.relname");
}

TEST(query__numbers_are_dense)
{
    CHECK(all_query_count > 0);
    for (size_t i = 0; i < all_query_count; i++)
        CHECK_INT(all_queries[i]->number, i);
}

TEST(query__is_prepared_by_sqlite)
{
    for (size_t i = 0; i < all_query_count; i++) {
        const struct query *query = all_queries[i];
        sqlite3_stmt *statement = NULL;
        if (query->sql[ENGINE_SQLITE] == NULL)
            continue;
        int code = sqlite3_prepare_v2(sqlite, query->sql[ENGINE_SQLITE], -1, &statement, NULL);
        CHECK_INT(code, SQLITE_OK);
        if (code != SQLITE_OK)
            printf("# %s: %s\n", query->name, sqlite3_errmsg(sqlite));
        CHECK_INT(sqlite3_bind_parameter_count(statement), query->param_count);
        /* The id of what is inserted is asked of SQLite, not returned by the statement. */
        bool inserts = str_ends(str_from(query->sql[ENGINE_POSTGRES]), STR(" RETURNING id"));
        CHECK_INT(sqlite3_column_count(statement), inserts ? 0 : query->column_count);
        sqlite3_finalize(statement);
    }
}

/* Prepares a query with the types of its parameters and looks at those of its columns. */
static void
prepare_on_postgres(const struct query *query)
{
    Oid types[QUERY_PARAM_MAX];

    for (size_t i = 0; i < query->param_count; i++)
        types[i] = postgres_oid(query->params[i]);
    PGresult *result = PQprepare(postgres, query->name, query->sql[ENGINE_POSTGRES],
                                 (int)query->param_count, types);
    CHECK_INT(PQresultStatus(result), PGRES_COMMAND_OK);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        printf("# %s: %s", query->name, PQerrorMessage(postgres));
    PQclear(result);
    result = PQdescribePrepared(postgres, query->name);
    CHECK_INT(PQnfields(result), query->column_count);
    for (int i = 0; i < PQnfields(result) && (size_t)i < query->column_count; i++) {
        bool fits = postgres_oid_is(PQftype(result, i), query->columns[i]);
        CHECK(fits);
        if (!fits)
            printf("# %s: %s is of type %u\n", query->name, PQfname(result, i), PQftype(result, i));
    }
    PQclear(result);
}

TEST(query__is_prepared_by_postgres_with_our_types)
{
    for (size_t i = 0; i < all_query_count; i++)
        if (all_queries[i]->sql[ENGINE_POSTGRES] != NULL)
            prepare_on_postgres(all_queries[i]);
}

/* ---- what an import takes away -----------------------------------------------------------------
 */

/* Is there a query whose name begins so, with this verb before the table? */
static bool
query_names(const char *begin, const char *verb, const char *table)
{
    char words[128];

    snprintf(words, sizeof(words), "%s %s ", verb, table);
    for (size_t i = 0; i < all_query_count; i++)
        if (strncmp(all_queries[i]->name, begin, strlen(begin)) == 0 &&
            all_queries[i]->sql[ENGINE_SQLITE] != NULL &&
            strstr(all_queries[i]->sql[ENGINE_SQLITE], words) != NULL)
            return true;
    return false;
}

/* Does an import that is taken back know of this table: is it a reason to stay, or does it go? */
static bool
undo_knows(const char *table)
{
    /* Goes along by itself, and is no reason to stay: what was kept of past days, who follows, and
     * what is kept of units. */
    static const char *const along[] = {"objective_day", "key_result_day", "alignment_former",
                                        "follow", "kept_sum"};

    for (size_t i = 0; i < sizeof(along) / sizeof(along[0]); i++)
        if (strcmp(along[i], table) == 0)
            return true;
    return query_names("remove_", "DELETE FROM", table) ||
           query_names("import_objectives_used", "FROM", table) ||
           query_names("import_key_results_used", "FROM", table) ||
           query_names("import_cycle_used", "FROM", table);
}

/* A new table that refers to what an import makes needs an answer in exchange/undo.sql or
 * remove.sql. */
TEST(import__undo_knows_every_table_that_refers_to_what_it_takes_away)
{
    static const char *const taken[] = {"objective", "key_result", "check_in",
                                        "milestone", "alignment",  "cycle"};
    sqlite3_stmt *statement = NULL;
    int64_t count = 0;

    CHECK_INT(sqlite3_prepare_v2(sqlite,
                                 "SELECT m.name, f.\"table\" FROM sqlite_schema m "
                                 "JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
                                 -1, &statement, NULL),
              SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(statement, 0);
        const char *to = (const char *)sqlite3_column_text(statement, 1);
        bool is_taken = false;
        for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
            is_taken = is_taken || strcmp(taken[i], to) == 0;
        if (!is_taken)
            continue;
        count++;
        CHECK(undo_knows(table));
        if (!undo_knows(table))
            printf("# %s refers to %s\n", table, to);
    }
    sqlite3_finalize(statement);
    CHECK(count > 30);
}

#define LAST_BEFORE "0241_minutes_mailed" /* older ones were in no release */

/* Servers of the release before go on while a newer one migrates, so a migration only adds; one
 * that takes away says so in its name, and they refuse to start on it. */
TEST(schema__what_takes_away_says_so)
{
    static const char *const takes[] = {"DROP TABLE", "DROP COLUMN", " RENAME "};

    for (size_t i = 0; i < all_migrations_count; i++) {
        const struct migration *migration = &all_migrations[i];
        bool breaks = str_ends(str_from(migration->name), STR("_breaks"));
        if (strcmp(migration->name, LAST_BEFORE) <= 0)
            continue;
        for (size_t j = 0; j < sizeof(takes) / sizeof(takes[0]); j++) {
            bool found = strstr(migration->sql[ENGINE_POSTGRES], takes[j]) != NULL;
            if (found && !breaks)
                printf("# %s: %s\n", migration->name, takes[j]);
            CHECK(!found || breaks);
        }
    }
}

int
main(void)
{
    return schemas_test();
}
