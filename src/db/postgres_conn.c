/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One connection to PostgreSQL. Nothing here waits without an end: connecting, each statement (on
 * the server, and here a little longer), a transaction nobody continues, and a peer that no longer
 * answers all have their time.
 */
#include <errno.h>
#include <poll.h>

#include "db/postgres.h"

#define CONNECT_S_MIN 2U /* libpq takes no less */

static void
notice_ignore(void *arg, const char *message)
{
    (void)arg;
    (void)message;
}

static PGconn *
handle_connect(const struct postgres_db *db)
{
    unsigned seconds = (db->base.timeout_ms + 999) / 1000;
    char connect_timeout[16];
    char user_timeout[16];

    snprintf(connect_timeout, sizeof(connect_timeout), "%u",
             seconds > CONNECT_S_MIN ? seconds : CONNECT_S_MIN);
    snprintf(user_timeout, sizeof(user_timeout), "%u", db->base.timeout_ms + POSTGRES_GRACE_MS);

    /* What stands before the URL is a default that it may change, what stands behind it is not. */
    const char *const names[] = {
        "connect_timeout",           "tcp_user_timeout", "keepalives_idle",
        "keepalives_interval",       "keepalives_count", "dbname",
        "fallback_application_name", "client_encoding",  NULL,
    };
    const char *const values[] = {
        connect_timeout, user_timeout, "10", "5", "3", db->url, "koers", "UTF8", NULL,
    };
    return PQconnectdbParams(names, values, /* expand_dbname= */ 1);
}

static enum err
session_prepare(PGconn *handle, const struct postgres_db *db, char *why)
{
    const char *encoding = PQparameterStatus(handle, "server_encoding");
    char sql[400];

    if (encoding != NULL && strcmp(encoding, "UTF8") != 0) {
        why_set(why, "the database is encoded in %s; make one with ENCODING 'UTF8'", encoding);
        return ERR_INVALID;
    }
    snprintf(sql, sizeof(sql),
             "SET statement_timeout = %u; SET idle_in_transaction_session_timeout = %u;"
             "SET timezone = 'UTC'; SET standard_conforming_strings = on; " POSTGRES_PLANS,
             db->base.timeout_ms, POSTGRES_IDLE_MS);
    PGresult *result = PQexec(handle, sql);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!done)
        why_set(why, "%s", PQerrorMessage(handle));
    return done ? OK : ERR_GONE;
}

/* Refused connections have no SQLSTATE in the library; these are the server's words for 53300, and
 * where it speaks another language it counts as out of reach. */
static enum db_fault
refusal_fault(const char *said)
{
    bool crowded = strstr(said, "too many") != NULL || strstr(said, "connection slots") != NULL;

    return crowded ? DB_FAULT_CROWDED : DB_FAULT_UNREACHABLE;
}

/* A commit that no longer waits for its standby succeeds with a warning, whose text is in the
 * server's language and whose SQLSTATE is that of most warnings; COMMIT knows no other. */
static void
notice_hear(void *arg, const PGresult *notice)
{
    struct postgres_conn *conn = arg;
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);

    if (conn->committing && severity != NULL && strcmp(severity, "WARNING") == 0)
        conn->unconfirmed = true;
}

void
postgres_hear(struct postgres_conn *conn)
{
    PQsetNoticeReceiver(conn->handle, notice_hear, conn);
}

enum err
postgres_connect(PGconn **out, struct postgres_db *db, char *why)
{
    PGconn *handle = handle_connect(db);
    enum err err = ERR_GONE;

    if (handle == NULL)
        return ERR_MEMORY;
    PQsetNoticeProcessor(handle, notice_ignore, NULL);
    if (PQstatus(handle) != CONNECTION_OK)
        why_set(why, "%s", PQerrorMessage(handle));
    else
        err = session_prepare(handle, db, why);
    if (err == OK && PQsetnonblocking(handle, 1) != 0)
        err = ERR_GONE;
    if (err != OK) {
        if (err == ERR_GONE)
            fault_note(&db->base, refusal_fault(PQerrorMessage(handle)));
        PQfinish(handle);
        return err;
    }
    *out = handle;
    return OK;
}

usec_t
postgres_deadline(const struct postgres_conn *conn)
{
    if (conn->patient)
        return INT64_MAX;
    return time_monotonic() + (conn->base.db->timeout_ms + POSTGRES_GRACE_MS) * USEC_PER_MSEC;
}

static int
wait_ms(usec_t deadline)
{
    if (deadline == INT64_MAX)
        return -1;
    usec_t left = (deadline - time_monotonic()) / USEC_PER_MSEC;
    return left > 0 ? (int)left + 1 : 0;
}

enum err
postgres_wait(PGconn *handle, usec_t deadline)
{
    for (;;) {
        int unsent = PQflush(handle);
        if (unsent < 0)
            return ERR_GONE;
        if (unsent == 0 && !PQisBusy(handle))
            return OK;
        struct pollfd fd = {
            .fd = PQsocket(handle),
            .events = (short)(POLLIN | (unsent != 0 ? POLLOUT : 0)),
        };
        int ready = poll(&fd, 1, wait_ms(deadline));
        if (ready == 0)
            return ERR_BUSY;
        if (ready < 0 && errno != EINTR)
            return ERR_GONE;
        if (ready > 0 && (fd.revents & ~POLLOUT) != 0 && PQconsumeInput(handle) == 0)
            return ERR_GONE;
    }
}

static enum err
lose(struct postgres_conn *conn, const char *what, enum db_fault fault, enum err err)
{
    unsigned generation = conn->generation;

    fault_note(conn->base.db, fault);
    /* The first of those that broke together raises it, so that what is made anew stays. */
    conn->lost = true;
    atomic_compare_exchange_strong(&postgres_db(conn->base.db)->generation, &generation,
                                   generation + 1);
    return conn_fail(&conn->base, conn->committing ? ERR_GONE : err, "%s: %s", what,
                     PQerrorMessage(conn->handle));
}

enum err
postgres_lose(struct postgres_conn *conn, const char *what)
{
    return lose(conn, what, DB_FAULT_UNREACHABLE, ERR_RETRY);
}

static bool
state_is(const char *state, const char *prefix)
{
    return strncmp(state, prefix, strlen(prefix)) == 0;
}

/* By SQLSTATE, the longer ones first. */
static enum err
state_err(const char *state)
{
    static const struct {
        const char *prefix;
        enum err err;
    } table[] = {
        {"23505", ERR_CONFLICT}, {"23503", ERR_CONFLICT},  {"23P01", ERR_CONFLICT},
        {"23", ERR_INVALID},     {"22001", ERR_TOO_LARGE}, {"22003", ERR_INVALID},
        {"22021", ERR_INVALID},  {"40", ERR_RETRY},        {"55P03", ERR_BUSY},
        {"57014", ERR_BUSY},     {"53", ERR_GONE},         {"54", ERR_TOO_LARGE},
        {"58", ERR_GONE},        {"XX001", ERR_CORRUPT},   {"XX002", ERR_CORRUPT},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (state_is(state, table[i].prefix))
            return table[i].err;
    }
    return ERR_INTERNAL;
}

/* By SQLSTATE, too. */
static void
state_note(struct db *db, const char *state)
{
    static const struct {
        const char *prefix;
        enum db_fault fault;
    } table[] = {
        {"53100", DB_FAULT_FULL},    {"53200", DB_FAULT_MEMORY},  {"53300", DB_FAULT_CROWDED},
        {"55P03", DB_FAULT_HELD},    {"57014", DB_FAULT_SLOW},    {"58", DB_FAULT_FILE},
        {"XX001", DB_FAULT_DAMAGED}, {"XX002", DB_FAULT_DAMAGED},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (state_is(state, table[i].prefix))
            fault_note(db, table[i].fault);
    }
}

/* The server ends the session with these. */
static bool
state_is_loss(const char *state)
{
    return state_is(state, "57P0") || state_is(state, "08") || state_is(state, "25P03");
}

/* A server that takes no writes (any more). A standby refuses the very BEGIN, as something that it
 * does not support, of which a primary has all that we ask for. */
static bool
state_is_standby(const char *state)
{
    return state_is(state, "25006") || state_is(state, "0A000");
}

enum err
postgres_result_err(struct postgres_conn *conn, const PGresult *result, const char *what)
{
    ExecStatusType status = PQresultStatus(result);

    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return OK;
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (PQstatus(conn->handle) == CONNECTION_BAD || state == NULL || state_is_loss(state))
        return postgres_lose(conn, what);
    if (conn->base.writes && state_is_standby(state)) /* it stays one for as long as we would try */
        return lose(conn, what, DB_FAULT_READ_ONLY, ERR_GONE);
    state_note(conn->base.db, state);
    return conn_fail(&conn->base, state_err(state), "%s: %s %s", what, state,
                     PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
}

enum err
postgres_await(struct postgres_conn *conn)
{
    enum err err = postgres_wait(conn->handle, postgres_deadline(conn));

    if (err == ERR_BUSY) {
        /* Who has waited so long does not want to wait as long again. */
        conn->lost = true;
        fault_note(conn->base.db, DB_FAULT_SLOW);
        return conn_fail(&conn->base, ERR_GONE, "the server does not answer");
    }
    return err == OK ? OK : postgres_lose(conn, "waiting for the server");
}

/* Passes over what nobody waited for, and the ends of statements. */
enum err
postgres_next(struct postgres_conn *conn, PGresult **out)
{
    int empty = 0;

    while (empty < 2) {
        TRY(postgres_await(conn));
        PGresult *result = PQgetResult(conn->handle);
        if (result == NULL) {
            empty++;
            continue;
        }
        empty = 0;
        if (conn->unread == 0) {
            *out = result;
            return OK;
        }
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
            conn->unread--;
        PQclear(result);
    }
    return postgres_lose(conn, "an answer is missing");
}

enum err
postgres_sync(struct postgres_conn *conn)
{
    bool synced = false;

    while (!synced) {
        PGresult *result;
        TRY(postgres_next(conn, &result));
        synced = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        PQclear(result);
    }
    return OK;
}

enum err
postgres_send(struct postgres_conn *conn, const char *sql)
{
    if (!PQsendQueryParams(conn->handle, sql, 0, NULL, NULL, NULL, NULL, 1) ||
        !PQpipelineSync(conn->handle) || PQflush(conn->handle) < 0)
        return postgres_lose(conn, sql);
    return OK;
}

enum err
postgres_finish(struct postgres_conn *conn, const char *what, char *ret_tag)
{
    PGresult *result;

    TRY(postgres_next(conn, &result));
    enum err err = postgres_result_err(conn, result, what);
    if (ret_tag != NULL)
        snprintf(ret_tag, 16, "%s", PQcmdStatus(result));
    PQclear(result);
    if (conn->lost)
        return err;
    enum err synced = postgres_sync(conn);
    return err != OK ? err : synced;
}

enum err
postgres_pipeline_leave(struct postgres_conn *conn)
{
    TRY(postgres_answers_finish(conn));
    if (conn->unread > 0) {
        TRY(postgres_send(conn, "SELECT"));
        TRY(postgres_finish(conn, "SELECT", /* ret_tag= */ NULL));
    }
    return PQexitPipelineMode(conn->handle) ? OK : postgres_lose(conn, "leaving the pipeline");
}

enum err
postgres_pipeline_enter(struct postgres_conn *conn)
{
    return PQenterPipelineMode(conn->handle) ? OK : postgres_lose(conn, "back to the pipeline");
}

enum err
postgres_run_plain(struct postgres_conn *conn, const char *sql)
{
    enum err err = OK;

    if (!PQsendQuery(conn->handle, sql))
        return postgres_lose(conn, "statement");
    for (;;) {
        TRY(postgres_await(conn));
        PGresult *result = PQgetResult(conn->handle);
        if (result == NULL)
            return err;
        if (err == OK)
            err = postgres_result_err(conn, result, "statement");
        PQclear(result);
    }
}
