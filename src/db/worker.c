/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bounded pool: long reads and slow preparations on SQLite, everything on PostgreSQL. A worker
 * takes one piece of work at a time, runs its transaction and tells how it ended.
 */
#include "db/engine.h"

static void *
worker_main(void *arg)
{
    struct db *db = arg;
    struct db_work *work;

    while ((work = queue_take(&db->workers.queue, 1)) != NULL) {
        enum err outcome = db_transact(db, work, work->writes);
        work->done(work, outcome);
    }
    return NULL;
}

enum err
workers_start(struct db *db)
{
    struct worker_pool *pool = &db->workers;

    queue_open(&pool->queue);
    while (pool->count < db->worker_count) {
        if (pthread_create(&pool->threads[pool->count], NULL, worker_main, db) != 0) {
            workers_stop(db);
            return ERR_MEMORY;
        }
        pool->count++;
    }
    return OK;
}

void
workers_stop(struct db *db)
{
    struct worker_pool *pool = &db->workers;

    queue_close(&pool->queue);
    while (pool->count > 0)
        pthread_join(pool->threads[--pool->count], NULL);
}
