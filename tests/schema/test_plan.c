/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No query reads a table whole that grows with the organisation and its years, unless it is named
 * below with a reason. SQLite says so of the plan it will follow. PostgreSQL chooses by sizes,
 * which an empty schema does not have: there it is asked for a plan that reads no table whole, and
 * the test finds where there is none.
 */
#include "schemas.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "db/postgres.h"

#define TREES_MAX   2048
#define CURSORS_MAX 1024
#define TEXT_MAX    (1U << 20)

static const char *const large[] = {
    "person",
    "membership",
    "objective",
    "key_result",
    "check_in",
    "alignment",
    "objective_day",
    "key_result_day",
    "objective_past",
    "event",
    "change",
    "notice",
    "outbox",
    "comment",
    "review",
    "step",
    "step_rung",
    "step_document",
    "closing",
    "post_mortem",
    "session",
    "check_in_former",
    "fact",
    "foreign_id",
    "search_objective_words",
    "search_key_result_words",
    "search_person_words",
    "search_unit_words",
};

/* Queries that may, by the beginning of their name. */
static struct {
    const char *begin;
    const char *why;
    bool met;
} may[] = {
    {"restored_", "an import goes on behind the greatest id, which is found at the end", false},
    {"exchange_newest_event", "the greatest id", false},
    {"people_event_last", "the greatest id", false},
    {"kept_newest", "the greatest id", false},
    {"notice_newest", "the greatest id", false},
    {"analyze_", "statistics are of everything", false},
    {"step_analyze", "statistics are of everything", false},
    {"step_count", "everything is counted, by nobody but a bench", false},
    {"fact_kinds", "which there are; asked by who writes a template", false},
    {"example_", "an example goes as a whole, from a small organisation", false},
    {"import_", "an import that is taken back, once", false},
    {"foreign_of_import", "the same, and what one left that was broken off", false},
    {"merge_note_", "two people become one", false},
    {"outbox_delete_to", "somebody is erased", false},
    {"reorg_partner_leave", "a reorganisation takes effect", false},
    {"prune_session", "once a day", false},
    {"prune_passing_event", "once a day, events of what passes", false},
    {"notice_forget", "once a day", false},
    {"remind_", "once a morning, all people of a zone", false},
    /* PostgreSQL does not know of an empty table how few rows belong to each thing. */
    {"leadership_page", "memberships of a person", false},
    {"mentionable_", "memberships of a person", false},
    {"standing_children_then", "days of an objective", false},
};
#define MAY_COUNT (sizeof(may) / sizeof(may[0]))

static bool
is_large(const char *table, size_t len)
{
    for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
        if (strlen(large[i]) == len && strncmp(large[i], table, len) == 0)
            return true;
    return false;
}

static bool
is_allowed(const char *name)
{
    for (size_t i = 0; i < MAY_COUNT; i++) {
        if (strncmp(name, may[i].begin, strlen(may[i].begin)) != 0)
            continue;
        may[i].met = true;
        return true;
    }
    return false;
}

/* Says of a query that it reads a table whole, if that is a large one and nobody allows it. */
static bool
says_scan(const struct query *query, const char *engine, const char *table, size_t len)
{
    if (!is_large(table, len) || is_allowed(query->name))
        return false;
    printf("# %s: %s reads all of %.*s\n", engine, query->name, (int)len, table);
    return true;
}

/* ---- SQLite ---------------------------------------------------------------------------------- */

/* What lies at a root page: a table, or an index of one. */
static struct {
    int root;
    char table[64];
    bool partial; /* an index of few rows */
} trees[TREES_MAX];
static size_t tree_count;

static void
find_trees(void)
{
    sqlite3_stmt *statement = NULL;

    CHECK_INT(sqlite3_prepare_v2(sqlite,
                                 "SELECT rootpage, tbl_name, sql LIKE 'CREATE%INDEX% WHERE %'"
                                 "  FROM sqlite_schema WHERE rootpage > 0",
                                 -1, &statement, NULL),
              SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW && tree_count < TREES_MAX) {
        trees[tree_count].root = sqlite3_column_int(statement, 0);
        snprintf(trees[tree_count].table, sizeof(trees[0].table), "%s",
                 (const char *)sqlite3_column_text(statement, 1));
        trees[tree_count++].partial = sqlite3_column_int(statement, 2) != 0;
    }
    sqlite3_finalize(statement);
    CHECK(tree_count > 100 && tree_count < TREES_MAX);
}

static size_t
tree_at(int root)
{
    size_t at = 0;

    while (at < tree_count && trees[at].root != root)
        at++;
    return at;
}

/* Follows the steps of a statement: a cursor that begins at an end of its tree and goes on from row
 * to row reads all of it. */
static void
check_steps(const struct query *query, sqlite3_stmt *steps)
{
    size_t opened[CURSORS_MAX];
    bool from_end[CURSORS_MAX] = {0};

    for (size_t i = 0; i < CURSORS_MAX; i++)
        opened[i] = tree_count;
    while (sqlite3_step(steps) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(steps, 1);
        int cursor = sqlite3_column_int(steps, 2);
        if (cursor < 0 || cursor >= CURSORS_MAX)
            continue;
        if (strncmp(name, "Open", 4) == 0 || strcmp(name, "ReopenIdx") == 0) {
            bool is_tree = strcmp(name, "OpenRead") == 0 || strcmp(name, "OpenWrite") == 0 ||
                           strcmp(name, "ReopenIdx") == 0;
            opened[cursor] = is_tree ? tree_at(sqlite3_column_int(steps, 3)) : tree_count;
            from_end[cursor] = false;
        } else if (strcmp(name, "Rewind") == 0 || strcmp(name, "Last") == 0) {
            from_end[cursor] = true;
        } else if (strcmp(name, "Count") == 0 ||
                   ((strcmp(name, "Next") == 0 || strcmp(name, "Prev") == 0) && from_end[cursor])) {
            size_t at = opened[cursor];
            if (at < tree_count && !trees[at].partial)
                CHECK(!says_scan(query, "SQLite", trees[at].table, strlen(trees[at].table)));
            from_end[cursor] = false;
        }
    }
}

TEST(sqlite__reads_no_large_table_whole)
{
    struct buf text;

    find_trees();
    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < all_query_count; i++) {
        sqlite3_stmt *steps = NULL;
        if (all_queries[i]->sql[ENGINE_SQLITE] == NULL)
            continue;
        buf_clear(&text);
        buf_fmt(&text, "EXPLAIN %s", all_queries[i]->sql[ENGINE_SQLITE]);
        CHECK_INT(sqlite3_prepare_v2(sqlite, text.ptr, (int)text.len, &steps, NULL), SQLITE_OK);
        check_steps(all_queries[i], steps);
        sqlite3_finalize(steps);
    }
    buf_release(&text);
}

/* All events there ever were of objectives, or of key results, are nearly all events. */
TEST(sqlite__goes_through_no_kind_of_events)
{
    struct buf text;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < all_query_count; i++) {
        sqlite3_stmt *plan = NULL;
        if (all_queries[i]->sql[ENGINE_SQLITE] == NULL)
            continue;
        buf_clear(&text);
        buf_fmt(&text, "EXPLAIN QUERY PLAN %s", all_queries[i]->sql[ENGINE_SQLITE]);
        CHECK_INT(sqlite3_prepare_v2(sqlite, text.ptr, (int)text.len, &plan, NULL), SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *line = (const char *)sqlite3_column_text(plan, 3);
            bool whole = strstr(line, "event_by_subject (subject=?)") != NULL &&
                         !is_allowed(all_queries[i]->name);
            CHECK(!whole);
            if (whole)
                printf("# %s: %s\n", all_queries[i]->name, line);
        }
        sqlite3_finalize(plan);
    }
    buf_release(&text);
}

/* ---- PostgreSQL ------------------------------------------------------------------------------ */

/* Is it an index that holds few of the rows? */
static bool
is_partial(struct str index)
{
    char sql[256];

    snprintf(sql, sizeof(sql),
             "SELECT 1 FROM pg_index WHERE indexrelid = '%.*s'::regclass AND indpred IS NOT NULL",
             STR_FMT(index));
    PGresult *result = postgres_run(sql);
    bool found = PQntuples(result) > 0;
    PQclear(result);
    return found;
}

/* A line of a plan: "Seq Scan on person p", "Index Scan using person_pkey on person p". */
struct scan {
    struct str table;
    struct str index; /* "no text": the table itself */
    bool has_condition;
};

static struct str
word_after(struct str line, const char *mark)
{
    const char *at = memmem(line.ptr, line.len, mark, strlen(mark));
    struct str rest;

    if (at == NULL)
        return (struct str){0};
    size_t from = (size_t)(at - line.ptr) + strlen(mark);
    return str_cut(str_slice(line, from, line.len), ' ', &rest);
}

static bool
is_whole(const struct query *query, const struct scan *scan)
{
    if (str_is_null(scan->table) || scan->has_condition ||
        (!str_is_null(scan->index) && is_partial(scan->index)))
        return false;
    return says_scan(query, "PostgreSQL", scan->table.ptr, scan->table.len);
}

/* Does the plan read a large table whole? */
static bool
plan_is_whole(const struct query *query, const PGresult *plan)
{
    struct scan scan = {0};
    bool whole = false;

    for (int row = 0; row < PQntuples(plan); row++) {
        struct str line = str_from(PQgetvalue(plan, row, 0));
        bool is_node = row == 0 || memmem(line.ptr, line.len, "->", 2) != NULL;
        if (is_node) {
            whole |= is_whole(query, &scan);
            scan = (struct scan){0};
        }
        bool is_scan = memmem(line.ptr, line.len, "Seq Scan on ", 12) != NULL ||
                       memmem(line.ptr, line.len, " using ", 7) != NULL;
        if (is_node && is_scan)
            scan = (struct scan){.table = word_after(line, " on "),
                                 .index = word_after(line, " using ")};
        if (memmem(line.ptr, line.len, "Index Cond:", 11) != NULL)
            scan.has_condition = true;
    }
    return is_whole(query, &scan) || whole;
}

/* The plan for parameters that are not known. */
static bool
reads_whole(const struct query *query, struct buf *text)
{
    static const char *const types[] = {[VALUE_INT] = "bigint",
                                        [VALUE_BOOL] = "boolean",
                                        [VALUE_TEXT] = "text",
                                        [VALUE_INT_LIST] = "bigint[]",
                                        [VALUE_TEXT_LIST] = "text[]"};

    buf_clear(text);
    buf_append_str(text, STR("PREPARE planned"));
    for (size_t i = 0; i < query->param_count; i++)
        buf_fmt(text, "%s%s", i == 0 ? "(" : ", ", types[query->params[i]]);
    buf_fmt(text, "%s AS %s", query->param_count > 0 ? ")" : "", query->sql[ENGINE_POSTGRES]);
    buf_append_char(text, '\0');
    PQclear(postgres_run(text->ptr));
    buf_clear(text);
    buf_append_str(text, STR("EXPLAIN (COSTS OFF) EXECUTE planned"));
    for (size_t i = 0; i < query->param_count; i++)
        buf_fmt(text, "%sNULL", i == 0 ? "(" : ", ");
    buf_append_str(text, query->param_count > 0 ? STR(")") : STR(""));
    buf_append_char(text, '\0');
    PGresult *plan = postgres_run(text->ptr);
    bool whole = plan_is_whole(query, plan);
    PQclear(plan);
    PQclear(postgres_run("DEALLOCATE planned"));
    return whole;
}

static bool
can_be_planned(const struct query *query)
{
    const char *sql = query->sql[ENGINE_POSTGRES];

    return sql != NULL && strncmp(sql, "ANALYZE", 7) != 0;
}

/* A row in each large table, and what the planner takes for a million. */
static void
make_large(struct buf *text)
{
    buf_append_str(text, STR("SET session_replication_role = replica; "
                             "DO $$ DECLARE t text; c text; BEGIN FOREACH t IN ARRAY ARRAY["));
    for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++)
        buf_fmt(text, "%s'%s'", i > 0 ? ", " : "", large[i]);
    buf_append_str(
        text, STR("] LOOP FOR c IN SELECT conname FROM pg_constraint"
                  "  WHERE conrelid = t::regclass AND contype = 'c'"
                  " LOOP EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', t, c); END LOOP;"
                  " EXECUTE (SELECT format('INSERT INTO %I (%s) VALUES (%s)', t,"
                  "  string_agg(column_name, ', ' ORDER BY ordinal_position),"
                  "  string_agg(CASE data_type WHEN 'text' THEN '''''' WHEN 'boolean' THEN 'false'"
                  "             WHEN 'tsvector' THEN ''''''"
                  "             ELSE '1' END, ', ' ORDER BY ordinal_position))"
                  "  FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = t);"
                  " UPDATE pg_class SET reltuples = 1000000, relpages = 1"
                  "  WHERE oid = t::regclass; END LOOP; END $$"));
    buf_append_char(text, '\0');
    PQclear(postgres_run(text->ptr));
}

/* With nothing in them tables cost nothing to read, with a million rows long lists of ids do: whole
 * is what is whole in both. */
TEST(postgres__can_read_no_large_table_whole)
{
    bool *suspect = calloc(all_query_count, sizeof(*suspect));
    struct buf text;

    buf_init(&text, TEXT_MAX);
    CHECK(suspect != NULL);
    PQclear(postgres_run("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
                         "SET enable_hashjoin = off; SET enable_mergejoin = off;" POSTGRES_PLANS));
    for (size_t i = 0; i < all_query_count; i++)
        suspect[i] = can_be_planned(all_queries[i]) && reads_whole(all_queries[i], &text);
    printf("# with a million rows each:\n");
    buf_clear(&text);
    make_large(&text);
    for (size_t i = 0; i < all_query_count; i++)
        CHECK(!suspect[i] || !reads_whole(all_queries[i], &text));
    free(suspect);
    buf_release(&text);
}

TEST(what_may__does)
{
    for (size_t i = 0; i < MAY_COUNT; i++) {
        CHECK(may[i].met);
        if (!may[i].met)
            printf("# no query %s… reads all any more (%s)\n", may[i].begin, may[i].why);
    }
}

int
main(void)
{
    return schemas_test();
}
