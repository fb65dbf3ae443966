/* SPDX-License-Identifier: Apache-2.0 */
#include "db/queue.h"

#include <stddef.h>

void
work_list_push(struct work_list *list, struct db_work *work)
{
    work->next = NULL;
    if (list->last != NULL)
        list->last->next = work;
    else
        list->first = work;
    list->last = work;
}

struct db_work *
work_list_shift(struct work_list *list)
{
    struct db_work *work = list->first;

    if (work == NULL)
        return NULL;
    list->first = work->next;
    if (list->first == NULL)
        list->last = NULL;
    work->next = NULL;
    return work;
}

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
        work_list_push(&queue->waiting, work);
        queue->count++;
        pthread_cond_signal(&queue->ready);
        err = OK;
    }
    pthread_mutex_unlock(&queue->lock);
    return err;
}

/* Locked. */
static struct db_work *
take(struct work_queue *queue, unsigned max)
{
    struct work_list taken = {0};

    for (; max > 0 && queue->count > 0; max--, queue->count--)
        work_list_push(&taken, work_list_shift(&queue->waiting));
    return taken.first;
}

struct db_work *
queue_take(struct work_queue *queue, unsigned max)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == 0 && queue->open)
        pthread_cond_wait(&queue->ready, &queue->lock);
    struct db_work *taken = take(queue, max);
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

struct db_work *
queue_take_more(struct work_queue *queue, unsigned max)
{
    pthread_mutex_lock(&queue->lock);
    struct db_work *taken = take(queue, max);
    pthread_mutex_unlock(&queue->lock);
    return taken;
}
