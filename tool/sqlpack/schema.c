/* SPDX-License-Identifier: Apache-2.0 */
#include "schema.h"

#include <string.h>

static const char *const kind_names[] = {
    [VALUE_INT] = "a number", [VALUE_BOOL] = "{bool}", [VALUE_TEXT] = "{text}"};

bool
schema_column_kind(const char *declared, enum value_kind *out)
{
    if (declared == NULL)
        return false;
    if (strcmp(declared, "BIGINT") == 0 || strcmp(declared, "INTEGER") == 0)
        *out = VALUE_INT;
    else if (strcmp(declared, "BOOLEAN") == 0)
        *out = VALUE_BOOL;
    else if (strcmp(declared, "TEXT") == 0)
        *out = VALUE_TEXT;
    else
        return false;
    return true;
}

enum value_kind
schema_field_kind(enum field_kind kind)
{
    if (kind == FIELD_TEXT || kind == FIELD_ENUM || kind == FIELD_TEXT_LIST)
        return VALUE_TEXT;
    return kind == FIELD_BOOL ? VALUE_BOOL : VALUE_INT;
}

/* Runs one migration, statement by statement, so that a fault finds its line. */
static bool
apply(struct pack *pack, sqlite3 *db, const struct migration_text *migration)
{
    struct source expanded = {.path = migration->source->path,
                              .text = migration->sql[ENGINE_SQLITE]};
    const char *at = expanded.text.ptr;

    while (*at != '\0') {
        sqlite3_stmt *statement = NULL;
        const char *next = at;
        int code = sqlite3_prepare_v2(db, at, -1, &statement, &next);
        if (code == SQLITE_OK && statement != NULL)
            code = sqlite3_step(statement);
        if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
            int offset = sqlite3_error_offset(db);
            const char *where = at + (offset > 0 ? (size_t)offset : strspn(at, " \t\r\n"));
            report_fault(&pack->report, source_place(&expanded, where),
                         "SQLite refuses this (%s); mend the migration", sqlite3_errmsg(db));
            sqlite3_finalize(statement);
            return false;
        }
        sqlite3_finalize(statement);
        at = next;
    }
    return true;
}

sqlite3 *
schema_open(struct pack *pack)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK) {
        report_fault(&pack->report, (struct place){.file = "sqlpack"},
                     "SQLite opens no database (%s); try again", sqlite3_errmsg(db));
        sqlite3_close(db);
        return NULL;
    }
    for (size_t i = 0; i < pack->migration_count; i++) {
        if (pack->migrations[i].sql[ENGINE_SQLITE].ptr == NULL ||
            !apply(pack, db, &pack->migrations[i])) {
            sqlite3_close(db);
            return NULL;
        }
    }
    return db;
}

void
schema_close(sqlite3 *db)
{
    sqlite3_close(db);
}

/* One column as `PRAGMA table_info` has it. */
struct column_info {
    struct str name;
    const char *declared;
    bool not_null;
    bool is_key;
};

static void
check_column(struct pack *pack, const struct model_type *entity, const struct column_info *column)
{
    const struct model_field *field = model_field_named(entity, column->name);
    struct place place = {entity->place.file, (int)entity->place.line};

    if (field == NULL) {
        report_fault(&pack->report, place,
                     "table %.*s has a column %.*s that the entity lacks; add "
                     "the field, or drop the column in a migration",
                     STR_FMT(entity->name), STR_FMT(column->name));
        return;
    }
    enum value_kind want = schema_field_kind(field->kind);
    enum value_kind got = VALUE_INT;
    bool nullable = (field->flags & FIELD_NULLABLE) != 0;
    place.line = (int)field->place.line;
    if (!schema_column_kind(column->declared, &got) || got != want)
        report_fault(&pack->report, place,
                     "%.*s.%.*s is %s here and %s in the migrations; make them "
                     "agree",
                     STR_FMT(entity->name), STR_FMT(field->name), kind_names[want],
                     column->declared);
    else if (nullable && column->not_null)
        report_fault(&pack->report, place,
                     "%.*s.%.*s may be null, and its column is NOT NULL; make "
                     "them agree",
                     STR_FMT(entity->name), STR_FMT(field->name));
    else if (!nullable && !column->not_null && !column->is_key)
        report_fault(&pack->report, place,
                     "%.*s.%.*s is never null, and its column may be; write "
                     "NOT NULL, or \"?\" behind its type",
                     STR_FMT(entity->name), STR_FMT(field->name));
}

/* Does the table have the column? */
static bool
has_column(sqlite3 *db, const char *table, const char *column)
{
    return sqlite3_table_column_metadata(db, NULL, table, column, NULL, NULL, NULL, NULL, NULL) ==
           SQLITE_OK;
}

static void
check_fields(struct pack *pack, sqlite3 *db, const struct model_type *entity)
{
    const char *table = str_cstr(pack->arena, entity->name);

    for (const struct model_field *f = entity->fields; f != NULL; f = f->next) {
        const char *name = str_cstr(pack->arena, f->name);
        if (f->kind >= FIELD_OBJECT || table == NULL || name == NULL || has_column(db, table, name))
            continue;
        report_fault(&pack->report, (struct place){f->place.file, (int)f->place.line},
                     "table %s has no column %s; add it in a migration", table, name);
    }
}

/* What the table refers to the model must say as well: the order in which rows can be put back
 * follows from it (dump.h). */
static void
check_references(struct pack *pack, sqlite3 *db, const struct model_type *entity)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db, "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)", -1,
                           &statement, NULL) != SQLITE_OK)
        return;
    sqlite3_bind_text(statement, 1, entity->name.ptr, (int)entity->name.len, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        struct str column = str_from((const char *)sqlite3_column_text(statement, 0));
        struct str table = str_from((const char *)sqlite3_column_text(statement, 1));
        const struct model_field *field = model_field_named(entity, column);
        if (field == NULL || (field->refers != NULL && str_eq(field->refers->name, table)))
            continue;
        report_fault(
            &pack->report, (struct place){field->place.file, (int)field->place.line},
            "%.*s.%.*s refers to %.*s in the migrations; write \"-> %.*s\" behind its type",
            STR_FMT(entity->name), STR_FMT(column), STR_FMT(table), STR_FMT(table));
    }
    sqlite3_finalize(statement);
}

/* Compares the table of one entity, column by column. */
static void
check_entity(struct pack *pack, sqlite3 *db, const struct model_type *entity)
{
    sqlite3_stmt *statement = NULL;
    bool any = false;

    if (sqlite3_prepare_v2(db, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)", -1,
                           &statement, NULL) != SQLITE_OK)
        return;
    sqlite3_bind_text(statement, 1, entity->name.ptr, (int)entity->name.len, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        struct column_info column = {
            .name = str_from((const char *)sqlite3_column_text(statement, 0)),
            .declared = (const char *)sqlite3_column_text(statement, 1),
            .not_null = sqlite3_column_int(statement, 2) != 0,
            .is_key = sqlite3_column_int(statement, 3) != 0,
        };
        any = true;
        check_column(pack, entity, &column);
    }
    sqlite3_finalize(statement);
    if (any) {
        check_fields(pack, db, entity);
        check_references(pack, db, entity);
    } else {
        report_fault(&pack->report, (struct place){entity->place.file, (int)entity->place.line},
                     "entity %.*s has no table; add one in a migration", STR_FMT(entity->name));
    }
}

bool
schema_is_index(struct str table)
{
    return str_starts(table, STR("search_")) || str_eq(table, STR("sqlite_master"));
}

/* Every table must be an entity's: what the model does not know nobody may read. */
static void
check_tables(struct pack *pack, sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db,
                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                           "name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                           -1, &statement, NULL) != SQLITE_OK)
        return;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        if (!schema_is_index(str_from(name)) &&
            model_entity_named(pack->model, str_from(name)) == NULL)
            report_fault(&pack->report, (struct place){.file = pack->migrations[0].source->path},
                         "table %s is in no model; declare an entity %s", name, name);
    }
    sqlite3_finalize(statement);
}

void
schema_check_model(struct pack *pack, sqlite3 *db)
{
    if (pack->migration_count == 0)
        return;
    for (const struct model_type *t = pack->model->types; t != NULL; t = t->next) {
        if (t->form == FORM_ENTITY)
            check_entity(pack, db, t);
    }
    check_tables(pack, db);
}
