/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A database: SQLite in a file, or PostgreSQL behind a URL. Above this folder nobody knows which.
 *
 * Order of calls: db_open() · db_migrate() · db_start() · work · db_stop() · db_close(). Commands
 * that serve nobody may leave out db_start() and use db_run_read() and db_run_write() alone.
 *
 * Work is a struct db_work with a function that runs inside a transaction and one that is told how
 * it ended. `run` may be called more than once (a serialisation failure, a batch that was lost) and
 * must start from nothing each time; it returns OK to commit and anything else to roll back.
 * `done` is called exactly once, on some thread, after COMMIT returned (or the work failed).
 *
 * SQLite: one writer thread takes all waiting writes, runs them in one transaction, and commits
 * them together, durable (WAL, synchronous=FULL). Each serving thread has a read-only connection of
 * its own. PostgreSQL: a bounded pool of workers; writes SERIALIZABLE and retried up to 10 times
 * with jitter, every third time alone, reads REPEATABLE READ READ ONLY. Under steady writing
 * somebody who needs long must lose against all others; work that needs no more than a snapshot
 * says so
 * (`settled`), and only loses against who writes the same row.
 *
 * A query that fails ends its transaction, on both engines: every later query answers the same
 * error, and what `run` returns no longer matters. A conflict with another writer's row is, on
 * PostgreSQL, run twice more, so that the rule meets the row where it looks for it.
 */
#ifndef KOERS_DB_DB_H
#define KOERS_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "db/query.h"

#define DB_WHY_MAX   256U        /* text of what went wrong at the border, for the log */
#define DB_QUEUE_MAX 4096U       /* writes or reads waiting; beyond it ERR_BUSY */
#define DB_BATCH_MAX 256U        /* writes under one commit */
#define DB_RETRY_MAX 10          /* of a serialisation failure */
#define DB_TEXT_MAX  (16U << 20) /* bytes of one text */
#define DB_AHEAD_MAX 16U         /* migrations a newer program may have applied: one release */

struct db;
struct conn; /* one connection, one thread, at most one transaction */
struct engine_ops;

struct db_options {
    const char *url;      /* sqlite:PATH or postgresql://… */
    unsigned query_count; /* number of packed queries: size of the statement caches */
    unsigned workers;     /* for long reads, prepares and PostgreSQL; 0: a sensible number */
    unsigned timeout_ms;  /* of one statement on PostgreSQL and of connecting; 0: 10 000 */
    bool create;          /* may the SQLite file be made? */
    bool read_only;
    bool replica; /* a standby: read_only, need not be reachable now; see db_follow() */
};

struct migration {
    const char *name; /* 0001_access */
    const char *sql[2];
    const char *hash; /* hexadecimal, of the source text */
};

enum migrate_mode { MIGRATE_APPLY, MIGRATE_VERIFY };

struct db_work {
    enum err (*run)(struct db_work *work, struct conn *conn);
    void (*done)(struct db_work *work, enum err outcome);
    bool is_long; /* a read that takes long: half of the workers are there for others */
    bool settled; /* PostgreSQL: a write in REPEATABLE READ. For work that reads what does not
                   * change any more, or looks again when it does, and whose rows have keys */
    struct db_work *next; /* db's */
    uint64_t ticket;      /* db's */
    enum err outcome;     /* db's */
    bool writes;          /* db's */
    char
        why[DB_WHY_MAX]; /* what the engine said when it failed, one line for the log; else empty */
};

/* Opens; `why` (DB_WHY_MAX bytes) gets one line when it fails. ERR_INVALID for a URL that is none,
 * ERR_NOT_FOUND for a file that is not there and may not be made, ERR_GONE for a server out of
 * reach, ERR_CORRUPT for a file that is no database. */
enum err db_open(struct db **out, const struct db_options *options, char *why) MUST_USE;
void db_close(struct db *db);

enum engine db_engine(const struct db *db);

/* Brings the schema up to date under a lock, one transaction a migration, or only verifies.
 * ERR_CORRUPT when a stored hash differs from ours, ERR_CONFLICT when the database is newer than
 * this program (one release is allowed) or, verifying, older. `why` as above. */
enum err db_migrate(struct db *db, const struct migration *migrations, size_t count,
                    enum migrate_mode mode, char *why) MUST_USE;

/* Starts the writer, the checkpointer and the workers. */
enum err db_start(struct db *db) MUST_USE;
/* Takes no more work, finishes what waits, joins the threads. */
void db_stop(struct db *db);

/* May reads run on the calling thread? (SQLite: yes.) */
bool db_reads_inline(const struct db *db);

/* Runs a read now, on the calling thread, in one snapshot; on SQLite with the connection of this
 * thread, on PostgreSQL with one of the pool. Does not call `done`. */
enum err db_run_read(struct db *db, struct db_work *work) MUST_USE;

/* Hands a read to a worker; `done` follows. ERR_BUSY when the queue is full (then it does not). */
enum err db_queue_read(struct db *db, struct db_work *work) MUST_USE;

/* Hands a write to the writer or a worker; `done` follows. ERR_BUSY when the queue is full. */
enum err db_queue_write(struct db *db, struct db_work *work) MUST_USE;

/* Runs a write and waits until it is durable. Does not call `done`. For commands and jobs. */
enum err db_run_write(struct db *db, struct db_work *work) MUST_USE;

/* Calls `wake(arg)` from some thread soon after a commit that wrote, by whatever program: at once
 * after one of ours, on PostgreSQL as soon as another server says so, on SQLite within a second
 * after another program's (needs db_start()). It may be called without need. Before db_start(). */
void db_on_commit(struct db *db, void (*wake)(void *arg), void *arg);

/*
 * Replicas. A standby of PostgreSQL follows the log of its server, a little later. Who knows from
 * db_on_commit() that something was committed asks where the log stands, and reads from the replica
 * nothing that is older:
 *
 *     TRY(db_place(db, &place, why));
 *     db_follow(replica, &place);
 *     err = db_queue_read(replica, work);
 */
struct db_place {
    int64_t system;   /* the cluster's own number, which its standbys share */
    int64_t position; /* bytes of its log */
};

/* Where the log stands: what was committed until now, by whatever program, lies before. ERR_INVALID
 * on SQLite, ERR_GONE with `why` (DB_WHY_MAX bytes) where the server is out of reach, or a standby.
 */
enum err db_place(struct db *db, struct db_place *out, char *why) MUST_USE;

/* From now on a read of this replica fails with ERR_BUSY while it has not followed that far, as all
 * do before the first place is told; and with ERR_GONE where it is no standby of that cluster. */
void db_follow(struct db *replica, const struct db_place *place);

/* Is it known of every commit of another program, or soon will be? Not while the connection that
 * hears of them is broken. */
bool db_hears(const struct db *db);

/* Can a read be answered, and is the file still the one that was opened? Fills `why`. */
enum err db_ping(struct db *db, char *why) MUST_USE;

/* The same within a read, as its `run`: for /readyz. */
enum err db_ping_run(struct db_work *work, struct conn *conn) MUST_USE;

/* What kept the database from its work, counted since it was opened: for who looks after it. */
enum db_fault {
    DB_FAULT_FULL,        /* no room on its disk */
    DB_FAULT_READ_ONLY,   /* a file or a server that takes no writes */
    DB_FAULT_REPLACED,    /* another file lies under the path */
    DB_FAULT_DAMAGED,     /* what is in it cannot be */
    DB_FAULT_FILE,        /* a file cannot be opened, read or written */
    DB_FAULT_HELD,        /* another program does not let go of it */
    DB_FAULT_SLOW,        /* a statement or an answer took too long */
    DB_FAULT_UNREACHABLE, /* no connection, or one that broke */
    DB_FAULT_CROWDED,     /* the server has no connection left, or the pool */
    DB_FAULT_MEMORY,
    DB_FAULT_UNCONFIRMED, /* a commit did not wait for its standby */
    DB_FAULT_COUNT,
};

/* Its name in metrics: "full". */
const char *db_fault_name(enum db_fault fault);
int64_t db_fault_count(const struct db *db, enum db_fault fault);

/* How often somebody waited for an answer from the server, since it was opened; 0 on SQLite. */
int64_t db_wait_count(const struct db *db);

/* Are all pages, indexes and references whole? ERR_CORRUPT when not; fills `why`. PostgreSQL sees
 * to its own. */
enum err db_check(struct db *db, char *why) MUST_USE;

enum engine conn_engine(const struct conn *conn);
/* What went wrong last, one line for the log; never for a reply. */
struct str conn_why(const struct conn *conn);
/* PostgreSQL's pg_current_xact_id() of this transaction, as the event table stores it; 0 on SQLite.
 */
enum err conn_txid(struct conn *conn, int64_t *out) MUST_USE;
/* No event at or above this transaction id may be read yet: the oldest one still running (INT64_MAX
 * on SQLite). */
enum err conn_txid_horizon(struct conn *conn, int64_t *out) MUST_USE;

/* What the database looks like in the snapshot of this transaction, after its first query: equal
 * twice only if nobody committed anything between the two snapshots. It is known to one session
 * with the engine alone. `number` 0: not to be said now. */
struct conn_state {
    uint64_t session;
    int64_t number;
};

enum err conn_state(struct conn *conn, struct conn_state *out) MUST_USE;
/* Says that this will be asked; see query_ahead(). */
void conn_state_ahead(struct conn *conn);

/* Rows of a query, one at a time. A local with cleanup: `rows_close()` may be called twice. They
 * end with their transaction. */
struct rows {
    const struct engine_ops *ops; /* db's */
    struct conn *conn;
    const struct query *query;
    void *statement; /* sqlite3_stmt or PGresult */
    int row;         /* PostgreSQL: current row */
    bool open;
};

#define ROWS_CLEANUP __attribute__((cleanup(rows_close)))

/* Starts a query. The texts of `params` are borrowed until rows_close(); the array is not. Errors,
 * here and from rows_next(): ERR_CONFLICT for a broken unique or foreign key, ERR_INVALID for a
 * broken CHECK or NOT NULL, ERR_RETRY (pass it on), ERR_BUSY, ERR_GONE, ERR_TOO_LARGE, ERR_MEMORY,
 * ERR_CORRUPT, ERR_INTERNAL. */
enum err rows_open(struct rows *rows, struct conn *conn, const struct query *query,
                   const struct value *params, size_t count) MUST_USE;
enum err rows_next(struct rows *rows, bool *ret_row) MUST_USE;
bool rows_is_null(const struct rows *rows, int column);
int64_t rows_int(const struct rows *rows, int column);
/* Both of these in one: a number, or null. */
struct maybe rows_maybe(const struct rows *rows, int column);
/* Borrowed until the next rows_next() or rows_close(); "no text" for null. */
struct str rows_text(const struct rows *rows, int column);

/* All columns of the row at once, as many as the query has. Of null nothing but that is said. */
void rows_values(const struct rows *rows, struct value *out);
void rows_close(struct rows *rows);

/*
 * Queries that do not need each other's answers need not wait for each other either. Who knows what
 * will be asked says so:
 *
 *     query_ahead(conn, children, params, 1);      on its way with the next one
 *     TRY(rows_open(&rows, conn, results, …));     one round trip for both
 *     TRY(rows_open(&rows, conn, children, …));    here already
 *
 * It is a hint, and nothing hangs on it: no memory of the caller's is kept or written to, what is
 * asked with other parameters is asked anew, and so is everything after a query that writes. Say
 * only what is certain, or nearly: what is said is run. One that fails ends the transaction as if
 * it had been asked, and queries that go together have together the time of one until the server
 * counts as silent.
 */
void query_ahead(struct conn *conn, const struct query *query, const struct value *params,
                 size_t count);
/* Does that save anything? (SQLite: no, and then query_ahead() does nothing.) */
bool conn_goes_ahead(const struct conn *conn);

/* Runs a query that yields no rows; `ret_changed` (may be NULL) gets how many rows it touched. */
enum err query_exec(struct conn *conn, const struct query *query, const struct value *params,
                    size_t count, int64_t *ret_changed) MUST_USE;

/* Runs a query that inserts one row; `ret_id` gets its id, which on SQLite is the row's number, so
 * that nothing needs to be returned. ERR_NOT_FOUND where it inserted none. */
enum err query_exec_insert(struct conn *conn, const struct query *query, const struct value *params,
                           size_t count, int64_t *ret_id) MUST_USE;

/* A transaction by hand, for commands that stage and test: begin, then commit or roll back. Nobody
 * runs it again: ERR_RETRY from a query or the commit (PostgreSQL) asks the caller to. Between a
 * begin that writes and its end this thread may read elsewhere, but must not write through the
 * database: on SQLite it would wait for itself. */
enum err conn_begin(struct db *db, bool writes, struct conn **out) MUST_USE;
/* Before its first query: a snapshot is enough, as for db_work that is `settled`. */
void conn_settle(struct conn *conn);
enum err conn_commit(struct conn **conn) MUST_USE; /* takes the connection back */
void conn_rollback(struct conn **conn);            /* NULL-safe; usable as cleanup */

#endif
