/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves committed pages from the log into the file, on a thread of its own, so that no writer pays
 * for it within its own commit.
 *
 * A passive checkpoint runs beside the writer every SQLITE_CHECKPOINT_PAGES. Under steady writing
 * it never catches up entirely, and the log would grow for ever; so from SQLITE_TURN_PAGES on the
 * thread takes the writers' turn for the little that is left, after which the log starts anew. When
 * nobody has written for a while, the log is cut to nothing.
 */
#include <errno.h>

#include "base/moment.h"
#include "db/sqlite.h"

#define CUT_WAIT_MS   100 /* for readers of the log, while writers wait */
#define RESTART_TURNS 4   /* times SQLITE_TURN_PAGES: readers keep the log from starting anew */

enum chore { CHORE_STOP, CHORE_MOVE, CHORE_CUT };

/* After each commit, on the thread that wrote. */
static int
commit_noted(void *arg, sqlite3 *handle, const char *name, int pages)
{
    struct sqlite_checkpointer *c = arg;

    (void)handle;
    (void)name;
    pthread_mutex_lock(&c->lock);
    bool was_empty = c->pages == 0;
    if (pages < c->seen)
        c->seen = 0;
    c->pages = pages;
    c->committed = true;
    if (was_empty || pages - c->seen >= c->pages_due)
        pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->lock);
    return SQLITE_OK;
}

static struct timespec
deadline_after(int ms)
{
    usec_t at = time_monotonic() + ms * USEC_PER_MSEC;

    return (struct timespec){
        .tv_sec = (time_t)(at / USEC_PER_SEC),
        .tv_nsec = (long)(at % USEC_PER_SEC) * 1000,
    };
}

/* Waits for something to do; the lock is held. */
static enum chore
chore_wait(struct sqlite_checkpointer *c)
{
    while (!c->stopping) {
        if (c->pages - c->seen >= c->pages_due)
            return CHORE_MOVE;
        if (c->pages == 0) {
            pthread_cond_wait(&c->changed, &c->lock);
            continue;
        }
        struct timespec deadline = deadline_after(c->quiet_ms);
        c->committed = false;
        int code = pthread_cond_timedwait(&c->changed, &c->lock, &deadline);
        if (code == ETIMEDOUT && !c->committed)
            return CHORE_CUT;
    }
    return CHORE_STOP;
}

static void
pages_move(struct sqlite_db *db)
{
    struct sqlite_checkpointer *c = &db->checkpointer;
    sqlite3 *handle = c->conn->handle;
    int pages = 0;
    int moved = 0;

    /* That it cannot move everything is no failure: readers hold on to what they see. */
    sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    if (pages < c->pages_turn)
        return;
    sqlite_turn_take(&db->turn);
    sqlite3_wal_checkpoint_v2(handle, NULL,
                              pages < RESTART_TURNS * c->pages_turn ? SQLITE_CHECKPOINT_PASSIVE
                                                                    : SQLITE_CHECKPOINT_RESTART,
                              &pages, &moved);
    sqlite_turn_give(&db->turn);
}

static bool
log_cut(struct sqlite_db *db)
{
    sqlite_turn_take(&db->turn);
    int code = sqlite3_wal_checkpoint_v2(db->checkpointer.conn->handle, NULL,
                                         SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite_turn_give(&db->turn);
    return code == SQLITE_OK;
}

static void *
checkpoint_main(void *arg)
{
    struct sqlite_db *db = arg;
    struct sqlite_checkpointer *c = &db->checkpointer;
    enum chore chore;

    pthread_mutex_lock(&c->lock);
    while ((chore = chore_wait(c)) != CHORE_STOP) {
        /* Noted before the work: a failure is tried again after as many pages more, not at once. */
        int pages = c->pages;
        pthread_mutex_unlock(&c->lock);
        bool cut = false;
        if (chore == CHORE_MOVE)
            pages_move(db);
        else
            cut = log_cut(db);
        pthread_mutex_lock(&c->lock);
        c->moves += chore == CHORE_MOVE;
        c->cuts += cut;
        if (c->pages >= pages)
            c->seen = pages;
        if (cut && !c->committed)
            c->pages = c->seen = 0;
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

enum err
sqlite_checkpoint_start(struct sqlite_db *db)
{
    struct sqlite_checkpointer *c = &db->checkpointer;
    pthread_condattr_t monotonic;

    TRY(sqlite_conn_open(&c->conn, db, SQLITE_OPEN_READWRITE, /* why= */ NULL));
    sqlite3_busy_timeout(c->conn->handle, CUT_WAIT_MS);
    c->stopping = false;
    c->pages = c->seen = 0;
    pthread_mutex_init(&c->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&c->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&c->thread, NULL, checkpoint_main, db) != 0) {
        sqlite_conn_close(c->conn);
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
    sqlite_conn_close(c->conn);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
}
