/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries on PostgreSQL: prepared by number on first use with declared types, binary in both
 * directions, one round trip each. The first of a transaction carries BEGIN.
 */
#include <endian.h>

#include "db/postgres.h"

#define NAME_MAX_LEN 16

/* Parameters as libpq wants them; of lists there is one at most. */
struct bound {
    const char *values[QUERY_PARAM_MAX];
    int lengths[QUERY_PARAM_MAX];
    int formats[QUERY_PARAM_MAX];
    uint64_t numbers[QUERY_PARAM_MAX];
};

static unsigned
place_of(const struct postgres_conn *conn, const struct query *query)
{
    unsigned count = conn->base.db->query_count;

    if (query->number < count)
        return query->number;
    unsigned own = QUERY_UNCACHED - 1 - query->number;
    return own < POSTGRES_OWN_COUNT ? count + own : QUERY_UNCACHED;
}

static bool
prepare_send(struct postgres_conn *conn, const char *name, const struct query *query)
{
    Oid oids[QUERY_PARAM_MAX];

    for (size_t i = 0; i < query->param_count; i++)
        oids[i] = postgres_oid(query->params[i]);
    return PQsendPrepare(conn->handle, name, query->sql[ENGINE_POSTGRES], (int)query->param_count,
                         oids);
}

static void
value_bind(const struct postgres_conn *conn, struct bound *bound, size_t i,
           const struct value *value)
{
    bound->formats[i] = 1;
    if (value->is_null) {
        bound->values[i] = NULL;
        bound->lengths[i] = 0;
        return;
    }
    switch (value->kind) {
    case VALUE_INT:
        bound->numbers[i] = htobe64((uint64_t)value->number);
        bound->lengths[i] = 8;
        break;
    case VALUE_BOOL:
        memcpy(&bound->numbers[i], value->number != 0 ? "\1" : "\0", 1);
        bound->lengths[i] = 1;
        break;
    case VALUE_TEXT:
        bound->values[i] = value->text.ptr;
        bound->lengths[i] = (int)value->text.len;
        return;
    case VALUE_INT_LIST:
    case VALUE_TEXT_LIST:
        bound->values[i] = conn->list.ptr;
        bound->lengths[i] = (int)conn->list.len;
        return;
    }
    bound->values[i] = (const char *)&bound->numbers[i];
}

static bool
execute_send(const struct postgres_conn *conn, const char *name, const struct query *query,
             const struct value *params)
{
    struct bound bound;

    for (size_t i = 0; i < query->param_count; i++)
        value_bind(conn, &bound, i, &params[i]);
    return PQsendQueryPrepared(conn->handle, name, (int)query->param_count, bound.values,
                               bound.lengths, bound.formats, /* resultFormat= */ 1);
}

/* Lays the list out, where the query takes one, for value_bind(). */
static enum err
list_write(struct postgres_conn *conn, const struct query *query, const struct value *params)
{
    buf_clear(&conn->list);
    for (size_t i = 0; i < query->param_count; i++)
        if (params[i].kind == VALUE_INT_LIST || params[i].kind == VALUE_TEXT_LIST)
            postgres_array(&conn->list, &params[i]);
    if (buf_failed(&conn->list) != OK)
        return conn_fail(&conn->base, ERR_TOO_LARGE, "%s: the list", query->name);
    return OK;
}

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

/* One result, thrown away when all is well. */
static enum err
step_finish(struct postgres_conn *conn, const char *what)
{
    PGresult *result;

    TRY(postgres_next(conn, &result));
    enum err err = postgres_result_err(conn, result, what);
    PQclear(result);
    return err;
}

/* Who has lost too often keeps all others out, on a table that nobody writes to; before the
 * snapshot is taken, so that it sees what they did. They stand in line behind it, it stands in line
 * behind those that run, and gives up where one of them takes long. */
const char *const *
postgres_begin_texts(const struct conn *conn)
{
    static const char *const reads[] = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL};
    static const char *const settled[] = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE", NULL};
    static const char *const writes[] = {"BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
                                         "LOCK TABLE schema_migration IN ROW SHARE MODE", NULL};
    static const char *const alone[] = {
        "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", "SET LOCAL lock_timeout = '1s'",
        "LOCK TABLE schema_migration IN EXCLUSIVE MODE", "SET LOCAL lock_timeout = 0", NULL};

    if (!conn->writes)
        return reads;
    if (conn->settled)
        return settled;
    return conn->alone ? alone : writes;
}

static bool
begin_send(struct postgres_conn *conn)
{
    bool sent = true;

    for (const char *const *text = postgres_begin_texts(&conn->base); *text != NULL && sent; text++)
        sent = PQsendQueryParams(conn->handle, *text, 0, NULL, NULL, NULL, NULL, 1) != 0;
    return sent;
}

static enum err
begin_finish(struct postgres_conn *conn)
{
    for (const char *const *text = postgres_begin_texts(&conn->base); *text != NULL; text++)
        TRY(step_finish(conn, *text));
    conn->base.alone = false; /* it is: what fails now is its own */
    return OK;
}

/* Reads what was sent; on an error, up to the sync. `prepares` becomes false when that is done,
 * which it may be though the query itself fails. */
static enum err
query_finish(struct postgres_conn *conn, const char *what, bool begins, bool *prepares,
             PGresult **out)
{
    enum err err = OK;
    PGresult *result = NULL;

    if (begins)
        err = begin_finish(conn);
    if (err == OK && *prepares) {
        err = step_finish(conn, what);
        *prepares = err != OK;
    }
    if (err == OK)
        err = postgres_next(conn, &result);
    if (err == OK)
        err = postgres_result_err(conn, result, what);
    if (!conn->lost) {
        enum err synced = postgres_sync(conn);
        err = err != OK ? err : synced;
    }
    if (err != OK) {
        PQclear(result);
        return err;
    }
    *out = result;
    return OK;
}

enum err
postgres_rows_open(struct rows *rows, const struct value *params)
{
    struct postgres_conn *conn = postgres_conn(rows->conn);
    const struct query *query = rows->query;
    unsigned place = place_of(conn, query);
    bool begins = !conn->begun;
    bool prepares = place == QUERY_UNCACHED || !conn->prepared[place];
    char name[NAME_MAX_LEN] = "";
    PGresult *result = NULL;

    TRY(list_write(conn, query, params));
    if (place != QUERY_UNCACHED)
        snprintf(name, sizeof(name), "q%u", place);
    conn->begun = true;
    if ((begins && !begin_send(conn)) || (prepares && !prepare_send(conn, name, query)) ||
        !execute_send(conn, name, query, params) || !PQpipelineSync(conn->handle))
        return postgres_lose(conn, query->name);
    enum err err = query_finish(conn, query->name, begins, &prepares, &result);
    if (place != QUERY_UNCACHED)
        conn->prepared[place] = !prepares;
    if (err == OK)
        err = columns_check(rows, result);
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

void
postgres_rows_close(struct rows *rows)
{
    PQclear(rows->statement);
}
