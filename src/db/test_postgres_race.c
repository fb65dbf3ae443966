/* SPDX-License-Identifier: Apache-2.0 */
/* Transactions that meet on PostgreSQL: what they see of each other, and who runs again. */
#include <pthread.h>

#include "db/test_postgres.h"

static const struct query q_isolation = {
    .name = "isolation",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT (current_setting('transaction_isolation') = $1"
                  " AND current_setting('transaction_read_only') = $2)"},
    .params = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT},
    .param_count = 2,
    .columns = (const enum value_kind[]){VALUE_BOOL},
    .column_count = 1,
};

struct settled {
    struct db_work work;
    int64_t as_asked;
};

static enum err
settled_run(struct db_work *work, struct conn *conn)
{
    struct value wanted[] = {value_text(STR("repeatable read")), value_text(STR("off"))};

    return number_read(conn, &q_isolation, wanted, 2, &((struct settled *)work)->as_asked);
}

TEST(postgres__isolates_as_the_house_asks)
{
    struct db *db = database();
    struct value reads[] = {value_text(STR("repeatable read")), value_text(STR("on"))};
    struct value writes[] = {value_text(STR("serializable")), value_text(STR("off"))};
    struct conn *conn = NULL;
    int64_t as_asked = 0;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_isolation, reads, 2, &as_asked));
    CHECK_INT(as_asked, 1);
    CHECK_OK(conn_commit(&conn));
    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(number_read(conn, &q_isolation, writes, 2, &as_asked));
    CHECK_INT(as_asked, 1);
    CHECK_OK(conn_commit(&conn));
    struct settled settled = {.work = {.run = settled_run, .settled = true}};
    CHECK_OK(db_run_write(db, &settled.work));
    CHECK_INT(settled.as_asked, 1);
    db_close(db);
}

/* Reads one row's amount and writes one more. */
struct raise {
    struct db_work work;
    int runs;
};

static enum err
raise_run(struct db_work *work, struct conn *conn)
{
    struct value id = value_int(1);
    int64_t amount = 0;

    ((struct raise *)work)->runs++;
    TRY(number_read(conn, &q_get, &id, 1, &amount));
    struct value params[] = {id, value_int(amount + 1)};
    return query_exec(conn, &q_set, params, 2, NULL);
}

static void *
raise_main(void *arg)
{
    struct db *db = arg;
    int runs = 0;

    for (int i = 0; i < 25; i++) {
        /* Who needs no more than a snapshot loses no row of another either. */
        struct raise raise = {.work = {.run = raise_run, .settled = i % 2 == 1}};
        enum err err;
        do
            err = db_run_write(db, &raise.work);
        while (err == ERR_BUSY);
        if (err != OK) {
            printf("# %s: %s\n", err_name(err), raise.work.why);
            return NULL;
        }
        runs += raise.runs;
    }
    return (void *)(intptr_t)runs;
}

TEST(postgres__runs_again_what_met_another_writer)
{
    enum { THREADS = 4 };
    struct db *db = database();
    struct add add = add_make(1);
    pthread_t threads[THREADS];
    struct conn *conn = NULL;
    struct value id = value_int(1);
    intptr_t runs = 0;
    int64_t amount = 0;

    CHECK_OK(db_run_write(db, &add.work));
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, raise_main, db), 0);
    for (int i = 0; i < THREADS; i++) {
        void *ran = NULL;
        CHECK_INT(pthread_join(threads[i], &ran), 0);
        CHECK(ran != NULL);
        runs += (intptr_t)ran;
    }
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_get, &id, 1, &amount));
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(amount, 1 + THREADS * 25); /* none was lost */
    CHECK(runs >= THREADS * 25);
    db_close(db);
}

/* Whoever runs beside others loses nearly always, and as good as surely once in so many times. */
static enum err
linger_run(struct db_work *work, struct conn *conn)
{
    struct value id = value_int(1);
    int64_t amount = 0;

    TRY(number_read(conn, &q_get, &id, 1, &amount));
    usleep(2000);
    return raise_run(work, conn);
}

static void *
linger_main(void *arg)
{
    for (int i = 0; i < 50; i++) {
        struct raise raise = {.work = {.run = linger_run}};
        enum err err = db_run_write(arg, &raise.work);
        if (err != OK) {
            printf("# %s after %d runs: %s\n", err_name(err), raise.runs, raise.work.why);
            return NULL;
        }
    }
    return arg;
}

TEST(postgres__who_lost_twice_writes_alone)
{
    enum { THREADS = 6 };
    struct db *db = database();
    struct add add = add_make(1);
    pthread_t threads[THREADS];

    CHECK_OK(db_run_write(db, &add.work));
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, linger_main, db), 0);
    for (int i = 0; i < THREADS; i++) {
        void *done = NULL;
        CHECK_INT(pthread_join(threads[i], &done), 0);
        CHECK(done != NULL);
    }
    db_close(db);
}

TEST(postgres__runs_a_conflict_twice_more)
{
    struct db *db = database();
    struct add first = add_make(1);
    struct add second = add_make(1);

    CHECK_OK(db_run_write(db, &first.work));
    CHECK_ERR(db_run_write(db, &second.work), ERR_CONFLICT);
    CHECK_INT(first.runs, 1);
    CHECK_INT(second.runs, 3);
    CHECK(strstr(second.work.why, "23505") != NULL);
    db_close(db);
}

POSTGRES_MAIN()
