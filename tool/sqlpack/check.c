/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "render.h"
#include "schema.h"

/* What the authorizer needs. */
struct reach {
    struct pack *pack;
    struct named_query *query;
};

/* Called for each table and column that a statement names: only those of its own part and of the
 * parts to its left are within reach. */
static int
authorize(void *arg, int action, const char *table, const char *column, const char *schema,
          const char *trigger)
{
    struct reach *reach = arg;
    struct named_query *query = reach->query;

    (void)column;
    (void)schema;
    if ((action != SQLITE_READ && action != SQLITE_INSERT && action != SQLITE_UPDATE &&
         action != SQLITE_DELETE) ||
        trigger != NULL || query->failed || schema_is_index(str_from(table)))
        return SQLITE_OK;
    const struct model_type *entity = model_entity_named(reach->pack->model, str_from(table));
    if (entity == NULL)
        query_fault(reach->pack, query, query->at,
                    "%.*s names table %s, which is in no model; "
                    "declare an entity",
                    STR_FMT(query->name), table);
    else if (!model_part_may_use(query->part, entity->part))
        query_fault(reach->pack, query, query->at,
                    "%.*s names table %s of %.*s, a part to the right "
                    "of %.*s; move the query there",
                    STR_FMT(query->name), table, STR_FMT(entity->part->name),
                    STR_FMT(query->part->name));
    return SQLITE_OK;
}

static bool
is_not_null_by_word(const struct named_query *query, struct str name)
{
    struct str rest = query->not_null;

    while (rest.len > 0) {
        if (str_eq(str_trim(str_cut(rest, ' ', &rest)), name))
            return true;
    }
    return false;
}

/* Does a condition of the query keep NULLs of this column out: `x IS NOT NULL`, `x IN (…)` or
 * `x = :y`? Only a heuristic: it spares most queries a `-- not null:` line. */
static bool
is_compared(const struct named_query *query, const char *column)
{
    const struct token_list *text = &query->text[ENGINE_SQLITE];

    for (size_t i = 0; i + 3 < text->count; i++) {
        const struct token *t = &text->items[i];
        if (!str_eq(t[0].text, str_from(column)))
            continue;
        if (token_is(&t[1], "IN") || (token_is_sign(&t[1], "=") && t[2].kind == TOKEN_PARAM) ||
            (token_is(&t[1], "IS") && token_is(&t[2], "NOT") && token_is(&t[3], "NULL")))
            return true;
    }
    return false;
}

/* The field a column comes from unchanged, or NULL for an expression. */
static const struct model_field *
origin_field(struct pack *pack, sqlite3_stmt *statement, int column)
{
    const char *table = sqlite3_column_table_name(statement, column);
    const char *name = sqlite3_column_origin_name(statement, column);
    const struct model_type *entity =
        table != NULL ? model_entity_named(pack->model, str_from(table)) : NULL;

    return entity != NULL && name != NULL ? model_field_named(entity, str_from(name)) : NULL;
}

/* Compares a column with the member of its name. */
static void
check_member(struct pack *pack, struct named_query *query, sqlite3_stmt *statement, int column,
             const struct model_field *member)
{
    const struct model_field *origin = origin_field(pack, statement, column);

    if (member->kind >= FIELD_OBJECT) {
        query_fault(pack, query, query->at,
                    "%.*s.%.*s is a list or an object, no column fills it; "
                    "leave it out",
                    STR_FMT(query->row->name), STR_FMT(member->name));
    } else if (origin == NULL) {
        return;
    } else if (origin->kind != member->kind || origin->choices != member->choices) {
        query_fault(pack, query, query->at,
                    "column %.*s is of another type than %.*s.%.*s; make "
                    "them agree",
                    STR_FMT(member->name), STR_FMT(query->row->name), STR_FMT(member->name));
    } else if ((origin->flags & FIELD_NULLABLE) != 0 && (member->flags & FIELD_NULLABLE) == 0 &&
               !is_compared(query, sqlite3_column_origin_name(statement, column)) &&
               !is_not_null_by_word(query, member->name)) {
        query_fault(pack, query, query->at,
                    "column %.*s may be null and %.*s.%.*s not; coalesce() "
                    "it, or write -- not null: %.*s",
                    STR_FMT(member->name), STR_FMT(query->row->name), STR_FMT(member->name),
                    STR_FMT(member->name));
    }
}

/* The place of a member in its type; -1 when there is none of that name. */
static int
member_place(const struct model_type *type, struct str name, const struct model_field **ret_field)
{
    int place = 0;

    for (const struct model_field *f = type->fields; f != NULL; f = f->next, place++) {
        if (str_eq(f->name, name)) {
            *ret_field = f;
            return place;
        }
    }
    return -1;
}

static void
check_missing(struct pack *pack, struct named_query *query, const bool *seen)
{
    int place = 0;

    for (const struct model_field *f = query->row->fields; f != NULL; f = f->next, place++) {
        if (!seen[place] && f->kind < FIELD_OBJECT && !query->partial)
            query_fault(pack, query, query->at,
                        "%.*s yields no column %.*s of %.*s; add it, or write "
                        "-- partial",
                        STR_FMT(query->name), STR_FMT(f->name), STR_FMT(query->row->name));
    }
}

/* Matches the columns of :one and :many with the members of the row, by name. */
static void
check_row(struct pack *pack, struct named_query *query, sqlite3_stmt *statement)
{
    int count = sqlite3_column_count(statement);
    bool seen[QUERY_COLUMN_MAX] = {0};

    if (count == 0 || count > (int)QUERY_COLUMN_MAX) {
        query_fault(pack, query, query->at, "%.*s yields %d columns; a row has 1 to %u",
                    STR_FMT(query->name), count, QUERY_COLUMN_MAX);
        return;
    }
    for (int i = 0; i < count; i++) {
        const struct model_field *member = NULL;
        struct str name = str_from(sqlite3_column_name(statement, i));
        int place = member_place(query->row, name, &member);
        if (place < 0) {
            query_fault(pack, query, query->at, "column %.*s is no member of %.*s; name it AS one",
                        STR_FMT(name), STR_FMT(query->row->name));
            continue;
        }
        if (seen[place])
            query_fault(pack, query, query->at, "column %.*s comes twice; leave one out",
                        STR_FMT(name));
        seen[place] = true;
        query->column_kinds[i] = schema_field_kind(member->kind);
        query->columns[i] = (size_t)place;
        check_member(pack, query, statement, i, member);
    }
    query->column_count = (size_t)count;
    check_missing(pack, query, seen);
}

static void
check_number(struct pack *pack, struct named_query *query, sqlite3_stmt *statement)
{
    enum value_kind kind = VALUE_INT;
    int count = sqlite3_column_count(statement);

    if (count != 1 ||
        (schema_column_kind(sqlite3_column_decltype(statement, 0), &kind) && kind != VALUE_INT)) {
        query_fault(pack, query, query->at, "%.*s must yield one column, a number; it has %d",
                    STR_FMT(query->name), count);
        return;
    }
    query->column_kinds[0] = VALUE_INT;
    query->column_count = 1;
}

/* What is inserted may be another row than the last one on SQLite where there is a conflict. */
static void
check_insert(struct pack *pack, struct named_query *query, sqlite3_stmt *statement)
{
    const struct token_list *text = &query->text[ENGINE_SQLITE];
    bool inserts = text->count > 0 && token_is(&text->items[0], "INSERT");

    for (size_t i = 0; i < text->count; i++)
        inserts = inserts && !token_is(&text->items[i], "CONFLICT");
    if (!inserts || sqlite3_column_count(statement) > 0)
        query_fault(pack, query, query->at,
                    "%.*s is no plain INSERT; :id stands for one, and for its RETURNING id",
                    STR_FMT(query->name));
    query->column_kinds[0] = VALUE_INT;
    query->column_count = 1;
}

static void
check_columns(struct pack *pack, struct named_query *query, sqlite3_stmt *statement)
{
    switch (query->result) {
    case RESULT_ONE:
    case RESULT_MANY:
        check_row(pack, query, statement);
        break;
    case RESULT_NUMBER:
        check_number(pack, query, statement);
        break;
    case RESULT_ID:
        check_insert(pack, query, statement);
        break;
    case RESULT_EXEC:
    case RESULT_CHANGED:
        if (sqlite3_column_count(statement) > 0)
            query_fault(pack, query, query->at,
                        "%.*s yields rows that nobody takes; use :id, "
                        ":number, :one or :many",
                        STR_FMT(query->name));
        break;
    }
}

/* Prints the steps of SQLite's plan that read a whole table or index. */
static void
show_scans(struct pack *pack, struct named_query *query, sqlite3 *db, struct str sql)
{
    const char *text = str_fmt(pack->arena, "EXPLAIN QUERY PLAN %.*s", STR_FMT(sql)).ptr;
    sqlite3_stmt *statement = NULL;

    if (text == NULL || sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK)
        return;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(statement, 3);
        if (strncmp(step, "SCAN ", 5) == 0 && strcmp(step, "SCAN CONSTANT ROW") != 0)
            printf("%s: %.*s: %s\n", query->source->path, STR_FMT(query->name), step);
    }
    sqlite3_finalize(statement);
}

void
check_query(struct pack *pack, struct named_query *query, sqlite3 *db)
{
    struct reach reach = {.pack = pack, .query = query};
    struct str sql = render_query(pack, query, ENGINE_SQLITE, list_sizes[0]);
    sqlite3_stmt *statement = NULL;

    if (query->failed)
        return;
    sqlite3_set_authorizer(db, authorize, &reach);
    int code = sqlite3_prepare_v2(db, sql.ptr, (int)sql.len, &statement, NULL);
    sqlite3_set_authorizer(db, NULL, NULL);
    if (code != SQLITE_OK) {
        int offset = sqlite3_error_offset(db);
        const char *at =
            offset < 0 ? query->at : render_origin(pack, query, list_sizes[0], (size_t)offset);
        query_fault(pack, query, at, "SQLite refuses %.*s (%s); mend the query",
                    STR_FMT(query->name), sqlite3_errmsg(db));
    } else {
        query->writes = sqlite3_stmt_readonly(statement) == 0;
        if (query->writes && query->ahead)
            query_fault(pack, query, query->at,
                        "%.*s writes, and what writes is not asked ahead; take -- ahead away",
                        STR_FMT(query->name));
        check_columns(pack, query, statement);
        if (pack->show_plans)
            show_scans(pack, query, db, sql);
    }
    sqlite3_finalize(statement);
}
