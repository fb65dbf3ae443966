/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing a SQLite database, and who gets which of its connections. */
#include <errno.h>
#include <sys/stat.h>

#include "db/sqlite.h"

static const struct engine_ops sqlite_ops;

static void
library_prepare(void)
{
    /* Counting memory takes one lock for all threads; without it two readers are nearly twice as
     * fast. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void
sqlite_turn_take(struct sqlite_turn *turn)
{
    pthread_mutex_lock(&turn->lock);
    uint64_t mine = turn->next++;
    while (turn->serving != mine)
        pthread_cond_wait(&turn->changed, &turn->lock);
    pthread_mutex_unlock(&turn->lock);
}

void
sqlite_turn_give(struct sqlite_turn *turn)
{
    pthread_mutex_lock(&turn->lock);
    turn->serving++;
    pthread_cond_broadcast(&turn->changed);
    pthread_mutex_unlock(&turn->lock);
}

/* A thread that has read ends. */
static void
reader_forget(void *arg)
{
    struct sqlite_conn *conn = arg;
    struct sqlite_db *db = sqlite_db(conn->base.db);

    pthread_mutex_lock(&db->readers_lock);
    for (struct sqlite_conn **at = &db->readers; *at != NULL; at = &(*at)->next) {
        if (*at == conn) {
            *at = conn->next;
            break;
        }
    }
    pthread_mutex_unlock(&db->readers_lock);
    sqlite_conn_close(conn);
}

static enum err
reader_keep(struct sqlite_db *db, struct sqlite_conn *conn)
{
    if (pthread_setspecific(db->reader_key, conn) != 0)
        return ERR_MEMORY;
    pthread_mutex_lock(&db->readers_lock);
    conn->next = db->readers;
    db->readers = conn;
    pthread_mutex_unlock(&db->readers_lock);
    return OK;
}

/* Another file under the path is not ours to write, and to read only as long as ours is open. */
static enum err
replaced(struct sqlite_db *db, char *why)
{
    fault_note(&db->base, DB_FAULT_REPLACED);
    why_set(why, "%s was replaced or removed while it was open", db->path);
    return ERR_GONE;
}

static enum err
replaced_under(struct conn *conn)
{
    char why[DB_WHY_MAX];
    enum err err = replaced(sqlite_db(conn->db), why);

    return conn_fail(conn, err, "%s", why);
}

/* The connection of this thread; a spare one when that is in a transaction already. */
static enum err
reader_take(struct sqlite_db *db, struct sqlite_conn **out, char *why)
{
    struct sqlite_conn *mine = pthread_getspecific(db->reader_key);
    struct sqlite_conn *conn = mine;

    if (mine == NULL || mine->busy) {
        if (sqlite_is_replaced(db))
            return replaced(db, why);
        TRY(sqlite_conn_open(&conn, db, SQLITE_OPEN_READONLY, why));
        conn->spare = mine != NULL || reader_keep(db, conn) != OK;
    }
    conn->busy = true;
    *out = conn;
    return OK;
}

static void
reader_give(struct sqlite_conn *conn)
{
    conn->busy = false;
    if (conn->spare)
        sqlite_conn_close(conn);
}

static void
conn_give(struct sqlite_conn *conn)
{
    if (conn->base.writes)
        sqlite_turn_give(&sqlite_db(conn->base.db)->turn);
    else
        reader_give(conn);
}

static enum err
sqlite_begin(struct db *base, bool writes, struct conn **out, char *why)
{
    struct sqlite_db *db = sqlite_db(base);
    struct sqlite_conn *conn = db->writer;

    if (writes)
        sqlite_turn_take(&db->turn);
    else
        TRY(reader_take(db, &conn, why));
    conn_reset(&conn->base, writes);
    enum err err = sqlite_run_verb(conn, writes ? VERB_BEGIN_WRITE : VERB_BEGIN_READ);
    if (err != OK) {
        why_set(why, "%s", conn->base.why);
        conn_give(conn);
        return err;
    }
    *out = &conn->base;
    return OK;
}

static void
transaction_drop(struct sqlite_conn *conn)
{
    if (!sqlite3_get_autocommit(conn->handle) && sqlite_run_verb(conn, VERB_ROLLBACK) != OK) {
        /* Nothing more can be done; the next BEGIN says what is wrong. */
    }
}

static void
sqlite_rollback(struct conn *base)
{
    struct sqlite_conn *conn = sqlite_conn(base);

    sqlite_conn_reset_statements(conn);
    transaction_drop(conn);
    conn_give(conn);
}

enum err
sqlite_commit_durable(struct sqlite_conn *conn)
{
    enum err err;

    conn->commit_code = SQLITE_OK;
    if (sqlite_is_replaced(sqlite_db(conn->base.db)))
        err = replaced_under(&conn->base);
    else
        err = sqlite_run_verb(conn, VERB_COMMIT);
    if (err != OK) {
        conn->commit_code = sqlite3_errcode(conn->handle);
        transaction_drop(conn);
    }
    return err;
}

static enum err
sqlite_commit(struct conn *base, char *why)
{
    struct sqlite_conn *conn = sqlite_conn(base);
    enum err err;

    sqlite_conn_reset_statements(conn);
    if (base->writes)
        err = sqlite_commit_durable(conn);
    else
        err = sqlite_run_verb(conn, VERB_COMMIT);
    if (err != OK) {
        transaction_drop(conn);
        why_set(why, "%s", base->why);
    }
    conn_give(conn);
    return err;
}

static enum err
sqlite_ping(struct conn *conn)
{
    static const struct query ping = {
        .name = "ping",
        .number = QUERY_UNCACHED,
        .sql = {"SELECT count(*) FROM sqlite_schema", NULL},
        .column_count = 1,
    };

    if (sqlite_is_replaced(sqlite_db(conn->db)))
        return replaced_under(conn);
    return query_exec(conn, &ping, NULL, 0, NULL);
}

/* While migrations run, tables may be rebuilt: references are checked at the end of each instead.
 */
static enum err
sqlite_migrate_begin(struct db *base, struct conn **out, char *why)
{
    struct sqlite_db *db = sqlite_db(base);

    sqlite_turn_take(&db->turn);
    conn_reset(&db->writer->base, /* writes= */ true);
    int code = sqlite3_exec(db->writer->handle, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        why_set(why, "%s", sqlite3_errmsg(db->writer->handle));
        sqlite_turn_give(&db->turn);
        return sqlite_err(db, code);
    }
    *out = &db->writer->base;
    return OK;
}

static void
sqlite_migrate_end(struct conn *base)
{
    struct sqlite_conn *conn = sqlite_conn(base);

    sqlite_conn_reset_statements(conn);
    transaction_drop(conn);
    sqlite3_exec(conn->handle, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
    sqlite_turn_give(&sqlite_db(base->db)->turn);
}

static enum err
sqlite_migrate_check(struct conn *conn)
{
    static const struct query check = {
        .name = "foreign_key_check",
        .number = QUERY_UNCACHED,
        .sql = {"PRAGMA foreign_key_check", NULL},
    };
    ROWS_CLEANUP struct rows rows = {0};
    bool row;

    TRY(rows_open(&rows, conn, &check, NULL, 0));
    TRY(rows_next(&rows, &row));
    if (!row)
        return OK;
    struct str table = rows_text(&rows, 0);
    return conn_fail(conn, ERR_CORRUPT, "a row of %.*s refers to one that is not there",
                     STR_FMT(table));
}

static enum err
sqlite_check(struct conn *conn)
{
    static const struct query integrity = {
        .name = "integrity_check",
        .number = QUERY_UNCACHED,
        .sql = {"PRAGMA integrity_check(1)", NULL},
    };
    ROWS_CLEANUP struct rows rows = {0};
    bool row;

    TRY(rows_open(&rows, conn, &integrity, NULL, 0));
    TRY(rows_next(&rows, &row));
    struct str told = row ? rows_text(&rows, 0) : STR("no answer");
    if (!str_eq(told, STR("ok")))
        return conn_fail(conn, ERR_CORRUPT, "%.*s", STR_FMT(told));
    return sqlite_migrate_check(conn);
}

static enum err
sqlite_run_text(struct conn *conn, const char *sql)
{
    int code = sqlite3_exec(sqlite_conn(conn)->handle, sql, NULL, NULL, NULL);

    if (code == SQLITE_OK)
        return OK;
    return conn_fail(conn, sqlite_err(sqlite_db(conn->db), code), "%s",
                     sqlite3_errmsg(sqlite_conn(conn)->handle));
}

/* One writer at a time: ids of events come in the order of commits. */
static enum err
sqlite_txid(struct conn *conn, int64_t *out)
{
    (void)conn;
    *out = 0;
    return OK;
}

static enum err
sqlite_txid_horizon(struct conn *conn, int64_t *out)
{
    (void)conn;
    *out = INT64_MAX;
    return OK;
}

/* Another number whenever others have committed since this connection last looked; what it writes
 * itself the number does not tell, so only a reader may ask. */
static enum err
sqlite_state(struct conn *base, int64_t *out)
{
    sqlite3_stmt *statement = sqlite_conn(base)->verbs[VERB_STATE];

    *out = 0;
    if (!base->writes && sqlite3_step(statement) == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return OK;
}

static enum err
sqlite_start(struct db *base)
{
    struct sqlite_db *db = sqlite_db(base);

    if (base->read_only)
        return OK;
    TRY(sqlite_checkpoint_start(db));
    enum err err = sqlite_writer_start(db);
    if (err != OK)
        sqlite_checkpoint_stop(db);
    return err;
}

static void
sqlite_stop(struct db *base)
{
    struct sqlite_db *db = sqlite_db(base);

    if (base->read_only)
        return;
    sqlite_writer_stop(db);
    sqlite_checkpoint_stop(db);
}

static enum err
sqlite_queue_write(struct db *db, struct db_work *work)
{
    return queue_push(&sqlite_db(db)->writes, work);
}

/* Readers first: the last writer to close leaves the file without a log. */
static void
sqlite_close(struct db *base)
{
    struct sqlite_db *db = sqlite_db(base);

    pthread_key_delete(db->reader_key);
    while (db->readers != NULL) {
        struct sqlite_conn *conn = db->readers;
        db->readers = conn->next;
        sqlite_conn_close(conn);
    }
    sqlite_conn_close(db->writer);
    queue_release(&db->writes);
    pthread_mutex_destroy(&db->readers_lock);
    pthread_mutex_destroy(&db->turn.lock);
    pthread_cond_destroy(&db->turn.changed);
}

static const struct engine_ops sqlite_ops = {
    .engine = ENGINE_SQLITE,
    .reads_inline = true,
    .close = sqlite_close,
    .start = sqlite_start,
    .stop = sqlite_stop,
    .queue_write = sqlite_queue_write,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .migrate_begin = sqlite_migrate_begin,
    .migrate_end = sqlite_migrate_end,
    .run_text = sqlite_run_text,
    .begin_exclusive = "BEGIN EXCLUSIVE",
    .migrate_check = sqlite_migrate_check,
    .check = sqlite_check,
    .rows_open = sqlite_rows_open,
    .rows_next = sqlite_rows_next,
    .rows_is_null = sqlite_rows_is_null,
    .rows_int = sqlite_rows_int,
    .rows_maybe = sqlite_rows_maybe,
    .rows_text = sqlite_rows_text,
    .rows_values = sqlite_rows_values,
    .rows_changed = sqlite_rows_changed,
    .rows_inserted = sqlite_rows_inserted,
    .rows_close = sqlite_rows_close,
    .ping = sqlite_ping,
    .txid = sqlite_txid,
    .txid_horizon = sqlite_txid_horizon,
    .state = sqlite_state,
};

static enum err
file_check(const struct db_options *options, const char *path, char *why)
{
    struct stat st;

    if (stat(path, &st) != 0) {
        if (errno == ENOENT && options->create && !options->read_only)
            return OK;
        why_set(why, "%s: %s", path,
                errno == ENOENT ? "there is no such file; koers init makes one" : strerror(errno));
        return errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_GONE;
    }
    if (!S_ISREG(st.st_mode)) {
        why_set(why, "%s is not a file", path);
        return ERR_INVALID;
    }
    /* The library would take it for a new database, and throw away a log that lies beside it. */
    if (st.st_size == 0 && !options->create) {
        why_set(why,
                "%s is empty; koers restore puts a backup into a new file, koers init begins anew",
                path);
        return ERR_CORRUPT;
    }
    return OK;
}

/* Remembers which file it is, by which it is known again. */
static enum err
file_note(struct sqlite_db *db, char *why)
{
    struct stat st;

    if (stat(db->path, &st) != 0) {
        why_set(why, "%s: %s", db->path, strerror(errno));
        return ERR_GONE;
    }
    db->device = st.st_dev;
    db->inode = st.st_ino;
    return OK;
}

static struct sqlite_db *
sqlite_new(const struct db_options *options, const char *path)
{
    struct arena arena;

    arena_init(&arena, DB_ARENA_MAX);
    struct sqlite_db *db = arena_new(&arena, struct sqlite_db);
    char *copy = str_cstr(&arena, str_from(path));
    if (db == NULL || copy == NULL || pthread_key_create(&db->reader_key, reader_forget) != 0) {
        arena_release(&arena);
        return NULL;
    }
    db_init(&db->base, &sqlite_ops, options);
    db->path = copy;
    db->base.arena = arena;
    db->checkpointer.pages_due = SQLITE_CHECKPOINT_PAGES;
    db->checkpointer.pages_turn = SQLITE_TURN_PAGES;
    db->checkpointer.quiet_ms = SQLITE_QUIET_MS;
    db->checkpointer.look_ms = SQLITE_LOOK_MS;
    queue_init(&db->writes);
    pthread_mutex_init(&db->readers_lock, NULL);
    pthread_mutex_init(&db->turn.lock, NULL);
    pthread_cond_init(&db->turn.changed, NULL);
    return db;
}

enum err
sqlite_open(struct db **out, const struct db_options *options, const char *place, char *why)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    int flags = SQLITE_OPEN_READWRITE | (options->create ? SQLITE_OPEN_CREATE : 0);

    TRY(file_check(options, place, why));
    pthread_once(&once, library_prepare);
    struct sqlite_db *db = sqlite_new(options, place);
    if (db == NULL)
        return ERR_MEMORY;
    enum err err = options->read_only ? db_ping(&db->base, why)
                                      : sqlite_conn_open(&db->writer, db, flags, why);
    if (err == OK)
        err = file_note(db, why);
    if (err != OK) {
        db_close(&db->base);
        return err;
    }
    *out = &db->base;
    return OK;
}
