/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing a PostgreSQL database, its transactions and migrations. */
#include "base/wait.h"
#include "db/postgres.h"

/* "koers" in ASCII; one key for all who migrate this database. */
#define MIGRATE_LOCK "SELECT pg_advisory_lock(461177876083)"

static const enum value_kind one_int[] = {VALUE_INT};

static const struct query txid_query = {
    .name = "txid",
    .number = POSTGRES_OWN_NUMBER(POSTGRES_TXID),
    .sql = {NULL, "SELECT pg_current_xact_id()::text::bigint"},
    .columns = one_int,
    .column_count = 1,
};

static const struct query horizon_query = {
    .name = "txid_horizon",
    .number = POSTGRES_OWN_NUMBER(POSTGRES_HORIZON),
    .sql = {NULL, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"},
    .columns = one_int,
    .column_count = 1,
};

/* While nobody writes, all that was begun before one transaction is over, and that one says it all.
 */
static const struct query state_query = {
    .name = "state",
    .number = POSTGRES_OWN_NUMBER(POSTGRES_STATE),
    .sql = {NULL, "SELECT CASE WHEN pg_snapshot_xmin(s) = pg_snapshot_xmax(s)"
                  " THEN pg_snapshot_xmax(s)::text::bigint ELSE 0 END"
                  " FROM pg_current_snapshot() AS s"},
    .columns = one_int,
    .column_count = 1,
};

static enum err
postgres_begin(struct db *base, bool writes, struct conn **out, char *why)
{
    struct postgres_conn *conn;

    TRY(postgres_take(postgres_db(base), &conn, why));
    conn_reset(&conn->base, writes);
    enum err err = base->replica ? postgres_reach(conn) : OK;
    if (err != OK) {
        why_set(why, "%s", conn->base.why);
        postgres_give(conn);
        return err;
    }
    *out = &conn->base;
    return OK;
}

/* The end of a transaction that leaves nothing behind: sent, and read when there is need. What was
 * said ahead, and then not asked for, is read before; nobody minds what it says. */
static void
transaction_leave(struct postgres_conn *conn, const char *sql)
{
    if (!conn->begun || conn->lost)
        return;
    if (postgres_answers_finish(conn) != OK && conn->lost)
        return;
    if (postgres_send(conn, sql) == OK)
        conn->unread++;
}

static void
postgres_rollback(struct conn *base)
{
    struct postgres_conn *conn = postgres_conn(base);

    transaction_leave(conn, "ROLLBACK");
    postgres_give(conn);
}

/* A transaction that the server has aborted answers COMMIT with ROLLBACK and no error. */
static enum err
commit_durable(struct postgres_conn *conn)
{
    char tag[16] = "";

    conn->committing = true;
    TRY(postgres_send(conn, "COMMIT"));
    TRY(postgres_finish(conn, "COMMIT", tag));
    if (strcmp(tag, "COMMIT") != 0)
        return conn_fail(&conn->base, ERR_INTERNAL, "COMMIT was answered with %s", tag);
    if (conn->unconfirmed) {
        fault_note(conn->base.db, DB_FAULT_UNCONFIRMED);
        return conn_fail(&conn->base, ERR_GONE, "COMMIT did not wait for the standby");
    }
    return OK;
}

/* Over a query that was said ahead and failed nothing is committed. */
static enum err
commit_write(struct postgres_conn *conn)
{
    if (!conn->begun)
        return OK;
    enum err err = postgres_answers_finish(conn);
    if (err == OK)
        return commit_durable(conn);
    transaction_leave(conn, "ROLLBACK");
    return err;
}

static enum err
postgres_commit(struct conn *base, char *why)
{
    struct postgres_conn *conn = postgres_conn(base);
    struct postgres_db *db = postgres_db(base->db);
    enum err err = OK;

    if (!base->writes)
        transaction_leave(conn, "COMMIT");
    else
        err = commit_write(conn);
    why_set(why, "%s", base->why);
    if (err == OK && base->wrote && db->listener.running)
        postgres_notify(db);
    else if (err == OK && base->wrote)
        transaction_leave(conn, "NOTIFY " POSTGRES_CHANNEL);
    postgres_give(conn);
    return err;
}

/* Texts without parameters, in the simple protocol, which takes several statements at once. */
static enum err
postgres_run_text(struct conn *base, const char *sql)
{
    struct postgres_conn *conn = postgres_conn(base);

    TRY(postgres_pipeline_leave(conn));
    enum err err = postgres_run_plain(conn, sql);
    if (!conn->lost)
        TRY(postgres_pipeline_enter(conn));
    return err;
}

/* A connection of its own, closed afterwards: so end the lock and the settings. */
static enum err
postgres_migrate_begin(struct db *base, struct conn **out, char *why)
{
    struct postgres_conn *conn;

    TRY(postgres_take(postgres_db(base), &conn, why));
    conn_reset(&conn->base, /* writes= */ true);
    conn->begun = true; /* by hand */
    conn->patient = true;
    enum err err = postgres_run_text(&conn->base, "SET statement_timeout = 0; " MIGRATE_LOCK);
    if (err != OK) {
        why_set(why, "%s", conn->base.why);
        conn->lost = true;
        postgres_give(conn);
        return err;
    }
    *out = &conn->base;
    return OK;
}

static void
postgres_migrate_end(struct conn *base)
{
    postgres_conn(base)->lost = true;
    postgres_give(postgres_conn(base));
}

static enum err
own_number(struct conn *conn, const struct query *query, int64_t *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool row;

    TRY(rows_open(&rows, conn, query, NULL, 0));
    TRY(rows_next(&rows, &row));
    int64_t number = row ? rows_int(&rows, 0) : 0;
    if (conn->failed != OK)
        return conn->failed;
    *out = number;
    return OK;
}

static enum err
postgres_txid(struct conn *conn, int64_t *out)
{
    return own_number(conn, &txid_query, out);
}

static enum err
postgres_txid_horizon(struct conn *conn, int64_t *out)
{
    return own_number(conn, &horizon_query, out);
}

static enum err
postgres_state(struct conn *conn, int64_t *out)
{
    *out = 0;
    return conn->writes ? OK : own_number(conn, &state_query, out);
}

static enum err
postgres_ping(struct conn *conn)
{
    int64_t horizon;

    return postgres_txid_horizon(conn, &horizon);
}

static enum err
postgres_start(struct db *base)
{
    return base->replica ? OK : postgres_listen_start(postgres_db(base));
}

static void
postgres_stop(struct db *base)
{
    if (postgres_db(base)->listener.running)
        postgres_listen_stop(postgres_db(base));
}

static bool
postgres_hears(const struct db *base)
{
    return atomic_load(&((const struct postgres_db *)base)->listener.listens);
}

static void
postgres_close(struct db *base)
{
    struct postgres_db *db = postgres_db(base);

    postgres_pool_close(db);
    pthread_mutex_destroy(&db->lock);
    pthread_cond_destroy(&db->given);
}

static const struct engine_ops postgres_ops = {
    .engine = ENGINE_POSTGRES,
    .writers_race = true,
    .close = postgres_close,
    .start = postgres_start,
    .stop = postgres_stop,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .migrate_begin = postgres_migrate_begin,
    .migrate_end = postgres_migrate_end,
    .run_text = postgres_run_text,
    .begin_exclusive = "BEGIN",
    .ahead = postgres_ahead,
    .rows_open = postgres_rows_open,
    .rows_next = postgres_rows_next,
    .rows_is_null = postgres_rows_is_null,
    .rows_int = postgres_rows_int,
    .rows_maybe = postgres_rows_maybe,
    .rows_text = postgres_rows_text,
    .rows_values = postgres_rows_values,
    .rows_changed = postgres_rows_changed,
    .rows_inserted = postgres_rows_inserted,
    .rows_close = postgres_rows_close,
    .bulk_row = postgres_bulk_row,
    .bulk_write = postgres_bulk_write,
    .ping = postgres_ping,
    .txid = postgres_txid,
    .txid_horizon = postgres_txid_horizon,
    .state = postgres_state,
    .state_query = &state_query,
    .hears = postgres_hears,
    .place = postgres_place,
    .follow = postgres_follow,
};

static struct postgres_db *
postgres_new(const struct db_options *options, const char *url)
{
    struct arena arena;

    arena_init(&arena, DB_ARENA_MAX);
    struct postgres_db *db = arena_new(&arena, struct postgres_db);
    char *copy = str_cstr(&arena, str_from(url));
    if (db == NULL || copy == NULL) {
        arena_release(&arena);
        return NULL;
    }
    db_init(&db->base, &postgres_ops, options);
    db->url = copy;
    db->base.arena = arena;
    db->count_max = db->base.workers.count + POSTGRES_CONN_EXTRA;
    pthread_mutex_init(&db->lock, NULL);
    wait_init(&db->given);
    return db;
}

enum err
postgres_open(struct db **out, const struct db_options *options, const char *place, char *why)
{
    struct postgres_db *db = postgres_new(options, place);
    struct postgres_conn *conn;

    if (db == NULL)
        return ERR_MEMORY;
    enum err err = db->base.replica ? OK : postgres_take(db, &conn, why);
    if (err != OK) {
        db_close(&db->base);
        return err;
    }
    if (!db->base.replica)
        postgres_give(conn);
    *out = &db->base;
    return OK;
}
