/* SPDX-License-Identifier: Apache-2.0 */
/* Work that waits, first in first out, linked through itself: a list, and a queue of it for one
 * thread that takes many. */
#ifndef KOERS_DB_QUEUE_H
#define KOERS_DB_QUEUE_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"
#include "db/db.h"

struct work_list {
    struct db_work *first;
    struct db_work *last;
};

void work_list_push(struct work_list *list, struct db_work *work);
/* Its first one, in no list any more; NULL when it is empty. */
struct db_work *work_list_shift(struct work_list *list);

struct work_queue {
    pthread_mutex_t lock;
    pthread_cond_t ready;
    struct work_list waiting;
    unsigned count;
    bool open;
};

void queue_init(struct work_queue *queue);
void queue_release(struct work_queue *queue);

void queue_open(struct work_queue *queue);
/* Takes nothing more; those who wait for work get what is left, then nothing. */
void queue_close(struct work_queue *queue);

/* ERR_BUSY when DB_QUEUE_MAX wait already, or the queue is closed. */
enum err queue_push(struct work_queue *queue, struct db_work *work) MUST_USE;

/* Waits for work and takes up to `max` of it, as a list; NULL when the queue is closed and empty.
 */
struct db_work *queue_take(struct work_queue *queue, unsigned max);
/* What has come meanwhile, up to `max` of it; NULL when nothing has. Never waits. */
struct db_work *queue_take_more(struct work_queue *queue, unsigned max);

#endif
