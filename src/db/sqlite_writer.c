/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer thread: group commit. It takes all writes that wait, runs each in a savepoint of one
 * transaction, commits them together, and only then says that they are done. While a commit is
 * being synced the next batch gathers.
 *
 * The engine may drop the whole transaction under a write (no space left, an I/O error). Then that
 * write has failed and the others, whether they ran before or wait behind, run again one by one.
 * Nothing is acknowledged unless COMMIT returned OK and the file is still the one under its path.
 */
#include "db/sqlite.h"

/* How an attempt at a batch ended. */
struct batch_end {
    bool again;              /* none of it is in the file; run the others one by one */
    struct db_work *culprit; /* but not this one, which has its outcome */
};

/* False when the transaction around it is lost. */
static bool
write_run(struct sqlite_conn *conn, struct db_work *work, bool *ret_wrote)
{
    conn_reset(&conn->base, /* writes= */ true);
    work->why[0] = '\0';
    enum err err = sqlite_run_verb(conn, VERB_SAVEPOINT);
    if (err == OK) {
        err = work->run(work, &conn->base);
        if (conn->base.failed != OK)
            err = conn->base.failed;
    }
    *ret_wrote = conn->base.wrote && err == OK;
    why_set(work->why, "%s", conn->base.why);
    sqlite_conn_reset_statements(conn);
    bool lost = sqlite3_get_autocommit(conn->handle) != 0;
    work->outcome = lost && err == OK ? ERR_GONE : err;
    if (lost)
        return false;

    conn_reset(&conn->base, /* writes= */ true);
    enum err ended = err != OK ? sqlite_run_verb(conn, VERB_ROLLBACK_TO) : OK;
    if (ended == OK)
        ended = sqlite_run_verb(conn, VERB_RELEASE);
    if (ended != OK) {
        work->outcome = ended;
        why_set(work->why, "%s", conn->base.why);
    }
    return ended == OK;
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

/* Runs and commits the writes from `first` up to, not including, `end`. */
static struct batch_end
batch_try(struct sqlite_db *db, struct db_work *first, struct db_work *end)
{
    struct sqlite_conn *conn = db->writer;
    bool any_wrote = false;

    conn_reset(&conn->base, /* writes= */ true);
    enum err err = sqlite_run_verb(conn, VERB_BEGIN_WRITE);
    if (err != OK) {
        outcome_set(first, end, err, conn->base.why);
        return (struct batch_end){0};
    }
    for (struct db_work *work = first; work != end; work = work->next) {
        bool wrote;
        if (!write_run(conn, work, &wrote)) {
            transaction_end_lost(conn);
            return (struct batch_end){.again = true, .culprit = work};
        }
        any_wrote |= wrote;
    }
    conn_reset(&conn->base, /* writes= */ true);
    err = sqlite_commit_durable(conn);
    if (err != OK) {
        /* Together they may have been too much for what is left of the disk. */
        bool again = (conn->commit_code & 0xff) == SQLITE_FULL && first->next != end;
        outcome_set(first, end, err, conn->base.why);
        return (struct batch_end){.again = again};
    }
    conn->base.wrote = any_wrote;
    db->commits++;
    return (struct batch_end){0};
}

bool
sqlite_writer_batch(struct sqlite_db *db, struct db_work *batch)
{
    struct batch_end ended = batch_try(db, batch, NULL);
    bool wrote = db->writer->base.wrote;

    if (!ended.again)
        return wrote;
    for (struct db_work *work = batch; work != NULL; work = work->next) {
        if (work == ended.culprit)
            continue;
        batch_try(db, work, work->next);
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
        while (batch != NULL) {
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
    if (pthread_create(&db->writer_thread, NULL, writer_main, db) == 0)
        return OK;
    queue_close(&db->writes);
    return ERR_MEMORY;
}

void
sqlite_writer_stop(struct sqlite_db *db)
{
    queue_close(&db->writes);
    pthread_join(db->writer_thread, NULL);
}
