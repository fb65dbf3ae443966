/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One connection to a SQLite file. busy_timeout is the first thing said on it: without it, several
 * connections that open at once fail each other. The log is write-ahead and every commit is synced.
 */
#include <limits.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/moment.h"
#include "db/sqlite.h"

#define JOURNAL_PAUSE_MS 5  /* before the log is asked for again */
#define TURN_PAUSE_MS    2  /* before a writer asks for its turn again */
#define MMAP_PART        16 /* of a limited address space that one connection maps */

static const char *const verb_sql[VERB_COUNT] = {
    [VERB_BEGIN_READ] = "BEGIN DEFERRED",
    [VERB_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [VERB_COMMIT] = "COMMIT",
    [VERB_ROLLBACK] = "ROLLBACK",
    [VERB_SAVEPOINT] = "SAVEPOINT one",
    [VERB_RELEASE] = "RELEASE one",
    [VERB_ROLLBACK_TO] = "ROLLBACK TO one",
    [VERB_STATE] = "PRAGMA data_version",
};

static const struct {
    int id;
    int most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, (int)DB_TEXT_MAX},
    {SQLITE_LIMIT_SQL_LENGTH, SQLITE_SQL_MAX},
    {SQLITE_LIMIT_VARIABLE_NUMBER, (int)QUERY_PARAM_MAX},
    {SQLITE_LIMIT_EXPR_DEPTH, SQLITE_DEPTH_MAX},
    {SQLITE_LIMIT_TRIGGER_DEPTH, SQLITE_DEPTH_MAX},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static enum err
constraint_err(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_DATATYPE:
        return ERR_INVALID;
    default:
        return ERR_CONFLICT;
    }
}

static enum err
code_err(int code)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return OK;
    case SQLITE_CONSTRAINT:
        return constraint_err(code);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT:
        return ERR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_NOLFS:
        return ERR_GONE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_CORRUPT;
    case SQLITE_NOMEM:
        return ERR_MEMORY;
    case SQLITE_TOOBIG:
        return ERR_TOO_LARGE;
    default:
        return ERR_INTERNAL;
    }
}

static enum db_fault
code_fault(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return DB_FAULT_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DB_FAULT_READ_ONLY;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOLFS:
        return DB_FAULT_FILE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_FAULT_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return DB_FAULT_HELD;
    case SQLITE_NOMEM:
        return DB_FAULT_MEMORY;
    default:
        return DB_FAULT_COUNT;
    }
}

enum err
sqlite_err(struct sqlite_db *db, int code)
{
    if (code_fault(code) != DB_FAULT_COUNT)
        fault_note(&db->base, code_fault(code));
    return code_err(code);
}

/* As much of the file as the library maps at all; where the process may not have that much address
 * space, a small part of what it may have, since a few connections share it with everything else.
 */
static long long
mmap_bytes(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur / MMAP_PART >= SQLITE_MMAP_MAX)
        return SQLITE_MMAP_MAX;
    return (long long)(limit.rlim_cur / MMAP_PART);
}

/* Until the checkpointer takes over, a writer moves the pages of its log by itself. Where rows are
 * written the schema is trusted: its triggers keep the indexes of search, and SQLite lets triggers
 * use such an index in no other way. */
static int
pragmas_run(sqlite3 *handle, bool writer, bool read_only)
{
    char sql[512];

    snprintf(sql, sizeof(sql),
             "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=%s; PRAGMA synchronous=FULL;"
             "PRAGMA cache_size=-%d; PRAGMA mmap_size=%lld; PRAGMA wal_autocheckpoint=%d;%s",
             read_only ? "OFF" : "ON", writer ? SQLITE_CACHE_WRITER_KIB : SQLITE_CACHE_READER_KIB,
             mmap_bytes(), SQLITE_CHECKPOINT_PAGES, read_only ? "PRAGMA query_only=ON;" : "");
    return sqlite3_exec(handle, sql, NULL, NULL, NULL);
}

/* A new file gets its page size and its log; an old one says which log it has. */
static int
journal_check(sqlite3 *handle, bool writer)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;

    if (writer)
        code = sqlite3_exec(handle, "PRAGMA page_size=4096", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code =
            sqlite3_prepare_v2(handle, writer ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode",
                               -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        const char *mode = (const char *)sqlite3_column_text(statement, 0);
        code = mode != NULL && strcmp(mode, "wal") == 0 ? SQLITE_OK : SQLITE_CANTOPEN;
    }
    int finalized = sqlite3_finalize(statement);
    return code != SQLITE_OK ? code : finalized;
}

/* Switching a new file to its log asks for a lock that SQLite does not wait for, whatever the busy
 * timeout says, lest two who both read wait for each other; so whoever meets another asks again. */
static int
journal_settle(sqlite3 *handle, bool writer, unsigned timeout_ms)
{
    const usec_t deadline = time_monotonic() + (usec_t)timeout_ms * USEC_PER_MSEC;
    int code;

    while ((code = journal_check(handle, writer)) != SQLITE_OK) {
        if ((code & 0xff) != SQLITE_BUSY || time_monotonic() >= deadline)
            break;
        sqlite3_sleep(JOURNAL_PAUSE_MS);
    }
    return code;
}

static int
handle_prepare(sqlite3 *handle, int flags, unsigned timeout_ms)
{
    const bool writer = (flags & SQLITE_OPEN_READWRITE) != 0;
    int code = sqlite3_busy_timeout(handle, timeout_ms < INT_MAX ? (int)timeout_ms : INT_MAX);

    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
        sqlite3_limit(handle, limits[i].id, limits[i].most);
    if (code == SQLITE_OK)
        code = journal_settle(handle, writer, timeout_ms);
    if (code == SQLITE_OK)
        code = pragmas_run(handle, writer, !writer);
    return code;
}

static int
verbs_prepare(struct sqlite_conn *conn)
{
    for (int i = 0; i < VERB_COUNT; i++) {
        int code = sqlite3_prepare_v3(conn->handle, verb_sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                                      &conn->verbs[i], NULL);
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

static struct sqlite_conn *
conn_new(struct sqlite_db *db)
{
    struct arena arena;
    size_t cache_size = db->base.query_count * sizeof(struct sqlite_cached);

    arena_init(&arena, DB_ARENA_MAX + cache_size);
    struct sqlite_conn *conn = arena_new(&arena, struct sqlite_conn);
    if (conn != NULL)
        conn->cache = arena_array(&arena, db->base.query_count, sizeof(struct sqlite_cached));
    if (arena_failed(&arena) != OK || conn == NULL) {
        arena_release(&arena);
        return NULL;
    }
    conn->base.db = &db->base;
    conn->base.arena = arena;
    conn_begin_session(&conn->base);
    return conn;
}

/* What the library says of a file that cannot be opened does not say what to do about it. */
static const char *
advice(int code)
{
    switch (code & 0xff) {
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return "; the file or its folder may not be written by this user";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "; koers restore puts a backup into a new file";
    default:
        return "";
    }
}

/* Another program writes. The library would ask every 100 ms in the end, and miss the pauses
 * between the slices of an import; asked often, the first one is found. */
static int
turn_wait(void *waiting, int tries)
{
    struct sqlite_conn *conn = waiting;
    const usec_t now = time_monotonic();

    if (tries == 0)
        conn->busy_since = now;
    if (now - conn->busy_since >= conn->base.db->timeout_ms * USEC_PER_MSEC)
        return 0;
    sqlite3_sleep(TURN_PAUSE_MS);
    return 1;
}

/* Where a file may only be read the library opens it all the same. */
static int
handle_open(struct sqlite_conn *conn, const struct sqlite_db *db, int flags)
{
    int code = sqlite3_open_v2(db->path, &conn->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (code == SQLITE_OK && (flags & SQLITE_OPEN_READWRITE) != 0 &&
        sqlite3_db_readonly(conn->handle, "main") == 1)
        code = SQLITE_READONLY;
    if (code == SQLITE_OK)
        code = handle_prepare(conn->handle, flags, db->base.timeout_ms);
    if (code == SQLITE_OK && (flags & SQLITE_OPEN_READWRITE) != 0)
        code = sqlite3_busy_handler(conn->handle, turn_wait, conn);
    return code != SQLITE_OK ? code : verbs_prepare(conn);
}

enum err
sqlite_conn_open(struct sqlite_conn **out, struct sqlite_db *db, int flags, char *why)
{
    struct sqlite_conn *conn = conn_new(db);

    if (conn == NULL)
        return ERR_MEMORY;
    int code = handle_open(conn, db, flags);
    if (code != SQLITE_OK) {
        why_set(why, "%s: %s%s", db->path,
                sqlite3_errcode(conn->handle) != SQLITE_OK ? sqlite3_errmsg(conn->handle)
                                                           : sqlite3_errstr(code),
                advice(code));
        sqlite_conn_close(conn);
        return sqlite_err(db, code);
    }
    *out = conn;
    return OK;
}

void
sqlite_conn_close(struct sqlite_conn *conn)
{
    if (conn == NULL)
        return;
    for (unsigned i = 0; i < conn->base.db->query_count; i++)
        sqlite3_finalize(conn->cache[i].statement);
    for (int i = 0; i < VERB_COUNT; i++)
        sqlite3_finalize(conn->verbs[i]);
    sqlite3_close_v2(conn->handle);

    struct arena arena = conn->base.arena;
    arena_release(&arena);
}

enum err
sqlite_run_verb(struct sqlite_conn *conn, enum sqlite_verb verb)
{
    struct sqlite_db *db = sqlite_db(conn->base.db);
    int code = sqlite3_step(conn->verbs[verb]);

    sqlite3_reset(conn->verbs[verb]);
    if (code == SQLITE_DONE)
        return OK;
    return conn_fail(&conn->base, sqlite_err(db, code), "%s: %s", verb_sql[verb],
                     sqlite3_errmsg(conn->handle));
}

void
sqlite_conn_reset_statements(struct sqlite_conn *conn)
{
    if (conn->base.open_rows == 0)
        return;
    for (sqlite3_stmt *s = sqlite3_next_stmt(conn->handle, NULL); s != NULL;
         s = sqlite3_next_stmt(conn->handle, s))
        sqlite3_reset(s);
    for (unsigned i = 0; i < conn->base.db->query_count; i++)
        conn->cache[i].in_use = false;
    conn->base.open_rows = 0;
}

bool
sqlite_is_replaced(struct sqlite_db *db)
{
    struct stat now;

    return db->inode != 0 &&
           (stat(db->path, &now) != 0 || now.st_dev != db->device || now.st_ino != db->inode);
}
