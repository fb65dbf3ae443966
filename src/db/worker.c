/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bounded pool: long reads and slow preparations on SQLite, everything on PostgreSQL. A worker
 * takes one piece of work at a time, runs its transaction and tells how it ended.
 *
 * Work is taken in the order in which it came, but for two lanes that may be closed for a while:
 *
 *   long reads   no more than half of the workers are at them, so that others go on
 *   reads        where the server shares our cores, no more are begun at a time than keep these
 *                busy: each of its processes has plans and catalogues of its own, which push each
 *                other out of the processor's caches. One that takes longer than READ_SHORT waits
 *                for something, and does not count any more.
 *
 * A worker that finds only closed lanes waits; one of those who wait watches the time.
 */
#include "base/wait.h"
#include "db/engine.h"

#define READ_SHORT (5 * USEC_PER_MSEC)

static enum worker_lane_kind
lane_of(const struct db_work *work)
{
    return work->writes ? LANE_WRITES : work->is_long ? LANE_LONG : LANE_READS;
}

/* So many workers are at it. */
static unsigned
at_long(const struct worker_pool *pool)
{
    unsigned count = 0;

    for (unsigned i = 0; i < pool->count; i++)
        count += pool->workers[i].lane == LANE_LONG;
    return count;
}

/* How many reads count, and until when they do at most. */
static unsigned
at_reads(const struct worker_pool *pool, usec_t now, usec_t *ret_until)
{
    unsigned count = 0;

    *ret_until = INT64_MAX;
    for (unsigned i = 0; i < pool->count; i++) {
        const struct worker *worker = &pool->workers[i];
        const usec_t until = worker->began + READ_SHORT;
        if (worker->lane != LANE_READS || until <= now)
            continue;
        count++;
        if (until < *ret_until)
            *ret_until = until;
    }
    return count;
}

/* Where that lies which came first of what may be begun now. LANE_NONE: nothing may; then
 * `ret_until` says until when at most. */
static enum worker_lane_kind
lane_next(struct worker_pool *pool, usec_t now, usec_t *ret_until)
{
    bool open[LANE_COUNT] = {[LANE_WRITES] = true};
    enum worker_lane_kind next = LANE_NONE;
    const unsigned reads = at_reads(pool, now, ret_until);
    const unsigned reads_max = atomic_load_explicit(&pool->reads_max, memory_order_relaxed);

    open[LANE_LONG] = at_long(pool) < (pool->count + 1) / 2;
    open[LANE_READS] = reads_max == 0 || reads < reads_max;
    for (enum worker_lane_kind i = LANE_NONE + 1; i < LANE_COUNT; i++) {
        const struct db_work *first = pool->lanes[i].first;
        if (open[i] && first != NULL &&
            (next == LANE_NONE || first->ticket < pool->lanes[next].first->ticket))
            next = i;
    }
    if (open[LANE_READS] || pool->lanes[LANE_READS].first == NULL)
        *ret_until = INT64_MAX;
    return next;
}

static struct db_work *
lane_take(struct worker_pool *pool, struct worker_lane *lane)
{
    struct db_work *work = lane->first;

    lane->first = work->next;
    if (lane->first == NULL)
        lane->last = NULL;
    work->next = NULL;
    pool->waiting--;
    return work;
}

/* Wakes somebody if there is more to begin, or a time to be watched. Under the lock. */
static void
call_another(struct worker_pool *pool, usec_t now)
{
    usec_t until;

    if (pool->waiting > 0 &&
        (lane_next(pool, now, &until) != LANE_NONE || (until != INT64_MAX && !pool->watched)))
        pthread_cond_signal(&pool->changed);
}

/* Nobody has come who can begin; until somebody does, or until then. Under the lock. */
static void
wait_for_work(struct worker_pool *pool, usec_t until)
{
    if (until == INT64_MAX || pool->watched) {
        pthread_cond_wait(&pool->changed, &pool->lock);
        return;
    }
    pool->watched = true;
    (void)wait_until(&pool->changed, &pool->lock, until);
    pool->watched = false;
}

/* The worker's next work; NULL once the pool is closed and empty. */
static struct db_work *
take(struct worker_pool *pool, struct worker *worker)
{
    struct db_work *work = NULL;
    usec_t now = time_monotonic();
    usec_t until;

    pthread_mutex_lock(&pool->lock);
    worker->lane = LANE_NONE;
    while (pool->open || pool->waiting > 0) {
        worker->lane = lane_next(pool, now, &until);
        if (worker->lane != LANE_NONE) {
            worker->began = now;
            work = lane_take(pool, &pool->lanes[worker->lane]);
            call_another(pool, now);
            break;
        }
        wait_for_work(pool, until);
        now = time_monotonic();
    }
    if (work == NULL)
        pthread_cond_broadcast(&pool->changed); /* the others end, too */
    pthread_mutex_unlock(&pool->lock);
    return work;
}

static void *
worker_main(void *arg)
{
    struct worker *worker = arg;
    struct db *db = worker->db;
    struct db_work *work;

    while ((work = take(&db->workers, worker)) != NULL) {
        enum err outcome = db_transact(db, work, work->writes);
        work->done(work, outcome);
    }
    return NULL;
}

void
workers_init(struct worker_pool *pool)
{
    pthread_mutex_init(&pool->lock, NULL);
    wait_init(&pool->changed);
}

void
workers_release(struct worker_pool *pool)
{
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->lock);
}

enum err
workers_push(struct worker_pool *pool, struct db_work *work)
{
    enum err err = ERR_BUSY;

    pthread_mutex_lock(&pool->lock);
    if (pool->open && pool->waiting < DB_QUEUE_MAX) {
        struct worker_lane *lane = &pool->lanes[lane_of(work)];
        work->next = NULL;
        work->ticket = pool->tickets++;
        if (lane->last != NULL)
            lane->last->next = work;
        else
            lane->first = work;
        lane->last = work;
        pool->waiting++;
        call_another(pool, time_monotonic());
        err = OK;
    }
    pthread_mutex_unlock(&pool->lock);
    return err;
}

enum err
workers_start(struct db *db)
{
    struct worker_pool *pool = &db->workers;

    pthread_mutex_lock(&pool->lock);
    pool->open = true;
    pool->count = db->worker_count;
    pthread_mutex_unlock(&pool->lock);
    for (pool->started = 0; pool->started < pool->count; pool->started++) {
        struct worker *worker = &pool->workers[pool->started];
        worker->db = db;
        if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0) {
            workers_stop(db);
            return ERR_MEMORY;
        }
    }
    return OK;
}

void
workers_stop(struct db *db)
{
    struct worker_pool *pool = &db->workers;

    pthread_mutex_lock(&pool->lock);
    pool->open = false;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    while (pool->started > 0)
        pthread_join(pool->workers[--pool->started].thread, NULL);
}
