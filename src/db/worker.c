/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bounded pool: long reads and slow preparations on SQLite, everything on PostgreSQL. A worker
 * takes one piece of work at a time, runs its transaction and tells how it ended.
 *
 * Work is taken in the order in which it came, but no more than half of the workers are at long
 * reads at a time, so that however many come, others go on.
 */
#include "base/thread.h"
#include "db/engine.h"

static bool
may_begin(const struct worker_pool *pool, enum worker_lane lane)
{
    return pool->queued[lane].first != NULL &&
           (lane != LANE_LONG || pool->at_long < (pool->count + 1) / 2);
}

/* Where that lies which came first of what may begin; LANE_COUNT: nothing may. */
static enum worker_lane
lane_next(const struct worker_pool *pool)
{
    bool is_short = may_begin(pool, LANE_SHORT);
    bool is_long = may_begin(pool, LANE_LONG);

    if (is_short && is_long)
        return pool->queued[LANE_LONG].first->ticket < pool->queued[LANE_SHORT].first->ticket
                   ? LANE_LONG
                   : LANE_SHORT;
    return is_short ? LANE_SHORT : is_long ? LANE_LONG : LANE_COUNT;
}

static struct db_work *
lane_take(struct worker_pool *pool, enum worker_lane lane)
{
    pool->waiting--;
    return work_list_shift(&pool->queued[lane]);
}

/* A worker's next work, in `lane`, where it had its last one; NULL once the pool is closed and
 * empty. */
static struct db_work *
take(struct worker_pool *pool, enum worker_lane *lane)
{
    struct db_work *work = NULL;

    pthread_mutex_lock(&pool->lock);
    pool->at_long -= *lane == LANE_LONG;
    while ((*lane = lane_next(pool)) == LANE_COUNT && (pool->open || pool->waiting > 0))
        pthread_cond_wait(&pool->changed, &pool->lock);
    if (*lane != LANE_COUNT) {
        work = lane_take(pool, *lane);
        pool->at_long += *lane == LANE_LONG;
        if (lane_next(pool) != LANE_COUNT)
            pthread_cond_signal(&pool->changed);
    } else {
        pthread_cond_broadcast(&pool->changed); /* the others end, too */
    }
    pthread_mutex_unlock(&pool->lock);
    return work;
}

static void *
worker_main(void *arg)
{
    struct db *db = arg;
    enum worker_lane lane = LANE_COUNT;
    struct db_work *work;

    while ((work = take(&db->workers, &lane)) != NULL) {
        enum err outcome = db_transact(db, work, work->writes);
        work->done(work, outcome);
    }
    return NULL;
}

void
workers_init(struct worker_pool *pool, unsigned count)
{
    pool->count = count;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->changed, NULL);
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
    const enum worker_lane lane = work->is_long && !work->writes ? LANE_LONG : LANE_SHORT;
    enum err err = ERR_BUSY;

    pthread_mutex_lock(&pool->lock);
    if (pool->open && pool->waiting < DB_QUEUE_MAX) {
        work->ticket = pool->tickets++;
        work_list_push(&pool->queued[lane], work);
        pool->waiting++;
        if (may_begin(pool, lane))
            pthread_cond_signal(&pool->changed);
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
    pthread_mutex_unlock(&pool->lock);
    while (pool->started < pool->count) {
        if (thread_start(&pool->threads[pool->started], "worker", worker_main, db) != OK) {
            workers_stop(db);
            return ERR_MEMORY;
        }
        pool->started++;
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
        pthread_join(pool->threads[--pool->started], NULL);
}
