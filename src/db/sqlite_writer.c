/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer thread: group commit. It takes all writes that wait, runs them in one transaction,
 * commits them together, and only then says that they are done. While a batch runs others join it,
 * and while its commit is being synced the next one gathers.
 *
 * A write that is refused after it has written must leave nothing behind. A savepoint for each
 * would see to that, at the price of a copy of every page that a write changes; so at first they
 * have none, and a batch with such a write is taken back and runs again, with savepoints, as do a
 * few batches after it.
 *
 * The engine may drop the whole transaction under a write (no space left, an I/O error). Then that
 * write has failed and the others, whether they ran before or wait behind, run again one by one.
 * Nothing is acknowledged unless COMMIT returned OK and the file is still the one under its path.
 */
#include <sched.h>

#include "base/thread.h"
#include "db/sqlite.h"

#define WARY_BATCHES 16U /* with savepoints, after one that had to be taken back */

/* How a batch is run; of one that was taken back, how it is to run again. */
enum batch_way {
    BATCH_PLAIN, /* others join */
    BATCH_WARY,  /* others join, and each is in a savepoint */
    BATCH_APART, /* one by one, but for the culprit */
    BATCH_OVER,  /* not again: each has its outcome */
};

/* How a write left the transaction. */
enum left {
    LEFT_WHOLE,
    LEFT_MIXED, /* what was refused is in it */
    LEFT_LOST,  /* there is none any more */
};

/* Ends the savepoint of a write. */
static enum left
savepoint_end(struct sqlite_conn *conn, struct db_work *work)
{
    enum err err = OK;

    conn_reset(&conn->base, /* writes= */ true);
    if (work->outcome != OK)
        err = sqlite_run_verb(conn, VERB_ROLLBACK_TO);
    if (err == OK)
        err = sqlite_run_verb(conn, VERB_RELEASE);
    if (err == OK)
        return LEFT_WHOLE;
    work->outcome = err;
    why_set(work->why, "%s", conn->base.why);
    return LEFT_LOST;
}

static enum left
write_run(struct sqlite_conn *conn, struct db_work *work, bool wary, bool *ret_wrote)
{
    const int64_t changes = sqlite3_total_changes64(conn->handle);
    enum err err = OK;

    conn_reset(&conn->base, /* writes= */ true);
    work->why[0] = '\0';
    if (wary)
        err = sqlite_run_verb(conn, VERB_SAVEPOINT);
    if (err == OK) {
        err = work->run(work, &conn->base);
        if (conn->base.failed != OK)
            err = conn->base.failed;
    }
    *ret_wrote = conn->base.wrote && err == OK;
    if (conn->base.why[0] != '\0')
        why_set(work->why, "%s", conn->base.why);
    sqlite_conn_reset_statements(conn);
    bool lost = sqlite3_get_autocommit(conn->handle) != 0;
    work->outcome = lost && err == OK ? ERR_GONE : err;
    if (lost)
        return LEFT_LOST;
    if (wary)
        return savepoint_end(conn, work);
    bool changed = sqlite3_total_changes64(conn->handle) != changes;
    return err != OK && changed ? LEFT_MIXED : LEFT_WHOLE;
}

static void
outcome_set(struct db_work *first, const struct db_work *end, enum err err, const char *why)
{
    for (struct db_work *work = first; work != end; work = work->next) {
        work->outcome = err;
        why_set(work->why, "%s", why);
    }
}

static void
transaction_end_lost(struct sqlite_conn *conn)
{
    conn_reset(&conn->base, /* writes= */ true);
    if (!sqlite3_get_autocommit(conn->handle) && sqlite_run_verb(conn, VERB_ROLLBACK) != OK) {
        /* The next BEGIN says what is wrong. */
    }
}

/* Those who came while a batch of `count` ran, as many as still fit into it.
 *
 * Who has just been answered often asks the next thing at once. Where the threads share a core,
 * whoever reads that has had no turn yet: the batch would be of the first to come, and the next one
 * of all others. So it gets one, if this batch is smaller than the last. */
static struct db_work *
late_comers(struct sqlite_db *db, unsigned count)
{
    struct db_work *more = queue_take_more(&db->writes, DB_BATCH_MAX - count);

    if (more != NULL || count >= db->together)
        return more;
    sched_yield();
    return queue_take_more(&db->writes, DB_BATCH_MAX - count);
}

/* Runs the writes from `first` up to, not including, `end`, and those who join them; stops at one
 * that spoils the transaction, which is then rolled back. */
static enum batch_way
batch_run(struct sqlite_db *db, struct db_work *first, struct db_work *end, enum batch_way way,
          struct db_work **ret_culprit)
{
    struct sqlite_conn *conn = db->writer;
    bool any_wrote = false;
    unsigned count = 0;

    for (struct db_work *work = first; work != end; work = work->next) {
        bool wrote;
        enum left left = write_run(conn, work, way == BATCH_WARY, &wrote);
        any_wrote |= wrote;
        count++;
        if (left == LEFT_WHOLE) {
            if (way != BATCH_APART && work->next == NULL)
                work->next = late_comers(db, count);
            continue;
        }
        transaction_end_lost(conn);
        conn->base.wrote = false;
        *ret_culprit = work;
        return left == LEFT_LOST ? BATCH_APART : BATCH_WARY;
    }
    conn_reset(&conn->base, /* writes= */ true);
    conn->base.wrote = any_wrote;
    return BATCH_OVER;
}

/* Runs and commits them. The connection knows afterwards whether anything was written. */
static enum batch_way
batch_try(struct sqlite_db *db, struct db_work *first, struct db_work *end, enum batch_way way,
          struct db_work **ret_culprit)
{
    struct sqlite_conn *conn = db->writer;

    *ret_culprit = NULL;
    conn_reset(&conn->base, /* writes= */ true);
    enum err err = sqlite_run_verb(conn, VERB_BEGIN_WRITE);
    if (err != OK) {
        outcome_set(first, end, err, conn->base.why);
        return BATCH_OVER;
    }
    enum batch_way again = batch_run(db, first, end, way, ret_culprit);
    const bool is_alone = first->next == end; /* nobody joined it */
    if (again != BATCH_OVER)
        return is_alone ? BATCH_OVER : again;
    err = sqlite_commit_durable(conn);
    if (err != OK) {
        conn->base.wrote = false;
        outcome_set(first, end, err, conn->base.why);
        /* Together they may have been too much for what is left of the disk. */
        return (conn->commit_code & 0xff) == SQLITE_FULL && !is_alone ? BATCH_APART : BATCH_OVER;
    }
    db->commits++;
    return BATCH_OVER;
}

bool
sqlite_writer_batch(struct sqlite_db *db, struct db_work *batch)
{
    struct db_work *culprit;
    enum batch_way first = db->wary > 0 ? BATCH_WARY : BATCH_PLAIN;
    enum batch_way again = batch_try(db, batch, NULL, first, &culprit);

    if (db->wary > 0)
        db->wary--;
    if (again == BATCH_WARY) {
        db->wary = WARY_BATCHES;
        again = batch_try(db, batch, NULL, BATCH_WARY, &culprit);
    }
    bool wrote = db->writer->base.wrote;
    if (again == BATCH_OVER)
        return wrote;
    for (struct db_work *work = batch; work != NULL; work = work->next) {
        struct db_work *spoilt;
        if (work == culprit)
            continue;
        batch_try(db, work, work->next, BATCH_APART, &spoilt);
        wrote |= db->writer->base.wrote;
    }
    return wrote;
}

static void *
writer_main(void *arg)
{
    struct sqlite_db *db = arg;
    struct db_work *batch;

    while ((batch = queue_take(&db->writes, DB_BATCH_MAX)) != NULL) {
        sqlite_turn_take(&db->turn);
        bool wrote = sqlite_writer_batch(db, batch);
        sqlite_turn_give(&db->turn);
        for (db->together = 0; batch != NULL; db->together++) {
            /* done() may free the work. */
            struct db_work *next = batch->next;
            batch->done(batch, batch->outcome);
            batch = next;
        }
        if (wrote)
            db_wake(&db->base);
    }
    return NULL;
}

enum err
sqlite_writer_start(struct sqlite_db *db)
{
    queue_open(&db->writes);
    enum err err = thread_start(&db->writer_thread, "writer", writer_main, db);
    if (err != OK)
        queue_close(&db->writes);
    return err;
}

void
sqlite_writer_stop(struct sqlite_db *db)
{
    queue_close(&db->writes);
    pthread_join(db->writer_thread, NULL);
}
