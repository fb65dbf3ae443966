/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PostgreSQL: a bounded pool of connections to one URL.
 *
 *   postgres_engine.c  opening and closing, transactions, migrations
 *   postgres_pool.c    who gets which connection
 *   postgres_conn.c    one connection: connecting, waiting, errors
 *   postgres_ask.c     queries, on their way and answered
 *   postgres_rows.c    their answers, row by row
 *   postgres_copy.c    many rows at once
 *   postgres_value.c   values in PostgreSQL's binary form
 *   postgres_place.c   how far a standby has followed
 *   postgres_listen.c  the thread that hears of other servers' commits, and tells them of ours
 *
 * A connection is in pipeline mode: what need not be waited for is not. BEGIN goes out with the
 * first query, a query's first use carries its preparation, what was said ahead goes with the next
 * query that is waited for, and the end of a transaction that changed nothing is read when the
 * connection is next used. A transaction that reads once costs one round trip.
 *
 * A connection that breaks before COMMIT was sent has done nothing, and the work runs again on
 * another (ERR_RETRY). One that breaks while COMMIT is under way may have done it, and a commit
 * that did not wait for its standby may be gone with this server: both are ERR_GONE, and nothing is
 * acknowledged.
 */
#ifndef KOERS_DB_POSTGRES_H
#define KOERS_DB_POSTGRES_H

#include <libpq-fe.h>

#include "base/buf.h"
#include "base/moment.h"
#include "db/bulk.h"
#include "db/engine.h"

#define POSTGRES_CONN_EXTRA 5U     /* connections for callers beside the workers */
#define POSTGRES_GRACE_MS   2000U  /* after the server's own timeout, before we give it up */
#define POSTGRES_IDLE_MS    60000U /* in a transaction without a query */
#define POSTGRES_ASKED_MAX  16U    /* queries on their way, or answered and not asked for yet */
#define POSTGRES_CHANNEL    "koers_event"

/* How a session has its statements planned: what is asked for lies in memory, or nearly; and where
 * eight tables and more are joined, those are not read first that stand first. A statement is
 * planned a few times by a connection and run thousands of times. */
#define POSTGRES_PLANS                                                                             \
    "SET jit = off; SET random_page_cost = 1.1;"                                                   \
    "SET join_collapse_limit = 16; SET from_collapse_limit = 16"

/* Our own queries, prepared like the others, in places behind them. */
enum postgres_own { POSTGRES_TXID, POSTGRES_HORIZON, POSTGRES_STATE, POSTGRES_OWN_COUNT };
#define POSTGRES_OWN_NUMBER(own) (QUERY_UNCACHED - 1 - (unsigned)(own))

/* A query that was sent. */
struct postgres_asked {
    const struct query *query; /* NULL: nobody will ask for its answer */
    const char *name;
    unsigned place;   /* see place_of() */
    bool prepares;    /* that it is prepared is answered first, and was not read yet */
    PGresult *result; /* NULL while it was not read */
    size_t said_at;   /* its parameters in `said` */
    size_t said_len;
};

struct postgres_conn {
    struct conn base;
    PGconn *handle;  /* NULL: to be connected */
    bool *prepared;  /* by place: base.db->query_count, then enum postgres_own */
    struct buf list; /* the list that a query takes, as it is sent */
    struct postgres_asked asked[POSTGRES_ASKED_MAX]; /* in the order in which they were sent */
    unsigned asked_count;
    unsigned asked_read; /* of so many the answer is here */
    struct buf said;     /* parameters of those that were said ahead */
    struct postgres_conn *next;
    unsigned generation;
    int64_t followed; /* its server has replayed the log up to here, if that is a standby */
    unsigned unread;  /* syncs whose results nobody waits for */
    bool begun;       /* BEGIN was sent */
    bool begins;      /* and its answer was not read yet */
    bool committing;  /* COMMIT was sent: from here a break leaves doubt */
    bool unconfirmed; /* it is on this server's disk, and perhaps not on the standby's */
    bool lost;
    bool patient; /* waits as long as it takes: migrations */
};

struct postgres_listener {
    pthread_t thread;
    PGconn *handle;
    int event_fd;
    bool running;
    atomic_bool stopping;
    atomic_bool notify;  /* a commit of ours is to be told */
    atomic_uint told;    /* how often it was, for tests */
    atomic_bool listens; /* what others commit is heard */
};

struct postgres_db {
    struct db base;
    char *url;
    pthread_mutex_t lock;
    pthread_cond_t given;
    struct postgres_conn *idle;
    unsigned count;
    unsigned count_max;
    struct db_place follows; /* reads of a replica need so much; under the lock */
    atomic_uint generation;  /* raised when a connection breaks: the idle ones are suspect */
    struct postgres_listener listener;
};

static inline struct postgres_db *
postgres_db(struct db *db)
{
    return (struct postgres_db *)db;
}

static inline struct postgres_conn *
postgres_conn(struct conn *conn)
{
    return (struct postgres_conn *)conn;
}

/* A connection with our timeouts, not in pipeline mode. ERR_GONE with `why` when there is none;
 * ERR_INVALID when the database is not in UTF-8. */
enum err postgres_connect(PGconn **out, struct postgres_db *db, char *why) MUST_USE;
/* Sends what is waiting and waits until a result can be had without waiting; ERR_GONE when the
 * connection broke, ERR_BUSY when the deadline (of time_monotonic()) has passed. */
enum err postgres_wait(PGconn *handle, usec_t deadline) MUST_USE;
/* From now on hears what the server says beside its answers. */
void postgres_hear(struct postgres_conn *conn);
usec_t postgres_deadline(const struct postgres_conn *conn);
/* The connection is of no use any more; the error for it. */
enum err postgres_lose(struct postgres_conn *conn, const char *what) MUST_USE;
/* The error a result tells of; `what` names the query. OK for one that is none. */
enum err postgres_result_err(struct postgres_conn *conn, const PGresult *result,
                             const char *what) MUST_USE;
/* The next result in the pipeline, never NULL with OK. */
enum err postgres_next(struct postgres_conn *conn, PGresult **out) MUST_USE;
/* Reads on to the end of what was sent before the last sync. */
enum err postgres_sync(struct postgres_conn *conn) MUST_USE;
/* Waits until a result can be had, within the time a statement has. */
enum err postgres_await(struct postgres_conn *conn) MUST_USE;
/* Between these two a statement goes alone, as COPY and several statements in one text must: all
 * that was sent before is read first. */
enum err postgres_pipeline_leave(struct postgres_conn *conn) MUST_USE;
enum err postgres_pipeline_enter(struct postgres_conn *conn) MUST_USE;
/* Runs statements without parameters or rows, out of the pipeline. */
enum err postgres_run_plain(struct postgres_conn *conn, const char *sql) MUST_USE;
/* Sends a statement without parameters or rows, and a sync. */
enum err postgres_send(struct postgres_conn *conn, const char *sql) MUST_USE;
/* Waits for what postgres_send() sent; `ret_tag` (may be NULL, 16 bytes) gets the command's tag. */
enum err postgres_finish(struct postgres_conn *conn, const char *what, char *ret_tag) MUST_USE;

/* The same for db_place() and db_follow(). */
enum err postgres_place(struct db *db, struct db_place *out, char *why) MUST_USE;
void postgres_follow(struct db *db, const struct db_place *place);
/* Has the replica followed as far as it must? In no transaction; errors as for db_follow(). */
enum err postgres_reach(struct postgres_conn *conn) MUST_USE;

enum err postgres_take(struct postgres_db *db, struct postgres_conn **out, char *why) MUST_USE;
void postgres_give(struct postgres_conn *conn);
void postgres_pool_close(struct postgres_db *db);

/* What this transaction begins with, NULL behind the last. */
const char *const *postgres_begin_texts(const struct conn *conn);
void postgres_bulk_row(struct bulk *bulk, const struct value *params);
enum err postgres_bulk_write(struct bulk *bulk) MUST_USE;

/* The answer to a query, which may be here already: the caller's. */
enum err postgres_ask(struct postgres_conn *conn, const struct query *query,
                      const struct value *params, PGresult **out) MUST_USE;
/* Sends a query along with the next one that is waited for. */
void postgres_ahead(struct conn *conn, const struct query *query, const struct value *params);
/* What was said ahead will not be asked for, or must be asked anew: something is written. */
void postgres_forget(struct postgres_conn *conn);
/* The same, and no answer to a query is under way any more. An error of one is the transaction's.
 */
enum err postgres_answers_finish(struct postgres_conn *conn) MUST_USE;

enum err postgres_rows_open(struct rows *rows, const struct value *params) MUST_USE;
enum err postgres_rows_next(struct rows *rows, bool *ret_row) MUST_USE;
bool postgres_rows_is_null(const struct rows *rows, int column);
int64_t postgres_rows_int(const struct rows *rows, int column);
struct maybe postgres_rows_maybe(const struct rows *rows, int column);
struct str postgres_rows_text(const struct rows *rows, int column);
void postgres_rows_values(const struct rows *rows, struct value *out);
int64_t postgres_rows_changed(const struct rows *rows);
enum err postgres_rows_inserted(struct rows *rows, int64_t *ret_id) MUST_USE;
void postgres_rows_close(struct rows *rows);

/* The declared type of a parameter. */
Oid postgres_oid(enum value_kind kind);
/* A list as PostgreSQL's array of one dimension. */
void postgres_array(struct buf *out, const struct value *list);
/* Can a column of this type be read as this kind? */
bool postgres_oid_is(Oid oid, enum value_kind kind);
/* ERR_CORRUPT when it is no whole number, or too large a one. */
enum err postgres_number(Oid oid, const char *bytes, int len, int64_t *out) MUST_USE;

enum err postgres_listen_start(struct postgres_db *db) MUST_USE;
void postgres_listen_stop(struct postgres_db *db);
/* Tells other servers, soon, that something was committed; many commits become one word. */
void postgres_notify(struct postgres_db *db);

#endif
