/* SPDX-License-Identifier: Apache-2.0 */
/* What both engines have in common: opening, running work, ending transactions. */
#include "db/db.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/cores.h"
#include "base/moment.h"
#include "db/engine.h"
#include "db/url.h"

#define RETRY_PAUSE_US     2000U /* of the first retry, at most: about a write; doubles */
#define RETRY_PAUSE_US_MAX 250000U
#define RETRY_CONFLICT     3            /* runs, in case that another broke the key */
#define RETRY_ALONE        3            /* each third run, in case that it cannot be had */
#define RETRY_ALONE_US     USEC_PER_SEC /* who takes longer does not: all others would wait */

void
why_set(char *why, const char *format, ...)
{
    va_list args;

    if (why == NULL)
        return;
    va_start(args, format);
    vsnprintf(why, DB_WHY_MAX, format, args);
    va_end(args);
    for (char *c = why; *c != '\0'; c++) {
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    }
}

enum err
conn_fail(struct conn *conn, enum err err, const char *format, ...)
{
    char why[DB_WHY_MAX];
    va_list args;

    if (conn->failed != OK)
        return conn->failed;
    va_start(args, format);
    vsnprintf(why, sizeof(why), format, args);
    va_end(args);
    why_set(conn->why, "%s", why);
    conn->failed = err;
    return err;
}

void
conn_reset(struct conn *conn, bool writes)
{
    conn->failed = OK;
    conn->writes = writes;
    conn->settled = false;
    conn->alone = false;
    conn->wrote = false;
    conn->txid = 0;
    conn->state = maybe_none();
    conn->open_rows = 0;
    conn->why[0] = '\0';
}

void
db_init(struct db *db, const struct engine_ops *ops, const struct db_options *options)
{
    unsigned workers = options->workers != 0 ? options->workers : 2 + cores_usable();

    db->ops = ops;
    db->query_count = options->query_count;
    db->timeout_ms = options->timeout_ms != 0 ? options->timeout_ms : DB_TIMEOUT_MS;
    db->read_only = options->read_only || options->replica;
    db->replica = options->replica;
    workers_init(&db->workers, workers < DB_WORKER_MAX ? workers : DB_WORKER_MAX);
}

enum err
db_open(struct db **out, const struct db_options *options, char *why)
{
    enum engine engine;
    const char *place;

    TRY(db_url_parse(options->url, &engine, &place, why));
    if (options->replica && engine == ENGINE_SQLITE) {
        why_set(why, "a replica is a standby of PostgreSQL: postgresql://USER@HOST/NAME");
        return ERR_INVALID;
    }
    return engine == ENGINE_SQLITE ? sqlite_open(out, options, place, why)
                                   : postgres_open(out, options, place, why);
}

void
db_close(struct db *db)
{
    if (db == NULL)
        return;
    db_stop(db);
    db->ops->close(db);
    workers_release(&db->workers);

    struct arena arena = db->arena;
    arena_release(&arena);
}

enum engine
db_engine(const struct db *db)
{
    return db->ops->engine;
}

enum err
db_start(struct db *db)
{
    enum err err = db->ops->start(db);

    if (err != OK)
        return err;
    err = workers_start(db);
    if (err != OK) {
        db->ops->stop(db);
        return err;
    }
    atomic_store(&db->started, true);
    return OK;
}

void
db_stop(struct db *db)
{
    if (!atomic_exchange(&db->started, false))
        return;
    workers_stop(db);
    db->ops->stop(db);
}

int64_t
db_wait_count(const struct db *db)
{
    return atomic_load_explicit(&db->waits, memory_order_relaxed);
}

bool
db_hears(const struct db *db)
{
    return db->ops->hears == NULL || db->ops->hears(db);
}

enum err
db_place(struct db *db, struct db_place *out, char *why)
{
    if (db->ops->place != NULL)
        return db->ops->place(db, out, why);
    why_set(why, "SQLite has no log that others follow");
    return ERR_INVALID;
}

void
db_follow(struct db *replica, const struct db_place *place)
{
    assert(replica->replica);
    replica->ops->follow(replica, place);
}

bool
db_reads_inline(const struct db *db)
{
    return db->ops->reads_inline;
}

void
db_on_commit(struct db *db, void (*wake)(void *arg), void *arg)
{
    assert(db->wake_count < DB_WAKE_MAX && !atomic_load(&db->started));
    db->wakes[db->wake_count].wake = wake;
    db->wakes[db->wake_count].arg = arg;
    db->wake_count++;
}

void
db_wake(struct db *db)
{
    for (size_t i = 0; i < db->wake_count; i++)
        db->wakes[i].wake(db->wakes[i].arg);
}

enum err
db_check(struct db *db, char *why)
{
    struct conn *conn;

    if (db->ops->check == NULL)
        return OK;
    TRY(db->ops->begin(db, /* writes= */ false, &conn, why));
    enum err err = db->ops->check(conn);
    if (err != OK)
        why_set(why, "%.*s", STR_FMT(conn_why(conn)));
    db->ops->rollback(conn);
    return err;
}

static enum err
transaction_commit(struct conn *conn, char *why)
{
    struct db *db = conn->db;
    enum err failed = conn->failed;
    bool wrote = conn->wrote;

    if (failed != OK) {
        why_set(why, "%s", conn->why);
        db->ops->rollback(conn);
        return failed;
    }
    TRY(db->ops->commit(conn, why));
    if (wrote)
        db_wake(db);
    return OK;
}

/* Waits a random time, so that those who met do not meet again. */
static void
retry_pause(int tries)
{
    uint32_t random = 0;
    uint32_t most = RETRY_PAUSE_US << (tries < 8 ? tries : 8);

    if (getrandom(&random, sizeof(random), GRND_NONBLOCK) != (ssize_t)sizeof(random))
        random = (uint32_t)time_monotonic();
    usleep(random % (most < RETRY_PAUSE_US_MAX ? most : RETRY_PAUSE_US_MAX));
}

static enum err
transact_once(struct db *db, struct db_work *work, bool writes, bool alone, bool *ret_again)
{
    struct conn *conn;

    *ret_again = false;
    work->why[0] = '\0';
    TRY(db->ops->begin(db, writes, &conn, work->why));
    conn->settled = work->settled;
    conn->alone = alone && writes && !work->settled;
    enum err err = work->run(work, conn);
    if (conn->failed != OK) {
        /* Another writer may have broken what the rule had looked up; the next run sees it. */
        *ret_again = conn->failed == ERR_CONFLICT && db->ops->writers_race;
        err = conn->alone && conn->failed == ERR_BUSY ? ERR_RETRY : conn->failed;
    }
    if (err == OK)
        return transaction_commit(conn, work->why);
    why_set(work->why, "%s", conn->why);
    conn_rollback(&conn);
    return err;
}

enum err
db_transact(struct db *db, struct db_work *work, bool writes)
{
    bool is_short = true;

    for (int tries = 0; tries <= DB_RETRY_MAX; tries++) {
        bool again;
        bool alone = is_short && tries % RETRY_ALONE == RETRY_ALONE - 1;
        const usec_t began = time_monotonic();
        enum err err = transact_once(db, work, writes, alone, &again);
        if (err != ERR_RETRY && !(again && tries + 1 < RETRY_CONFLICT))
            return err;
        is_short = time_monotonic() - began < RETRY_ALONE_US;
        retry_pause(tries);
    }
    return ERR_BUSY;
}

enum err
db_run_read(struct db *db, struct db_work *work)
{
    return db_transact(db, work, /* writes= */ false);
}

enum err
db_ping_run(struct db_work *work, struct conn *conn)
{
    (void)work;
    return conn->db->ops->ping(conn);
}

enum err
db_ping(struct db *db, char *why)
{
    struct db_work work = {.run = db_ping_run};
    enum err err = db_run_read(db, &work);

    why_set(why, "%s", work.why);
    return err;
}

enum err
db_queue_read(struct db *db, struct db_work *work)
{
    work->writes = false;
    return workers_push(&db->workers, work);
}

enum err
db_queue_write(struct db *db, struct db_work *work)
{
    if (db->read_only)
        return ERR_INTERNAL;
    work->writes = true;
    if (db->ops->queue_write != NULL)
        return db->ops->queue_write(db, work);
    return workers_push(&db->workers, work);
}

/* A write that somebody waits for. */
struct waiting {
    struct db_work work;
    struct db_work *inner;
    pthread_mutex_t lock;
    pthread_cond_t over_changed;
    bool over;
};

static enum err
waiting_run(struct db_work *work, struct conn *conn)
{
    struct waiting *waiting = (struct waiting *)work;

    return waiting->inner->run(waiting->inner, conn);
}

static void
waiting_done(struct db_work *work, enum err outcome)
{
    struct waiting *waiting = (struct waiting *)work;

    pthread_mutex_lock(&waiting->lock);
    waiting->work.outcome = outcome;
    waiting->over = true;
    pthread_cond_signal(&waiting->over_changed);
    pthread_mutex_unlock(&waiting->lock);
}

/* The writer alone writes while it runs, so that this write shares a commit with others. */
static enum err
write_through_queue(struct db *db, struct db_work *work)
{
    struct waiting waiting = {
        .work = {.run = waiting_run, .done = waiting_done},
        .inner = work,
    };

    pthread_mutex_init(&waiting.lock, NULL);
    pthread_cond_init(&waiting.over_changed, NULL);
    enum err err = db_queue_write(db, &waiting.work);
    if (err == OK) {
        pthread_mutex_lock(&waiting.lock);
        while (!waiting.over)
            pthread_cond_wait(&waiting.over_changed, &waiting.lock);
        pthread_mutex_unlock(&waiting.lock);
        err = waiting.work.outcome;
        why_set(work->why, "%s", waiting.work.why);
    }
    pthread_cond_destroy(&waiting.over_changed);
    pthread_mutex_destroy(&waiting.lock);
    return err;
}

enum err
db_run_write(struct db *db, struct db_work *work)
{
    if (db->read_only)
        return ERR_INTERNAL;
    if (db->ops->queue_write != NULL && atomic_load(&db->started))
        return write_through_queue(db, work);
    return db_transact(db, work, /* writes= */ true);
}

enum err
conn_begin(struct db *db, bool writes, struct conn **out)
{
    if (writes && db->read_only)
        return ERR_INTERNAL;
    return db->ops->begin(db, writes, out, /* why= */ NULL);
}

void
conn_settle(struct conn *conn)
{
    conn->settled = true;
}

enum err
conn_commit(struct conn **conn)
{
    struct conn *ended = *conn;

    *conn = NULL;
    return transaction_commit(ended, /* why= */ NULL);
}

void
conn_rollback(struct conn **conn)
{
    if (*conn != NULL)
        (*conn)->db->ops->rollback(*conn);
    *conn = NULL;
}

enum engine
conn_engine(const struct conn *conn)
{
    return conn->db->ops->engine;
}

struct str
conn_why(const struct conn *conn)
{
    return str_from(conn->why);
}

enum err
conn_txid(struct conn *conn, int64_t *out)
{
    if (conn->txid == 0)
        TRY(conn->db->ops->txid(conn, &conn->txid));
    *out = conn->txid;
    return OK;
}

enum err
conn_txid_horizon(struct conn *conn, int64_t *out)
{
    return conn->db->ops->txid_horizon(conn, out);
}

void
conn_begin_session(struct conn *conn)
{
    static atomic_uint_fast64_t sessions;

    conn->session = atomic_fetch_add(&sessions, 1) + 1;
}

void
conn_state_ahead(struct conn *conn)
{
    const struct query *query = conn->db->ops->state_query;

    if (query != NULL && !conn->writes && !conn->state.has)
        query_ahead(conn, query, NULL, 0);
}

enum err
conn_state(struct conn *conn, struct conn_state *out)
{
    int64_t number = conn->state.value;

    if (!conn->state.has)
        TRY(conn->db->ops->state(conn, &number));
    conn->state = maybe_of(number);
    *out = (struct conn_state){.session = conn->session, .number = number};
    return OK;
}
