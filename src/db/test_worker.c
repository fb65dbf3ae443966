/* SPDX-License-Identifier: Apache-2.0 */
/* Who is at work, and who waits. */
#include <semaphore.h>

#include "db/test_sqlite.h"

#define WORKERS 4

/* A read that stays until it is let go. */
struct stay {
    struct db_work work;
    sem_t *go;
    atomic_int *at_work;
    atomic_int *most;
    atomic_bool over;
};

static enum err
stay_run(struct db_work *work, struct conn *conn)
{
    struct stay *stay = (struct stay *)work;
    int count = atomic_fetch_add(stay->at_work, 1) + 1;
    int most = atomic_load(stay->most);

    (void)conn;
    while (count > most && !atomic_compare_exchange_weak(stay->most, &most, count))
        continue;
    while (stay->go != NULL && sem_wait(stay->go) != 0)
        continue;
    atomic_fetch_sub(stay->at_work, 1);
    return OK;
}

static void
stay_done(struct db_work *work, enum err outcome)
{
    struct stay *stay = (struct stay *)work;

    CHECK_OK(outcome);
    atomic_store(&stay->over, true);
}

struct scene {
    struct db *db;
    sem_t go;
    atomic_int at_long, most_long, at_short, most_short;
};

static void
scene_open(struct scene *s)
{
    *s = (struct scene){.db = database()};
    db_close(s->db);
    struct db_options o = options();
    char why[DB_WHY_MAX] = "";
    o.workers = WORKERS;
    CHECK_OK(db_open(&s->db, &o, why));
    CHECK_INT(sem_init(&s->go, 0, 0), 0);
}

static void
scene_close(struct scene *s)
{
    db_close(s->db);
    sem_destroy(&s->go);
}

static void
stay_push(struct scene *s, struct stay *stay, bool is_long, bool stays)
{
    *stay = (struct stay){.work = {.run = stay_run, .done = stay_done, .is_long = is_long},
                          .go = stays ? &s->go : NULL,
                          .at_work = is_long ? &s->at_long : &s->at_short,
                          .most = is_long ? &s->most_long : &s->most_short};
    CHECK_OK(db_queue_read(s->db, &stay->work));
}

static bool
comes_true(const atomic_bool *over)
{
    for (int i = 0; i < 10000 && !atomic_load(over); i++)
        usleep(1000);
    return atomic_load(over);
}

TEST(worker__half_of_them_are_there_for_what_is_short)
{
    struct scene s;
    struct stay longs[WORKERS];
    struct stay shorts[WORKERS];

    scene_open(&s);
    CHECK_OK(db_start(s.db));
    for (int i = 0; i < WORKERS; i++)
        stay_push(&s, &longs[i], /* is_long= */ true, /* stays= */ true);
    for (int i = 0; i < WORKERS; i++) {
        stay_push(&s, &shorts[i], /* is_long= */ false, /* stays= */ false);
        CHECK(comes_true(&shorts[i].over));
    }
    for (int i = 0; i < WORKERS; i++)
        sem_post(&s.go);
    for (int i = 0; i < WORKERS; i++)
        CHECK(comes_true(&longs[i].over));
    CHECK_INT(atomic_load(&s.most_long), WORKERS / 2);
    scene_close(&s);
}

/* What waits when the pool is closed is done all the same. */
TEST(worker__ends_with_nothing_left)
{
    struct scene s;
    struct stay stays[2 * WORKERS];

    scene_open(&s);
    CHECK_OK(db_start(s.db));
    for (int i = 0; i < 2 * WORKERS; i++) {
        stay_push(&s, &stays[i], /* is_long= */ i % 2 == 0, /* stays= */ true);
        sem_post(&s.go);
    }
    db_stop(s.db);
    for (int i = 0; i < 2 * WORKERS; i++)
        CHECK(atomic_load(&stays[i].over));
    scene_close(&s);
}

TEST_MAIN()
