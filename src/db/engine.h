/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of this folder share and nobody above sees: a database, a connection, and the
 * functions that each engine brings. An engine embeds these structs as its first member.
 *
 * A statement that fails ends its transaction on both engines (PostgreSQL does so by itself): the
 * connection remembers the first error, every later statement answers the same, and the
 * transaction cannot be committed. So a rule that goes on after an error behaves alike on both.
 */
#ifndef KOERS_DB_ENGINE_H
#define KOERS_DB_ENGINE_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "db/bulk.h"
#include "db/db.h"
#include "db/queue.h"

#define DB_WAKE_MAX    4U         /* listeners of db_on_commit() */
#define DB_WORKER_MAX  64U        /* threads of the pool */
#define DB_TIMEOUT_MS  10000U     /* when options name none */
#define DB_ARENA_MAX   (1U << 20) /* of one database or one connection, without its engine's own */
#define QUERY_UNCACHED UINT32_MAX /* a number no statement cache has */

struct conn {
    struct db *db;
    struct arena arena; /* the connection itself lies in it */
    enum err failed;    /* what broke the transaction; OK while it is whole */
    bool writes;        /* the transaction under way may write */
    bool settled;       /* a snapshot is enough for it; see db_work */
    bool alone;         /* it keeps other writers out, once it has begun: see db_transact() */
    bool wrote;         /* and has done so */
    int64_t txid;       /* of that transaction; 0: nobody asked yet */
    struct maybe state; /* the number of conn_state(), once asked for */
    uint64_t
        session; /* no other connection of this process, nor this one before it broke, has it */
    unsigned open_rows;
    char why[DB_WHY_MAX];
};

enum worker_lane { LANE_SHORT, LANE_LONG, LANE_COUNT };

struct worker_pool {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct work_list queued[LANE_COUNT];
    unsigned waiting; /* in both */
    uint64_t tickets; /* given out */
    unsigned at_long; /* so many workers */
    bool open;
    pthread_t threads[DB_WORKER_MAX];
    unsigned count;
    unsigned started;
};

struct db {
    const struct engine_ops *ops;
    struct arena arena; /* the database itself lies in it */
    unsigned query_count;
    unsigned timeout_ms;
    bool read_only;
    bool replica;
    atomic_bool started;
    struct worker_pool workers;
    struct {
        void (*wake)(void *arg);
        void *arg;
    } wakes[DB_WAKE_MAX];
    size_t wake_count;
    atomic_int_fast64_t faults[DB_FAULT_COUNT];
    atomic_int_fast64_t waits; /* for answers of a server */
};

struct engine_ops {
    enum engine engine;
    bool reads_inline;
    bool writers_race; /* several writers at a time: what a rule has checked another may break */

    void (*close)(struct db *db);
    enum err (*start)(struct db *db);
    void (*stop)(struct db *db);
    /* NULL: writes go to the workers. */
    enum err (*queue_write)(struct db *db, struct db_work *work);

    /* A connection with a transaction in it; commit and rollback take the connection back. */
    enum err (*begin)(struct db *db, bool writes, struct conn **out, char *why);
    enum err (*commit)(struct conn *conn, char *why);
    void (*rollback)(struct conn *conn);

    /* One migrator at a time, over all migrations; the connection is in no transaction. */
    enum err (*migrate_begin)(struct db *db, struct conn **out, char *why);
    void (*migrate_end)(struct conn *conn);
    /* Runs statements without parameters or rows, outside migrations only our own. */
    enum err (*run_text)(struct conn *conn, const char *sql);
    const char *begin_exclusive;
    /* What must hold before a migration is committed, beyond what the engine does by itself. */
    enum err (*migrate_check)(struct conn *conn);
    /* All pages, indexes and references, in a read; NULL where the server sees to it by itself. */
    enum err (*check)(struct conn *conn);

    /* Has the answer of a query on its way before it is asked; NULL where that saves nothing. An
     * error is the transaction's, and of that the next query tells. */
    void (*ahead)(struct conn *conn, const struct query *query, const struct value *params);
    enum err (*rows_open)(struct rows *rows, const struct value *params);
    enum err (*rows_next)(struct rows *rows, bool *ret_row);
    bool (*rows_is_null)(const struct rows *rows, int column);
    int64_t (*rows_int)(const struct rows *rows, int column);
    struct maybe (*rows_maybe)(const struct rows *rows, int column);
    struct str (*rows_text)(const struct rows *rows, int column);
    void (*rows_values)(const struct rows *rows, struct value *out);
    int64_t (*rows_changed)(const struct rows *rows);
    enum err (*rows_inserted)(struct rows *rows, int64_t *ret_id); /* the id of the one row */
    void (*rows_close)(struct rows *rows);

    /* Keeps a row, and writes those that were kept; NULL where a row is best written at once. */
    void (*bulk_row)(struct bulk *bulk, const struct value *params);
    enum err (*bulk_write)(struct bulk *bulk);

    /* Asks something that takes no time. */
    enum err (*ping)(struct conn *conn);
    enum err (*txid)(struct conn *conn, int64_t *out);
    enum err (*txid_horizon)(struct conn *conn, int64_t *out);
    enum err (*state)(struct conn *conn, int64_t *out);
    const struct query *state_query; /* what state() asks in a read; NULL: nothing */

    /* Of an engine with servers; else NULL. */
    bool (*hears)(const struct db *db);
    enum err (*place)(struct db *db, struct db_place *out, char *why);
    void (*follow)(struct db *db, const struct db_place *place);
};

/* Each engine's way in; `place` is the path, or the whole URL. */
enum err sqlite_open(struct db **out, const struct db_options *options, const char *place,
                     char *why) MUST_USE;
enum err postgres_open(struct db **out, const struct db_options *options, const char *place,
                       char *why) MUST_USE;

/* Fills the shared part of a new database. */
void db_init(struct db *db, const struct engine_ops *ops, const struct db_options *options);

/* Remembers the first error of a transaction with its reason, and returns it. */
enum err conn_fail(struct conn *conn, enum err err, const char *format, ...) MUST_USE
    __attribute__((format(printf, 3, 4)));

/* Says that the connection to the engine is a new one. */
void conn_begin_session(struct conn *conn);

/* Forgets the last transaction. */
void conn_reset(struct conn *conn, bool writes);

/* Do the parameters fit the query, and the query the transaction? */
enum err query_check(struct conn *conn, const struct query *query, const struct value *params,
                     size_t count) MUST_USE;

/* Writes one line of at most DB_WHY_MAX bytes; `why` may be NULL. */
void why_set(char *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Counts what an engine's error was about. */
void fault_note(struct db *db, enum db_fault fault);

/* Tells the listeners of db_on_commit(). */
void db_wake(struct db *db);

/* Begins, runs and ends a transaction on this thread, again while the engine says so. Where writers
 * race, short work that has lost twice runs alone: then it cannot lose. */
enum err db_transact(struct db *db, struct db_work *work, bool writes) MUST_USE;

void workers_init(struct worker_pool *pool, unsigned count);
void workers_release(struct worker_pool *pool);

/* ERR_BUSY when DB_QUEUE_MAX wait already, or the pool is closed. */
enum err workers_push(struct worker_pool *pool, struct db_work *work) MUST_USE;

enum err workers_start(struct db *db) MUST_USE;
/* Finishes what waits. */
void workers_stop(struct db *db);

#endif
