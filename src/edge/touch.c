/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/touch.h"

#include <stddef.h>

#include "db/db.h"
#include "practice/org/who.h"

#define TOUCH_ARENA_MAX (64U << 10)

/* Lives in its own arena, since the request it comes from ends first. */
struct touch {
    struct db_work work;
    struct arena arena;
    struct who who;
    struct call call;
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
    return who_touch(&touch->call, &touch->who);
}

static void
done(struct db_work *work, enum err outcome)
{
    struct touch *touch = touch_of(work);
    struct arena arena = touch->arena;

    (void)outcome; /* lost: the next request of this session tries again */
    arena_release(&arena);
}

void
touch_later(struct edge *edge, const struct call *call)
{
    struct arena arena;

    arena_init(&arena, TOUCH_ARENA_MAX);
    struct touch *touch = arena_new(&arena, struct touch);
    if (touch == NULL)
        return;
    *touch = (struct touch){.work = {.run = run, .done = done}, .who = *call->who};
    touch->who.roles = NULL;
    touch->who.role_count = 0;
    touch->who.units = NULL;
    touch->who.unit_count = 0;
    touch->call = (struct call){.now = call->now, .person_id = call->person_id};
    touch->arena = arena;
    touch->call.arena = &touch->arena;
    if (db_queue_write(edge->options.db, &touch->work) != OK)
        done(&touch->work, ERR_BUSY);
}
