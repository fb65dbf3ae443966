/* SPDX-License-Identifier: Apache-2.0 */
/* Queries, whichever engine answers them. */
#include <assert.h>

#include "db/engine.h"

/* PostgreSQL would refuse another kind, SQLite store it: a defect that must show on both. */
enum err
query_check(struct conn *conn, const struct query *query, const struct value *params, size_t count)
{
    if (count != query->param_count || count > QUERY_PARAM_MAX)
        return conn_fail(conn, ERR_INTERNAL, "%s: %zu parameters given, %zu wanted", query->name,
                         count, query->param_count);
    for (size_t i = 0; i < count; i++) {
        if (params[i].kind != query->params[i])
            return conn_fail(conn, ERR_INTERNAL, "%s: parameter %zu is of another kind",
                             query->name, i + 1);
        if (params[i].text.len > DB_TEXT_MAX)
            return conn_fail(conn, ERR_TOO_LARGE, "%s: parameter %zu", query->name, i + 1);
    }
    if (query->sql[conn->db->ops->engine] == NULL)
        return conn_fail(conn, ERR_INTERNAL, "%s: is for the other engine", query->name);
    if (query->writes && !conn->writes)
        return conn_fail(conn, ERR_INTERNAL, "%s: writes, in a transaction that reads",
                         query->name);
    return OK;
}

bool
conn_goes_ahead(const struct conn *conn)
{
    return conn->db->ops->ahead != NULL;
}

void
query_ahead(struct conn *conn, const struct query *query, const struct value *params, size_t count)
{
    if (!conn_goes_ahead(conn) || conn->failed != OK || query->writes ||
        query_check(conn, query, params, count) != OK)
        return;
    conn->db->ops->ahead(conn, query, params);
}

enum err
rows_open(struct rows *rows, struct conn *conn, const struct query *query,
          const struct value *params, size_t count)
{
    *rows = (struct rows){.ops = conn->db->ops, .conn = conn, .query = query};
    if (conn->failed != OK)
        return conn->failed;
    TRY(query_check(conn, query, params, count));
    conn->wrote |= query->writes;
    TRY(rows->ops->rows_open(rows, params));
    rows->open = true;
    conn->open_rows++;
    return OK;
}

enum err
rows_next(struct rows *rows, bool *ret_row)
{
    assert(rows->open);
    if (rows->conn->failed != OK)
        return rows->conn->failed;
    return rows->ops->rows_next(rows, ret_row);
}

bool
rows_is_null(const struct rows *rows, int column)
{
    return rows->ops->rows_is_null(rows, column);
}

int64_t
rows_int(const struct rows *rows, int column)
{
    return rows->ops->rows_int(rows, column);
}

struct maybe
rows_maybe(const struct rows *rows, int column)
{
    return rows->ops->rows_maybe(rows, column);
}

struct str
rows_text(const struct rows *rows, int column)
{
    return rows->ops->rows_text(rows, column);
}

void
rows_values(const struct rows *rows, struct value *out)
{
    rows->ops->rows_values(rows, out);
}

void
rows_close(struct rows *rows)
{
    if (!rows->open)
        return;
    rows->ops->rows_close(rows);
    rows->open = false;
    rows->statement = NULL;
    if (rows->conn->open_rows > 0)
        rows->conn->open_rows--;
}

enum err
query_exec(struct conn *conn, const struct query *query, const struct value *params, size_t count,
           int64_t *ret_changed)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool row = true;

    TRY(rows_open(&rows, conn, query, params, count));
    while (row)
        TRY(rows_next(&rows, &row));
    if (ret_changed != NULL)
        *ret_changed = rows.ops->rows_changed(&rows);
    return OK;
}

enum err
query_exec_insert(struct conn *conn, const struct query *query, const struct value *params,
                  size_t count, int64_t *ret_id)
{
    ROWS_CLEANUP struct rows rows = {0};

    TRY(rows_open(&rows, conn, query, params, count));
    if (conn->failed != OK)
        return conn->failed;
    return rows.ops->rows_inserted(&rows, ret_id);
}
