/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves committed pages from the log into the file, on a thread of its own, so that no writer pays
 * for it within its own commit.
 *
 * A passive checkpoint runs beside the writer every SQLITE_CHECKPOINT_PAGES. Under steady writing
 * it never catches up entirely, and the log would grow for ever; so from SQLITE_TURN_PAGES on the
 * thread takes the writers' turn for the little that is left, after which the log starts anew. When
 * nobody has written for a while, the log is cut to nothing.
 *
 * Once a second the thread also looks whether another program has written (a command, an import),
 * and tells the listeners of db_on_commit().
 */
#include "base/moment.h"
#include "base/thread.h"
#include "base/wait.h"
#include "db/sqlite.h"

#define CUT_WAIT_MS   100 /* for readers of the log, while writers wait */
#define RESTART_TURNS 4   /* times SQLITE_TURN_PAGES: readers keep the log from starting anew */

enum chore { CHORE_STOP, CHORE_MOVE, CHORE_CUT, CHORE_LOOK };

/* After each commit, on the thread that wrote. */
static int
commit_noted(void *arg, sqlite3 *handle, const char *name, int pages)
{
    struct sqlite_checkpointer *c = arg;

    (void)handle;
    (void)name;
    pthread_mutex_lock(&c->lock);
    if (pages < c->seen)
        c->seen = 0;
    c->pages = pages;
    c->commits++;
    c->cut_at = time_monotonic() + c->quiet_ms * USEC_PER_MSEC;
    if (pages - c->seen >= c->pages_due)
        pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
    return SQLITE_OK;
}

/* Waits for something to do; the lock is held. */
static enum chore
chore_wait(struct sqlite_checkpointer *c)
{
    while (!c->stopping) {
        usec_t now = time_monotonic();
        if (c->pages - c->seen >= c->pages_due)
            return CHORE_MOVE;
        if (c->pages > 0 && now >= c->cut_at)
            return CHORE_CUT;
        if (now >= c->look_at)
            return CHORE_LOOK;
        bool cuts_first = c->pages > 0 && c->cut_at < c->look_at;
        (void)wait_until(&c->changed, &c->lock, cuts_first ? c->cut_at : c->look_at);
    }
    return CHORE_STOP;
}

/* How many pages the log holds. That not all can be moved is no failure, readers hold on to what
 * they see; that the file takes none is, though nobody waits for it: the log grows. */
static bool
checkpoint(struct sqlite_db *db, int mode, int *ret_pages)
{
    int moved = 0;
    int code =
        sqlite3_wal_checkpoint_v2(db->checkpointer.conn->handle, NULL, mode, ret_pages, &moved);

    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        (void)sqlite_err(db, code); /* counts it */
    return code == SQLITE_OK;
}

static void
pages_move(struct sqlite_db *db)
{
    struct sqlite_checkpointer *c = &db->checkpointer;
    int pages = 0;

    (void)checkpoint(db, SQLITE_CHECKPOINT_PASSIVE, &pages);
    if (pages < c->pages_turn)
        return;
    sqlite_turn_take(&db->turn);
    (void)checkpoint(db,
                     pages < RESTART_TURNS * c->pages_turn ? SQLITE_CHECKPOINT_PASSIVE
                                                           : SQLITE_CHECKPOINT_RESTART,
                     &pages);
    sqlite_turn_give(&db->turn);
}

static bool
log_cut(struct sqlite_db *db)
{
    int pages = 0;

    sqlite_turn_take(&db->turn);
    bool done = checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE, &pages);
    sqlite_turn_give(&db->turn);
    return done;
}

/* Changes when another connection has committed, ours or another program's. */
static int64_t
version_read(struct sqlite_checkpointer *c)
{
    int64_t version = c->version;

    if (sqlite3_step(c->version_statement) == SQLITE_ROW)
        version = sqlite3_column_int64(c->version_statement, 0);
    sqlite3_reset(c->version_statement);
    return version;
}

static void
others_look(struct sqlite_db *db)
{
    int64_t version = version_read(&db->checkpointer);

    if (version != db->checkpointer.version)
        db_wake(&db->base);
    db->checkpointer.version = version;
}

static bool
chore_do(struct sqlite_db *db, enum chore chore)
{
    switch (chore) {
    case CHORE_MOVE:
        pages_move(db);
        return true;
    case CHORE_CUT:
        return log_cut(db);
    case CHORE_LOOK:
        others_look(db);
        return true;
    case CHORE_STOP:
        break;
    }
    return false;
}

/* What failed is tried again later, not at once. */
static void
chore_note(struct sqlite_checkpointer *c, enum chore chore, bool done, int pages, unsigned commits)
{
    usec_t now = time_monotonic();

    if (chore == CHORE_MOVE) {
        c->moves++;
        c->seen = c->pages >= pages ? pages : 0;
    }
    if (chore == CHORE_CUT)
        c->cut_at = now + c->quiet_ms * USEC_PER_MSEC;
    if (chore == CHORE_CUT && done) {
        c->cuts++;
        if (c->commits == commits)
            c->pages = c->seen = 0;
    }
    if (chore == CHORE_LOOK)
        c->look_at = now + c->look_ms * USEC_PER_MSEC;
}

static void *
checkpoint_main(void *arg)
{
    struct sqlite_db *db = arg;
    struct sqlite_checkpointer *c = &db->checkpointer;
    enum chore chore;

    pthread_mutex_lock(&c->lock);
    while ((chore = chore_wait(c)) != CHORE_STOP) {
        int pages = c->pages;
        unsigned commits = c->commits;
        pthread_mutex_unlock(&c->lock);
        bool done = chore_do(db, chore);
        pthread_mutex_lock(&c->lock);
        chore_note(c, chore, done, pages, commits);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

static void
checkpoint_close(struct sqlite_checkpointer *c)
{
    sqlite3_finalize(c->version_statement);
    sqlite_conn_close(c->conn);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
}

enum err
sqlite_checkpoint_start(struct sqlite_db *db)
{
    struct sqlite_checkpointer *c = &db->checkpointer;

    TRY(sqlite_conn_open(&c->conn, db, SQLITE_OPEN_READWRITE, /* why= */ NULL));
    if (sqlite3_prepare_v2(c->conn->handle, "PRAGMA data_version", -1, &c->version_statement,
                           NULL) != SQLITE_OK) {
        sqlite_conn_close(c->conn);
        return ERR_GONE;
    }
    c->version = version_read(c);
    sqlite3_busy_timeout(c->conn->handle, CUT_WAIT_MS);
    c->stopping = false;
    c->pages = c->seen = 0;
    c->look_at = time_monotonic() + c->look_ms * USEC_PER_MSEC;
    pthread_mutex_init(&c->lock, NULL);
    wait_init(&c->changed);
    if (thread_start(&c->thread, "checkpoint", checkpoint_main, db) != OK) {
        checkpoint_close(c);
        return ERR_MEMORY;
    }
    sqlite_turn_take(&db->turn);
    sqlite3_wal_hook(db->writer->handle, commit_noted, c);
    sqlite_turn_give(&db->turn);
    return OK;
}

/* The writer thread has ended. */
void
sqlite_checkpoint_stop(struct sqlite_db *db)
{
    struct sqlite_checkpointer *c = &db->checkpointer;

    sqlite_turn_take(&db->turn);
    sqlite3_wal_autocheckpoint(db->writer->handle, SQLITE_CHECKPOINT_PAGES);
    sqlite_turn_give(&db->turn);
    pthread_mutex_lock(&c->lock);
    c->stopping = true;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
    pthread_join(c->thread, NULL);
    checkpoint_close(c);
}
