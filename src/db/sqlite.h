/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SQLite: one file, one writer, any number of readers.
 *
 *   sqlite_engine.c      opening and closing, who gets which connection, transactions
 *   sqlite_conn.c        one connection: pragmas, limits, errors, its statements
 *   sqlite_rows.c        queries
 *   sqlite_writer.c      the writer thread: group commit
 *   sqlite_checkpoint.c  the thread that moves pages from the log into the file
 *
 * The writing connection is one; whoever writes takes its turn (a fair lock), the writer thread as
 * well as commands and jobs that write by hand. Each thread that reads gets a connection of its
 * own, kept until the thread ends or the database is closed.
 */
#ifndef KOERS_DB_SQLITE_H
#define KOERS_DB_SQLITE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "base/moment.h"
#include "db/engine.h"

#define SQLITE_MMAP_MAX         0x7fff0000 /* as much as the library maps at all */
#define SQLITE_CACHE_READER_KIB 16384
#define SQLITE_CACHE_WRITER_KIB 65536
#define SQLITE_SQL_MAX          (1 << 20)
#define SQLITE_DEPTH_MAX        200
#define SQLITE_CHECKPOINT_PAGES 4000  /* in the log before they are moved */
#define SQLITE_TURN_PAGES       16000 /* in the log before writers wait for the rest to be moved */
#define SQLITE_QUIET_MS         5000  /* without a commit before the log is cut */
#define SQLITE_LOOK_MS          1000  /* between two looks for another program's commits */

/* Our own statements, each prepared once a connection. */
enum sqlite_verb {
    VERB_BEGIN_READ,
    VERB_BEGIN_WRITE,
    VERB_COMMIT,
    VERB_ROLLBACK,
    VERB_SAVEPOINT,
    VERB_RELEASE,
    VERB_ROLLBACK_TO,
    VERB_STATE,
    VERB_COUNT,
};

struct sqlite_cached {
    sqlite3_stmt *statement;
    bool in_use; /* between rows_open() and rows_close(); a second user prepares its own */
};

struct sqlite_conn {
    struct conn base;
    sqlite3 *handle;
    sqlite3_stmt *verbs[VERB_COUNT];
    struct sqlite_cached *cache; /* by query.number, base.db->query_count of them */
    struct sqlite_conn *next;    /* of all readers */
    bool busy;                   /* in a transaction */
    int commit_code;             /* of the last COMMIT that wrote */
    usec_t busy_since;           /* when another program was met that holds on */
    bool spare;                  /* not kept: its thread had one under way already */
};

/* A fair lock: writers get the connection in the order they came. */
struct sqlite_turn {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t next;
    uint64_t serving;
};

struct sqlite_checkpointer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct sqlite_conn *conn;
    sqlite3_stmt *version_statement;
    int64_t version; /* of the data, when the thread looked last */
    bool stopping;
    int pages;        /* in the log, as the last commit left it */
    int seen;         /* of them, when pages were moved last */
    unsigned commits; /* of ours */
    usec_t cut_at;    /* when the log is cut if nobody writes */
    usec_t look_at;   /* when other programs are looked for */
    int pages_due;    /* SQLITE_CHECKPOINT_PAGES, or what a test sets */
    int pages_turn;   /* SQLITE_TURN_PAGES */
    int quiet_ms;     /* SQLITE_QUIET_MS */
    int look_ms;      /* SQLITE_LOOK_MS */
    unsigned moves;   /* how often pages were moved and the log was cut, for tests */
    unsigned cuts;
};

struct sqlite_db {
    struct db base;
    char *path;
    dev_t device; /* of the file that was opened first; inode 0: none yet */
    ino_t inode;
    struct sqlite_conn *writer; /* NULL when read-only */
    struct sqlite_turn turn;
    struct work_queue writes;
    pthread_t writer_thread;
    struct sqlite_checkpointer checkpointer;
    pthread_key_t reader_key;
    pthread_mutex_t readers_lock;
    struct sqlite_conn *readers;
    unsigned wary;     /* batches to come in which each write has a savepoint */
    unsigned together; /* writes of the last batch */
    uint64_t commits;  /* of the writer thread, for tests */
};

static inline struct sqlite_db *
sqlite_db(struct db *db)
{
    return (struct sqlite_db *)db;
}

static inline struct sqlite_conn *
sqlite_conn(struct conn *conn)
{
    return (struct sqlite_conn *)conn;
}

/* Opens the file with all pragmas and limits; `why` may be NULL. */
enum err sqlite_conn_open(struct sqlite_conn **out, struct sqlite_db *db, int flags,
                          char *why) MUST_USE;
void sqlite_conn_close(struct sqlite_conn *conn);
enum err sqlite_run_verb(struct sqlite_conn *conn, enum sqlite_verb verb) MUST_USE;
/* Gives every statement back that a rule left open. */
void sqlite_conn_reset_statements(struct sqlite_conn *conn);
/* Does another file lie under the path than the one that was opened first, or none? */
bool sqlite_is_replaced(struct sqlite_db *db);
/* Ours for the library's extended code, and counted as the fault it is. */
enum err sqlite_err(struct sqlite_db *db, int code);

enum err sqlite_rows_open(struct rows *rows, const struct value *params) MUST_USE;
enum err sqlite_rows_next(struct rows *rows, bool *ret_row) MUST_USE;
bool sqlite_rows_is_null(const struct rows *rows, int column);
int64_t sqlite_rows_int(const struct rows *rows, int column);
struct maybe sqlite_rows_maybe(const struct rows *rows, int column);
struct str sqlite_rows_text(const struct rows *rows, int column);
void sqlite_rows_values(const struct rows *rows, struct value *out);
int64_t sqlite_rows_changed(const struct rows *rows);
enum err sqlite_rows_inserted(struct rows *rows, int64_t *ret_id) MUST_USE;
void sqlite_rows_close(struct rows *rows);

void sqlite_turn_take(struct sqlite_turn *turn);
void sqlite_turn_give(struct sqlite_turn *turn);

/* Commits the writer's transaction, unless the file was replaced; on failure there is none left. */
enum err sqlite_commit_durable(struct sqlite_conn *conn) MUST_USE;

enum err sqlite_writer_start(struct sqlite_db *db) MUST_USE;
void sqlite_writer_stop(struct sqlite_db *db);
/* One batch under one commit; the caller has the turn. Sets the outcome of each; was
 * anything written? */
bool sqlite_writer_batch(struct sqlite_db *db, struct db_work *batch);

enum err sqlite_checkpoint_start(struct sqlite_db *db) MUST_USE;
void sqlite_checkpoint_stop(struct sqlite_db *db);

#endif
