/* SPDX-License-Identifier: Apache-2.0 */
#include "db/queue.h"

#include <stddef.h>

void
queue_init(struct work_queue *queue)
{
    *queue = (struct work_queue){0};
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->ready, NULL);
}

void
queue_release(struct work_queue *queue)
{
    pthread_cond_destroy(&queue->ready);
    pthread_mutex_destroy(&queue->lock);
}

void
queue_open(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->open = true;
    pthread_mutex_unlock(&queue->lock);
}

void
queue_close(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->open = false;
    pthread_cond_broadcast(&queue->ready);
    pthread_mutex_unlock(&queue->lock);
}

enum err
queue_push(struct work_queue *queue, struct db_work *work)
{
    enum err err = ERR_BUSY;

    pthread_mutex_lock(&queue->lock);
    if (queue->open && queue->count < DB_QUEUE_MAX) {
        work->next = NULL;
        if (queue->last != NULL)
            queue->last->next = work;
        else
            queue->first = work;
        queue->last = work;
        queue->count++;
        pthread_cond_signal(&queue->ready);
        err = OK;
    }
    pthread_mutex_unlock(&queue->lock);
    return err;
}

struct db_work *
queue_take(struct work_queue *queue, unsigned max)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->first == NULL && queue->open)
        pthread_cond_wait(&queue->ready, &queue->lock);

    struct db_work *taken = queue->first;
    struct db_work *last = taken;
    unsigned count = last != NULL;
    while (last != NULL && count < max && last->next != NULL) {
        last = last->next;
        count++;
    }
    if (last != NULL) {
        queue->first = last->next;
        last->next = NULL;
    }
    if (queue->first == NULL)
        queue->last = NULL;
    queue->count -= count;
    pthread_mutex_unlock(&queue->lock);
    return taken;
}
