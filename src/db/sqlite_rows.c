/* SPDX-License-Identifier: Apache-2.0 */
/* Queries on SQLite. A statement is prepared on first use and kept by the number of its query. */
#include "db/sqlite.h"

static enum err
statement_err(struct rows *rows, int code)
{
    struct sqlite_conn *conn = sqlite_conn(rows->conn);
    enum err err = sqlite_err(sqlite_db(rows->conn->db), code);

    /* A reader that is refused a write met a query that hides what it does. */
    if ((code & 0xff) == SQLITE_READONLY && !rows->conn->writes)
        err = ERR_INTERNAL;
    return conn_fail(rows->conn, err, "%s: %s", rows->query->name, sqlite3_errmsg(conn->handle));
}

/* The kept statement of the query, or a fresh one when that is in use or there is no place. */
static enum err
statement_take(struct rows *rows, sqlite3_stmt **out)
{
    struct sqlite_conn *conn = sqlite_conn(rows->conn);
    const struct query *query = rows->query;
    bool has_place = query->number < conn->base.db->query_count;
    struct sqlite_cached *place = has_place ? &conn->cache[query->number] : NULL;

    if (place != NULL && place->statement != NULL && !place->in_use) {
        place->in_use = true;
        *out = place->statement;
        return OK;
    }
    bool keep = place != NULL && place->statement == NULL;
    int code = sqlite3_prepare_v3(conn->handle, query->sql[ENGINE_SQLITE], -1,
                                  keep ? SQLITE_PREPARE_PERSISTENT : 0, out, NULL);
    if (code != SQLITE_OK)
        return statement_err(rows, code);
    if (keep)
        *place = (struct sqlite_cached){.statement = *out, .in_use = true};
    return OK;
}

static void
statement_give(struct rows *rows)
{
    struct sqlite_conn *conn = sqlite_conn(rows->conn);
    unsigned number = rows->query->number;

    if (number < conn->base.db->query_count && conn->cache[number].statement == rows->statement) {
        sqlite3_reset(rows->statement);
        conn->cache[number].in_use = false;
    } else {
        sqlite3_finalize(rows->statement);
    }
}

/* Texts are not copied: they live at least as long as the rows are open. */
static int
value_bind(sqlite3_stmt *statement, int place, const struct value *value)
{
    if (value->is_null)
        return sqlite3_bind_null(statement, place);
    switch (value->kind) {
    case VALUE_INT:
    case VALUE_BOOL:
        return sqlite3_bind_int64(statement, place, value->number);
    case VALUE_TEXT:
        return sqlite3_bind_text64(statement, place, value->text.ptr, value->text.len,
                                   SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_INT_LIST:
    case VALUE_TEXT_LIST:
        break;
    }
    return SQLITE_MISUSE;
}

enum err
sqlite_rows_open(struct rows *rows, const struct value *params)
{
    sqlite3_stmt *statement = NULL;

    TRY(statement_take(rows, &statement));
    rows->statement = statement;
    for (size_t i = 0; i < rows->query->param_count; i++) {
        int code = value_bind(statement, (int)i + 1, &params[i]);
        if (code != SQLITE_OK) {
            enum err err = statement_err(rows, code);
            statement_give(rows);
            return err;
        }
    }
    return OK;
}

enum err
sqlite_rows_next(struct rows *rows, bool *ret_row)
{
    int code = sqlite3_step(rows->statement);

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return statement_err(rows, code);
    *ret_row = code == SQLITE_ROW;
    return OK;
}

bool
sqlite_rows_is_null(const struct rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

int64_t
sqlite_rows_int(const struct rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

/* A cell is looked up once and asked as often as it takes: connections are opened without mutexes,
 * so that it needs no protecting. SQLite reads null as 0, so only a 0 needs a second look. */
struct maybe
sqlite_rows_maybe(const struct rows *rows, int column)
{
    sqlite3_value *cell = sqlite3_column_value(rows->statement, column);
    int64_t number = sqlite3_value_int64(cell);

    if (number == 0 && sqlite3_value_type(cell) == SQLITE_NULL)
        return maybe_none();
    return maybe_of(number);
}

/* The text of a cell that is not null. There is none when there is no memory to make it, which the
 * next row or statement tells. */
static struct str
cell_text(const struct rows *rows, sqlite3_value *cell, int column)
{
    const unsigned char *text = sqlite3_value_text(cell);

    if (text == NULL &&
        conn_fail(rows->conn, ERR_MEMORY, "%s: column %d", rows->query->name, column) != OK)
        return (struct str){0};
    return (struct str){(const char *)text, (size_t)sqlite3_value_bytes(cell)};
}

struct str
sqlite_rows_text(const struct rows *rows, int column)
{
    sqlite3_value *cell = sqlite3_column_value(rows->statement, column);

    if (sqlite3_value_type(cell) == SQLITE_NULL)
        return (struct str){0};
    return cell_text(rows, cell, column);
}

void
sqlite_rows_values(const struct rows *rows, struct value *out)
{
    for (size_t i = 0; i < rows->query->column_count; i++) {
        sqlite3_value *cell = sqlite3_column_value(rows->statement, (int)i);
        out[i].is_null = sqlite3_value_type(cell) == SQLITE_NULL;
        if (out[i].is_null)
            continue;
        if (rows->query->columns[i] != VALUE_TEXT) {
            out[i].number = sqlite3_value_int64(cell);
            continue;
        }
        out[i].text = cell_text(rows, cell, (int)i);
        out[i].is_null = str_is_null(out[i].text);
    }
}

int64_t
sqlite_rows_changed(const struct rows *rows)
{
    return sqlite3_changes64(sqlite_conn(rows->conn)->handle);
}

enum err
sqlite_rows_inserted(struct rows *rows, int64_t *ret_id)
{
    bool row;

    TRY(sqlite_rows_next(rows, &row));
    if (sqlite_rows_changed(rows) == 0)
        return ERR_NOT_FOUND;
    *ret_id = sqlite3_last_insert_rowid(sqlite_conn(rows->conn)->handle);
    return OK;
}

void
sqlite_rows_close(struct rows *rows)
{
    statement_give(rows);
}
