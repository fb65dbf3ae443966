/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of PostgreSQL, row by row: what postgres_ask.c brought. */
#include "db/postgres.h"

static enum err
columns_check(struct rows *rows, const PGresult *result)
{
    const struct query *query = rows->query;

    if (query->column_count > (size_t)PQnfields(result))
        return conn_fail(rows->conn, ERR_INTERNAL, "%s: %d columns, %zu wanted", query->name,
                         PQnfields(result), query->column_count);
    for (size_t i = 0; i < query->column_count; i++) {
        Oid oid = PQftype(result, (int)i);
        if (!postgres_oid_is(oid, query->columns[i]))
            return conn_fail(rows->conn, ERR_INTERNAL, "%s: column %s is of type %u", query->name,
                             PQfname(result, (int)i), oid);
    }
    return OK;
}

enum err
postgres_rows_open(struct rows *rows, const struct value *params)
{
    PGresult *result;

    TRY(postgres_ask(postgres_conn(rows->conn), rows->query, params, &result));
    enum err err = columns_check(rows, result);
    if (err != OK) {
        PQclear(result);
        return err;
    }
    rows->statement = result;
    rows->row = -1;
    return OK;
}

enum err
postgres_rows_next(struct rows *rows, bool *ret_row)
{
    if (rows->row < PQntuples(rows->statement))
        rows->row++;
    *ret_row = rows->row < PQntuples(rows->statement);
    return OK;
}

bool
postgres_rows_is_null(const struct rows *rows, int column)
{
    return PQgetisnull(rows->statement, rows->row, column) != 0;
}

/* A number that is none breaks the transaction: there is no place for an error here. */
int64_t
postgres_rows_int(const struct rows *rows, int column)
{
    int64_t value = 0;

    if (PQgetisnull(rows->statement, rows->row, column))
        return 0;
    if (postgres_number(PQftype(rows->statement, column),
                        PQgetvalue(rows->statement, rows->row, column),
                        PQgetlength(rows->statement, rows->row, column), &value) != OK &&
        conn_fail(rows->conn, ERR_CORRUPT, "%s: column %d is no whole number", rows->query->name,
                  column) != OK)
        return 0;
    return value;
}

struct maybe
postgres_rows_maybe(const struct rows *rows, int column)
{
    if (postgres_rows_is_null(rows, column))
        return maybe_none();
    return maybe_of(postgres_rows_int(rows, column));
}

struct str
postgres_rows_text(const struct rows *rows, int column)
{
    if (PQgetisnull(rows->statement, rows->row, column))
        return (struct str){0};
    return (struct str){
        .ptr = PQgetvalue(rows->statement, rows->row, column),
        .len = (size_t)PQgetlength(rows->statement, rows->row, column),
    };
}

void
postgres_rows_values(const struct rows *rows, struct value *out)
{
    for (size_t i = 0; i < rows->query->column_count; i++) {
        out[i].is_null = postgres_rows_is_null(rows, (int)i);
        if (out[i].is_null)
            continue;
        if (rows->query->columns[i] == VALUE_TEXT)
            out[i].text = postgres_rows_text(rows, (int)i);
        else
            out[i].number = postgres_rows_int(rows, (int)i);
    }
}

int64_t
postgres_rows_changed(const struct rows *rows)
{
    return strtoll(PQcmdTuples(rows->statement), NULL, 10);
}

enum err
postgres_rows_inserted(struct rows *rows, int64_t *ret_id)
{
    bool row;

    TRY(postgres_rows_next(rows, &row));
    if (!row)
        return ERR_NOT_FOUND;
    *ret_id = postgres_rows_int(rows, 0);
    return OK;
}

void
postgres_rows_close(struct rows *rows)
{
    PQclear(rows->statement);
}
