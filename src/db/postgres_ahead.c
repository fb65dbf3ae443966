/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries that a transaction which hurries sends ahead, without waiting. PostgreSQL passes over all
 * that comes behind an error up to the next sync, so that nothing is done that would not have been.
 */
#include "db/postgres.h"

#define FLUSH_EVERY 32U /* statements: few system calls, and the server has work meanwhile */

/* The first of its kind carries BEGIN, or its preparation, and is waited for. */
bool
postgres_goes_ahead(const struct conn *base, const struct query *query)
{
    const struct postgres_conn *conn = (const struct postgres_conn *)base;
    unsigned place = postgres_place(conn, query);

    return conn->begun && place != QUERY_UNCACHED && conn->prepared[place];
}

enum err
postgres_send_ahead(struct conn *base, const struct query *query, const struct value *params,
                    int64_t *out)
{
    struct postgres_conn *conn = postgres_conn(base);
    char name[POSTGRES_NAME_MAX];

    if (conn->ahead_count == POSTGRES_AHEAD_MAX)
        TRY(postgres_ahead_await(base));
    snprintf(name, sizeof(name), "q%u", postgres_place(conn, query));
    TRY(postgres_execute_send(conn, name, query, params));
    conn->ahead[conn->ahead_count++] = out;
    if (conn->ahead_count % FLUSH_EVERY == 0 && PQflush(conn->handle) < 0)
        return postgres_lose(conn, query->name);
    return OK;
}

/* One answer; its number, where somebody wants it. */
static enum err
ahead_take(struct postgres_conn *conn, const PGresult *result, int64_t *out)
{
    TRY(postgres_result_err(conn, result, "sent ahead"));
    if (out == NULL)
        return OK;
    if (PQntuples(result) != 1 || PQnfields(result) != 1 || PQgetisnull(result, 0, 0) ||
        postgres_number(PQftype(result, 0), PQgetvalue(result, 0, 0), PQgetlength(result, 0, 0),
                        out) != OK)
        return conn_fail(&conn->base, ERR_CORRUPT, "sent ahead: yields no number");
    return OK;
}

enum err
postgres_ahead_read(struct postgres_conn *conn)
{
    unsigned count = conn->ahead_count;
    enum err err = OK;

    conn->ahead_count = 0;
    for (unsigned i = 0; i < count && !conn->lost; i++) {
        PGresult *result = NULL;
        enum err step = postgres_next(conn, &result);
        if (step == OK && err == OK) /* behind an error there are none */
            step = ahead_take(conn, result, conn->ahead[i]);
        PQclear(result);
        err = err != OK ? err : step;
    }
    return err;
}

enum err
postgres_ahead_await(struct conn *base)
{
    struct postgres_conn *conn = postgres_conn(base);

    if (conn->ahead_count == 0)
        return OK;
    if (!PQpipelineSync(conn->handle))
        return postgres_lose(conn, "sent ahead");
    enum err err = postgres_ahead_read(conn);
    if (conn->lost)
        return err;
    enum err synced = postgres_sync(conn);
    return err != OK ? err : synced;
}

void
postgres_ahead_forget(struct postgres_conn *conn)
{
    if (conn->ahead_count == 0)
        return;
    conn->ahead_count = 0;
    if (PQpipelineSync(conn->handle))
        conn->unread++;
    else
        conn->lost = true;
}
