/* SPDX-License-Identifier: Apache-2.0 */
/* Work that waits, first in first out, for one thread that takes many; it is linked through itself.
 */
#ifndef KOERS_DB_QUEUE_H
#define KOERS_DB_QUEUE_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"
#include "db/db.h"

struct work_queue {
    pthread_mutex_t lock;
    pthread_cond_t ready;
    struct db_work *first;
    struct db_work *last;
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

#endif
