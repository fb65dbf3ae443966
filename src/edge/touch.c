/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/touch.h"

#include <stddef.h>

#include "db/db.h"
#include "practice/feed/read.h"
#include "practice/org/who.h"

#define TOUCH_ARENA_MAX (64U << 10)

/* Lives in its own arena, since the request it comes from ends first. */
struct touch {
    struct db_work work;
    struct arena arena;
    struct call call;
    struct who who;
    int64_t feed_id; /* 0: of a person */
};

static struct touch *
touch_of(struct db_work *work)
{
    return (struct touch *)(void *)((char *)work - offsetof(struct touch, work));
}

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct touch *touch = touch_of(work);

    call_reset(&touch->call);
    touch->call.conn = conn;
    return touch->feed_id != 0 ? feed_touch(&touch->call, touch->feed_id)
                               : who_touch(&touch->call, &touch->who);
}

static void
done(struct db_work *work, enum err outcome)
{
    struct touch *touch = touch_of(work);
    struct arena arena = touch->arena;

    (void)outcome; /* lost: the next request of this session tries again */
    arena_release(&arena);
}

/* Queues `what`, which is copied. */
static void
queue(struct edge *edge, const struct touch *what)
{
    struct arena arena;

    arena_init(&arena, TOUCH_ARENA_MAX);
    struct touch *touch = arena_new(&arena, struct touch);
    if (touch == NULL)
        return;
    *touch = *what;
    touch->work = (struct db_work){.run = run, .done = done};
    touch->arena = arena;
    touch->call.arena = &touch->arena;
    if (db_queue_write(edge->options.db, &touch->work) != OK)
        done(&touch->work, ERR_BUSY);
}

void
touch_later(struct edge *edge, const struct call *call)
{
    struct touch touch = {.call = {.now = call->now, .person_id = call->person_id},
                          .who = *call->who};

    touch.who.roles = NULL;
    touch.who.role_count = 0;
    touch.who.units = NULL;
    touch.who.unit_count = 0;
    queue(edge, &touch);
}

void
touch_feed_later(struct edge *edge, int64_t feed_id)
{
    queue(edge, &(struct touch){.call = {.now = time_now()}, .feed_id = feed_id});
}
